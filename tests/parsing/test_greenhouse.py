"""What Greenhouse's Job Board API really sends."""

import orjson

from jobs_assets.postings import Posting, Unparsed
from tests.parsing.pages import bands, greenhouse, place, results


def test_content_is_escaped_once_and_comes_out_as_html_and_text() -> None:
    posting = greenhouse(content="&lt;h2&gt;Role&lt;/h2&gt;\n&lt;p&gt;Bread &amp;amp; rolls&lt;/p&gt;")
    assert posting.description_html == "<h2>Role</h2>\n<p>Bread &amp; rolls</p>"
    assert posting.description_text == "Role\n\nBread & rolls"


def test_an_escaped_tag_inside_the_content_stays_text() -> None:
    posting = greenhouse(content="&lt;p&gt;Write &amp;lt;b&amp;gt; tags&lt;/p&gt;")
    assert posting.description_text == "Write <b> tags"


def test_a_prospect_post_is_no_opening_and_is_counted_as_such() -> None:
    [found] = results(
        "greenhouse", orjson.dumps({"jobs": [{"id": 1, "title": "Talent pool", "internal_job_id": None}]})
    )
    assert isinstance(found, Unparsed)
    assert (found.reason, found.native_id) == ("prospect_post", "1")


def test_a_capture_without_internal_job_id_is_not_taken_for_a_prospect_post() -> None:
    [found] = results("greenhouse", orjson.dumps({"jobs": [{"id": 1, "title": "Baker"}]}))
    assert isinstance(found, Posting)


def test_pay_input_ranges_are_in_cents_and_one_band_each_by_location() -> None:
    posting = greenhouse(
        pay_input_ranges=[
            {
                "min_cents": 12_000_050,
                "max_cents": 15_000_000,
                "currency_type": "USD",
                "title": "Zone 1 Annual Pay Range",
            },
            {"min_cents": 2_500, "max_cents": 3_000, "currency_type": "EUR", "title": "Hourly wage, Dublin"},
        ]
    )
    assert bands(posting) == [
        (120_000.5, 150_000.0, "USD", "YEAR", "base", "Zone 1"),
        (25.0, 30.0, "EUR", "HOUR", "base", "Dublin"),
    ]


def test_a_pay_range_without_a_word_on_its_interval_has_none() -> None:
    posting = greenhouse(
        pay_input_ranges=[
            {
                "min_cents": 100,
                "max_cents": 200,
                "currency_type": "USD",
                "title": "Base Pay Range",
                "blurb": "",
            }
        ]
    )
    assert bands(posting) == [(1.0, 2.0, "USD", None, "base", None)]


def test_on_target_earnings_are_named_by_the_title() -> None:
    posting = greenhouse(
        pay_input_ranges=[
            {
                "min_cents": 100,
                "max_cents": 200,
                "currency_type": "USD",
                "title": "On-target earnings (annual)",
            }
        ]
    )
    assert bands(posting)[0][4] == "ote"


def test_dates_come_from_first_published_and_the_deadline_not_from_updates() -> None:
    posting = greenhouse(
        first_published="2026-07-10T16:15:41-04:00",
        updated_at="2026-08-01T00:00:00Z",
        application_deadline="2026-09-30",
    )
    assert (posting.date_posted, posting.valid_through) == ("2026-07-10T16:15:41-04:00", "2026-09-30")
    assert greenhouse(updated_at="2026-08-01T00:00:00Z").date_posted is None


def test_several_locations_in_one_line_are_one_place_each() -> None:
    posting = greenhouse(location={"name": "San Francisco, CA | New York City, NY | Seattle, WA"})
    assert place(posting) == [
        ("San Francisco", "CA", "US"),
        ("New York City", "NY", "US"),
        ("Seattle", "WA", "US"),
    ]


def test_an_office_of_the_same_city_lends_its_region_and_country() -> None:
    offices = [{"id": 1, "name": "Sydney", "location": "Sydney, New South Wales, Australia"}]
    assert place(greenhouse(location={"name": "Sydney"}, offices=offices)) == [
        ("Sydney", "New South Wales", "AU")
    ]


def test_an_office_elsewhere_is_not_the_postings_place() -> None:
    offices = [{"id": 1, "name": "Berlin", "location": "Berlin, Germany"}]
    assert place(greenhouse(location={"name": "Lyon, France"}, offices=offices)) == [("Lyon", None, "FR")]


def test_a_remote_line_says_workplace_and_who_may_apply() -> None:
    posting = greenhouse(location={"name": "Remote, Italy"})
    assert (posting.workplace, posting.remote_eligibility, place(posting)) == (
        "remote",
        ["IT"],
        [(None, None, "IT")],
    )


def test_one_remote_option_among_offices_does_not_make_a_posting_remote() -> None:
    posting = greenhouse(location={"name": "London, UK; Remote - US"})
    assert posting.workplace is None
    assert posting.remote_eligibility == ["US"]


def test_remote_friendly_is_not_remote() -> None:
    assert greenhouse(location={"name": "Remote-Friendly, United States"}).workplace is None


def test_the_employers_own_workplace_field_beats_the_location_line() -> None:
    metadata = [{"id": 1, "name": "Workplace Type", "value": "Hybrid", "value_type": "single_select"}]
    posting = greenhouse(location={"name": "Remote, Italy"}, metadata=metadata)
    assert posting.workplace == "hybrid"
    assert posting.evidence["workplace"].quote == "Hybrid"


def test_the_api_has_no_employment_type_but_an_employers_field_may() -> None:
    assert greenhouse().employment_type == []
    regular = [{"id": 1, "name": "Employment Type", "value": "Regular", "value_type": "single_select"}]
    part = [{"id": 1, "name": "Time Type", "value": "Part time", "value_type": "single_select"}]
    assert greenhouse(metadata=regular).employment_type == []
    assert greenhouse(metadata=part).employment_type == ["PART_TIME"]


def test_names_and_ids_are_taken_as_stated_with_evidence() -> None:
    posting = greenhouse(
        title=" Baker  (night) ",
        absolute_url="https://job-boards.greenhouse.io/acme/jobs/41",
        company_name="Acme ",
        requisition_id="R-1",
        departments=[{"id": 1, "name": "Kitchen"}, {"id": 2, "name": "Bakery"}],
        language="en",
    )
    assert posting.posting_id == "greenhouse:acme:41"
    assert (posting.title, posting.hiring_organization) == ("Baker (night)", "Acme")
    assert (posting.requisition_id, posting.department, posting.language) == ("R-1", "Kitchen, Bakery", "en")
    assert posting.evidence["title"].quote == " Baker  (night) "
    assert posting.evidence["hiring_organization"].quote == "Acme "


def test_a_detail_response_is_one_posting() -> None:
    [found] = results(
        "greenhouse", orjson.dumps({"id": 41, "title": "Baker", "content": "", "questions": []})
    )
    assert isinstance(found, Posting)
    assert found.posting_id == "greenhouse:acme:41"


def test_one_malformed_row_costs_its_neighbours_nothing() -> None:
    rows = [
        {"id": 1, "title": "Baker"},
        "nonsense",
        {"id": 2},
        {"title": "no id"},
        {"id": 3, "title": "Cook"},
    ]
    found = results("greenhouse", orjson.dumps({"jobs": rows}))
    assert [one.reason if isinstance(one, Unparsed) else one.title for one in found] == [
        "Baker",
        "not_an_object",
        "no_title",
        "no_id",
        "Cook",
    ]


def test_a_response_of_another_shape_says_what_it_was() -> None:
    [found] = results("greenhouse", b'{"status": 404, "error": "Job not found"}')
    assert isinstance(found, Unparsed)
    assert found.reason == "unknown_shape"
    assert "error, status" in found.detail
