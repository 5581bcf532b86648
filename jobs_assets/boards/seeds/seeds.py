"""Known boards by their employer's name: reading the packed list and searching it.

How the list came about is `build.py`. It is a start and no register: boards move, so what it says is a
suggestion to be checked.
"""

import difflib
import re
import sys
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from jobs_assets.boards.board import Board, named_board
from jobs_assets.kinds import KINDS

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

FILE = Path(__file__).with_name("seeds.tsv.zst")

Match = Literal["exact", "prefix", "word", "part", "similar"]
_RANK: dict[Match, int] = {"exact": 0, "prefix": 1, "word": 2, "part": 3, "similar": 4}
_LEVEL = 19
# How much two spellings must have in common; "spotfy" and "spotify" have 0.92.
_SIMILAR = 0.8
_COMPARED = 300


@dataclass(frozen=True, slots=True)
class Seed:
    """A known board. `url` is given where kind and token do not lead to it."""

    ats: str
    token: str
    name: str
    url: str | None = None

    @property
    def board(self) -> Board:
        """The board, as an entry of boards.yaml would name it."""
        if self.url is not None:
            return Board(self.ats, self.token, name=self.name, url=self.url)
        found = named_board(KINDS[self.ats], self.token)
        return Board(found.ats, found.token, name=self.name, url=found.url)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A seed that a search found, and by what: its name or token whole, their beginning, words, a part."""

    seed: Seed
    match: Match


def suggestions(text: str, *, kinds: Collection[str] = ()) -> list[Suggestion]:
    """The known boards that `text` may mean, the likeliest first; of `kinds` only, where any are named.

    Spelling, accents and case are forgiven; what merely looks alike is offered only where nothing else is.
    """
    wanted = folded(text)
    if not wanted:
        return []
    lines = [line for line in _lines() if not kinds or line.partition("\t")[0] in kinds]
    found = [(match, row) for row in _rows_with(wanted, lines) if (match := _match(wanted, row)) is not None]
    if not found:
        return [Suggestion(row.seed, "similar") for row in _similar(wanted, map(_row, lines))]
    found.sort(key=lambda each: (_RANK[each[0]], KINDS[each[1].ats].policy.default != "on", each[1].order))
    return [Suggestion(row.seed, match) for match, row in found]


def packed(seeds: Iterable[Seed]) -> bytes:
    """The bytes of `FILE` for seeds: lines sorted by kind and token, fields between tabs.

    A name that is not compared as it stands, but for its case, is followed by what is compared.
    """
    lines = sorted(
        "\t".join((seed.ats, seed.token, seed.name, _key_of(seed.name), seed.url or "")) for seed in seeds
    )
    return zstd.compress("\n".join(lines).encode(), level=_LEVEL)


def folded(text: str) -> str:
    """Text as it is compared: lower case, without accents, words apart by one blank."""
    if not text.isascii():
        text = "".join(
            sign for sign in unicodedata.normalize("NFKD", text) if not unicodedata.combining(sign)
        )
    return " ".join(_WORDS.findall(text.casefold()))


_WORDS = re.compile(r"[^\W_]+")


def _key_of(name: str) -> str:
    key = folded(name)
    return "" if key == name.casefold() else key


@dataclass(frozen=True, slots=True)
class _Row:
    ats: str
    key: str
    token: str
    line: str

    @property
    def seed(self) -> Seed:
        ats, token, name, _, url = self.line.split("\t")
        return Seed(ats, token, name, url or None)

    @property
    def order(self) -> tuple[int, str]:
        return len(self.key), self.key


def _lines() -> list[str]:
    lines = zstd.decompress(FILE.read_bytes()).decode().split("\n")
    return [line for line in lines if line.partition("\t")[0] in KINDS]


def _row(line: str) -> _Row:
    ats, token, name, key, _ = line.split("\t")
    return _Row(ats, key or name.casefold(), token.casefold(), line)


def _rows_with(wanted: str, lines: Sequence[str]) -> Iterator[_Row]:
    """The rows that can match at all: those with the longest word somewhere."""
    longest, joined = max(wanted.split(), key=len), wanted.replace(" ", "")
    for line in lines:
        lower = line.casefold()
        if longest in lower or joined in lower:
            yield _row(line)


def _match(wanted: str, row: _Row) -> Match | None:
    key = row.key
    joined = wanted.replace(" ", "")
    if wanted in (key, row.token) or joined == row.token:
        return "exact"
    if wanted not in key and joined not in row.token:
        return "word" if _has_words(wanted, key) else None
    if key.startswith(wanted) or row.token.startswith(joined):
        return "prefix"
    return "word" if f" {wanted} " in f" {key} " else "part"


def _has_words(wanted: str, key: str) -> bool:
    words = wanted.split()
    return len(words) > 1 and set(words) <= set(key.split())


def _similar(wanted: str, rows: Iterable[_Row]) -> list[_Row]:
    """Rows whose first words are spelt much like `wanted`, the most alike first."""
    words = wanted.count(" ") + 1
    pairs = _pairs(wanted)
    near: list[tuple[int, str, _Row]] = []
    for row in rows:
        if row.key[:1] not in wanted[:2] and wanted[:1] not in row.key[:2]:
            continue  # who errs, errs later
        start = row.key if row.key.count(" ") < words else " ".join(row.key.split(" ", words)[:words])
        if abs(len(start) - len(wanted)) <= 3 and (shared := len(pairs & _pairs(start))):
            near.append((shared, start, row))
    near.sort(key=lambda each: -each[0])
    matcher = difflib.SequenceMatcher(b=wanted, autojunk=False)
    scored: list[tuple[float, _Row]] = []
    for _, start, row in near[:_COMPARED]:
        matcher.set_seq1(start)
        if (ratio := matcher.ratio()) >= _SIMILAR:
            scored.append((ratio, row))
    return [row for _, row in sorted(scored, key=lambda each: (-each[0], each[1].order))]


def _pairs(text: str) -> set[str]:
    return {text[at : at + 2] for at in range(len(text) - 1)}
