"""The sample Workday sites: what their rows and records state comes out of the parser as it went in."""

from collections.abc import Callable
from typing import Any

import orjson
import pytest

from jobs_assets.pages import SourcePage
from jobs_assets.parsing import parse_page
from jobs_assets.postings import Posting
from jobs_assets.samples.employers import Employer
from jobs_assets.samples.generator import SamplePosting, sample
from jobs_assets.samples.kinds import workday_shapes as shapes
from jobs_assets.samples.kinds import workday_site
from jobs_assets.samples.kinds.workday_search import CLAMP, SiteSearch, value_id


def read(posting: SamplePosting, path: str, document: object) -> Posting:
    firm = posting.employer
    url = f"https://{shapes.host(firm)}/wday/cxs/{firm.token}/{shapes.SITE}{path}"
    [found] = parse_page(SourcePage("workday:x", "workday", "x", None, url, orjson.dumps(document)))
    assert isinstance(found, Posting), found
    return found


def test_a_row_and_its_record_are_one_posting_with_everything_that_was_put_in() -> None:
    for index in range(600):
        posting = sample(index, seed=1)
        path = shapes.external_path(posting)
        whole = read(posting, path, shapes.record(posting))
        row = read(posting, "/jobs", {"total": 1, "jobPostings": [shapes.row(posting)]})
        assert row.posting_id == whole.posting_id == f"workday:x:{shapes.native_id(posting)}"
        assert (row.title, row.requisition_id) == (posting.title, posting.requisition_id)
        assert (whole.title, whole.requisition_id) == (posting.title, posting.requisition_id)
        assert whole.hiring_organization == posting.employer.name
        assert whole.date_posted == posting.posted.date().isoformat()
        assert row.date_posted is None
        assert [(one.city, one.region, one.country) for one in whole.job_location] == [
            (city.name, city.short, posting.employer.country.code) for city in posting.cities
        ]
        stated = posting.workplace if shapes.states_remote_type(posting.employer) else None
        assert whole.workplace == row.workplace == stated


@pytest.mark.parametrize("total", [1, 90, 2_500, 25_000])
def test_plain_facets_add_up_to_the_total_and_places_to_more(total: int) -> None:
    facets = {facet["facetParameter"]: facet["values"] for facet in SiteSearch(total, "clamped").facets({})}
    for name in ("jobFamilyGroup", "workerSubType", "timeType"):
        assert sum(value["count"] for value in facets[name]) == total
    [places] = facets["locationMainGroup"]
    assert sum(value["count"] for value in places["values"]) >= total
    assert sum(value["count"] for value in facets["brand"]) <= total


def test_a_clamped_search_counts_to_2000_and_begins_again() -> None:
    site = SiteSearch(3_000, "clamped")
    assert site.page({}, 0) == (CLAMP, range(20))
    assert site.page({}, 1_980) == (0, range(1_980, 2_000))
    assert site.page({}, 2_000) == site.page({}, 4_000) == (CLAMP, range(20))


def test_a_part_is_what_its_facet_counts() -> None:
    site = SiteSearch(3_000, "clamped")
    for facet in site.facets({})[:3]:
        for value in facet["values"]:
            applied = {facet["facetParameter"]: [value["id"]]}
            assert site.page(applied, 0)[0] == min(value["count"], CLAMP)
    assert site.page({"brand": [value_id("brand", 99)]}, 0) == (0, [])


def asked(offset: int = 0, limit: int = 20, **applied: list[str]) -> dict[str, object]:
    return {"appliedFacets": applied, "limit": limit, "offset": offset, "searchText": ""}


def test_a_site_answers_searches_and_records_and_refuses_what_the_vendor_refuses() -> None:
    postings = [sample(index, seed=1) for index in range(45)]
    firm, named = postings[0].employer, {shapes.native_id(posting): posting for posting in postings}
    api = f"/wday/cxs/{firm.token}/{shapes.SITE}"

    def told(rest: str, posted: object = None) -> tuple[int, dict[str, Any]]:
        found = workday_site.answer(firm, postings, named.get, rest, posted)
        assert found is not None
        return found.status, orjson.loads(found.body)

    status, page = told(f"{api}/jobs", asked(40))
    assert (status, page["total"], len(page["jobPostings"])) == (200, 0, 5)
    assert told(f"{api}/jobs", asked())[1]["total"] == 45
    assert told(f"{api}/jobs", {"limit": 20})[0] == 422
    assert told(f"{api}/jobs", asked(limit=21))[0] == 400
    assert told(api + shapes.external_path(postings[7]))[1]["jobPostingInfo"]["title"] == postings[7].title
    assert workday_site.answer(firm, postings, named.get, f"{api}/job/x/gone_R-1", None) is None
    assert workday_site.answer(firm, postings, named.get, "/elsewhere", None) is None


def test_an_endless_search_names_others_on_every_page() -> None:
    page = workday_site.answer(*_empty_site())
    assert page is not None
    first, later = (orjson.loads(workday_site.endless(page, offset).body) for offset in (0, 20))
    paths = [one["externalPath"] for document in (first, later) for one in document["jobPostings"]]
    assert len(set(paths)) == 40


def _empty_site() -> tuple[Employer, list[SamplePosting], Callable[[str], None], str, object]:
    firm = sample(0, seed=1).employer
    return firm, [], lambda _: None, f"/wday/cxs/{firm.token}/{shapes.SITE}/jobs", asked()
