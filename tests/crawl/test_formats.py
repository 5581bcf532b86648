"""A body of another format than was due, told by its first bytes; and what names a page's content."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrapy_project.content_signals import content_signals
from scrapy_project.formats import wrong_format
from scrapy_project.requests import Format, fingerprint
from scrapy_project.robots import AGENT

XML = b'<?xml version="1.0"?><source><job/></source>'


@pytest.mark.parametrize(
    ("due", "body", "content_type", "wrong"),
    [
        ("json", b'{"jobs": []}', "text/html", None),
        ("json", b"\xef\xbb\xbf \n[]", "", None),
        ("json", b" <!doctype html>", "application/json", "HTML where JSON was due"),
        ("html", b"<p>Jobs", "text/html; charset=utf-8", None),
        ("html", b"%PDF-1.7", "application/pdf", "application/pdf where HTML was due"),
        ("xml", XML, "text/html", None),
        ("xml", b"\xef\xbb\xbf\n" + XML, "", None),
        ("xml", XML.decode().encode("utf-16"), "application/xml", None),
        ("xml", b"<rss version='2.0'/>", "application/rss+xml", None),
        ("xml", b'{"error": "no such feed"}', "application/xml", "JSON where XML was due"),
        ("xml", b"[]", "", "JSON where XML was due"),
        ("xml", b"<!DOCTYPE html><html>", "text/xml", "HTML where XML was due"),
        ("xml", b"<html><body>Sign in", "", "HTML where XML was due"),
        ("xml", b"No such company", "text/plain", "plain text where XML was due"),
        ("xml", b"", "application/xml", None),  # its reader says better what is missing
    ],
)
def test_a_body_is_of_the_format_that_was_due(
    due: Format, body: bytes, content_type: str, wrong: str | None
) -> None:
    assert wrong_format(due, body, content_type) == wrong


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(st.characters(codec="utf-8")),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(st.characters(codec="utf-8")), inner),
    max_leaves=10,
)


@given(st.dictionaries(st.text(st.characters(codec="utf-8")), JSON, min_size=1))
def test_a_fingerprint_is_of_the_row_and_not_of_the_order_of_its_keys(row: dict[str, object]) -> None:
    assert fingerprint(row) == fingerprint(dict(reversed(row.items())))
    assert len(fingerprint(row)) == 24
    assert fingerprint(row) != fingerprint({**row, "and": row})


def test_a_fingerprint_is_the_same_on_every_day_and_machine() -> None:
    assert fingerprint({"id": 7, "title": "Bäcker"}) == "a5fa8c5823b66fc124112bad"


@pytest.mark.parametrize(
    ("robots", "signals"),
    [
        ("User-agent: *\nContent-Signal: search=yes, ai-input=no\nAllow: /", "ai-input=no, search=yes"),
        ("user-agent: *\ncontent-signal: AI-Train=NO # none", "ai-train=no"),
        ("User-agent: other\nContent-Signal: ai-input=no\n\nUser-agent: *\nAllow: /", None),
        ("User-agent: *\nContent-Signal: ai-input=no\nUser-agent: jobs-assets\nDisallow: /x", None),
        ("User-agent: jobs-assets\nUser-agent: other\nContent-Signal: search=no", "search=no"),
        ("User-agent: *\nContent-Signal: search=yes\nContent-Signal: search=no", "search=no"),
        ("User-agent: *\nContent-Signal: /blog/ ai-train=no", "ai-train=no"),
        ("# Content-Signal: ai-input=no\nUser-agent: *\nDisallow:", None),
        ("Content-Signal: ai-input=no", None),
        ("User-agent: *\nContent-Signal: ai-input=maybe, x-search=yes", "x-search=yes"),
    ],
)
def test_the_signals_of_a_robots_txt_are_those_for_us(robots: str, signals: str | None) -> None:
    assert content_signals(robots, AGENT) == signals


@given(st.text())
def test_no_robots_txt_breaks_the_reading_of_its_signals(robots: str) -> None:
    content_signals(f"User-agent: *\nContent-Signal: {robots}", AGENT)
