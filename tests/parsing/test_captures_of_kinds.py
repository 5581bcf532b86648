"""Every capture of every kind, field by field, against a reader of its own in `stated/` that shares no code
with the parsers: what the source states, what the record says of it, what is wrong.

Here captures go to the parsers directly; `tests/end_to_end/test_captures.py` takes those of four kinds
through a run.
"""

import importlib
import pkgutil
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from pathlib import Path
from types import FunctionType
from typing import Any

import pytest

from jobs_assets.boards.board import board_at, board_by_url
from jobs_assets.kinds import KINDS
from jobs_assets.pages import SourcePage
from jobs_assets.parsing import BY_DESIGN, parse_page
from jobs_assets.postings import Posting, Unparsed
from tests.parsing import agreement, board_sets, stated
from tests.parsing.pages import SHARED_DATA

captures = pytest.mark.skipif(not SHARED_DATA.is_dir(), reason=f"no captures at {SHARED_DATA}")

FIELDS = agreement.FIELDS
ALWAYS = ("posting_id", "title", "hiring_organization", "url")
"""Fields of which nothing may be missing."""

NO_CAPTURES = {"board_seeds", "board_sets", "datasets", "labelled", "taxonomy", "vllm"}
"""Folders beside the captures: names of boards, labels, tables of words; `board_sets.py` reads the boards."""

PROSE = "no JobPosting on it as data (JSON-LD, microdata, RDFa), and not a page of a kind"
MADE_FOR_ONE = "made for one partner, in a shape that nobody else publishes"
NOT_READ = {
    "fr_partner_feeds/decathlon.test.input.json": MADE_FOR_ONE,
    "fr_partner_feeds/engagementJeunes.test.input.json": MADE_FOR_ONE,
    "fr_partner_feeds/france-travail-cegid-mapper.test.input.json": MADE_FOR_ONE,
    "fr_partner_feeds/import-apec.test.input.xml": MADE_FOR_ONE,
    "fr_partner_feeds/import-edf.test.input.xml": MADE_FOR_ONE,
    "fr_partner_feeds/import-enedis.test.input.xml": MADE_FOR_ONE,
    "fr_partner_feeds/import-france-travail-cegid.test.input.json": MADE_FOR_ONE,
    "fr_partner_feeds/import-laposte.test.input.xml": MADE_FOR_ONE,
    "html_career_pages/everjobs/source-ats-*.html": PROSE,
    "html_career_pages/everjobs/source-company-*.html": PROSE,
    "html_career_pages/everjobs_pdf_text/*.txt": "text taken from a PDF, for `jobs extract --format text`",
    "html_career_pages/gsa_tts/*.html": PROSE,
    "html_liveness/linkedin-guest-*.html": "a site that is not crawled: how it says that a job is closed",
}
"""Captures that no reader reads, below the folder of all captures, and why; a pattern holds for those that
have no reader of their own.
"""


@dataclass(frozen=True)
class Capture:
    """One captured page and what stands on it."""

    kind: str
    path: Path
    page: SourcePage
    expected: list[dict[str, Any]]
    left_out: frozenset[str] = frozenset()  # fields of which some stated values are not expected


@dataclass
class Count:
    """How often a field is stated, how often the record has it right and how often it says something else.

    What is stated and null in the record is neither parsed nor wrong: it is missing.
    """

    stated: int = 0
    parsed: int = 0
    wrong: int = 0


@dataclass
class Table:
    """Kind × field × stated/parsed/wrong, with a line on each value that is not as stated."""

    counts: dict[tuple[str, str], Count] = field(default_factory=dict)
    complaints: list[str] = field(default_factory=list)

    def at(self, kind: str, name: str) -> Count:
        """The count of one field of one kind."""
        return self.counts.setdefault((kind, name), Count())

    def total(self, *names: str) -> Count:
        """The sum over all kinds, of the named fields or of all."""
        kept = [count for (_, name), count in self.counts.items() if not names or name in names]
        return Count(*(sum(getattr(one, part) for one in kept) for part in ("stated", "parsed", "wrong")))

    def __str__(self) -> str:
        rows = [("kind", "field", "stated", "parsed", "wrong")]
        for kind in dict.fromkeys(kind for kind, _ in self.counts):
            for name in FIELDS:
                if count := self.counts.get((kind, name)):
                    rows.append((kind, name, *map(str, vars(count).values())))
        for title, count in (
            ("", self.total()),
            (", ".join(ALWAYS[1:]), self.total(*ALWAYS[1:])),
        ):
            rows.append(("all", title, *map(str, vars(count).values())))
        widths = (17, 34, 8, 8, 8)
        return "\n".join(
            "".join(
                f"{cell:<{width}}" if at < 2 else f"{cell:>{width}}"
                for at, (cell, width) in enumerate(zip(row, widths, strict=True))
            )
            for row in rows
        )


def _captures() -> Iterator[Capture]:
    for found in pkgutil.iter_modules(stated.__path__):
        reader = importlib.import_module(f"{stated.__name__}.{found.name}")
        for name, url in reader.PAGES.items():
            path = SHARED_DATA / (name if "/" in name else f"{found.name}/{name}")
            body = reader.body(path) if hasattr(reader, "body") else path.read_bytes()
            expected = [_predicates(one) for one in reader.stated(path)]
            yield Capture(found.name, path, _page(found.name, url, body), expected)
    for kind, path in _captures_read_by_agreement():
        body = path.read_bytes()
        url = f"https://careers.example/{path.stem}"
        expected = [{"native_id": native_id} | rest for native_id, rest in agreement.READERS[kind](body)]
        if kind == "site":  # a posting names its page on the same site, or is known by the page it stands on
            named = re.search(rb'"url":"(https://[^"/]+)(/[^"]+/jobs/[^"]+)"', body)
            url = f"{named[1].decode()}/{path.stem}" if named else url
            for one in expected:
                one["url"] = f"{named[1].decode()}{named[2].decode()}" if named else url
        page = SourcePage(f"{kind}:acme", kind, "acme", None, url, body)
        yield Capture(kind, path, page, expected)


def _board_sets() -> Iterator[Capture]:
    archive = SHARED_DATA / "board_sets" / "everjobs_boards.tar.gz"
    for name, kind, body in board_sets.boards(archive):
        page = SourcePage(f"{kind}:acme", kind, "acme", None, "https://careers.example/", body)
        expected = [_predicates(one) for one in board_sets.stated(kind, body)]
        yield Capture(kind, archive / name, page, expected, board_sets.LEFT_OUT)


def _captures_read_by_agreement() -> Iterator[tuple[str, Path]]:
    for kind in ("greenhouse", "lever", "ashby"):
        yield from ((kind, path) for path in sorted((SHARED_DATA / kind).glob("*.json")))
    for path in sorted((SHARED_DATA / "html_career_pages").rglob("*.html")):
        if b'"JobPosting"' in path.read_bytes():
            yield "site", path


def _page(kind: str, url: str, body: bytes) -> SourcePage:
    board = board_by_url(KINDS[kind], url) if kind == "feed" else board_at(url)
    assert board.ats == kind, f"{url} is recognised as {board.board_id}"
    return SourcePage(board.board_id, board.ats, board.token, None, url, body)


def _predicates(posting: dict[str, Any]) -> dict[str, Any]:
    """Field → what the record must hold, or whether it holds it."""
    expected = dict(posting)
    if "description" in expected:
        expected["description_text"] = agreement.same_words(expected.pop("description"))
    for name in ("date_posted", "valid_through"):
        if isinstance(expected.get(name), str):
            expected[name] = agreement.same_instant(expected[name])
    for name in ("job_location", "salary"):
        if isinstance(expected.get(name), list):
            expected[name] = SameRecords(expected[name])
    return expected


class SameRecords:
    """Whether records have the stated values, in their order."""

    def __init__(self, wanted: list[dict[str, Any]]) -> None:
        self.wanted = wanted

    def __call__(self, found: list[Any]) -> bool:
        return len(found) == len(self.wanted) and all(
            all(getattr(one, key) == value for key, value in wanted.items())
            for one, wanted in zip(found, self.wanted, strict=True)
        )

    def __repr__(self) -> str:
        return repr(self.wanted)


def _compare(table: Table, capture: Capture) -> None:
    """Each stated posting against its record. Invented values and postings are wrong."""
    where = f"{capture.kind} {capture.path.name}"
    by_id: dict[str, Posting] = {}
    for one in parse_page(capture.page):
        if isinstance(one, Posting):
            by_id[one.posting_id.removeprefix(f"{capture.page.board_id}:")] = one
        elif one.reason not in BY_DESIGN:
            table.at(capture.kind, "posting_id").wrong += 1
            table.complaints.append(f"{where}: {one}")
    for expected in capture.expected:
        count = table.at(capture.kind, "posting_id")
        count.stated += 1
        native_id = expected.pop("native_id") or _titled(by_id, expected["title"])
        if (posting := by_id.pop(native_id, None)) is None:
            table.complaints.append(f"{where} {native_id}: no record")
            continue
        count.parsed += 1
        unknown = expected.keys() - set(FIELDS)
        assert not unknown, f"{where}: the reader speaks of {unknown}"
        for name in FIELDS[1:]:
            if name in expected or name not in capture.left_out:
                _compare_field(table, f"{where} {native_id} {name}", posting, name, expected)
    for native_id in by_id:
        table.at(capture.kind, "posting_id").wrong += 1
        table.complaints.append(f"{where} {native_id}: no source")


def _titled(by_id: dict[str, Posting], title: str) -> str | None:
    """The id of a site's posting, which is one of ours."""
    return next((native_id for native_id, one in by_id.items() if one.title == title), None)


def _compare_field(table: Table, where: str, posting: Posting, name: str, expected: dict[str, Any]) -> None:
    value, kind = getattr(posting, name), posting.posting_id.partition(":")[0]
    if name not in expected:
        source = posting.evidence.get(name)
        if value and source is not None and source.source != "rule":
            table.at(kind, name).wrong += 1
            table.complaints.append(f"{where}: {str(value)[:160]!r} is not stated")
        return
    count, wanted = table.at(kind, name), expected[name]
    count.stated += 1
    if wanted(value) if callable(wanted) else value == wanted:
        count.parsed += 1
        return
    count.wrong += bool(value)
    told = "otherwise" if isinstance(wanted, FunctionType) else repr(wanted)[:160]
    table.complaints.append(f"{where}: {str(value)[:160]!r}, stated {told}")


@captures
def test_every_field_that_a_capture_states_is_parsed_as_stated() -> None:
    table = Table()
    for capture in _captures():
        _compare(table, capture)
    print(f"\n{table}")
    _assert_agreed(table)


@captures
def test_the_boards_of_fifteen_hundred_employers_are_parsed_as_stated() -> None:
    table = Table()
    for capture in _board_sets():
        _compare(table, capture)
    print(f"\n{table}")
    _assert_agreed(table)
    assert table.total("posting_id").stated > 4000


def _assert_agreed(table: Table) -> None:
    everything, always = table.total(), table.total(*ALWAYS)
    assert everything.wrong == 0, "\n".join(table.complaints)
    assert everything.parsed >= 0.99 * everything.stated, "\n".join(table.complaints)
    assert always.parsed == always.stated, "\n".join(table.complaints)


@captures
def test_the_table_notices_a_wrong_a_missing_and_an_invented_value() -> None:
    capture = next(one for one in _captures() if one.path.name == "visa_2.json")
    first, second = capture.expected
    first["title"] = "Else"
    second["team"] = "Platform"
    del second["requisition_id"]
    table = Table()
    _compare(table, capture)
    kind = capture.kind
    assert table.at(kind, "title") == Count(stated=2, parsed=1, wrong=1)
    assert table.at(kind, "team") == Count(stated=1, parsed=0, wrong=0)
    assert table.at(kind, "requisition_id") == Count(stated=1, parsed=1, wrong=1)


@captures
def test_every_captured_file_has_a_reader_or_a_reason() -> None:
    read = {capture.path.relative_to(SHARED_DATA).as_posix() for capture in _captures()}
    files = {
        path.relative_to(SHARED_DATA).as_posix()
        for path in SHARED_DATA.rglob("*")
        if path.is_file() and path.parent != SHARED_DATA
    }
    captured = {name for name in files if name.split("/")[0] not in NO_CAPTURES}
    named = {name for name in captured - read if any(fnmatchcase(name, one) for one in NOT_READ)}
    assert captured - read - named == set()
    assert read <= captured
    assert [one for one in NOT_READ if not any(fnmatchcase(name, one) for name in named)] == []


@captures
def test_a_page_without_a_posting_as_data_gives_none() -> None:
    read = {capture.path for capture in _captures()}
    prose = [one for one, reason in NOT_READ.items() if reason is PROSE]
    for path in sorted(found for pattern in prose for found in SHARED_DATA.glob(pattern)):
        if path in read:
            continue
        url = f"https://careers.example/{path.stem}"
        page = SourcePage("site:acme", "site", "acme", None, url, path.read_bytes(), "text/html")
        assert all(isinstance(one, Unparsed) for one in parse_page(page)), path
