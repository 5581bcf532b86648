"""Every capture against the records made of it, field by field, by a reader that shares no code with the
parsers.
"""

import tarfile
from collections import Counter
from pathlib import Path

import pytest

from jobs_assets.parsing import parse_page
from jobs_assets.postings import Posting, Unparsed
from tests.parsing.agreement import Tally, compare, table
from tests.parsing.pages import SHARED_DATA, page

captures = pytest.mark.skipif(not SHARED_DATA.is_dir(), reason=f"no captures at {SHARED_DATA}")


def _files() -> list[tuple[str, Path]]:
    boards = [
        (kind, path)
        for kind in ("greenhouse", "lever", "ashby")
        for path in sorted((SHARED_DATA / kind).glob("*.json"))
    ]
    pages = sorted((SHARED_DATA / "html_career_pages").rglob("*.html"))
    return boards + [("site", path) for path in pages if b'"JobPosting"' in path.read_bytes()]


@captures
def test_every_captured_field_agrees_with_its_record() -> None:
    tallies: dict[str, Tally] = {}
    for kind, path in _files():
        raw = path.read_bytes()
        records = list(parse_page(page(kind, raw, url=f"https://careers.example/{path.stem}")))
        assert all(isinstance(one, Posting) or one.reason == "unlisted" for one in records), (path, records)
        tallies.setdefault(kind, Tally()).add(
            compare(kind, raw, [one for one in records if isinstance(one, Posting)])
        )
    print("\n" + table(tallies))
    assert [line for tally in tallies.values() for line in tally.wrong] == []
    assert all(tally.stated == tally.parsed for tally in tallies.values())
    assert {kind: tally.stated["posting_id"] for kind, tally in tallies.items()} == {
        "greenhouse": 14,
        "lever": 16,
        "ashby": 15,
        "site": 14,
    }


@captures
def test_the_reader_notices_a_wrong_a_missing_and_an_invented_value() -> None:
    raw = (SHARED_DATA / "ashby" / "lubobali_4.json").read_bytes()
    first, *others = (one for one in parse_page(page("ashby", raw)) if isinstance(one, Posting))
    first.title, first.team, first.requisition_id = "Else", None, "R-1"
    first.evidence["requisition_id"] = first.evidence["title"]
    tally = compare("ashby", raw, [first, *others[1:]])
    assert [line.split(":")[0].rsplit(" ", 1)[-1] for line in tally.wrong] == [
        "title",
        "team",
        "requisition_id",
        others[0].posting_id.split(":")[2],
    ]


_MARKS = {"greenhouse": b'"absolute_url"', "lever": b'"hostedUrl"', "ashby": b'"jobUrl"'}


@captures
def test_more_than_a_thousand_boards_leave_nothing_unparsed_that_has_no_reason() -> None:
    boards: Counter[str] = Counter()
    unparsed: Counter[str] = Counter()
    with tarfile.open(SHARED_DATA / "board_sets" / "everjobs_boards.tar.gz") as archive:
        for member in archive:
            stream = archive.extractfile(member)
            raw = stream.read() if stream else b""
            kind = next((kind for kind, mark in _MARKS.items() if mark in raw), None)
            if kind is None:
                continue
            boards[kind] += 1
            for record in parse_page(page(kind, raw)):
                if isinstance(record, Unparsed):
                    unparsed[record.reason] += 1
                else:
                    assert record.title
                    assert record.url
                    assert record.description_text
    assert boards == {"greenhouse": 806, "ashby": 220, "lever": 180}
    assert unparsed == {"unlisted": 1}
