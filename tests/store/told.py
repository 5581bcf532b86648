"""Days of boards put into the store and told, as a run would: what was crawled, what was read, the lives."""

from datetime import date, timedelta
from typing import Any

from sqlalchemy import insert

from jobs_assets.pages import BoardDay, BoardOutcome
from jobs_assets.postings import Posting, Record, content_hash
from jobs_assets.store.engine import Store
from jobs_assets.store.lives import update_lives
from jobs_assets.store.observations import replace_day
from jobs_assets.store.pages import replace_raw_day
from jobs_assets.store.partitions import RawPagesDay
from jobs_assets.store.tables import posting_duplicates

FIRST = date(2026, 9, 1)
TEXT = "Build bridges over cold rivers.\nWork with eleven engineers.\nBring a helmet and good boots."


def day(number: int) -> date:
    """The day of that number, 0 being the first."""
    return FIRST + timedelta(days=number)


def a_job(native_id: str = "1", board_id: str = "lever:acme", **fields: Any) -> Posting:  # noqa: ANN401  # any field
    given: dict[str, Any] = {
        "title": "Bridge Engineer",
        "hiring_organization": "Acme",
        "url": f"https://jobs.lever.co/{board_id.partition(':')[2]}/{native_id}",
        "description_text": TEXT,
        "description_html": f"<p>{TEXT}</p>",
    }
    made = Posting(posting_id=f"{board_id}:{native_id}", board_id=board_id, **given | fields)
    made.content_hash = content_hash(made)
    return made


def tell(
    store: Store, number: int, *records: Record, also: tuple[str, ...] = (), parser_version: int = 1
) -> None:
    """Store a day on which the records' boards, and those named `also`, were seen whole; then tell it."""
    boards = sorted({record.board_id for record in records} | {*also})
    outcomes = [
        BoardDay(
            board_id,
            BoardOutcome.COMPLETE
            if any(each.board_id == board_id for each in records)
            else BoardOutcome.EMPTY,
            postings=sum(isinstance(each, Posting) and each.board_id == board_id for each in records),
        )
        for board_id in boards
    ]
    replace_raw_day(store, RawPagesDay(day(number), [], outcomes))
    replace_day(store, day(number), list(enumerate(records, 1)), parser_version=parser_version)
    update_lives(store)


def link(store: Store, posting_id: str, original: str, similarity: float | None = None) -> None:
    """Make one posting a duplicate of another."""
    given = {"posting_id": posting_id, "duplicate_of": original, "layer": "text", "reason": "near-same text"}
    with store.writer() as connection:
        connection.execute(insert(posting_duplicates).values(**given, similarity=similarity))
