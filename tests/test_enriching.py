"""A day's enrichment: what is read once, what a model is asked for, what waits, what a kill costs."""

import asyncio
import math
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import orjson
import pytest

from jobs_assets.enriching import (
    Asking,
    EnrichCounts,
    ask_about_day,
    enrich_by_rules_of_day,
    open_fields,
    recipe,
)
from jobs_assets.enrichment.prompt.files import FIELDS
from jobs_assets.enrichment.prompt.rendering import Prompt, render
from jobs_assets.enrichment.records import Enrichment
from jobs_assets.enrichment.rules.all_rules import enrich_by_rules
from jobs_assets.llm.records import Answer, Failure, Pending, Request
from jobs_assets.postings import Posting
from jobs_assets.store.engine import Store, open_store
from jobs_assets.store.histories import history
from tests.store.told import FIRST, a_job, day, tell

TEXT = (
    "You know Python and PostgreSQL.\nAt least 3 years of experience.\n"
    "The pay is 60,000 to 70,000 EUR a year."
)
SUMMARY = {"quote": "You know Python and PostgreSQL.", "text": "You know Python and PostgreSQL."}
NAMES = {"short": "small"}


def answer(**fields: Any) -> str:  # noqa: ANN401  # any JSON
    empty: dict[str, Any] = {
        name: [] if name in ("salary", "remote_eligibility", "skills") else None for name in FIELDS
    }
    return orjson.dumps(empty | fields).decode()


class Scripted:
    """A model that says what the test has it say; it notes what it was asked."""

    def __init__(self, say: Callable[[Request], str | Pending | Failure]) -> None:
        self._say = say
        self.asked: list[Request] = []

    async def ask(
        self, request: Request, accept: Callable[[Answer], str | None], keep: Callable[[str], None]
    ) -> Answer | Pending | Failure:
        await asyncio.sleep(0)
        self.asked.append(request)
        said = self._say(request)
        if not isinstance(said, str):
            return said
        whole = Answer(said, "local", "short", "small-2026", 900, 100, 0, 0.1)
        why = accept(whole)
        return whole if why is None else Failure("invalid_output", why, "short", "local")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with closing(open_store(tmp_path)) as opened:
        yield opened


def by_rules(store: Store, on: date = FIRST, **names: str) -> EnrichCounts:
    return enrich_by_rules_of_day(store, on, recipe(names.values()))


def ask(
    store: Store, model: Scripted, on: date = FIRST, in_flight: int = 4, until: float = math.inf
) -> EnrichCounts:
    async def prompt(posting: Posting, fields: frozenset[str]) -> Prompt:
        return render(posting, fields, max_text_tokens=2000, count=len)

    counts = EnrichCounts()
    asking = Asking(model, NAMES, prompt, in_flight, until)  # type: ignore[arg-type]  # a pool's name
    asyncio.run(ask_about_day(store, on, recipe(NAMES.values()), asking, counts))
    return counts


def found(store: Store, number: int = 1) -> Enrichment:
    known = history(store, f"lever:acme:{number}")
    assert known is not None
    assert known.enrichment is not None
    return known.enrichment


def job(number: int = 1, **fields: Any) -> Posting:  # noqa: ANN401  # any field
    return a_job(
        str(number), **{"title": f"Bridge engineer of crew {number:03}", "description_text": TEXT} | fields
    )


def test_rules_alone_work_at_once(store: Store) -> None:
    tell(store, 0, job(1), job(2))
    counts = by_rules(store)
    assert (counts.versions, counts.enriched, counts.cached, counts.pending) == (2, 2, 0, 0)
    known = found(store)
    assert (known.salary[0].min, known.salary[0].max, known.salary[0].currency) == (60_000, 70_000, "EUR")
    assert known.experience_years is not None
    assert known.experience_years.min == 3
    assert {skill.name for skill in known.skills} == {"Python", "PostgreSQL"}


def test_every_value_of_a_rule_quotes_the_text(store: Store) -> None:
    posting = job()
    evidence = enrich_by_rules(posting).evidence
    assert {"salary[0]", "experience_years", "skills[0]", "skills[1]"} <= evidence.keys()
    assert all(each.quote == TEXT[each.start : each.end] for each in evidence.values())


def test_a_second_time_nothing_is_read(store: Store) -> None:
    tell(store, 0, job(1), job(2))
    by_rules(store)
    counts = by_rules(store)
    assert (counts.enriched, counts.cached) == (0, 2)


def test_the_next_day_reads_only_what_is_new(store: Store) -> None:
    tell(store, 0, job(1), job(2))
    by_rules(store)
    tell(store, 1, job(1), job(2), job(3))
    counts = by_rules(store, day(1))
    assert (counts.versions, counts.enriched, counts.cached) == (3, 1, 2)


def test_the_same_words_on_another_board_are_read_once(store: Store) -> None:
    tell(store, 0, job(), replace(job(), posting_id="greenhouse:acme:1", board_id="greenhouse:acme"))
    counts = by_rules(store)
    assert (counts.enriched, counts.cached) == (1, 1)


def test_a_model_is_asked_for_what_is_open_and_for_nothing_else(store: Store) -> None:
    tell(store, 0, job(workplace="remote"))
    by_rules(store, **NAMES)
    model = Scripted(lambda request: answer(summary=SUMMARY))
    counts = ask(store, model)
    fields = open_fields(job(workplace="remote"), enrich_by_rules(job(workplace="remote")))
    assert fields == {"remote_eligibility", "seniority", "education", "visa_sponsorship", "summary"}
    (asked,) = model.asked
    assert (
        asked.messages[-1]["content"]
        .rstrip()
        .endswith(f"Fields asked for: {', '.join(name for name in FIELDS if name in fields)}.")
    )
    assert (counts.asked, counts.enriched, counts.pending) == (1, 1, 0)
    known = found(store)
    assert known.summary == SUMMARY["text"]
    assert known.evidence["summary"].model == "small"
    assert known.salary[0].min == 60_000  # the rules' values stay


def test_a_second_run_asks_nothing(store: Store) -> None:
    tell(store, 0, job(1), job(2))
    model = Scripted(lambda request: answer(summary=SUMMARY))
    for _ in range(2):
        by_rules(store, **NAMES)
        ask(store, model)
    assert len(model.asked) == 2


def test_an_unchanged_posting_asks_nothing_on_the_next_day(store: Store) -> None:
    model = Scripted(lambda request: answer(summary=SUMMARY))
    for number in range(3):
        tell(store, number, job())
        by_rules(store, day(number), **NAMES)
        ask(store, model, day(number))
    assert len(model.asked) == 1


def test_what_nobody_answers_waits_and_is_asked_by_a_later_run(store: Store) -> None:
    tell(store, 0, job())
    by_rules(store, **NAMES)
    counts = ask(store, Scripted(lambda request: Pending("over_budget")))
    assert (counts.pending, counts.outcomes) == (1, {"over_budget": 1})
    assert found(store).salary[0].min == 60_000
    assert ask(store, Scripted(lambda request: answer(summary=SUMMARY))).pending == 0


def test_where_nobody_answers_the_run_does_not_ask_about_everything(store: Store) -> None:
    tell(store, 0, *(job(number) for number in range(200)))
    by_rules(store, **NAMES)
    model = Scripted(lambda request: Pending("down"))
    assert ask(store, model).pending == 200
    assert 32 <= len(model.asked) <= 36


def test_after_its_time_a_run_asks_no_more(store: Store) -> None:
    tell(store, 0, job())
    by_rules(store, **NAMES)
    model = Scripted(lambda request: answer())
    assert ask(store, model, until=-math.inf).pending == 1
    assert model.asked == []


def test_a_posting_that_no_model_can_answer_for_keeps_the_rules_values_and_is_not_asked_about_again(
    store: Store,
) -> None:
    tell(store, 0, job())
    by_rules(store, **NAMES)
    model = Scripted(lambda request: "I cannot help with that.")
    counts = ask(store, model)
    assert (counts.pending, counts.outcomes) == (0, {"invalid_output": 1})
    assert (found(store).summary, found(store).salary[0].min) == (None, 60_000)
    ask(store, model)
    assert len(model.asked) == 1
    assert by_rules(store, **NAMES).enriched == 0


def test_a_run_that_breaks_keeps_what_was_answered(store: Store) -> None:
    tell(store, 0, *(job(number) for number in range(1, 41)))
    by_rules(store, **NAMES)
    answered = iter(range(20))

    def say(_request: Request) -> str:
        if next(answered, None) is None:
            raise KeyboardInterrupt
        return answer(summary=SUMMARY)

    with pytest.raises(KeyboardInterrupt):
        ask(store, Scripted(say), in_flight=1)
    model = Scripted(lambda request: answer(summary=SUMMARY))
    assert ask(store, model).pending == 0
    assert len(model.asked) == 20


def test_other_rules_take_up_what_a_model_said_without_asking_again(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    tell(store, 0, job())
    by_rules(store, **NAMES)
    ask(store, Scripted(lambda request: answer(summary=SUMMARY)))
    monkeypatch.setattr("jobs_assets.enriching.rules_version", lambda: "other")
    assert by_rules(store, **NAMES).enriched == 1
    model = Scripted(lambda request: answer(summary=SUMMARY))
    assert ask(store, model).pending == 0
    assert model.asked == []
    assert found(store).summary == SUMMARY["text"]
