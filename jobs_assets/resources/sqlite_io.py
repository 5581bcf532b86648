"""The IO manager: days of an asset go to their tables and come back as streams.

How a table's day is replaced or read is `store/`; what a day is made of is `store/partitions.py`. Here is
only which asset is which table, and what Dagster is told about it.
"""

import time
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from dagster import (
    ConfigurableIOManager,
    DagsterInvariantViolationError,
    InitResourceContext,
    InputContext,
    MetadataValue,
    OutputContext,
)
from pydantic import PrivateAttr

from jobs_assets.home import Home
from jobs_assets.settings import load_settings
from jobs_assets.store.engine import Store, open_store
from jobs_assets.store.observations import postings, replace_day
from jobs_assets.store.pages import replace_raw_day, stored_day
from jobs_assets.store.partitions import Days, ParsedDay, RawPagesDay, StoredDay, StoredPostings
from jobs_assets.store.preview import (
    bar_chart,
    boards_preview,
    pages_preview,
    postings_by_board,
    postings_preview,
)


class SQLiteIOManager(ConfigurableIOManager):
    """Stores and loads the daily assets of a data home.

    An asset returns a `RawPagesDay` or `ParsedDay`, or `Days` of them for a range; each day is replaced in
    one transaction of its own, so that a range cut short leaves whole days. A downstream asset gets `Days` of
    `StoredDay` (or `StoredPostings`), one for each partition of its input, read as it iterates.
    """

    home: str

    _store: Store | None = PrivateAttr(default=None)

    def teardown_after_execution(self, context: InitResourceContext) -> None:
        """Close the store."""
        if self._store is not None:
            self._store.close()
            self._store = None

    def handle_output(self, context: OutputContext, obj: RawPagesDay | ParsedDay | Days[Any]) -> None:
        """Replace each day that the asset returned; days of the run that it left out stay as they are."""
        asset = context.asset_key.path[-1]
        wanted = set(context.asset_partition_keys)
        days: Iterable[Any] = obj if isinstance(obj, Days) else [obj]
        for day in days:
            key = day.day.isoformat()
            if key not in wanted:
                raise DagsterInvariantViolationError(
                    f"{asset}: {key} is not a partition of this run, or came twice."
                )
            wanted.remove(key)
            _describe(context, key, self._replace(asset, day))
        if wanted:
            context.log.info(f"{asset}: {', '.join(sorted(wanted))} stay as they are.")

    def load_input(self, context: InputContext) -> Days[Any]:
        """The days of the input's partitions, to be read when iterated."""
        asset = context.asset_key.path[-1]
        store = self._opened()
        wanted = [date.fromisoformat(key) for key in context.asset_partition_keys]
        if asset == "raw_pages":
            return Days[StoredDay]([stored_day(store, day) for day in wanted])
        if asset == "parsed_postings":
            return Days([StoredPostings(day, lambda day: postings(store, day)) for day in wanted])
        raise DagsterInvariantViolationError(f"{asset}: no table is known for this asset.")

    def _opened(self) -> Store:
        if self._store is None:
            # The URL is no field of this resource: it may hold a password, and fields are shown.
            settings = load_settings()
            url = settings.database_url
            self._store = open_store(url or Home(Path(self.home)), wait=settings.database_wait)
        return self._store

    def _replace(self, asset: str, day: object) -> dict[str, Any]:
        started = time.monotonic()
        if asset == "raw_pages" and isinstance(day, RawPagesDay):
            metadata = _replace_raw(self._opened(), day)
        elif asset == "parsed_postings" and isinstance(day, ParsedDay):
            metadata = _replace_parsed(self._opened(), day)
        else:
            raise DagsterInvariantViolationError(f"{asset}: cannot store a {type(day).__name__}.")
        return metadata | {"seconds": MetadataValue.float(round(time.monotonic() - started, 3))}


def _replace_raw(store: Store, day: RawPagesDay) -> dict[str, Any]:
    counts = replace_raw_day(store, day)
    return {
        "dagster/row_count": counts.pages,
        "bytes": counts.bytes,
        "boards": counts.boards,
        "boards_not_complete": counts.boards - counts.boards_complete,
        "pages_kept": counts.kept,
        "preview": MetadataValue.md(pages_preview(store, day.day)),
        "by_board": MetadataValue.md(boards_preview(store, day.day)),
        "outcomes": MetadataValue.md(bar_chart(dict(counts.outcomes.most_common()))),
    }


def _replace_parsed(store: Store, day: ParsedDay) -> dict[str, Any]:
    counts = replace_day(store, day.day, day.records, day.unknown, parser_version=day.parser_version)
    return {
        "dagster/row_count": counts.rows,
        "bytes": counts.bytes,
        "new_versions": counts.new_versions,
        "new_postings": counts.new_postings,
        "changed_postings": counts.changed_postings,
        "news": MetadataValue.json({board: list(news) for board, news in counts.news.items()}),
        "unparsed": counts.unparsed,
        "duplicates": counts.duplicates,
        "preview": MetadataValue.md(postings_preview(store, day.day)),
        "boards": MetadataValue.md(bar_chart(postings_by_board(store, day.day))),
    }


def _describe(context: OutputContext, partition: str, metadata: Mapping[str, Any]) -> None:
    """Attach metadata to the partition's own materialisation; `add_output_metadata` knows only the range."""
    context.step_context.add_asset_metadata(metadata, asset_key=context.asset_key, partition_key=partition)
