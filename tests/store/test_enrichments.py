"""What enrichment finds, kept: which versions wait, what is shared, what a search then knows."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import text

from jobs_assets.enrichment.records import Education, Enrichment, Experience, Skill
from jobs_assets.postings import Evidence, Posting, SalaryBand
from jobs_assets.search.search import Search
from jobs_assets.store import enrichments as kept
from jobs_assets.store.engine import Store, open_store
from jobs_assets.store.enrichments import Found, LlmAnswer, Recipe, Waiting, content_key
from jobs_assets.store.histories import history
from jobs_assets.store.search import search
from jobs_assets.store.search_index import problems
from tests.store.told import FIRST, TEXT, a_job, tell

RULES = Recipe("rules-1")
WITH_MODEL = Recipe("rules-1", "prompt-1", frozenset({"small", "large"}))
WHOLE = Enrichment(
    salary=[SalaryBand(50_000, 60_000, "EUR", "YEAR")],
    workplace="hybrid",
    remote_eligibility=["AT", "EU"],
    seniority="senior",
    experience_years=Experience(3, None),
    education=Education("bachelor", required=False),
    skills=[Skill("Rust", True), Skill("C++", None)],
    visa_sponsorship=False,
    summary="Builds bridges.",
    evidence={
        "skills[0]": Evidence("rule", "Rust", 3, 7),
        "summary": Evidence("model", "x", 0, 1, model="small"),
    },
)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with closing(open_store(tmp_path)) as opened:
        yield opened


def waiting(store: Store, recipe: Recipe, day: date = FIRST) -> list[Waiting]:
    of_rules = [each for batch in kept.stale(store, day, recipe, size=2) for each in batch]
    return of_rules or [each for batch in kept.pending(store, day, recipe, size=2) for each in batch]


def found(waiting: Waiting, enrichment: Enrichment = WHOLE, **how: str) -> tuple[list[int], Found]:
    return [waiting.version_id], Found(waiting.content_key, enrichment, "rules-1", **how)


def test_everything_of_a_new_day_waits_and_nothing_once_it_is_kept(store: Store) -> None:
    tell(store, 0, *(a_job(str(number), title=f"Engineer {number}") for number in range(5)))
    batch = waiting(store, RULES)
    assert len(batch) == 5
    assert kept.count(store, FIRST, RULES) == (5, 5, 0)
    kept.save(store, FIRST, map(found, batch))
    assert kept.count(store, FIRST, RULES) == (5, 0, 0)
    assert [each for some in kept.stale(store, FIRST, RULES) for each in some] == []


def test_what_is_kept_comes_back_to_the_letter(store: Store) -> None:
    tell(store, 0, a_job("1"))
    kept.save(store, FIRST, map(found, waiting(store, RULES)))
    known = history(store, "lever:acme:1")
    assert known is not None
    assert known.enrichment == WHOLE


def test_other_rules_read_everything_again(store: Store) -> None:
    tell(store, 0, a_job("1"))
    kept.save(store, FIRST, map(found, waiting(store, RULES)))
    assert len(waiting(store, Recipe("rules-2"))) == 1


def test_what_no_model_has_read_under_the_prompt_is_pending(store: Store) -> None:
    tell(store, 0, a_job("1"), a_job("2", title="Other"))
    first, second = waiting(store, RULES)
    kept.save(
        store, FIRST, [found(first), found(second, prompt_version="prompt-1", model="large", tier="cloud")]
    )
    assert kept.count(store, FIRST, WITH_MODEL) == (2, 0, 1)
    assert [each.version_id for each in waiting(store, WITH_MODEL)] == [first.version_id]
    other_prompt = replace(WITH_MODEL, prompt_version="prompt-2")
    assert len(waiting(store, other_prompt)) == 2
    assert kept.count(store, FIRST, RULES) == (2, 0, 0)  # without models nothing waits for one


def test_versions_with_the_same_words_share_what_was_found(store: Store) -> None:
    tell(store, 0, a_job("1"), a_job("2"))
    one, other = waiting(store, RULES)
    assert one.content_key == other.content_key
    kept.save(store, FIRST, [found(one)])
    there = kept.known(store, [other.content_key], "rules-1")
    kept.link(store, [(other.version_id, there[other.content_key])])
    assert kept.count(store, FIRST, RULES) == (2, 0, 0)
    with store.reader() as connection:
        assert connection.execute(text("SELECT count(*) FROM enrichments")).scalar() == 1


@pytest.mark.parametrize(
    "other",
    [
        a_job(title="Other"),
        a_job(hiring_organization="Other"),
        a_job(description_text=TEXT + " "),
        a_job(language="de"),
        a_job(workplace="remote"),
        a_job(salary=[SalaryBand(1, 2, "EUR", "HOUR")]),
        a_job(remote_eligibility=["AT"]),
    ],
)
def test_the_key_is_of_all_that_an_enrichment_follows_from(other: Posting) -> None:
    assert content_key(other) != content_key(a_job())


def test_another_address_or_date_is_not_read_again() -> None:
    assert content_key(a_job(url="https://x.example/9", date_posted="2026-01-01")) == content_key(a_job())


def test_a_search_finds_what_was_found_and_stays_in_step(store: Store) -> None:
    tell(store, 0, a_job("1"), a_job("2", title="Other"))
    assert search(store, Search("", seniority="senior")).total == 0
    first, _ = waiting(store, RULES)
    kept.save(store, FIRST, [found(first)])
    assert [hit.enrichment for hit in search(store, Search("", seniority="senior")).hits] == [WHOLE]
    assert search(store, Search("", skills=("rust",))).total == 1
    assert search(store, Search("", workplace="hybrid")).total == 1
    assert search(store, Search("", min_salary=55_000, currency="EUR")).total == 1
    kept.save(store, FIRST, [found(first, Enrichment())])
    assert search(store, Search("", seniority="senior")).total == 0
    with store.reader() as connection:
        assert list(problems(connection)) == []


def test_a_posting_that_changes_is_searched_without_what_was_found_before(store: Store) -> None:
    tell(store, 0, a_job("1"))
    kept.save(store, FIRST, map(found, waiting(store, RULES)))
    tell(store, 1, a_job("1", description_text="All is new here."))
    assert search(store, Search("", skills=("rust",))).total == 0
    with store.reader() as connection:
        assert list(problems(connection)) == []


def test_what_models_said_is_kept_the_latest_first(store: Store) -> None:
    key = content_key(a_job())
    said = [
        LlmAnswer(key, "prompt-1", model, "local", ("salary", "summary"), "2026-11-23T10:00:00", None, answer)
        for model, answer in (("small", "{}"), ("large", '{"a": "ü"}'))
    ]
    kept.keep_answers(store, said)
    assert kept.answers(store, [key, b"other"]) == {key: said[::-1]}


def test_a_day_is_one_row_a_posting_with_all_that_was_found(store: Store) -> None:
    tell(store, 0, a_job("1"))
    kept.save(store, FIRST, map(found, waiting(store, RULES)))
    with store.reader() as connection:
        query = "SELECT posting_id, seniority, experience_min, education_level, tier FROM enriched_postings"
        rows = connection.execute(text(query)).all()
    assert [tuple(row) for row in rows] == [("lever:acme:1", "senior", 3, "bachelor", "rules")]
