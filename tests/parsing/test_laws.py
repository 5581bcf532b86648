"""What holds for every parser and any input."""

# ruff: noqa: E501 - markup and vendors' field names read best one case a line

from typing import Any

import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jobs_assets.parsing import parse_page
from jobs_assets.parsing.countries import ALPHA_2
from jobs_assets.postings import Posting, Unparsed, content_hash
from tests.parsing.pages import greenhouse, html, page

KINDS = ("greenhouse", "lever", "ashby", "site")

GREENHOUSE_KEYS = "id title absolute_url location name content metadata departments offices pay_input_ranges min_cents language value"
LEVER_KEYS = "id text categories location allLocations commitment lists content additional salaryRange min max interval createdAt country"
ASHBY_KEYS = "id title location address postalAddress addressCountry compensation compensationTiers components minValue secondaryLocations"
JSON_LD_KEYS = "@type title description jobLocation address addressLocality baseSalary value minValue unitText identifier url datePosted"
WORDS = [
    "JobPosting",
    "Baker",
    "<p>x</p>",
    "&lt;b&gt;",
    "Remote - US",
    "2026-01-01",
    "$10k",
    "https://acme.example/1",
    "TELECOMMUTE",
    "1",
]

scalars = (
    st.none()
    | st.booleans()
    | st.integers(-(2**53), 2**53)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.sampled_from(WORDS)
    | st.text(max_size=20)
)


def values(keys: str) -> st.SearchStrategy[Any]:
    """JSON of any shape, over the keys that a vendor uses."""
    return st.recursive(
        scalars,
        lambda inner: (
            st.lists(inner, max_size=4)
            | st.dictionaries(st.sampled_from(keys.split()) | st.text(max_size=5), inner, max_size=8)
        ),
        max_leaves=25,
    )


def check(ats: str, body: bytes) -> None:
    """No input raises, and every record keeps the laws of its fields."""
    for found in parse_page(page(ats, body)):
        if isinstance(found, Unparsed):
            assert found.reason != "parser_error", found
            assert found.reason
            continue
        assert found.title
        assert found.posting_id.startswith(f"{ats}:acme:")
        assert len(found.content_hash) == 32
        for one in found.job_location:
            assert one.country is None or one.country in ALPHA_2
        for band in found.salary:
            assert band.min is not None or band.max is not None
            assert band.min is None or band.max is None or band.min <= band.max
        for evidence in found.evidence.values():
            if evidence.source == "rule":
                assert evidence.quote == found.description_text[evidence.start : evidence.end]
        for url in (found.url, found.apply_url):
            assert url is None or url.startswith(("http://", "https://")), url
        orjson.dumps(found)


@pytest.mark.parametrize("ats", KINDS)
@given(body=st.binary(max_size=300))
def test_any_bytes_are_records_and_never_an_exception(ats: str, body: bytes) -> None:
    check(ats, body)


@settings(max_examples=150)
@given(rows=st.lists(values(GREENHOUSE_KEYS), max_size=3))
def test_any_json_as_a_greenhouse_board(rows: list[Any]) -> None:
    check("greenhouse", orjson.dumps({"jobs": rows}))


@settings(max_examples=150)
@given(rows=st.lists(values(LEVER_KEYS), max_size=3))
def test_any_json_as_a_lever_site(rows: list[Any]) -> None:
    check("lever", orjson.dumps(rows))


@settings(max_examples=150)
@given(rows=st.lists(values(ASHBY_KEYS), max_size=3))
def test_any_json_as_an_ashby_board(rows: list[Any]) -> None:
    check("ashby", orjson.dumps({"jobs": rows}))


@settings(max_examples=150)
@given(item=values(JSON_LD_KEYS))
def test_any_json_as_json_ld(item: Any) -> None:  # noqa: ANN401 - any JSON
    item = {"@type": "JobPosting", "title": "Baker"} | item if isinstance(item, dict) else item
    check("site", html(orjson.dumps(item).decode()))


@given(
    st.lists(
        st.sampled_from(
            [
                "<script type=application/ld+json>",
                "</script>",
                "<!--",
                "-->",
                '{"@type":"JobPosting","title":"B"}',
                "<div itemscope itemtype=https://schema.org/JobPosting>",
                "<b itemprop=title>x</b>",
                "<p vocab=https://schema.org/ typeof=JobPosting>",
                "<i property=title>y</i>",
                "</div>",
                "<textarea>",
                "é",
                "\x00",
                "<html lang=de>",
            ]
        ),
        max_size=12,
    ).map("".join)
)
def test_any_arrangement_of_markup_as_a_page(markup: str) -> None:
    check("site", markup.encode())


@given(
    st.lists(st.sampled_from(["Bake", "bread", "and", "rolls"]), min_size=1),
    st.lists(st.sampled_from([" ", "\n", "  ", "\t", "\r\n"]), min_size=12),
)
def test_the_content_hash_ignores_white_space(words: list[str], spaces: list[str]) -> None:
    posting = Posting("a:b:1", "a:b", None, "Baker", description_text=" ".join(words))
    spread = "".join(word + spaces[index % len(spaces)] for index, word in enumerate(words))
    other = Posting("a:b:1", "a:b", None, "Baker", description_text=spread)
    assert content_hash(posting) == content_hash(other)


def test_the_content_hash_knows_what_a_reader_sees_and_nothing_else() -> None:
    posting = greenhouse(
        content="<p>Bread</p>", absolute_url="https://a.example/1", first_published="2026-01-01"
    )
    again = greenhouse(
        id=99, content="<div>Bread</div>", absolute_url="https://b.example/2", first_published="2026-02-01"
    )
    assert posting.content_hash == again.content_hash
    assert posting.content_hash != greenhouse(content="<p>Rolls</p>").content_hash
    assert posting.content_hash != greenhouse(content="<p>Bread</p>", title="Cook").content_hash


@given(
    st.binary(max_size=200)
    | st.sampled_from(
        [b'[{"id":"1","text":"Baker","createdAt":1}]', html('{"@type":"JobPosting","title":"B"}')]
    )
)
def test_the_same_bytes_give_the_same_records(body: bytes) -> None:
    for ats in KINDS:
        assert list(parse_page(page(ats, body))) == list(parse_page(page(ats, body)))
