"""What Recruitee's offers really say, as JSON and as the XML feed."""

from html import escape
from typing import Any

import orjson
import pytest

from jobs_assets.postings import Closed, Posting, Unparsed
from tests.parsing.pages import bands, only, place, postings, results

OFFER: dict[str, Any] = {
    "id": 2700825,
    "slug": "baker",
    "title": "Baker & Miller (f/m/d)",
    "status": "published",
    "company_name": "Acme",
    "department": "Kitchen",
    "careers_url": "https://acme.recruitee.com/o/baker",
    "careers_apply_url": "https://acme.recruitee.com/o/baker/c/new",
    "published_at": "2026-08-05 10:10:39 UTC",
    "close_at": "2026-12-31 23:00:00 UTC",
    "employment_type_code": "fulltime_fixed_term",
    "remote": False,
    "hybrid": True,
    "on_site": False,
    "description": "<p>Bake the bread that the whole town eats for its breakfast.</p>",
    "requirements": "<ul><li>Hands, and the will to use them early in the day</li></ul>",
    "locations": [
        {"id": 1, "name": "HQ", "city": "Bonn", "state": "North Rhine-Westphalia", "country": "Germany",
         "country_code": "DE", "state_code": "NW"},
        {"id": 2, "name": "Bern", "city": "Bern", "state": None, "country": "Switzerland",
         "country_code": "CH"},
    ],
    "salary": {"min": "52530.00", "max": "61520.00", "period": "year", "currency": "EUR"},
}  # fmt: skip


def recruitee(**offer: Any) -> Posting:  # noqa: ANN401 - any field of the API
    """The posting of a site with one offer."""
    offer = {"id": 1, "title": "Baker"} | offer
    return only("recruitee", orjson.dumps({"offers": [offer]}))


def xml(value: Any) -> str:  # noqa: ANN401 - any JSON value
    """A value as the feed writes it."""
    if isinstance(value, dict):
        return "".join(f"<{key}>{xml(inner)}</{key}>" for key, inner in value.items())
    if isinstance(value, bool):
        return str(value).lower()
    return "" if value is None else escape(str(value), quote=False)


def feed(*offers: dict[str, Any]) -> bytes:
    """Offers as the XML feed, where the form's address is called `apply_url`."""
    rows = []
    for offer in offers:
        row = {"apply_url" if key == "careers_apply_url" else key: inner for key, inner in offer.items()}
        inner = "".join(f"<location>{xml(one)}</location>" for one in row.pop("locations", []))
        rows.append(f"<offer>{xml(row)}<locations>{inner}</locations></offer>")
    return ('<?xml version="1.0" encoding="UTF-8"?><offers>' + "".join(rows) + "</offers>").encode()


def test_the_feed_gives_the_same_record_as_the_json_to_the_letter() -> None:
    from_json = only("recruitee", orjson.dumps({"offers": [OFFER]}))
    from_xml = only("recruitee", feed(OFFER))
    assert from_json.posting_id == "recruitee:acme:2700825"
    assert from_xml == from_json
    assert place(from_xml) == [("Bonn", "North Rhine-Westphalia", "DE"), ("Bern", None, "CH")]
    assert bands(from_xml) == [(52530.0, 61520.0, "EUR", "YEAR", "base", None)]
    assert from_xml.description_text.endswith("- Hands, and the will to use them early in the day")
    assert (from_xml.date_posted, from_xml.valid_through) == (
        "2026-08-05T10:10:39+00:00",
        "2026-12-31T23:00:00+00:00",
    )


def test_an_offer_without_locations_takes_its_region_from_its_line() -> None:
    offer = {"city": "Breda", "location": "Breda, Noord-Brabant, Nederland", "country": "Nederland"}
    assert place(recruitee(locations=[], **offer)) == [("Breda", "Noord-Brabant", "NL")]


def test_a_feed_with_one_location_none_and_no_offers() -> None:
    assert place(only("recruitee", feed({**OFFER, "locations": OFFER["locations"][:1]})))[0][0] == "Bonn"
    assert place(
        only("recruitee", feed({**OFFER, "locations": [], "city": "Köln", "country_code": "DE"}))
    ) == [("Köln", None, "DE")]
    assert postings("recruitee", b"<offers/>") == []
    assert postings("recruitee", b'{"offers": []}') == []


def test_a_feed_whose_description_is_markup_or_cdata_reads_as_well() -> None:
    body = (
        b"<offers><offer><id>1</id><title>Baker</title><description><p>Bake <b>bread</b>.</p></description>"
    )
    body += b"<requirements><![CDATA[<p>Hands & feet</p>]]></requirements></offer></offers>"
    assert only("recruitee", body).description_text == "Bake bread.\n\nHands & feet"


@pytest.mark.parametrize(
    ("ticked", "workplace"),
    [
        ({"remote": True}, "remote"),
        ({"hybrid": True}, "hybrid"),
        ({"on_site": True}, "onsite"),
        ({"remote": True, "on_site": True}, None),
        ({"remote": True, "hybrid": True, "on_site": False}, None),
        ({"remote": False}, None),
        ({}, None),
    ],
)
def test_one_box_ticked_is_the_workplace_and_several_are_a_choice(
    ticked: dict[str, bool], workplace: str | None
) -> None:
    posting = recruitee(**ticked)
    assert posting.workplace == workplace
    assert ("workplace" in posting.evidence) == (workplace is not None)


def test_a_remote_offer_for_a_country_says_from_where() -> None:
    posting = recruitee(remote=True, locations=[{"city": None, "state": None, "country_code": "DE"}])
    assert posting.remote_eligibility == ["DE"]


@pytest.mark.parametrize(
    ("code", "types"),
    [
        ("fulltime_permanent", ["FULL_TIME"]),
        ("parttime_permanent", ["PART_TIME"]),
        ("parttime_fixed_term", ["PART_TIME", "TEMPORARY"]),
        ("freelance", ["CONTRACTOR"]),
        ("internship", ["INTERN"]),
        ("volunteer", ["VOLUNTEER"]),
        ("temporary", ["TEMPORARY"]),
    ],
)
def test_employment_types(code: str, types: list[str]) -> None:
    assert recruitee(employment_type_code=code).employment_type == types


def test_pay_without_figures_is_none_and_one_end_stays_open() -> None:
    assert (
        "salary"
        not in recruitee(salary={"min": None, "max": None, "period": None, "currency": None}).evidence
    )
    open_end = recruitee(salary={"min": "20", "max": None, "period": "hour", "currency": "EUR"})
    assert bands(open_end) == [(20.0, None, "EUR", "HOUR", "base", None)]


def test_an_offer_that_is_not_published_is_no_posting() -> None:
    [one] = results("recruitee", orjson.dumps({"offers": [{"id": 1, "title": "Baker", "status": "closed"}]}))
    assert isinstance(one, Closed)
    assert (one.posting_id, one.reason, one.quote) == (
        "recruitee:acme:1",
        "page_says_closed",
        '{"status":"closed"}',
    )
    [one] = results("recruitee", orjson.dumps({"offers": [{"id": 1, "title": "Baker", "status": "draft"}]}))
    assert isinstance(one, Unparsed)
    assert (one.reason, one.native_id) == ("unlisted", "1")


@pytest.mark.parametrize("body", [b'{"error": "not found"}', b"<error>no</error>", b"<html><p>No</p></html>"])
def test_what_is_no_board_is_said_to_be_none(body: bytes) -> None:
    [one] = results("recruitee", body)
    assert isinstance(one, Unparsed)
    assert one.reason in {"unknown_shape", "html_for_xml"}
