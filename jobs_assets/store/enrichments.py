"""Enrichments in the store: which versions of a day lack one, what was found for them, what models answered.

How values are found is `enrichment/`; which day is worked on, and by what, `enriching.py`.
"""

import hashlib
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

import orjson
from sqlalchemy import ColumnElement, Connection, Select, and_, delete, func, insert, or_, select

from jobs_assets.enrichment.records import Enrichment
from jobs_assets.postings import Posting
from jobs_assets.store.bulk import BulkInsert, batches
from jobs_assets.store.engine import Store
from jobs_assets.store.enrichment_rows import columns_of
from jobs_assets.store.enrichment_tables import enrichments, llm_answers, version_enrichments
from jobs_assets.store.search_index import reindex
from jobs_assets.store.tables import POSTING_COLUMNS, observations, posting_lives, posting_versions
from jobs_assets.store.versions import posting_of

_AT_ONCE = 500  # values of one question


@dataclass(frozen=True, slots=True)
class Recipe:
    """How postings are to be enriched: by which rules, and by which prompt and models where there are any.

    An answer of any of the models will do. Without models, what one said earlier under the same rules stays.
    """

    rules_version: str
    prompt_version: str = ""
    models: frozenset[str] = frozenset()


class Waiting(NamedTuple):
    """A version of a posting to be enriched; `content_key` is of all that its enrichment follows from."""

    version_id: int
    content_key: bytes
    posting: Posting


@dataclass(slots=True)
class Found:
    """What was found for a content: the values, and how they were come by. "" where no model was asked."""

    content_key: bytes
    enrichment: Enrichment
    rules_version: str
    prompt_version: str = ""
    model: str = ""
    tier: str = "rules"
    contradictions: list[Any] = field(default_factory=list)
    rejected: dict[str, int] = field(default_factory=dict)
    cut: int | None = None


class LlmAnswer(NamedTuple):
    """What a model answered, to the letter, when asked for `fields`."""

    content_key: bytes
    prompt_version: str
    model: str
    tier: str
    fields: tuple[str, ...]
    answered_at: str
    cut: int | None
    answer: str


def content_key(posting: Posting) -> bytes:
    """What a posting's enrichment follows from, as 16 bytes: its words to the letter, since offsets are into
    them, and those of its fields that rules and precedence look at.
    """
    fields = (
        posting.title,
        posting.hiring_organization,
        posting.language,
        posting.job_location,
        posting.workplace,
        posting.remote_eligibility,
        posting.salary,
        len(posting.description_text),
    )
    read = orjson.dumps(fields) + posting.description_text.encode("utf-8", "surrogatepass")
    return hashlib.sha256(read).digest()[:16]


def stale(store: Store, day: date, recipe: Recipe, size: int = _AT_ONCE) -> Iterator[list[Waiting]]:
    """The day's versions that the present rules have not read, some at a time. Each batch is asked for anew:
    save it before the next.
    """
    yield from _waiting(store, day, _is_stale(recipe), size)


def pending(store: Store, day: date, recipe: Recipe, size: int = _AT_ONCE) -> Iterator[list[Waiting]]:
    """The day's versions that no model has read under the present prompt, some at a time. What is left as it
    is does not come again.
    """
    yield from _waiting(store, day, ~_is_by_model(recipe), size)


def count(store: Store, day: date, recipe: Recipe) -> tuple[int, int, int]:
    """How many versions the day has, how many of them the present rules have not read, how many no model."""
    query = _of_day(day, select(func.count(), _sum(_is_stale(recipe)), _sum(~_is_by_model(recipe))))
    with store.reader() as connection:
        versions, unread, unasked = connection.execute(query).one()
    return versions, unread or 0, (unasked or 0) if recipe.models else 0


@dataclass(frozen=True, slots=True)
class Unasked:
    """Versions of all days that no model has read under the present prompt; of some of them the present rules
    neither. `characters` is the length of their texts.
    """

    first: date | None
    last: date | None
    days: int
    contents: int
    unread: int
    characters: int


def unasked(store: Store, recipe: Recipe) -> Unasked:
    """What a backfill over all days would ask about. Versions that share their content may count twice."""
    version, seen, chosen = posting_versions.c, observations.c, version_enrichments.c
    waits = ~_is_by_model(recipe) if recipe.models else _is_stale(recipe)
    of_versions = (
        select(func.count(), _sum(_is_stale(recipe)), func.sum(func.length(version.description_text)))
        .select_from(posting_versions)
        .join(version_enrichments, chosen.version_id == version.version_id, isouter=True)
        .join(enrichments, enrichments.c.enrichment_id == chosen.enrichment_id, isouter=True)
        .where(waits)
    )
    with store.reader() as connection:
        contents, unread, size = connection.execute(of_versions).one()
        first, last, days = connection.execute(
            select(func.min(seen.day), func.max(seen.day), func.count(seen.day.distinct()))
        ).one()
    return Unasked(first, last, days, contents, unread or 0, size or 0)


def save(store: Store, day: date, found: Iterable[tuple[Sequence[int], Found]]) -> None:
    """Keep what was found, each with the versions it is for, in one transaction; the index is in step."""
    with store.writer() as connection:
        moved: list[int] = []
        for versions, each in found:
            served = [*dict.fromkeys([*versions, *_taken_back(connection, each)])]
            inserted = insert(enrichments).values(**_row(each, day)).returning(enrichments.c.enrichment_id)
            number = connection.execute(inserted).scalar_one()
            _link(connection, [(version, number) for version in served])
            moved += served
        _reindex(connection, moved)


def known(store: Store, keys: Collection[bytes], rules_version: str) -> dict[bytes, int]:
    """Enrichments by the given rules that are there already, by content: the best one of each."""
    found: dict[bytes, int] = {}
    table = enrichments.c
    with store.reader() as connection:
        for some in batches(keys, _AT_ONCE):
            query = (
                select(table.content_key, table.enrichment_id)
                .where(table.content_key.in_(some), table.rules_version == rules_version)
                .order_by(table.prompt_version != "", table.enrichment_id)
            )
            found |= {bytes(key): number for key, number in connection.execute(query)}
    return found


def link(store: Store, pairs: Sequence[tuple[int, int]]) -> None:
    """Say which enrichment stands for which version, where another version with the same content has it."""
    with store.writer() as connection:
        _link(connection, pairs)
        _reindex(connection, [version for version, _ in pairs])


def keep_answers(store: Store, said: Iterable[LlmAnswer]) -> None:
    """Keep what models answered: they are not asked, or paid, for that again."""
    rows = [one._asdict() | {"fields": orjson.dumps(one.fields).decode()} for one in said]
    if rows:
        with store.writer() as connection:
            connection.execute(insert(llm_answers), rows)


def answers(store: Store, keys: Collection[bytes]) -> dict[bytes, list[LlmAnswer]]:
    """What models answered about the contents, the latest first."""
    found: dict[bytes, list[LlmAnswer]] = {}
    table = llm_answers.c
    with store.reader() as connection:
        for some in batches(keys, _AT_ONCE):
            query = select(llm_answers).where(table.content_key.in_(some)).order_by(table.answer_id.desc())
            for row in connection.execute(query).mappings():
                said = {name: row[name] for name in LlmAnswer._fields}
                said |= {
                    "content_key": bytes(row["content_key"]),
                    "fields": tuple(orjson.loads(row["fields"])),
                }
                found.setdefault(said["content_key"], []).append(LlmAnswer(**said))
    return found


def _row(found: Found, day: date) -> dict[str, Any]:
    return {
        "content_key": found.content_key,
        "rules_version": found.rules_version,
        "prompt_version": found.prompt_version,
        "model": found.model,
        "tier": found.tier,
        "enriched_on": day,
        **columns_of(found.enrichment),
        "contradictions": orjson.dumps(found.contradictions).decode(),
        "rejected": orjson.dumps(found.rejected).decode(),
        "cut": found.cut,
    }


def _taken_back(connection: Connection, found: Found) -> list[int]:
    """Drop what was found alike before; the versions that it was for."""
    table, chosen = enrichments.c, version_enrichments.c
    same = and_(
        table.content_key == found.content_key,
        table.rules_version == found.rules_version,
        table.prompt_version == found.prompt_version,
        table.model == found.model,
    )
    number = connection.scalar(select(table.enrichment_id).where(same))
    if number is None:
        return []
    served = list(connection.scalars(select(chosen.version_id).where(chosen.enrichment_id == number)))
    connection.execute(delete(version_enrichments).where(chosen.enrichment_id == number))
    connection.execute(delete(enrichments).where(table.enrichment_id == number))
    return served


def _link(connection: Connection, pairs: Sequence[tuple[int, int]]) -> None:
    table = version_enrichments
    for some in batches([version for version, _ in pairs], _AT_ONCE):
        connection.execute(delete(table).where(table.c.version_id.in_(some)))
    BulkInsert(connection, insert(table), ("version_id", "enrichment_id"))(pairs)


def _reindex(connection: Connection, versions: Sequence[int]) -> None:
    """Have the index say what was found of the postings that one of the versions stands for."""
    life, version = posting_lives.c, posting_versions.c
    for some in batches(versions, _AT_ONCE):
        # By their ids: of the versions that stand for postings there is no index.
        named = select(version.posting_id).where(version.version_id.in_(some))
        query = select(life.posting_key).where(life.posting_id.in_(named), life.version_id.in_(some))
        reindex(connection, connection.scalars(query).all())


def _is_stale(recipe: Recipe) -> ColumnElement[bool]:
    table = enrichments.c
    return or_(table.enrichment_id.is_(None), table.rules_version != recipe.rules_version)


def _is_by_model(recipe: Recipe) -> ColumnElement[bool]:
    table = enrichments.c
    return func.coalesce(
        and_(table.prompt_version == recipe.prompt_version, table.model.in_(sorted(recipe.models))), False
    )


def _sum(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.sum(condition.cast(enrichments.c.cut.type))


def _of_day(day: date, query: "Select[*tuple[Any, ...]]") -> "Select[*tuple[Any, ...]]":
    seen, chosen = observations.c, version_enrichments.c
    return (
        query.select_from(observations)
        .join(version_enrichments, chosen.version_id == seen.version_id, isouter=True)
        .join(enrichments, enrichments.c.enrichment_id == chosen.enrichment_id, isouter=True)
        .where(seen.day == day)
    )


def _waiting(store: Store, day: date, condition: ColumnElement[bool], size: int) -> Iterator[list[Waiting]]:
    seen, version = observations.c, posting_versions.c
    columns = (seen.version_id, *(version[name] for name in POSTING_COLUMNS))
    query = (
        _of_day(day, select(*columns))
        .join(posting_versions, version.version_id == seen.version_id)
        .where(condition)
        .order_by(seen.version_id)
        .limit(size)
    )
    last = -1
    while True:
        with store.reader() as connection:
            rows = connection.execute(query.where(seen.version_id > last)).all()
        if not rows:
            return
        last = rows[-1].version_id
        batch = []
        for number, *values in rows:
            posting = posting_of(tuple(values))
            batch.append(Waiting(number, content_key(posting), posting))
        yield batch
