"""What iCIMS portals really show, and what they make up."""

import orjson
import pytest

from jobs_assets.parsing.formats.icims import FIELDS, posting_number, search_page
from jobs_assets.postings import Posting, Unparsed
from tests.parsing.pages import bands, only, place, postings, results

SEARCH_AT = "https://careers-acme.icims.com/jobs/search?ss=1&pr=0&in_iframe=1"
POSTING_AT = "https://careers-acme.icims.com/jobs/1234/job?in_iframe=1"


def card(number: int, title: str, where: str, more: str = "") -> str:
    return f"""<li class="iCIMS_JobCardItem"><div class="row"><div class="col-xs-6 header left">
        <span class="sr-only field-label">Job Locations</span><span >\n{where}</span></div>
        <div class="col-xs-6 header right"><span class="sr-only field-label">Posted Date</span>
        <span title="1/11/2026 4:04 PM">\n2 days ago<span class="sr-only">(1/11/2026)</span></span></div>
        <div class="col-xs-12 title"><a class="iCIMS_Anchor" title="{number} - {title}"
        href="https://careers-acme.icims.com/jobs/{number}/a-slug%2c-of-it/job?in_iframe=1&amp;hashed=-33555">
        <span class="sr-only field-label">Title</span><h3 >\n{title}</h3></a></div>
        <div class="col-xs-12 description">Own the …</div><div class="additionalFields">
        <dl class="iCIMS_JobHeaderGroup">{more}</dl></div></div></li>"""


def tag(label: str, value: str) -> str:
    return f"""<div class="iCIMS_JobHeaderTag"><dt class="iCIMS_JobHeaderField">{label}</dt>
        <dd class="iCIMS_JobHeaderData"><span >\n{value}</span></dd></div>"""


def search(*cards: str, says: str = "") -> bytes:
    return f"""<html><body><h2 class="iCIMS_SubHeader iCIMS_SubHeader_Jobs">Search Results {says}</h2>
        <ul class="container-fluid iCIMS_JobsTable">{"".join(cards)}</ul></body></html>""".encode()


def posting(header: str = "", **item: object) -> Posting:
    stated = {"@context": "http://schema.org", "@type": "JobPosting", "title": "Head Baker"} | item
    body = f"""<html lang="en-US"><head><link rel="canonical"
        href="https://careers-acme.icims.com/jobs/1234/head-baker/job" /></head><body>
        <script type="application/ld+json">{orjson.dumps(stated).decode()}</script>
        <div class="iCIMS_JobContent"><h1 class="iCIMS_Header">Head Baker</h1>{header}</div></body></html>"""
    return only("icims", body.encode(), url=POSTING_AT)


def test_a_search_shows_cards() -> None:
    more = tag("Requisition ID", "2026-1234") + tag("Category (Portal Searching)", "Baking &amp; Sales")
    more += tag("Position Type", "Regular Part-Time")
    body = search(card(1234, "Baker, Head &amp; Cook", "US-NJ-Edison", more), card(77, "Driver", "US-Remote"))
    first, second = postings("icims", body, url=SEARCH_AT)
    assert (first.posting_id, first.title) == ("icims:acme:1234", "Baker, Head & Cook")
    assert first.url == "https://careers-acme.icims.com/jobs/1234/a-slug%2c-of-it/job"
    assert (first.requisition_id, first.department) == ("2026-1234", "Baking & Sales")
    assert (first.employment_type, place(first)) == (["PART_TIME"], [("Edison", "NJ", "US")])
    assert (first.description_text, first.date_posted) == ("", None)
    assert (second.workplace, second.remote_eligibility, place(second)) == (
        "remote",
        ["US"],
        [(None, None, "US")],
    )


@pytest.mark.parametrize(
    ("line", "where"),
    [
        ("US-NY-New York", [("New York", "NY", "US")]),
        ("US-NC-Winston-Salem", [("Winston-Salem", "NC", "US")]),
        ("US-TX-Austin | US-CA-San Diego", [("Austin", "TX", "US"), ("San Diego", "CA", "US")]),
        ("IE-Cork-Cork", [("Cork", "Cork", "IE")]),
        ("IN-Bangalore | IN-Pune", [("Bangalore", None, "IN"), ("Pune", None, "IN")]),
        ("UK-London", [("London", None, "GB")]),
        ("DE-Baden-Württemberg-Stuttgart", [("Stuttgart", "Baden-Württemberg", "DE")]),
        ("US-TX", [(None, "TX", "US")]),
        ("CA", [(None, None, "CA")]),
        ("Austin, TX", [("Austin", "TX", "US")]),
    ],
)
def test_places_are_written_from_the_widest_to_the_narrowest(
    line: str, where: list[tuple[str | None, str | None, str | None]]
) -> None:
    [shown] = postings("icims", search(card(1, "Baker", line)), url=SEARCH_AT)
    assert (place(shown), shown.workplace) == (where, None)


def test_remote_beside_an_office_names_no_workplace() -> None:
    [shown] = postings("icims", search(card(1, "Baker", "US-MA-Boston | US-Remote")), url=SEARCH_AT)
    assert shown.workplace is None
    assert place(shown) == [("Boston", "MA", "US"), (None, None, "US")]


def test_remote_within_a_state_is_that_state() -> None:
    [shown] = postings("icims", search(card(1, "Baker", "US-TX-Remote")), url=SEARCH_AT)
    assert (shown.workplace, place(shown), shown.remote_eligibility) == (
        "remote",
        [(None, "TX", "US")],
        ["TX"],
    )


def test_a_search_says_how_many_pages_it_has() -> None:
    batch = b"""<ul class="iCIMS_JobsTable"></ul><div class="iCIMS_PagingBatch"><a class="selected" href="#">
    <span class="sr-only">Page</span> 1 <span class="sr-only">of 12 , Current Page</span></a></div>"""
    assert search_page(search(card(1, "Baker", "CA"), says="Page 1 of 31"), SEARCH_AT).pages == 31
    assert search_page(batch, SEARCH_AT).pages == 12
    assert search_page(search(), SEARCH_AT).pages is None


def test_a_card_that_leads_elsewhere_is_counted_and_not_read() -> None:
    elsewhere = card(9, "Phish", "CA").replace("careers-acme.icims.com", "evil.example")
    found = search_page(search(card(1, "Baker", "CA"), elsewhere), SEARCH_AT)
    assert ([row.native_id for row in found.rows], found.unread) == (["1"], 1)


def test_a_row_is_the_same_tomorrow_though_its_age_is_not() -> None:
    today = search(card(1, "Baker", "US-NJ-Edison"))
    tomorrow = today.replace(b"2 days ago", b"3 days ago")
    moved = today.replace(b"Edison", b"Trenton")
    [one], [later], [other] = (search_page(body, SEARCH_AT).rows for body in (today, tomorrow, moved))
    assert one.values == later.values != other.values


def test_the_older_layouts_are_read_as_well() -> None:
    link = '<a class="iCIMS_Anchor" href="/jobs/5/cook/job"><span class="sr-only">Title</span> Cook</a>'
    rows = f'<div class="iCIMS_JobsTable"><div class="row"><div class="title">{link}</div></div></div>'
    table = f'<table class="iCIMS_JobsTable"><tr><td itemprop="title">{link}</td></tr></table>'
    for body in (rows, table):
        [shown] = search_page(body.encode(), SEARCH_AT).rows
        assert (shown.native_id, shown.title) == ("5", "Cook")


def test_a_posting_is_its_json_ld_with_what_its_header_adds() -> None:
    found = posting(
        tag("Job ID", "2026-1234") + tag("Location : Location", "US-NY-Buffalo"),
        description="<p>Bake bread.</p>",
        datePosted="2026-09-02T04:00:00.000Z",
        validThrough="2027-09-02T04:00:00.000Z",
        employmentType="FULL_TIME",
        occupationalCategory="Baking",
        url="https://careers-acme.icims.com/jobs/1234/head-baker/job",
        hiringOrganization={"@type": "Organization", "name": "Acme Bread"},
        baseSalary={"@type": "MonetaryAmount", "minValue": 20.51, "maxValue": 23.08, "currency": "USD"},
    )
    assert (found.posting_id, found.requisition_id) == ("icims:acme:1234", "2026-1234")
    assert found.url == "https://careers-acme.icims.com/jobs/1234/head-baker/job"
    assert (found.hiring_organization, found.department) == ("Acme Bread", "Baking")
    assert (found.date_posted, found.employment_type) == ("2026-09-02T04:00:00+00:00", ["FULL_TIME"])
    assert place(found) == [("Buffalo", "NY", "US")]
    assert bands(found) == [(20.51, 23.08, "USD", None, "base", None)]


def test_a_blank_that_the_vendor_filled_in_is_a_blank() -> None:
    unavailable = dict.fromkeys(("streetAddress", "addressRegion", "postalCode"), "UNAVAILABLE")
    found = posting(
        hiringOrganization={"@type": "Organization", "name": "UNAVAILABLE"},
        jobLocation=[
            {
                "@type": "Place",
                "address": unavailable | {"addressLocality": "Buffalo", "addressCountry": "US"},
            },
            {
                "@type": "Place",
                "address": {"addressLocality": "${34271}-Remote)", "addressCountry": "Hidden (${1}"},
            },
        ],
    )
    assert (found.hiring_organization, place(found)) == (None, [("Buffalo", None, "US")])


def test_a_date_made_up_while_answering_is_none() -> None:
    made_up = posting(datePosted="2024-09-07T19:20:40.774Z", validThrough="2027-09-07T19:20:40.775Z")
    assert (made_up.date_posted, made_up.valid_through) == (None, None)
    assert "date_posted" not in made_up.evidence
    assert posting(datePosted="2020-01-02T00:00:00.000Z").date_posted == "2020-01-02T00:00:00+00:00"


def test_a_page_without_json_ld_is_read_from_its_sections() -> None:
    def section(heading: str, text: str) -> str:
        return f"""<h2 class="iCIMS_InfoMsg iCIMS_InfoField_Job">\n{heading}\n</h2>
            <div class="iCIMS_InfoMsg iCIMS_InfoMsg_Job"><div class="iCIMS_Expandable_Container">
            <div class="iCIMS_Expandable_Text">{text}</div></div></div>"""

    body = f"""<html><div class="iCIMS_JobContent"><div class="iCIMS_JobsTable"><div class="row">
        <div class="title"><div id="iCIMS_Header"><h1 class="iCIMS_Header">\nHead Baker</h1></div></div>
        <div class="col-xs-6 header left"><span class="sr-only field-label">Location</span>
        <span >\nUS-RI-Kingston</span></div></div></div>
        {tag("Category", "Baking")}{tag("Type", "Regular Part-Time")}
        {section("Overview", "<p>Bake.</p>")}{section("Benefits", "<p>&nbsp;</p>")}</div></html>"""
    found = only("icims", body.encode(), url=POSTING_AT)
    assert (found.title, found.description_text) == ("Head Baker", "Overview\n\nBake.")
    assert (found.department, found.employment_type) == ("Baking", ["PART_TIME"])
    assert place(found) == [("Kingston", "RI", "US")]


def test_the_portals_empty_frame_is_told() -> None:
    [missing] = results("icims", b"<html><iframe id='icims_content_iframe'></iframe></html>", url=POSTING_AT)
    assert isinstance(missing, Unparsed)
    assert missing.reason == "no_title"


def test_an_address_names_its_posting() -> None:
    assert (
        posting_number(POSTING_AT) == posting_number("https://x.icims.com/jobs/1234/head-baker/job") == "1234"
    )
    assert posting_number(SEARCH_AT) is None
    assert posting_number("https://x.icims.com/jobs/1234/head-baker/login") is None


def test_the_keys_of_a_postings_data_are_known() -> None:
    assert {"occupationalCategory", "baseSalary", "directApply"} <= FIELDS
