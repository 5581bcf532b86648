"""Packs lists of known boards (CSV with `name` and `url`) into `seeds.tsv.zst`, which `seeds.py` searches.

    python -m jobs_assets.boards.seeds.build FOLDER

Facts only are taken over: an employer's name, the kind of its board, and its token there (with the address
where kind and token do not lead to it). The lists of 2026-08 are those of complete-labs/ats-scrapers (MIT).
"""

import csv
import gzip
import sys
from collections import Counter
from collections.abc import Iterator
from html import unescape
from pathlib import Path

from jobs_assets.boards.board import Board, UnknownBoardError, board_at, own_domain_board, stands_alone
from jobs_assets.boards.seeds.seeds import FILE, Seed, folded, packed
from jobs_assets.kinds import KINDS

_LONGEST_NAME = 120


def seeds_of(path: Path) -> Iterator[Seed]:
    """The seeds of one list, named after its kind ("lever.csv.gz"); rows that name no board are left out."""
    ats = path.name.partition(".")[0]
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            board = _board(ats, row.get("url") or "")
            if board is None:
                continue
            name = " ".join(unescape(row.get("company_name") or row.get("name") or "").split())
            yield Seed(board.ats, board.token, _known_as(name, board)[:_LONGEST_NAME], _needed_url(board))


def _board(ats: str, url: str) -> Board | None:
    try:
        board = board_at(url)
        if board.ats == "site":
            kind = KINDS.get(ats)
            return own_domain_board(kind, url) if kind is not None and kind.own_domains else None
    except UnknownBoardError:
        return None
    return board if board.ats != "feed" else None


def _known_as(name: str, board: Board) -> str:
    return name if folded(name) else board.token


def _needed_url(board: Board) -> str | None:
    """The board's address, where its kind and token alone do not lead to it."""
    return None if stands_alone(board) else board.url


def main(folder: Path) -> None:
    """Builds the file from all lists of kinds in `folder`, and says what is in it."""
    best: dict[tuple[str, str], Seed] = {}
    for path in sorted(folder.glob("*.csv.gz")):
        if path.name.partition(".")[0] in KINDS:
            for seed in seeds_of(path):
                best.setdefault((seed.ats, seed.token.casefold()), seed)
    FILE.write_bytes(packed(best.values()))
    counts = Counter(ats for ats, _ in best)
    sys.stdout.write(f"{len(best):,} boards, {FILE.stat().st_size:,} bytes: {dict(counts.most_common())}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
