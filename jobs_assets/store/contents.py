"""What a store says, clocks and row numbers apart: two homes that saw the same pages have equal contents.

For comparing whole stores in the crash test; not a way to read a store.
"""

from collections import Counter
from dataclasses import dataclass, fields
from typing import Any

from sqlalchemy import Select, select, text

from jobs_assets.store.engine import Store
from jobs_assets.store.enrichment_tables import enrichments, version_enrichments
from jobs_assets.store.tables import (
    board_days,
    observations,
    posting_changes,
    posting_versions,
    raw_pages,
    unparsed,
)

Rows = Counter[tuple[Any, ...]]

_POSTINGS = text("SELECT * FROM postings")  # its first column is the row's number

# Which day found it first is not told: a run that was killed after midnight is another day's.
_FOUND = [
    column for column in enrichments.c if column.name not in ("enrichment_id", "content_key", "enriched_on")
]

# A page that answered 304, or was kept without being asked for, says what the same page said with 200.
_SAME_AS_OK = {"ok", "not_modified", "kept", "outdated"}


@dataclass(frozen=True, slots=True)
class Contents:
    """The rows of each table that mean something, each with how often it stands there."""

    pages: Rows
    boards: Rows
    observations: Rows
    unparsed: Rows
    links: Rows  # which page each observation comes from: broken between a day's new pages and their parse
    versions: Rows
    postings: Rows
    changes: Rows
    enrichments: Rows

    @classmethod
    def nothing(cls) -> "Contents":
        """Of a store that does not exist yet."""
        return cls(*(Counter() for _ in fields(cls)))

    @property
    def raw(self) -> tuple[Rows, Rows]:
        """What is published in one step by `raw_pages`."""
        return self.pages, self.boards

    @property
    def parsed(self) -> tuple[Rows, Rows]:
        """What is published in one step by `parsed_postings`."""
        return self.observations, self.unparsed

    @property
    def told(self) -> tuple[Rows, Rows]:
        """What is published in one step by `postings`."""
        return self.postings, self.changes

    def tables(self) -> dict[str, Rows]:
        """Each table's rows, by its name here."""
        return {field.name: getattr(self, field.name) for field in fields(self)}


def contents(store: Store) -> Contents:
    """Everything `store` holds, from one consistent view."""
    page, board, version, seen = raw_pages.c, board_days.c, posting_versions.c, observations.c
    with store.reader() as connection:

        def rows(query: Select[Any]) -> Rows:
            return Counter(tuple(row) for row in connection.execute(query))

        pages = Counter[tuple[Any, ...]]()
        query = select(
            page.day, page.board_id, page.url, page.role, page.outcome, page.status, page.body_hash
        )
        for row in connection.execute(query):
            *named, outcome, status, body = row
            answer = ("ok", 200) if outcome in _SAME_AS_OK else (outcome, status)
            pages[*named, *answer, body] += 1
        return Contents(
            pages=pages,
            boards=rows(
                select(
                    board.day,
                    board.board_id,
                    board.outcome,
                    board.advertised,
                    board.postings,
                    board.truncated,
                )
            ),
            observations=rows(
                select(seen.day, version.version_hash).join(
                    posting_versions, version.version_id == seen.version_id
                )
            ),
            unparsed=rows(select(*(column for column in unparsed.c if column.name != "page_id"))),
            links=rows(
                select(seen.day, version.posting_id, page.url)
                .join(posting_versions, version.version_id == seen.version_id)
                .join(raw_pages, page.page_id == seen.page_id, isouter=True)
            ),
            versions=rows(select(*(column for column in version if column.name != "version_id"))),
            postings=Counter(tuple(row)[1:] for row in connection.execute(_POSTINGS)),
            changes=rows(select(posting_changes)),
            enrichments=rows(
                select(version.version_hash, *_FOUND)
                .join(version_enrichments, version_enrichments.c.version_id == version.version_id)
                .join(enrichments, enrichments.c.enrichment_id == version_enrichments.c.enrichment_id)
            ),
        )
