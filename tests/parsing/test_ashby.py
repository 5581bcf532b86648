"""What Ashby's Job Posting API really sends."""

from typing import Any

import orjson
import pytest

from jobs_assets.postings import Unparsed
from tests.parsing.pages import ashby, bands, place, results


def component(kind: str = "Salary", summary: str = "$1 – $2", **values: Any) -> dict[str, Any]:  # noqa: ANN401 - any field
    filled = {"minValue": 1000, "maxValue": 2000, "currencyCode": "USD", "interval": "1 YEAR"} | values
    return {"compensationType": kind, "summary": summary} | filled


def tiers(*components: dict[str, Any], title: str | None = None, more: str | None = None) -> dict[str, Any]:
    return {
        "compensationTierSummary": "summary",
        "compensationTiers": [
            {"title": title, "additionalInformation": more, "components": list(components)}
        ],
        "summaryComponents": [],
    }


def test_an_unlisted_posting_is_left_out_and_counted() -> None:
    [found] = results("ashby", orjson.dumps({"jobs": [{"id": "1", "title": "Ghost", "isListed": False}]}))
    assert isinstance(found, Unparsed)
    assert found.reason == "unlisted"


@pytest.mark.parametrize(
    ("stated", "is_remote", "workplace"),
    [
        ("Hybrid", True, "hybrid"),
        ("OnSite", True, "onsite"),
        ("Remote", False, "remote"),
        (None, True, "remote"),
        (None, False, None),
    ],
)
def test_workplace_type_beats_is_remote(stated: str | None, is_remote: bool, workplace: str | None) -> None:
    assert ashby(workplaceType=stated, isRemote=is_remote).workplace == workplace


def test_a_salary_that_its_summary_calls_ote_is_on_target_earnings() -> None:
    posting = ashby(
        compensation=tiers(
            component(summary="OTE $168K – $231K"), component(summary="Target Base Salary $1K")
        )
    )
    assert [band[4] for band in bands(posting)] == ["ote", "base"]


def test_a_remark_on_the_tier_names_the_kind_where_the_summary_is_silent() -> None:
    posting = ashby(compensation=tiers(component(), more="Total OTE with 70/30 split"))
    assert bands(posting)[0][4] == "ote"


def test_tiers_are_bands_by_region() -> None:
    compensation = {
        "compensationTiers": [
            {"title": "SF/NY", "components": [component(minValue=3000, maxValue=4000)]},
            {"title": "Nationwide", "components": [component()]},
        ],
        "summaryComponents": [component(minValue=1000, maxValue=4000)],
    }
    assert bands(ashby(compensation=compensation)) == [
        (3000.0, 4000.0, "USD", "YEAR", "base", "SF/NY"),
        (1000.0, 2000.0, "USD", "YEAR", "base", "Nationwide"),
    ]


def test_summary_components_stand_in_for_missing_tiers() -> None:
    posting = ashby(compensation={"compensationTiers": [], "summaryComponents": [component()]})
    assert bands(posting) == [(1000.0, 2000.0, "USD", "YEAR", "base", None)]


@pytest.mark.parametrize(
    ("stated", "interval"),
    [
        ("1 YEAR", "YEAR"),
        ("1 MONTH", "MONTH"),
        ("1 HOUR", "HOUR"),
        ("1 WEEK", "WEEK"),
        ("1 DAY", "DAY"),
        ("2 WEEK", None),
        ("NONE", None),
    ],
)
def test_intervals_count_only_when_one_of_their_unit(stated: str, interval: str | None) -> None:
    assert bands(ashby(compensation=tiers(component(interval=stated))))[0][3] == interval


def test_equity_in_cash_and_bonus_are_bands_of_their_kind() -> None:
    posting = ashby(
        compensation=tiers(component("EquityCashValue"), component("Bonus"), component("Commission"))
    )
    assert [band[4] for band in bands(posting)] == ["equity", "bonus", "bonus"]


def test_equity_in_percent_and_components_without_figures_are_no_pay() -> None:
    compensation = tiers(
        component("EquityPercentage", minValue=0.1, maxValue=0.5), component(minValue=None, maxValue=None)
    )
    assert bands(ashby(compensation=compensation)) == []


def test_compensation_that_the_board_does_not_display_is_not_read() -> None:
    posting = ashby(compensation=tiers(component()), shouldDisplayCompensationOnJobPostings=False)
    assert posting.salary == []


def test_secondary_locations_count_and_addresses_beat_their_lines() -> None:
    posting = ashby(
        location="New York, NY (HQ)",
        address={
            "postalAddress": {
                "addressLocality": "New York City",
                "addressRegion": "NY",
                "addressCountry": "USA",
            }
        },
        secondaryLocations=[
            {"location": "Remote (Canada)", "address": {"postalAddress": {"addressCountry": "Canada"}}},
            {"location": "Lyon, France"},
        ],
    )
    assert place(posting) == [("New York City", "NY", "US"), (None, None, "CA"), ("Lyon", None, "FR")]
    assert posting.remote_eligibility == ["CA"]


def test_a_wide_region_is_where_a_remote_posting_may_be_worked() -> None:
    posting = ashby(
        location="Europe",
        workplaceType="Remote",
        address={"postalAddress": {"addressCountry": "European Union"}},
    )
    assert posting.remote_eligibility == ["Europe"]


def test_published_at_is_the_date_and_older_names_are_read_too() -> None:
    assert (
        ashby(publishedAt="2026-04-07T17:12:35.753+00:00").date_posted == "2026-04-07T17:12:35.753000+00:00"
    )
    old = ashby(publishedDate="2026-06-29", departmentName="Kitchen", teamName="Bakery")
    assert (old.date_posted, old.department, old.team) == ("2026-06-29", "Kitchen", "Bakery")


def test_employment_types_in_camel_case() -> None:
    assert ashby(employmentType="FullTime").employment_type == ["FULL_TIME"]
    assert ashby(employmentType="Intern").employment_type == ["INTERN"]
    assert ashby(employmentType="Contract").employment_type == ["CONTRACTOR"]


def test_a_list_item_with_a_paragraph_is_one_line() -> None:
    posting = ashby(
        descriptionHtml='<ul><li><p style="min-height:1.5em">Bake</p></li><li><p>Sell</p></li></ul>'
    )
    assert posting.description_text == "- Bake\n- Sell"
    assert posting.description_html == "<ul><li><p>Bake</p></li><li><p>Sell</p></li></ul>"


def test_the_plain_description_stands_in_for_missing_html() -> None:
    assert ashby(descriptionPlain="ROLE\n\nBake & sell.").description_text == "ROLE\n\nBake & sell."
