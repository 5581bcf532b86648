"""What public feeds really say, shape by shape; a shape that is not known is refused by name."""

from pathlib import Path
from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobs_assets.parsing.formats.feeds.rows import id_of
from jobs_assets.parsing.formats.feeds.shapes import SHAPES
from jobs_assets.postings import Posting, Unparsed
from tests.parsing.pages import SHARED_DATA, bands, only, place, postings, results
from tests.parsing.stated import feed as stated_feed


def feed(document: Any, **keys: Any) -> Posting:  # noqa: ANN401 - any JSON value
    """The one posting of a JSON feed."""
    return only("feed", orjson.dumps(document), **keys)


def remotive(**row: Any) -> Posting:  # noqa: ANN401 - any field of the API
    row = {"id": 7, "title": "Baker", "candidate_required_location": "", "description": "Bake."} | row
    return feed({"job-count": 1, "jobs": [row]})


def remote_ok(**row: Any) -> Posting:  # noqa: ANN401 - any field of the API
    row = {"id": "7", "position": "Baker", "company": "Acme"} | row
    return feed([{"last_updated": 1, "legal": "Link back."}, row])


def jobicy(**row: Any) -> Posting:  # noqa: ANN401 - any field of the API
    return feed({"jobCount": 1, "jobs": [{"id": 7, "jobTitle": "Baker", "jobGeo": "Anywhere"} | row]})


def himalayas(**row: Any) -> Posting:  # noqa: ANN401 - any field of the API
    row = {
        "title": "Baker",
        "companyName": "Acme",
        "guid": "https://himalayas.app/companies/acme/jobs/baker",
        "locationRestrictions": [],
    } | row
    return feed({"totalCount": 1, "jobs": [row]})


def muse(**row: Any) -> Posting:  # noqa: ANN401 - any field of the API
    row = {"id": 7, "name": "Baker", "refs": {}, "publication_date": "2026-06-11T00:12:35Z"} | row
    return feed({"page": 0, "page_count": 1, "results": [row]})


def rss(item: str, head: str = "") -> Posting:
    """The posting of an RSS feed with one item."""
    spaces = 'xmlns:job_listing="https://jobicy.com" xmlns:content="c" xmlns:dc="d"'
    return only(
        "feed", f"<rss version='2.0' {spaces}><channel>{head}<item>{item}</item></channel></rss>".encode()
    )


def wwr(title: str, slug: str, rest: str = "") -> Posting:
    """The posting of We Work Remotely's RSS with one item."""
    link = f"https://weworkremotely.com/remote-jobs/{slug}"
    return rss(f"<title>{title}</title><link>{link}</link><guid>{link}</guid>{rest}")


def job_xml(job: str) -> Posting:
    """The posting of a `<source>` with one `<job>`."""
    return only("feed", f"<source><publisher>X</publisher><job>{job}</job></source>".encode())


def indeed(rest: str = "") -> Posting:
    must = "<title>Baker</title><referencenumber>7</referencenumber><url>https://acme.example/7</url>"
    return job_xml(must + rest)


# Ids


@pytest.mark.parametrize(
    ("stated", "native_id"),
    [
        (7, "7"),
        ("urn:uuid:5ac2", "urn:uuid:5ac2"),
        ("https://www.acme.example/jobs/7/?utm_source=rss&ref=x", "acme.example/jobs/7"),
        ("https://acme.example/?post_type=job_listing&p=7", "acme.example?post_type=job_listing&p=7"),
        ({"@isPermaLink": "false", "#": "5ac2"}, "5ac2"),
        ("", None),
        (None, None),
    ],
)
def test_an_address_as_an_id_keeps_what_tells_it_from_others(stated: Any, native_id: str | None) -> None:  # noqa: ANN401
    assert id_of(stated) == native_id


@given(st.text(min_size=161, max_size=400).filter(str.strip))
def test_no_id_is_long(stated: str) -> None:
    assert len(id_of(f"https://acme.example/{stated}") or "") <= 160


def test_an_item_without_an_id_is_named_by_its_link_and_without_either_is_unparsed() -> None:
    assert (
        rss("<title>Baker</title><link>https://acme.example/7</link>").posting_id
        == "feed:acme:acme.example/7"
    )
    [one] = results("feed", b"<rss><channel><item><title>Baker</title></item></channel></rss>")
    assert isinstance(one, Unparsed)
    assert one.reason == "no_id"


# Sites that list remote work alone


def test_remote_oks_legal_notice_is_no_posting() -> None:
    assert remote_ok().posting_id == "feed:acme:7"
    assert postings("feed", b'[{"legal": "Link back."}]') == []


@pytest.mark.parametrize(
    ("line", "limits", "where"),
    [
        ("USA", ["US"], [(None, None, "US")]),
        ("USA Only", ["US"], [(None, None, "US")]),
        ("Worldwide", None, []),
        ("Anywhere in the World", None, []),
        ("", None, []),
        ("Europe", ["Europe"], [(None, "Europe", None)]),
        ("USA, Canada", ["US", "CA"], [(None, None, "US"), (None, None, "CA")]),
        ("Berlin, Germany", None, [("Berlin", None, "DE")]),
    ],
)
def test_where_people_of_a_remote_site_may_live(
    line: str, limits: list[str] | None, where: list[tuple[str | None, ...]]
) -> None:
    for posting in (
        remotive(candidate_required_location=line),
        remote_ok(location=line),
        jobicy(jobGeo=line),
    ):
        assert posting.workplace == "remote"
        assert posting.remote_eligibility == limits
        assert place(posting) == where


def test_one_entry_for_the_world_is_no_limit_at_all() -> None:
    assert himalayas(locationRestrictions=["Poland", "Worldwide"]).remote_eligibility is None
    assert himalayas(locationRestrictions=["Poland", "Spain"]).remote_eligibility == ["PL", "ES"]


def test_himalayas_restrictions_are_read_as_names_and_as_objects() -> None:
    posting = himalayas(locationRestrictions=[{"alpha2": "GB", "name": "United Kingdom", "slug": "uk"}])
    assert (place(posting), posting.remote_eligibility) == ([(None, None, "GB")], ["GB"])


@pytest.mark.parametrize(
    ("line", "band"),
    [
        ("$70k - $90k", (70000.0, 90000.0, None, None)),
        ("€70,000 - €90,000 per year", (70000.0, 90000.0, "EUR", "YEAR")),
        ("USD 20 - 25 / hour", (20.0, 25.0, "USD", "HOUR")),
        ("£50,000+", (50000.0, None, "GBP", None)),
        ("Up to 120k EUR", (None, 120000.0, "EUR", None)),
        ("$50k + 10% bonus", None),
        ("$50k base, $90k OTE", None),
        ("3 months' pay", None),
        ("competitive salary with benefits", None),
        ("", None),
    ],
)
def test_pay_is_read_from_a_line_of_nothing_else(line: str, band: tuple[Any, ...] | None) -> None:
    assert [found[:4] for found in bands(remotive(salary=line))] == ([band] if band else [])


def test_remote_oks_zeros_are_no_pay_and_its_figures_have_no_currency() -> None:
    assert remote_ok(salary_min=0, salary_max=0).salary == []
    assert bands(remote_ok(salary_min=53000, salary_max=59000)) == [
        (53000.0, 59000.0, None, None, "base", None)
    ]


def test_jobicy_pay_by_the_year_and_by_another_period() -> None:
    annual = jobicy(annualSalaryMin="120000", annualSalaryMax="180000", salaryCurrency="USD")
    assert bands(annual) == [(120000.0, 180000.0, "USD", "YEAR", "base", None)]
    hourly = jobicy(salaryMin=30, salaryMax=40, salaryCurrency="EUR", salaryPeriod="hourly")
    assert bands(hourly) == [(30.0, 40.0, "EUR", "HOUR", "base", None)]


def test_a_title_is_text_also_where_it_came_escaped() -> None:
    assert jobicy(jobTitle="Baker &#8211; Bread &amp; Rolls").title == "Baker – Bread & Rolls"
    assert rss("<title>&lt;a href='/7'&gt;Baker&lt;/a&gt;</title><guid>7</guid>").title == "Baker"
    assert rss("<title><a href='/7'>Baker</a></title><guid>7</guid>").title == "Baker"


# Sites that list any work


def test_arbeitnow_marks_what_is_remote_and_says_nothing_of_the_rest() -> None:
    row = {"slug": "baker-berlin-7", "company_name": "Acme", "title": "Baker", "location": "Berlin"}
    document = {
        "data": [row | {"remote": True}, row | {"slug": "b", "remote": False}],
        "links": {},
        "meta": {},
    }
    marked, unmarked = postings("feed", orjson.dumps(document))
    assert (marked.workplace, unmarked.workplace) == ("remote", None)
    assert marked.posting_id == "feed:acme:baker-berlin-7"
    assert place(marked)[0][0] == "Berlin"


def test_the_muses_flexible_or_remote_is_neither() -> None:
    assert muse(locations=[{"name": "Flexible / Remote"}]).workplace is None
    assert place(muse(locations=[{"name": "Flexible / Remote"}, {"name": "Caledonia, MI"}])) == [
        ("Caledonia", "MI", "US")
    ]


def test_pay_that_adzuna_predicts_is_nobodys_statement() -> None:
    row = {"id": "7", "title": "Baker", "redirect_url": "https://x.example", "adref": "e", "salary_min": 1000}
    predicted = {"count": 1, "results": [row | {"salary_is_predicted": "1"}]}
    assert feed(predicted).salary == []
    assert len(feed({"count": 1, "results": [row | {"salary_is_predicted": "0"}]}).salary) == 1


# RSS, Atom, JSON Feed


@pytest.mark.parametrize(
    ("title", "company", "role"),
    [
        ("Acme: Baker", "Acme", "Baker"),
        ("Acme Inc : Baker: Rolls", "Acme Inc", "Baker: Rolls"),
        ("A &amp; B: Baker", "A & B", "Baker"),
        ("Baker 9:00 to 5:00", None, "Baker 9:00 to 5:00"),
    ],
)
def test_we_work_remotely_puts_the_company_before_the_title(
    title: str, company: str | None, role: str
) -> None:
    posting = wwr(title, "acme-baker")
    assert (posting.hiring_organization, posting.title) == (company, role)


def test_we_work_remotely_lists_countries_with_their_flags() -> None:
    rest = (
        "<region>Anywhere in the World</region><country>\U0001f1e9\U0001f1ea Germany, "
        "\U0001f1e9\U0001f1f0 Denmark</country><type>Full-Time</type><category>Kitchen</category>"
        "<expires_at>Sun, 06 Sep 2026 09:59:18 +0000</expires_at>"
        "<pubDate>Fri, 07 Aug 2026 09:59:18 +0000</pubDate>"
    )
    posting = wwr("Acme: Baker", "acme-baker", rest)
    assert (posting.workplace, posting.remote_eligibility) == ("remote", ["DE", "DK"])
    assert posting.employment_type == ["FULL_TIME"]
    assert (posting.date_posted, posting.valid_through) == (
        "2026-08-07T09:59:18+00:00",
        "2026-09-06T09:59:18+00:00",
    )
    assert wwr("Acme: Baker", "acme-baker", "<region>USA Only</region>").remote_eligibility == ["US"]


def test_a_link_that_only_mentions_a_remote_site_is_not_on_it() -> None:
    posting = rss("<title>Acme: Baker</title><link>https://acme.example/7?from=weworkremotely.com/x</link>")
    assert (posting.title, posting.workplace) == ("Acme: Baker", None)


def test_the_elements_of_wp_job_manager() -> None:
    posting = rss(
        "<title>Baker</title><link>https://jobicy.com/jobs/7-baker</link>"
        "<job_listing:company><![CDATA[Acme]]></job_listing:company>"
        "<job_listing:location><![CDATA[Philippines]]></job_listing:location>"
        "<job_listing:job_type><![CDATA[Full Time]]></job_listing:job_type>"
        "<description>Short</description><content:encoded><![CDATA[<p>Long</p>]]></content:encoded>"
    )
    assert (posting.hiring_organization, posting.employment_type) == ("Acme", ["FULL_TIME"])
    assert (posting.workplace, posting.remote_eligibility) == ("remote", ["PH"])
    assert posting.description_text == "Long"


def test_elements_of_another_vocabulary_do_not_stand_in_for_those_of_rss() -> None:
    posting = rss(
        "<title>Baker</title><guid isPermaLink='false'>7</guid><dc:title>No</dc:title>"
        "<description>Bake.</description><dc:description>75</dc:description><dc:creator>me@acme.example</dc:creator>"
    )
    assert (posting.title, posting.description_text, posting.url) == ("Baker", "Bake.", None)
    assert posting.hiring_organization is None


def test_an_entry_of_atom() -> None:
    body = (
        "<feed xmlns='http://www.w3.org/2005/Atom'><title>Jobs</title><entry><id>urn:7</id><title>Baker</title>"
        "<link rel='self' href='https://acme.example/7.atom'/><link href='https://acme.example/7'/>"
        "<published>2026-08-07T09:00:00Z</published><updated>2026-09-07T09:00:00Z</updated>"
        "<author><name>Jo</name></author><content type='html'>&lt;p&gt;Bake.&lt;/p&gt;</content></entry>"
        "</feed>"
    )
    posting = only("feed", body.encode(), employer="Acme")
    assert (posting.posting_id, posting.url) == ("feed:acme:urn:7", "https://acme.example/7")
    assert (posting.hiring_organization, posting.date_posted) == ("Acme", "2026-08-07T09:00:00+00:00")
    assert posting.description_text == "Bake."


def test_an_item_of_a_json_feed() -> None:
    item = {"id": "7", "title": "Baker", "url": "https://acme.example/7", "content_text": "Bake."}
    posting = feed({"version": "https://jsonfeed.org/version/1.1", "items": [item]})
    assert (posting.url, posting.description_text) == ("https://acme.example/7", "Bake.")


# USAJOBS


OPENING = (
    "<ShowPositionOpening xmlns='http://www.hr-xml.org/3'><DataArea><PositionOpening><DocumentID>7</DocumentID>"
    "<PositionOpeningStatusCode>{status}</PositionOpeningStatusCode><PositionProfile>"
    "<PositionTitle>Baker</PositionTitle><PositionLocation><LocationName>{place}</LocationName>"
    "</PositionLocation><OfferedRemunerationPackage><RemunerationRange>"
    "<RemunerationMinimumAmount currencyID='USD'>17</RemunerationMinimumAmount>"
    "<RemunerationRateIntervalCode>{code}</RemunerationRateIntervalCode></RemunerationRange>"
    "</OfferedRemunerationPackage></PositionProfile></PositionOpening></DataArea></ShowPositionOpening>"
)


def opening(status: str = "Active", place: str = "Nationwide", code: str = "PH") -> bytes:
    return OPENING.format(status=status, place=place, code=code).encode()


@pytest.mark.parametrize(
    ("name", "where"),
    [
        ("Dyess AFB, TX United States", [("Dyess AFB", "TX", "US")]),
        ("Pentagon, Arlington, VA United States", [("Arlington", "VA", "US")]),
        ("Fulton, MD", [("Fulton", "MD", "US")]),
        ("Naples, Italy", [("Naples", None, "IT")]),
        ("Nationwide", []),
        ("Prisons-Nationwide", []),
        ("22022", []),
        ("Okinawa Island Japan", []),
    ],
)
def test_a_place_of_usajobs_is_a_town_with_its_state_or_country(
    name: str, where: list[tuple[str | None, ...]]
) -> None:
    assert place(only("feed", opening(place=name))) == where


@pytest.mark.parametrize(
    ("code", "intervals"), [("PH", ["HOUR"]), ("PA", ["YEAR"]), ("BW", [None]), ("WC", [])]
)
def test_usajobs_interval_codes(code: str, intervals: list[str | None]) -> None:
    assert [band.interval for band in only("feed", opening(code=code)).salary] == intervals


def test_usajobs_key_requirements_are_a_list_in_the_text() -> None:
    details = {
        "JobSummary": "Bake.",
        "KeyRequirements": ["Be a citizen", "Rise early"],
        "MajorDuties": ["Knead"],
    }
    row = {"PositionTitle": "Baker", "QualificationSummary": "Two years", "UserArea": {"Details": details}}
    items = [{"MatchedObjectId": "7", "MatchedObjectDescriptor": row}]
    assert feed({"SearchResult": {"SearchResultItems": items}}).description_text.split("\n\n") == [
        *("Summary", "Bake.", "Key requirements", "- Be a citizen\n- Rise early", "Duties", "Knead"),
        *("Qualifications", "Two years"),
    ]


def test_an_opening_that_is_over_is_no_posting() -> None:
    [one] = results("feed", opening(status="Inactive"))
    assert isinstance(one, Unparsed)
    assert (one.reason, one.native_id) == ("unlisted", "7")


# Feeds of <job>


def test_indeeds_documented_elements() -> None:
    posting = indeed(
        "<date>2014-12-19T22:49:39Z</date><requisitionid>R-1</requisitionid><company>Acme</company>"
        "<city>Phoenix</city><state>AZ</state><country>US</country><jobtype>fulltime, temporary</jobtype>"
        "<salary>$20 - $25 per hour</salary><remotetype>Hybrid remote</remotetype>"
        "<expirationdate>2027-01-31</expirationdate><description><![CDATA[<p>Bake.</p>]]></description>"
    )
    assert (posting.posting_id, posting.requisition_id) == ("feed:acme:7", "R-1")
    assert (posting.hiring_organization, posting.url) == ("Acme", "https://acme.example/7")
    assert (posting.date_posted, posting.valid_through) == ("2014-12-19T22:49:39+00:00", "2027-01-31")
    assert posting.employment_type == ["FULL_TIME", "TEMPORARY"]
    assert (place(posting), posting.workplace) == ([("Phoenix", "AZ", "US")], "hybrid")
    assert bands(posting) == [(20.0, 25.0, None, "HOUR", "base", None)]


def test_joobles_region_and_its_decimals() -> None:
    posting = indeed(
        "<region><country>FR</country><state>Canton de Cahors; Lot (46); Midi-Pyrénées</state>"
        "<city>Cahors, Lot</city></region><date_updated>2025-09-09 00:00:00</date_updated>"
        "<salary><min>33000.000</min><max>37000.000</max><currency>EUR</currency><rate></rate></salary>"
    )
    assert place(posting) == [("Cahors", "Midi-Pyrénées", "FR")]
    assert bands(posting) == [(33000.0, 37000.0, "EUR", None, "base", None)]
    assert posting.date_posted is None  # the day of an update is not that of publication


# What is no feed


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b'{"jobs": [{"id": 1, "title": "Baker"}]}', "unknown_shape"),
        (b'[{"id": 1, "title": "Baker"}]', "unknown_shape"),
        (b'"no"', "unknown_shape"),
        (b"<source><job><title>Baker</title></job></source>", "unknown_shape"),
        (b"<offers><offer><title>Baker</title></offer></offers>", "unknown_shape"),
        (b"<urlset><url><loc>https://acme.example/7</loc></url></urlset>", "unknown_shape"),
        (b"<!doctype html><html><body>Jobs</body></html>", "html_for_xml"),
        (b"Jobs", "not_json"),
    ],
)
def test_what_is_no_known_feed_is_said_to_be_none(body: bytes, reason: str) -> None:
    [one] = results("feed", body)
    assert isinstance(one, Unparsed)
    assert one.reason == reason


@pytest.mark.parametrize(
    "body",
    [
        b'{"job-count": 0, "jobs": []}', b'{"jobCount": 0, "jobs": []}', b'{"totalCount": 0, "jobs": []}',
        b'{"data": [], "links": {"next": null}, "meta": {}}', b'{"page_count": 0, "results": []}',
        b'{"SearchResult": {"SearchResultItems": []}}', b"[]", b"<rss><channel/></rss>", b"<source/>",
        b"<feed xmlns='http://www.w3.org/2005/Atom'/>",
    ],
)  # fmt: skip
def test_an_empty_feed_is_empty(body: bytes) -> None:
    assert results("feed", body) == []


def test_a_broken_row_costs_its_neighbours_nothing() -> None:
    row = {"title": "Baker", "candidate_required_location": ""}
    found = results("feed", orjson.dumps({"jobs": [{"id": 1} | row, 5, {"id": 2}, {"id": 3} | row]}))
    assert [isinstance(one, Posting) for one in found] == [True, False, False, True]
    assert [one.reason for one in found if isinstance(one, Unparsed)] == ["not_an_object", "no_title"]


@pytest.mark.parametrize("name", stated_feed.UNREAD)
def test_an_export_made_for_one_partner_is_refused_whole(name: str) -> None:
    path: Path = SHARED_DATA / name
    if not path.exists():
        pytest.skip(f"needs the captures in {SHARED_DATA}")
    [one] = results("feed", path.read_bytes())
    assert isinstance(one, Unparsed)
    assert one.reason == "unknown_shape"


def test_every_shape_has_a_name_of_its_own() -> None:
    assert len({shape.name for shape in SHAPES}) == len(SHAPES)
