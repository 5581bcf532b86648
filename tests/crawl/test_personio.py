"""A Personio board's run: its feed, in as many languages as its texts need."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from aiohttp import web

from jobs_assets.boards.board import Board
from jobs_assets.pages import BoardOutcome
from tests.crawl.loopback import Handler, Loopback, crawl, routes


def board(texts: Mapping[int, str]) -> Handler:
    """Positions by id, each with the one language that it has a text in ("" for none)."""

    def feed(request: web.Request) -> str:
        language = request.query["language"]
        positions = "".join(
            f"<position><id>{native_id}</id><name>Baker</name><jobDescriptions>{text(language, own)}"
            "</jobDescriptions></position>"
            for native_id, own in texts.items()
        )
        return f"<?xml version='1.0'?><workzag-jobs>{positions}</workzag-jobs>"

    def text(language: str, own: str) -> str:
        told = "<![CDATA[<p>Bread</p>]]>" if language == own else ""
        return f"<jobDescription><name>Role</name><value>{told}</value></jobDescription>"

    return routes(**{"/xml": feed})


@pytest.mark.parametrize(
    ("texts", "asked"),
    [
        ({}, ["en"]),
        ({1: "en", 2: "en"}, ["en"]),
        ({1: "de", 2: "de"}, ["en", "de"]),
        ({1: "en", 2: "de"}, ["en", "de"]),
        ({1: "en", 2: ""}, ["en", "de"]),
        ({1: "de", 2: "en", 3: ""}, ["en", "de", "es"]),
        ({1: "es"}, ["en", "de", "es"]),
        ({1: ""}, ["en", "de", "es", "fr", "it", "nl", "pt"]),
    ],
)  # fmt: skip
def test_languages_are_asked_for_while_they_tell_more(
    texts: dict[int, str], asked: list[str], tmp_path: Path
) -> None:
    with Loopback({"127.0.0.1": board(texts)}) as server:
        found = crawl(tmp_path, [Board("personio", "acme", base_url=server.url())])
        assert server.paths() == [f"/xml?language={language}" for language in asked]
    day = found.boards["personio:acme"]
    assert (day.outcome, day.postings) == (
        BoardOutcome.COMPLETE if texts else BoardOutcome.EMPTY,
        len(texts),
    )


def test_a_board_that_does_not_exist_is_gone(tmp_path: Path) -> None:
    with Loopback({"127.0.0.1": routes()}) as server:
        found = crawl(tmp_path, [Board("personio", "acme", base_url=server.url())])
    assert found.boards["personio:acme"].outcome is BoardOutcome.GONE


def test_a_feed_that_breaks_off_fails_the_board(tmp_path: Path) -> None:
    broken = "<workzag-jobs><position><id>1</id>"
    with Loopback({"127.0.0.1": routes(**{"/xml": broken})}) as server:
        found = crawl(tmp_path, [Board("personio", "acme", base_url=server.url())])
    day = found.boards["personio:acme"]
    assert day.outcome is BoardOutcome.FAILED
    assert "something that is not XML" in (day.message or "")
