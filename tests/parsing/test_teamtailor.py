"""What Teamtailor's two feeds really say of a posting."""

from html import escape
from typing import Any

import orjson
import pytest

from jobs_assets.postings import Posting, Unparsed
from tests.parsing.pages import bands, only, place, postings, results

URL = "https://acme.teamtailor.com/jobs/7793185-baker"
UUID = "942c032b-91ee-4fc4-a044-c5e7971f3a1e"
TEXT = "<p>Bake the bread that the whole town eats for its breakfast.</p>"


def json_feed(item: dict[str, Any] | None = None, **job: Any) -> Posting:  # noqa: ANN401 - any property
    """The posting of a JSON Feed with one item."""
    stated = {
        "@type": "JobPosting",
        "title": "Baker",
        "description": TEXT,
        "identifier": {"@type": "PropertyValue", "name": "Acme", "value": 7793185},
        "datePosted": "2026-05-26T08:33:05+02:00",
        "hiringOrganization": {"@type": "Organization", "name": "Acme"},
    }
    one = {"id": UUID, "title": "Baker", "url": URL, "content_html": TEXT, "_jobposting": stated | job} | (
        item or {}
    )
    return only("teamtailor", orjson.dumps({"version": "https://jsonfeed.org/version/1.1", "items": [one]}))


def rss(*locations: dict[str, str], **elements: str) -> Posting:
    """The posting of an RSS with one item. `tt_department` is <tt:department>."""
    texts = {"title": "Baker", "description": TEXT, "link": URL, "guid": UUID} | elements
    inner = "".join(f"<{name}>{escape(text)}</{name}>" for name, text in texts.items())
    inner = inner.replace("<tt_", "<tt:").replace("</tt_", "</tt:")
    where = "".join(
        f"<tt:location>{''.join(f'<tt:{name}>{escape(text)}</tt:{name}>' for name, text in one.items())}"
        "</tt:location>"
        for one in locations
    )
    body = (
        '<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:tt="https://teamtailor.com/locations">'
        f"<channel><title>Acme</title><item>{inner}<tt:locations>{where}</tt:locations></item></channel></rss>"
    )
    return only("teamtailor", body.encode())


def test_both_feeds_name_a_posting_by_the_number_in_its_address() -> None:
    assert json_feed().posting_id == rss().posting_id == "teamtailor:acme:7793185"
    assert json_feed().url == rss().url == URL
    assert json_feed().requisition_id is None
    assert json_feed().description_text == rss().description_text


@pytest.mark.parametrize(
    ("link", "native_id"),
    [
        ("https://careers.acme.example/sv/jobs/12-bagare", "12"),
        ("https://careers.acme.example/jobs/12", "12"),
        ("https://careers.acme.example/jobs/12?promotion=3", "12"),
        ("https://careers.acme.example/positions/12", UUID),
    ],
)
def test_the_number_is_found_in_any_ordinary_address(link: str, native_id: str) -> None:
    assert rss(link=link).posting_id == f"teamtailor:acme:{native_id}"


def test_an_item_of_an_odd_address_goes_by_its_identifier() -> None:
    assert json_feed({"url": "https://acme.example/p/baker"}).posting_id == "teamtailor:acme:7793185"
    odd = json_feed({"url": "https://acme.example/p/baker"}, identifier=None)
    assert odd.posting_id == f"teamtailor:acme:{UUID}"


def test_the_json_feed_states_pay_last_day_and_address() -> None:
    posting = json_feed(
        validThrough="2026-12-31",
        baseSalary={
            "@type": "MonetaryAmount",
            "currency": "SEK",
            "value": {
                "@type": "QuantitativeValue",
                "minValue": 35000,
                "maxValue": 42000,
                "unitText": "MONTH",
            },
        },
        jobLocation=[
            {
                "@type": "Place",
                "address": {
                    "addressLocality": "Stockholm",
                    "addressRegion": "Mälardalen",
                    "addressCountry": "SE",
                },
            }
        ],
    )
    assert bands(posting) == [(35000.0, 42000.0, "SEK", "MONTH", "base", None)]
    assert (posting.valid_through, place(posting)) == ("2026-12-31", [("Stockholm", "Mälardalen", "SE")])
    assert posting.evidence["salary"].source == "json_ld"


def test_an_item_without_a_jobposting_still_has_what_the_feed_says() -> None:
    posting = json_feed({"_jobposting": None, "date_published": "2026-05-26T08:33:05+02:00"})
    assert (posting.title, posting.date_posted) == ("Baker", "2026-05-26T08:33:05+02:00")
    assert posting.description_text.startswith("Bake the bread")


def test_the_rss_states_department_and_places() -> None:
    posting = rss(
        {"name": "HQ", "city": "London", "country": "United Kingdom"},
        {"name": "Lab", "address": "", "city": "Oslo", "country": "Norway"},
        tt_department="Kitchen",
        pubDate="Fri, 24 Jul 2026 13:57:16 +0200",
    )
    assert place(posting) == [("London", None, "GB"), ("Oslo", None, "NO")]
    assert (posting.department, posting.date_posted) == ("Kitchen", "2026-07-24T13:57:16+02:00")


@pytest.mark.parametrize(
    ("status", "workplace"),
    [
        ("fully", "remote"),
        ("hybrid", "hybrid"),
        ("onsite", "onsite"),
        ("temporary", None),
        ("none", None),
        ("", None),
    ],
)
def test_the_remote_status_is_the_workplace_unless_nobody_chose_one(
    status: str, workplace: str | None
) -> None:
    posting = rss(remoteStatus=status)
    assert posting.workplace == workplace
    assert ("workplace" in posting.evidence) == (workplace is not None)


def test_a_remote_posting_for_a_country_says_from_where() -> None:
    posting = rss({"name": "Sweden", "city": "", "country": "Sweden"}, remoteStatus="fully")
    assert posting.remote_eligibility == ["SE"]


def test_empty_elements_are_nothing_stated() -> None:
    posting = rss({"name": "", "city": "", "country": ""}, tt_department="", description="")
    assert set(posting.evidence) == {"title", "url"}


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"<feed><entry/></feed>", "unknown_shape"),
        (b"<rss/>", "unknown_shape"),
        (b'{"jobs": []}', "unknown_shape"),
        (b"<html><p>No</p></html>", "html_for_xml"),
    ],
)
def test_what_is_neither_feed_says_why(body: bytes, reason: str) -> None:
    [one] = results("teamtailor", body)
    assert isinstance(one, Unparsed)
    assert one.reason == reason


def test_empty_feeds_have_no_postings() -> None:
    assert postings("teamtailor", b'{"items": []}') == []
    assert postings("teamtailor", b"<rss><channel><title>Acme</title></channel></rss>") == []


def test_broken_items_cost_no_other() -> None:
    items = [{"url": URL}, "x", {"title": "Miller"}, {"id": UUID, "title": "Baker"}]
    found = results("teamtailor", orjson.dumps({"items": items}))
    reasons = [one.reason for one in found if isinstance(one, Unparsed)]
    assert reasons == ["no_title", "not_an_object", "no_id"]
    assert [one.title for one in found if isinstance(one, Posting)] == ["Baker"]
