"""What SuccessFactors' career sites really send: a feed, pages with microdata, an older site's listing."""

import pytest

from jobs_assets.postings import Closed, Posting, Unparsed
from tests.parsing.pages import only, place, postings, results

HOST = "https://jobs.acme.example"
PAGE = f"{HOST}/job/Reading-Head-Baker-RG1/1234567/"
OLD = "https://career5.successfactors.eu/career?company=acme&career_ns=job_listing_summary&resultType=XML"


def feed(*items: str) -> bytes:
    inner = "".join(f"<item>{item}</item>" for item in items)
    return (
        '<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:g="http://base.google.com/ns/1.0">'
        f"<channel><title>Acme</title><ttl>720</ttl>{inner}</channel></rss>"
    ).encode()


def item(title: str = "Head Baker (Reading, GB)", link: str = PAGE, more: str = "") -> str:
    return f"<title>{title}</title><link>{link}</link><guid>1234567</guid><g:id>1234567</g:id>{more}"


def fed(**keys: str) -> Posting:
    return only("successfactors", feed(item(**keys)), url=f"{HOST}/sitemal.xml")


def on_page(inside: str, url: str = PAGE) -> Posting:
    """The posting of a page with these elements in its JobPosting."""
    body = (
        "<!doctype html><html lang='en'><head><title>Careers</title></head><body>"
        '<div class="jobDisplayShell" itemscope="itemscope" itemtype="http://schema.org/JobPosting">'
        f'<h1 itemprop="title">Head Baker</h1>{inside}</div></body></html>'
    )
    return only("successfactors", body.encode(), url=url)


def listing(*jobs: str) -> bytes:
    return f"<Job-Listing>{''.join(f'<Job>{job}</Job>' for job in jobs)}</Job-Listing>".encode()


def job(requisition: int, posted: str, more: str = "") -> str:
    return f"<JobTitle>Baker</JobTitle><ReqId>{requisition}</ReqId><Posted-Date>{posted}</Posted-Date>{more}"


def test_an_item_and_its_page_are_one_posting() -> None:
    assert fed().posting_id == on_page("").posting_id == "successfactors:acme:1234567"
    assert fed().url == PAGE


@pytest.mark.parametrize(
    ("title", "location", "read"),
    [
        ("Head Baker (Reading, GB)", "Reading, GB, RG1 1AA", "Head Baker"),
        ("Head Baker (Nights) (Reading, GB)", "Reading, GB", "Head Baker (Nights)"),
        ("Head Baker (m/f/d)", "Reading, GB", "Head Baker (m/f/d)"),
        ("Head Baker (Nights)", "", "Head Baker (Nights)"),
        ("(Reading, GB)", "Reading, GB", "(Reading, GB)"),
    ],
)
def test_the_place_behind_a_title_is_no_part_of_it(title: str, location: str, read: str) -> None:
    more = f"<g:location>{location}</g:location>" if location else ""
    assert fed(title=title, more=more).title == read


@pytest.mark.parametrize(
    ("line", "where"),
    [
        ("Tel Aviv, Israel, 6944020", ("Tel Aviv", None, "IL")),
        ("Tampa, Florida, 33601", ("Tampa", "Florida", "US")),
        ("Zurich, CH, 8058", ("Zurich", None, "CH")),
        ("Espoo, FI", ("Espoo", None, "FI")),
        ("Kiel, DE, 24103", ("Kiel", None, "DE")),
        ("Kiel, DE", ("Kiel", None, "DE")),
        ("Bethpage, NY, US", ("Bethpage", "NY", "US")),
        ("San Francisco, CA", ("San Francisco", "CA", "US")),
        ("Cluj-Napoca, ro, 400000", ("Cluj-Napoca", None, "RO")),
    ],
)
def test_a_feeds_location_is_a_place_without_its_postcode(
    line: str, where: tuple[str | None, str | None, str | None]
) -> None:
    assert place(fed(more=f"<g:location>{line}</g:location>")) == [where]


def test_an_item_states_employer_function_deadline_and_text() -> None:
    posting = fed(
        more="<description><![CDATA[<p>Bake.</p><ul><li>Bread</li></ul>]]></description>"
        "<g:employer>Acme Ltd</g:employer><g:job_function>Bakery</g:job_function>"
        "<g:expiration_date>2026-09-17</g:expiration_date><pubDate>Mon, 21 Sep 2026 00:00:00 GMT</pubDate>"
    )
    assert (posting.hiring_organization, posting.department) == ("Acme Ltd", "Bakery")
    assert (posting.date_posted, posting.valid_through) == ("2026-09-21T00:00:00+00:00", "2026-09-17")
    assert posting.description_text == "Bake.\n\n- Bread"


def test_an_item_without_a_title_is_reported_and_its_neighbours_are_read() -> None:
    found = results("successfactors", feed("<guid>1</guid>", item()), url=f"{HOST}/sitemal.xml")
    assert [getattr(one, "reason", "read") for one in found] == ["no_title", "read"]


def test_a_page_states_its_place_in_one_line_and_its_date_in_javas_words() -> None:
    posting = on_page(
        '<span itemprop="jobLocation" itemscope itemtype="http://schema.org/Place">'
        '<span itemprop="address" itemscope itemtype="http://schema.org/PostalAddress">'
        '<meta itemprop="streetAddress" content="Pune, IN"></span></span>'
        '<meta itemprop="datePosted" content="Sun Jul 12 02:01:00 UTC 2026">'
        '<meta itemprop="hiringOrganization" content="Acme Ltd">'
    )
    assert place(posting) == [("Pune", None, "IN")]
    assert (posting.date_posted or "")[:10] == "2026-07-12"
    assert posting.hiring_organization == "Acme Ltd"


def test_a_page_that_states_the_parts_of_its_address_is_read_by_them() -> None:
    parts = '<meta itemprop="addressLocality" content="Bethpage"><meta itemprop="addressRegion" content="NY">'
    nested = (
        '<span itemprop="jobLocation" itemscope itemtype="http://schema.org/Place">'
        '<span itemprop="address" itemscope itemtype="http://schema.org/PostalAddress">'
        f'{parts}<meta itemprop="addressCountry" content="US"></span></span>'
    )
    assert place(on_page(nested)) == [("Bethpage", "NY", "US")]
    assert place(on_page(parts)) == [("Bethpage", "NY", "US")]


def test_of_several_regions_marked_as_the_description_the_fullest_is_it() -> None:
    posting = on_page(
        '<span itemprop="description">Acme</span>'
        '<span itemprop="description"><span class="jobdescription"><p>Bake.</p><p>Sell.</p></span></span>'
        '<span itemprop="description"></span>'
    )
    assert posting.description_text == "Bake.\n\nSell."


def test_a_page_without_a_posting_is_reported() -> None:
    [found] = results("successfactors", b"<html><body>Welcome to Acme.</body></html>", url=PAGE)
    assert isinstance(found, Unparsed)
    assert found.reason == "no_job_posting"


def test_a_page_without_a_posting_that_says_why_is_closed_under_the_number_of_its_address() -> None:
    [found] = results("successfactors", b"<html><body>This job is closed.</body></html>", url=PAGE)
    assert found == Closed(
        "successfactors:acme", "successfactors:acme:1234567", PAGE, "page_says_closed", "This job is closed."
    )


def test_an_older_sites_fields_are_known_by_their_labels() -> None:
    more = (
        "<Job-Description>&lt;p&gt;Bake.&lt;/p&gt;</Job-Description>"
        "<filter1><label>Country</label><value>Austria</value></filter1>"
        "<filter7><label>Posting Location</label><value>Vienna, Austria</value></filter7>"
        "<mfield2><label>Type of Employment</label><value>Full-time</value></mfield2>"
        "<mfield3><label>Job Family / Functional Area</label><value>Bakery</value></mfield3>"
    )
    posting = only("successfactors", listing(job(12, "07/13/2026", more)), url=OLD)
    assert posting.url == (
        "https://career5.successfactors.eu/career?career_ns=job_listing&company=acme&career_job_req_id=12"
    )
    assert place(posting) == [("Vienna", None, "AT")]
    assert (posting.employment_type, posting.department) == (["FULL_TIME"], "Bakery")
    assert (posting.description_text, posting.requisition_id) == ("Bake.", "12")


def test_a_listings_dates_are_month_first_where_one_of_them_proves_it() -> None:
    body = listing(job(1, "07/13/2026"), job(2, "07/01/2026"))
    assert [one.date_posted for one in postings("successfactors", body, url=OLD)] == [
        "2026-07-13",
        "2026-07-01",
    ]


def test_dates_that_prove_no_order_are_unknown() -> None:
    assert only("successfactors", listing(job(2, "07/01/2026")), url=OLD).date_posted is None
    body = listing(job(1, "13/07/2026"), job(2, "07/13/2026"), job(3, "07/01/2026"))
    assert postings("successfactors", body, url=OLD)[2].date_posted is None
