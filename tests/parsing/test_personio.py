"""What Personio's feed of positions really says."""

from html import escape

import pytest

from jobs_assets.postings import Posting, Unparsed
from tests.parsing.pages import only, place, postings, results

FEED = "https://acme.jobs.personio.de/xml?language=en"


def feed(*positions: str) -> bytes:
    inner = "".join(f"<position>{position}</position>" for position in positions)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n\n<workzag-jobs>\n{inner}\n</workzag-jobs>'.encode()


def personio(inner: str = "", **elements: str) -> Posting:
    """The posting of a feed with one position."""
    texts = {"id": "1834171", "name": "Baker", "jobDescriptions": ""} | elements
    position = "".join(f"<{name}>{escape(text)}</{name}>" for name, text in texts.items())
    return only("personio", feed(position + inner), url=FEED)


def test_a_position_is_shown_on_the_host_of_its_feed() -> None:
    posting = personio()
    assert posting.posting_id == "personio:acme:1834171"
    assert posting.url == "https://acme.jobs.personio.de/job/1834171"
    assert set(posting.evidence) == {"title"}


def test_the_description_is_its_blocks_under_their_headings() -> None:
    stated = {
        "Your role": "<![CDATA[<p>Bake &amp; sell.</p>]]>",
        "Nothing yet": "<![CDATA[<p><br></p>]]>",
        "You &amp; we": "&lt;ul&gt;&lt;li&gt;Hands&lt;/li&gt;&lt;/ul&gt;",
    }
    blocks = "".join(
        f"<jobDescription><name>{name}</name><value>{value}</value></jobDescription>"
        for name, value in stated.items()
    )
    body = feed(f"<id>1</id><name>Baker</name><jobDescriptions>{blocks}</jobDescriptions>")
    text = only("personio", body, url=FEED).description_text
    assert text == "Your role\n\nBake & sell.\n\nYou & we\n\n- Hands"


def test_a_position_without_a_text_in_the_language_is_all_there_but_that() -> None:
    posting = personio(department="Kitchen", office="Bonn, Germany")
    assert (posting.department, posting.description_text) == ("Kitchen", "")
    assert "description_text" not in posting.evidence


@pytest.mark.parametrize(
    ("office", "more", "places", "workplace", "eligible"),
    [
        ("Munich", ["Berlin"], [("Munich", None, None), ("Berlin", None, None)], None, None),
        ("Bonn, Germany", [], [("Bonn", None, "DE")], None, None),
        ("Remote", [], [], "remote", None),
        ("Remote - Germany", [], [(None, None, "DE")], "remote", ["DE"]),
        ("Berlin", ["Berlin (Remote)"], [("Berlin", None, None)], None, None),
        ("", [], [], None, None),
    ],
)
def test_offices_are_lines(
    office: str,
    more: list[str],
    places: list[tuple[str | None, ...]],
    workplace: str | None,
    eligible: list[str] | None,
) -> None:
    inner = "".join(f"<office>{one}</office>" for one in more)
    posting = personio(f"<additionalOffices>{inner}</additionalOffices>", office=office)
    assert (place(posting), posting.workplace, posting.remote_eligibility) == (places, workplace, eligible)


@pytest.mark.parametrize(
    ("contract", "schedule", "types"),
    [
        ("permanent", "full-time", ["FULL_TIME"]),
        ("permanent", "full-or-part-time", ["FULL_TIME", "PART_TIME"]),
        ("intern", "part-time", ["PART_TIME", "INTERN"]),
        ("freelance", "part-time", ["PART_TIME", "CONTRACTOR"]),
        ("temporary", "full-time", ["FULL_TIME", "TEMPORARY"]),
        ("trainee", "full-time", ["FULL_TIME"]),
        ("working_student", "part-time", ["PART_TIME"]),
        ("", "full-time", ["FULL_TIME"]),
        ("intern", "", ["INTERN"]),
    ],
)
def test_contract_and_schedule_make_the_types(contract: str, schedule: str, types: list[str]) -> None:
    assert personio(employmentType=contract, schedule=schedule).employment_type == types


def test_the_subcompany_is_the_employer() -> None:
    assert personio(subcompany="Acme SE & Co. KG").hiring_organization == "Acme SE & Co. KG"
    assert "hiring_organization" not in personio(subcompany="").evidence


def test_broken_positions_cost_no_other() -> None:
    found = results("personio", feed("<name>Miller</name>", "", "<id>3</id>", "<id>4</id><name>Baker</name>"))
    reasons = [one.reason for one in found if isinstance(one, Unparsed)]
    assert reasons == ["no_id", "no_id", "no_title"]
    assert [one.title for one in found if isinstance(one, Posting)] == ["Baker"]


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"<!doctype html><html><body>Page not found</body></html>", "html_for_xml"),
        (b"<jobs/>", "unknown_shape"),
        (b"<workzag-jobs><position><id>1</id>", "not_xml"),
        (b"", "empty_body"),
    ],
)
def test_what_is_no_feed_says_why(body: bytes, reason: str) -> None:
    [one] = results("personio", body)
    assert isinstance(one, Unparsed)
    assert one.reason == reason


def test_an_empty_feed_has_no_postings() -> None:
    assert postings("personio", b"<workzag-jobs></workzag-jobs>") == []
