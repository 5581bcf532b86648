"""Input that means harm, or was never looked at by whoever sent it."""

# ruff: noqa: E501 - markup and vendors' field names read best one case a line

import orjson
import pytest

from jobs_assets.postings import Posting, Unparsed
from tests.parsing.pages import greenhouse, html, json_ld, only, results

DEEP = "<div>" * 200_000 + "bread" + "</div>" * 200_000


@pytest.mark.parametrize("ats", ["greenhouse", "lever", "ashby"])
@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"", "empty_body"),
        (b"<!doctype html><html><body>Not found</body></html>", "html_for_json"),
        (b"\x1f\x8b\x08\x00garbage", "not_json"),
        (b"[" * 200_000, "too_deep"),
        (b"true", "unknown_shape"),
        (b'"text"', "unknown_shape"),
        (b"{}", "unknown_shape"),
        (b'{"jobs": null}', "unknown_shape"),
    ],
)
def test_a_body_that_is_no_board_is_one_unparsed_with_its_reason(ats: str, body: bytes, reason: str) -> None:
    [found] = results(ats, body)
    assert isinstance(found, Unparsed)
    assert (found.reason, found.board_id) == (reason, f"{ats}:acme")
    assert found.detail


def test_two_hundred_thousand_nested_tags_come_out_as_their_text() -> None:
    assert greenhouse(content=DEEP).description_text == "bread"
    assert greenhouse(content=DEEP.replace("<", "&lt;").replace(">", "&gt;")).description_text == "bread"
    assert json_ld(description=DEEP).description_html == "<p>bread</p>"


def test_a_page_of_two_hundred_thousand_nested_tags_gives_its_posting() -> None:
    item = '{"@type":"JobPosting","title":"Baker"}'
    assert only("site", html(item, body=DEEP)).title == "Baker"
    annotated = '<p itemscope itemtype="https://schema.org/JobPosting"><b itemprop=title>Baker</b></p>'
    assert only("site", f"<html><body>{annotated}{DEEP}</body></html>".encode()).title == "Baker"


def test_nested_items_without_end_are_cut_off() -> None:
    item = '<div itemprop="x" itemscope itemtype="https://schema.org/Thing">' * 20_000
    page = f'<div itemscope itemtype="https://schema.org/JobPosting"><b itemprop=title>Baker</b>{item}'
    assert only("site", page.encode()).title == "Baker"


def test_an_itemref_to_itself_ends() -> None:
    page = '<div id=a itemscope itemtype="https://schema.org/JobPosting" itemref="a a a"><b itemprop=title>Baker</b></div>'
    assert only("site", page.encode()).title == "Baker"


def test_json_ld_nested_deeper_than_any_page_is_unparsed_with_its_reason() -> None:
    [found] = results("site", html('{"@type":"JobPosting","x":' * 50_000))
    assert isinstance(found, Unparsed)
    assert found.reason == "too_deep"


def test_nan_and_duplicate_keys_are_read_as_browsers_would() -> None:
    body = b'{"jobs":[{"id":1,"title":"Cook","title":"Baker","internal_job_id":NaN,"x":-Infinity}]}'
    [found] = results("greenhouse", body.replace(b'"internal_job_id":NaN,', b""))
    assert isinstance(found, Posting)
    assert found.title == "Baker"


@pytest.mark.parametrize("ats", ["greenhouse", "lever", "ashby"])
def test_invalid_utf_8_costs_only_the_broken_signs(ats: str) -> None:
    rows = [{"id": "1", "title": "B\u00e4cker XX", "text": "B\u00e4cker XX", "isListed": True}]
    body = orjson.dumps(rows).replace(b"XX", b"\xff\xfe")
    assert only(ats, body).title == "B\u00e4cker \ufffd\ufffd"


def test_a_huge_title_and_a_huge_description_are_taken() -> None:
    posting = greenhouse(title="B" * 1_000_000, content="bread " * 500_000)
    assert len(posting.title) == 1_000_000
    assert len(posting.evidence["title"].quote or "") == 2000
    assert len(posting.description_text) == 2_999_999


WRONG = [
    None,
    True,
    0,
    -1,
    1.5,
    10**18,
    "",
    " ",
    "x",
    [],
    [None],
    [[]],
    {},
    {"name": None},
    {"name": {}},
    {"@id": []},
    "\x00",
    "\u202e",
    "🥖",
]


@pytest.mark.parametrize(
    ("ats", "keys"),
    [
        ("greenhouse", "absolute_url location metadata requisition_id first_published application_deadline company_name language content departments offices pay_input_ranges internal_job_id"),
        ("lever", "hostedUrl applyUrl categories createdAt description descriptionPlain lists additional country workplaceType salaryRange salaryDescription reqCode opening"),
        ("ashby", "department team employmentType location secondaryLocations publishedAt isListed isRemote workplaceType address jobUrl applyUrl descriptionHtml descriptionPlain compensation shouldDisplayCompensationOnJobPostings"),
    ],
)  # fmt: skip
def test_a_value_of_any_wrong_type_costs_its_field_and_not_its_posting(ats: str, keys: str) -> None:
    title = "text" if ats == "lever" else "title"
    for key in keys.split():
        for value in WRONG:
            [found] = results(ats, orjson.dumps([{"id": "1", title: "Baker", key: value}]))
            excluded = (key, value) in [("isListed", False), ("internal_job_id", None)]
            assert isinstance(found, Posting) or excluded, (key, value, found)


def test_a_wrong_type_in_a_job_posting_costs_its_field_and_not_its_posting() -> None:
    keys = (
        "description datePosted validThrough hiringOrganization jobLocation jobLocationType applicantLocationRequirements"
        " baseSalary salaryCurrency employmentType identifier url inLanguage applicationContact potentialAction employmentUnit"
    )
    for key in keys.split():
        for value in WRONG:
            assert json_ld(**{key: value}).title == "Baker", (key, value)
