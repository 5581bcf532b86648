"""The figures of a store: what lives, changes, links and enrichment say, as the report counts it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import orjson
import pytest
from sqlalchemy import insert, select

from jobs_assets.market.figures import Figures
from jobs_assets.pages import BoardDay, BoardOutcome
from jobs_assets.postings import Place, SalaryBand
from jobs_assets.store.engine import Store, open_store
from jobs_assets.store.enrichment_tables import enrichments, version_enrichments
from jobs_assets.store.market_facts import market_figures
from jobs_assets.store.pages import replace_raw_day
from jobs_assets.store.partitions import RawPagesDay
from jobs_assets.store.tables import posting_lives
from tests.store.told import a_job, day, link, tell

# Day 0 of `told` is a Tuesday: its week has days 0 to 5, the next one 6 to 12.


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(tmp_path)
    yield opened
    opened.close()


def flow(figures: Figures) -> list[tuple[int, int, int, int]]:
    return [(week.found, week.opened, week.closed, week.open) for week in figures.weeks]


def test_a_store_without_postings_has_empty_figures(store: Store) -> None:
    figures = market_figures(store)
    assert (figures.since, figures.until, figures.openings, figures.open, figures.weeks) == (
        None,
        None,
        0,
        0,
        (),
    )


def test_what_a_board_shows_first_is_found_and_what_comes_later_opens(store: Store) -> None:
    tell(store, 0, a_job("1"), a_job("2"))
    tell(store, 3, a_job("1"), a_job("2"), a_job("3"))
    tell(store, 6, a_job("1"), a_job("3"))
    tell(store, 7, a_job("1"), a_job("3"))
    figures = market_figures(store)
    assert flow(figures) == [(2, 1, 0, 3), (0, 0, 1, 2)]
    assert (figures.openings, figures.open, figures.since, figures.until) == (3, 2, day(0), day(7))
    assert [each.first_seen for each in figures.newest] == [day(3)]


def test_a_closing_counts_on_its_first_day_without_though_it_is_told_later(store: Store) -> None:
    tell(store, 0, a_job("1"), a_job("2"))
    tell(store, 5, a_job("1"))  # a Sunday
    tell(store, 6, a_job("1"))
    assert [week.closed for week in market_figures(store).weeks] == [1, 0]


def test_one_that_came_back_closed_in_between(store: Store) -> None:
    both = (a_job("1"), a_job("2"))
    tell(store, 0, *both)
    for number in (6, 7, 13):
        tell(store, number, a_job("1"))
    tell(store, 20, *both)
    assert flow(market_figures(store)) == [(2, 0, 0, 2), (0, 0, 1, 1), (0, 0, 0, 1), (0, 1, 0, 2)]


def test_duplicates_count_once(store: Store) -> None:
    tell(store, 0, a_job("1"), a_job("1", "greenhouse:acme"))
    link(store, "greenhouse:acme:1", "lever:acme:1")
    assert market_figures(store).openings == 1


def test_a_board_that_was_never_seen_whole_has_found_its_postings(store: Store) -> None:
    tell(store, 0, a_job("1", "lever:other"))
    tell(store, 6, a_job("1", "lever:other"), a_job("1"))
    replace_raw_day(store, RawPagesDay(day(6), [], [BoardDay("lever:acme", BoardOutcome.PARTIAL)]))
    assert sum(week.opened for week in market_figures(store).weeks) == 0


def test_a_workplace_is_that_of_the_day(store: Store) -> None:
    tell(store, 0, a_job("1", workplace="remote"))
    tell(store, 6, a_job("1", workplace="onsite"))
    assert [(week.remote, week.onsite) for week in market_figures(store).weeks] == [(1, 0), (0, 1)]


def test_pay_and_place_are_read_from_the_version_that_stands(store: Store) -> None:
    paid: dict[str, Any] = {"salary": [SalaryBand(50_000, 70_000, "EUR", "YEAR")]}
    jobs = [a_job(str(number), job_location=[Place("Graz", None, "AT")], **paid) for number in range(5)]
    tell(store, 0, *jobs)
    (cell,) = market_figures(store).pay.cells
    assert (cell.country, cell.role, cell.median) == ("AT", "Engineering", 60_000)
    assert [each.country for each in market_figures(store).pay.countries] == ["AT"]


def enrich(store: Store, **found: Any) -> None:  # noqa: ANN401  # columns of enrichments
    given = {"skills": "[]", "salary": "[]", "evidence": "{}", "contradictions": "[]", "rejected": "[]"}
    fixed = {"content_key": b"k", "rules_version": "1", "prompt_version": "", "model": "", "tier": "rules"}
    with store.writer() as connection:
        row = given | fixed | {"enriched_on": day(0)} | found
        done = connection.execute(insert(enrichments).values(row))
        for (version_id,) in connection.execute(select(posting_lives.c.version_id)).all():
            both = {"version_id": version_id, "enrichment_id": done.inserted_primary_key[0]}
            connection.execute(insert(version_enrichments).values(both))


def test_what_a_text_says_fills_what_fields_leave_open(store: Store) -> None:
    fields: dict[str, Any] = {"workplace": "onsite", "salary": [SalaryBand(90_000, 90_000, "EUR", "YEAR")]}
    said = {
        "min": 60_000,
        "max": 60_000,
        "currency": "EUR",
        "interval": "YEAR",
        "kind": "base",
        "place": None,
    }
    at_graz = [Place("Graz", None, "AT")]
    jobs = [a_job(str(number), job_location=at_graz) for number in range(5)]
    tell(store, 0, *jobs, a_job("9", job_location=at_graz, **fields))
    enrich(store, workplace="remote", salary=orjson.dumps([said]).decode())
    figures = market_figures(store)
    assert (figures.weeks[0].remote, figures.weeks[0].onsite) == (5, 1)
    (country,) = figures.pay.countries
    assert (country.count, country.median, figures.pay.stated) == (6, 60_000, 6)


def test_skills_are_counted_where_a_text_was_read(store: Store) -> None:
    tell(store, 0, a_job("0"))
    tell(store, 1, a_job("0"), a_job("1"), a_job("2"))
    assert (market_figures(store).skills.considered, market_figures(store).skills.read) == (2, 0)
    enrich(store, skills=orjson.dumps([{"name": "Rust", "required": None}]).decode())
    skills = market_figures(store).skills
    assert (skills.read, skills.open_read) == (2, 3)
    assert [(each.name, each.count) for each in skills.named] == [("Rust", 3)]
