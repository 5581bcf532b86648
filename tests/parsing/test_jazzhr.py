"""What JazzHR's boards and openings really show."""

from jobs_assets.parsing.formats.jazzhr import FIELDS, board_rows, opening_key
from jobs_assets.postings import Unparsed
from tests.parsing.pages import bands, only, place, postings, results

TABLE_AT = "https://acme.applytojob.com/apply/jobs"
OPENING_AT = "https://acme.applytojob.com/apply/oVX1rAxJJi"
ORGANIZATION = """<script type="application/ld+json">
{
    "@type": "Organization",
    "name": "Acme Bread",
    "url": "https:\\/\\/acme.example"
}
</script>"""


def row(key: str, title: str, where: str, department: str = "") -> str:
    return f"""<tr id="row_job_20260424221125_{key.upper()}" class="resumator_even_row"><td>
        <a class="job_title_link" href="/apply/jobs/details/{key}?&">{title}</a><br />
        <span class="resumator_department">{department}</span></td><td>\n\t\t{where}\t</td></tr>"""


def mobile(key: str, title: str, where: str) -> str:
    return f"""<div id="row_job_20260424221125_{key.upper()}" class="jobs_row"><div>
        <a class="job_title_link" href="/apply/jobs/details/{key}?&">{title}</a></div>
        <span class="resumator_description mr20"><strong>Location:</strong> {where}</span></div>"""


def table(*rows: str, below: str = "") -> bytes:
    return f"""<html lang="en"><body id="resumator-widget-advanced">{ORGANIZATION}
        <table id="jobs_table" class="menu_table"><tbody><tr><th>Position</th><th>Location</th></tr>
        {"".join(rows)}</tbody></table><div id="jobs_column">{below}</div></body></html>""".encode()


def opening(head: str = "", header: str = "", text: str = "<p>Bake bread.</p>") -> bytes:
    return f"""<html><head><title>Head Baker - Acme Bread - Career Page</title>{ORGANIZATION}{head}
        <link rel="canonical" href="https://acme.applytojob.com/apply/oVX1rAxJJi/Head-Baker" /></head><body>
        {header}<div class='col description' id="job-description">{text}</div></body></html>""".encode()


HEADER = """<div class='job-header'><h2>Head Baker</h2><div class="job-attributes-container">
<div title="Location"><i class='fa fa-map-marker'></i>Summerville, SC </div>
<div id='resumator-job-employment' title="Type"><i class='fa fa-clock-o'></i>Full Time </div>
<div title="Department"><i class='fa fa-sitemap'></i>Bakery </div>
<div id='resumator-job-experience' title="Experience">Experienced</div></div></div>"""


def test_a_table_shows_each_opening_twice_and_means_it_once() -> None:
    body = table(
        row("oVX1rAxJJi", "Head Baker &amp; Cook", "Summerville, SC", "Bakery"),
        row("W30dQoktX5", "Driver", "Remote"),
        below=mobile("oVX1rAxJJi", "Head Baker &amp; Cook", "Summerville, SC"),
    )
    first, second = postings("jazzhr", body, url=TABLE_AT)
    assert (first.posting_id, first.title, first.url) == (
        "jazzhr:acme:oVX1rAxJJi",
        "Head Baker & Cook",
        OPENING_AT,
    )
    assert (first.department, first.hiring_organization) == ("Bakery", "Acme Bread")
    assert place(first) == [("Summerville", "SC", "US")]
    assert (second.department, second.workplace, second.job_location) == (None, "remote", [])


def test_the_cards_of_a_board_are_its_openings_too() -> None:
    body = b"""<html><div class='jobs-list'><ul class='list-group'>
    <li class="list-group-item"><h3 class='list-group-item-heading'>
    <a href="http://acme.applytojob.com/apply/oVX1rAxJJi/Head-Baker"> Head Baker </a></h3>
    <ul class='list-inline list-group-item-text'><li><i class='fa fa-map-marker'></i>Austin, TX</li>
    <li><i class='fa fa-sitemap'></i>Bakery</li></ul></li>
    <li class="list-group-item"><h3 class='list-group-item-heading'>
    <a href="https://other.applytojob.com/apply/Evil000005/Elsewhere">Elsewhere</a></h3></li></ul></div></html>"""
    posting = only("jazzhr", body, url="https://acme.applytojob.com/apply")
    assert (posting.posting_id, posting.department, place(posting)) == (
        "jazzhr:acme:oVX1rAxJJi",
        "Bakery",
        [("Austin", "TX", "US")],
    )


def test_a_row_is_another_when_what_it_shows_is() -> None:
    [one] = board_rows(table(row("oVX1rAxJJi", "Baker", "Austin, TX")), TABLE_AT)
    [moved] = board_rows(table(row("oVX1rAxJJi", "Baker", "Dallas, TX")), TABLE_AT)
    assert one.values != moved.values


def test_an_opening_with_json_ld_is_completed_from_its_header() -> None:
    head = """<script type="application/ld+json">{"@context": "http://schema.org/", "@type": "JobPosting",
    "url": "https://acme.applytojob.com/apply/oVX1rAxJJi/Head-Baker", "title": "Head Baker",
    "description": "<p>Bake much bread.</p>", "datePosted": "2026-08-31", "validThrough": "2026-11-29",
    "employmentType": "FULL_TIME", "experienceRequirements": "Entry Level",
    "uniqueJobCode": "job_20260831210058_4MTOW1XE", "baseSalary": {"@type": "MonetaryAmount",
    "currency": "USD", "value": {"@type": "QuantitativeValue", "unitText": "YEAR", "minValue": 30000,
    "maxValue": 40000}}}</script>"""
    posting = only("jazzhr", opening(head, HEADER), url=OPENING_AT)
    assert posting.posting_id == "jazzhr:acme:oVX1rAxJJi"
    assert (posting.description_text, posting.date_posted) == ("Bake much bread.", "2026-08-31")
    assert bands(posting) == [(30_000.0, 40_000.0, "USD", "YEAR", "base", None)]
    assert (posting.hiring_organization, posting.department) == ("Acme Bread", "Bakery")
    assert (posting.employment_type, place(posting)) == (["FULL_TIME"], [("Summerville", "SC", "US")])


def test_an_opening_without_json_ld_is_what_its_page_shows() -> None:
    posting = only("jazzhr", opening("", HEADER), url=OPENING_AT)
    assert (posting.title, posting.description_text) == ("Head Baker", "Bake bread.")
    assert posting.url == "https://acme.applytojob.com/apply/oVX1rAxJJi/Head-Baker"
    assert (posting.hiring_organization, posting.department) == ("Acme Bread", "Bakery")
    assert (posting.employment_type, place(posting)) == (["FULL_TIME"], [("Summerville", "SC", "US")])
    assert posting.date_posted is None


def test_the_classic_theme_labels_its_attributes() -> None:
    header = """<h2 id="resumator-job-location"><strong>Location:</strong> Cedar Rapids, IA </h2>
    <h2 id="resumator-job-type"><strong>Type: </strong>Part Time</h2>"""
    posting = only("jazzhr", opening("", header), url=OPENING_AT)
    assert (posting.title, posting.employment_type) == ("Head Baker", ["PART_TIME"])
    assert place(posting) == [("Cedar Rapids", "IA", "US")]


def test_a_page_without_an_opening_is_told() -> None:
    [missing] = results("jazzhr", b"<html><body><p>Gone.</p></body></html>", url=OPENING_AT)
    assert isinstance(missing, Unparsed)
    assert missing.reason == "no_title"


def test_an_address_names_its_opening() -> None:
    assert opening_key(f"{OPENING_AT}/Head-Baker?source=x") == "oVX1rAxJJi"
    assert opening_key("https://acme.applytojob.com/apply/jobs/details/oVX1rAxJJi?&") == "oVX1rAxJJi"
    assert opening_key(TABLE_AT) is None
    assert opening_key("https://acme.applytojob.com/apply") is None
    assert opening_key("https://acme.applytojob.com/apply/vendor/309") is None


def test_the_keys_of_an_openings_data_are_known() -> None:
    assert {"uniqueJobCode", "baseSalary", "hiringOrganization"} <= FIELDS
