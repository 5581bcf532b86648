"""The sample Breezy, BambooHR, JazzHR and iCIMS boards: what they state comes out as it went in."""

import orjson

from jobs_assets.pages import SourcePage
from jobs_assets.parsing import parse_page
from jobs_assets.postings import Posting, SalaryBand
from jobs_assets.samples.generator import SamplePosting, sample
from jobs_assets.samples.kinds import bamboohr_shapes, breezy_shapes, icims_shapes, jazzhr_shapes
from jobs_assets.samples.kinds.page_shapes import sign_names

POSTINGS = [sample(index, seed=1) for index in range(500)]


def read(ats: str, url: str, body: str | bytes) -> list[Posting]:
    data = body.encode() if isinstance(body, str) else body
    found = list(parse_page(SourcePage(f"{ats}:x", ats, "x", "Employer", url, data)))
    assert all(isinstance(one, Posting) for one in found), found
    return [one for one in found if isinstance(one, Posting)]


def places(found: Posting) -> list[tuple[str | None, str | None, str | None]]:
    return [(one.city, one.region, one.country) for one in found.job_location]


def bands(found: Posting) -> list[tuple[float | None, float | None, str | None, str | None]]:
    return [(one.min, one.max, one.currency, one.interval) for one in found.salary]


def as_signed(posting: SamplePosting, band: SalaryBand | None) -> list[tuple[object, ...]]:
    return [(band.min, band.max, sign_names(posting.employer), band.interval)] if band else []


def test_a_breezy_row_and_page_state_one_position() -> None:
    for posting in POSTINGS:
        firm, remote = posting.employer, posting.workplace == "remote"
        [listed] = read(
            "breezy", "https://x.breezy.hr/json", orjson.dumps([breezy_shapes.row(posting, verbose=True)])
        )
        [own] = read("breezy", breezy_shapes.listing_url(posting), breezy_shapes.position_page(posting))
        for found in (listed, own):
            assert found.posting_id == f"breezy:x:{breezy_shapes.native_id(posting)}"
            assert (found.title, found.url) == (posting.title, breezy_shapes.listing_url(posting))
            assert found.description_text == listed.description_text != ""
        assert (listed.department, listed.hiring_organization) == (posting.department, firm.name)
        assert listed.date_posted == posting.posted.isoformat()
        assert listed.employment_type == [posting.employment_type]
        assert listed.workplace == (posting.workplace if posting.workplace != "onsite" else None)
        assert listed.remote_eligibility == ([firm.country.code] if remote else None)
        cities = [(city.name, city.region, firm.country.code) for city in posting.cities]
        assert places(listed) == ([(None, None, firm.country.code)] if remote else cities)
        assert bands(listed) == as_signed(posting, breezy_shapes.pay_stated(posting))


def test_a_bamboohr_row_and_record_state_one_opening() -> None:
    for posting in POSTINGS:
        country, city = posting.employer.country.code, posting.cities[0]
        row = orjson.dumps({"meta": {"totalCount": 1}, "result": [bamboohr_shapes.row(posting)]})
        [listed] = read("bamboohr", "https://x.bamboohr.com/careers/list", row)
        url = f"https://x.bamboohr.com/careers/{bamboohr_shapes.native_id(posting)}/detail"
        [own] = read("bamboohr", url, orjson.dumps(bamboohr_shapes.record(posting)))
        for found in (listed, own):
            assert found.posting_id == f"bamboohr:x:{bamboohr_shapes.native_id(posting)}"
            assert (found.title, found.department) == (posting.title, posting.department)
            assert (found.employment_type, found.workplace) == ([posting.employment_type], posting.workplace)
        assert own.date_posted == posting.posted.date().isoformat()
        remote = posting.workplace == "remote"
        assert places(own) == ([(None, None, country)] if remote else [(city.name, city.region, country)])
        assert own.remote_eligibility == ([country] if remote else None)
        assert bands(own) == as_signed(posting, bamboohr_shapes.pay_stated(posting))
        assert own.description_text


def test_bamboohrs_embedded_list_has_the_same_openings() -> None:
    found = read(
        "bamboohr", "https://x.bamboohr.com/jobs/embed2.php", bamboohr_shapes.embedded(POSTINGS[:40])
    )
    stated = {(bamboohr_shapes.native_id(one), one.title, one.department) for one in POSTINGS[:40]}
    assert {(one.posting_id.split(":")[2], one.title, one.department) for one in found} == stated


def test_a_jazzhr_table_and_page_state_one_opening() -> None:
    for posting in POSTINGS:
        firm, city = posting.employer, posting.cities[0]
        [listed] = read("jazzhr", "https://x.applytojob.com/apply/jobs", jazzhr_shapes.table(firm, [posting]))
        [own] = read("jazzhr", jazzhr_shapes.listing_url(posting), jazzhr_shapes.opening_page(posting))
        for found in (listed, own):
            assert found.posting_id == f"jazzhr:x:{jazzhr_shapes.native_id(posting)}"
            assert (found.title, found.department) == (posting.title, posting.department)
            assert found.hiring_organization == firm.name
            assert found.workplace == ("remote" if posting.workplace == "remote" else None)
        marked = jazzhr_shapes.has_json_ld(posting)
        assert own.date_posted == (posting.posted.date().isoformat() if marked else None)
        assert own.employment_type == [posting.employment_type]
        region = city.short if firm.country.code == "US" else city.region if marked else None
        # "Luxembourg, Luxembourg" alone is a country said twice.
        name = city.name if marked or city.name != firm.country.name else None
        where = [] if posting.workplace == "remote" else [(name, region, firm.country.code)]
        assert places(own) == where
        band = jazzhr_shapes.pay_stated(posting)
        assert bands(own) == ([(band.min, band.max, band.currency, band.interval)] if band else [])
        assert own.description_text


def test_an_icims_search_and_page_state_one_posting() -> None:
    for posting in POSTINGS:
        firm, code = posting.employer, posting.employer.country.code
        url = "https://x.icims.com/jobs/search?ss=1&pr=0&in_iframe=1"
        page = icims_shapes.search_page(firm, [posting], 0, 1).replace(f"//{firm.token}.", "//x.")
        [listed] = read("icims", url, page)
        [own] = read("icims", icims_shapes.listing_url(posting), icims_shapes.posting_page(posting))
        remote = posting.workplace == "remote"
        for found in (listed, own):
            assert found.posting_id == f"icims:x:{icims_shapes.native_id(posting)}"
            assert (found.title, found.department) == (posting.title, posting.department)
            assert found.requisition_id == icims_shapes.requisition(posting)
            assert found.workplace == ("remote" if remote else None)
            assert found.remote_eligibility == ([code] if remote else None)
        dated = icims_shapes.dates_postings(firm)
        assert (own.date_posted or "")[:10] == (posting.posted.date().isoformat() if dated else "")
        assert (own.valid_through is not None) == dated
        assert (own.hiring_organization, own.employment_type) == (firm.name, [posting.employment_type])
        cities = [(city.name, city.short or city.region, code) for city in posting.cities]
        assert places(own) == ([(None, None, code)] if remote else cities)
        band = icims_shapes.pay_stated(posting)
        assert bands(own) == ([(band.min, band.max, band.currency, None)] if band else [])
        assert own.description_text
