"""Postings' own pages: asked for where they are new, changed or old, within a budget; else kept as stored."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web
from hypothesis import given
from hypothesis import strategies as st

from jobs_assets.boards.board import Board
from jobs_assets.daily import records
from jobs_assets.pages import BoardOutcome, Fetch, PageOutcome, PageRole
from jobs_assets.postings import Posting
from jobs_assets.store.details import Detail, Listed
from jobs_assets.store.partitions import StoredPage
from scrapy_project.bounds import Bounds
from scrapy_project.details import DetailBudget
from scrapy_project.requests import Page
from scrapy_project.sinks import NoSink
from tests.crawl.loopback import Crawled, Loopback, crawl

TODAY = date(2026, 11, 23)
POSTINGS = "/v1/companies/acme/postings"
BOARD_ID = "smartrecruiters:acme"


@dataclass
class Company:
    """A company on SmartRecruiters: its rows by id, and what the pages of some postings answer instead."""

    rows: dict[str, dict[str, Any]]
    instead: dict[str, Callable[[web.Request], web.Response]] = field(default_factory=dict)

    @classmethod
    def of(cls, count: int) -> "Company":
        return cls({f"p{n}": {"id": f"p{n}", "name": f"Baker {n}"} for n in range(count)})

    async def __call__(self, request: web.Request) -> web.StreamResponse:
        if request.path == POSTINGS:
            skip = int(request.query["offset"])
            rows = list(self.rows.values())[skip : skip + 100]
            return web.json_response({"content": rows, "totalFound": len(self.rows), "offset": skip})
        native_id = request.path.removeprefix(f"{POSTINGS}/")
        if native_id in self.instead:
            return self.instead[native_id](request)
        sections = {"jobDescription": {"title": "Job", "text": f"<p>Bakes {native_id}.</p>"}}
        return web.json_response({**self.rows[native_id], "jobAd": {"sections": sections}})


class Run:
    """Crawls of one company into one archive, and what each asked for."""

    def __init__(self, company: Company, folder: Path) -> None:
        self._server = Loopback({"127.0.0.1": company})
        self._folder = folder

    def __enter__(self) -> "Run":
        self._server.__enter__()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.__exit__()

    def crawl(self, **options: object) -> tuple[Crawled, list[str]]:
        before = len(self._server.hits)
        board = Board("smartrecruiters", "acme", base_url=self._server.url())
        crawled = crawl(self._folder, [board], **{"day": TODAY, **options})
        asked = [hit.path for hit in self._server.hits[before:]]
        return crawled, sorted(path.rpartition("/")[2] for path in asked if path.startswith(f"{POSTINGS}/"))


def details(crawled: Crawled) -> dict[str, Fetch]:
    """The last record of each posting's own page, by posting."""
    pages = (fetch for fetch in crawled.fetches[BOARD_ID] if fetch.role is PageRole.POSTING)
    return {fetch.url.rpartition("/")[2]: fetch for fetch in pages}


def test_what_has_not_changed_is_kept_without_asking(tmp_path: Path) -> None:
    with Run(Company.of(3), tmp_path) as run:
        first, asked_first = run.crawl()
        second, asked_second = run.crawl(day=TODAY + timedelta(days=1))
    assert (asked_first, asked_second) == (["p0", "p1", "p2"], [])
    before, after = details(first), details(second)
    assert {fetch.outcome for fetch in after.values()} == {PageOutcome.KEPT}
    for native_id, kept in after.items():
        fetched = before[native_id]
        assert (kept.url, kept.body_hash) == (fetched.url, fetched.body_hash)
        assert (kept.fetched_at, kept.status, kept.error) == (fetched.fetched_at, None, None)
    day = second.boards[BOARD_ID]
    assert (day.outcome, day.postings, day.pages, day.details_pending) == (BoardOutcome.COMPLETE, 3, 1, 0)


def test_a_kept_page_is_parsed_like_the_one_it_stands_for(tmp_path: Path) -> None:
    with Run(Company.of(1), tmp_path) as run:
        days = [run.crawl(day=TODAY + timedelta(days=number))[0] for number in range(2)]
    first, second = (
        [
            record
            for _, record in records([StoredPage(1, details(crawled)["p0"])], crawled.bodies.__getitem__, {})
        ]
        for crawled in days
    )
    assert first == second
    assert [type(record) for record in first] == [Posting]


def test_a_posting_that_is_new_or_whose_row_has_changed_is_asked_for(tmp_path: Path) -> None:
    company = Company.of(4)
    with Run(company, tmp_path) as run:
        run.crawl()
        company.rows["p1"]["name"] = "Head baker"
        company.rows["p9"] = {"id": "p9", "name": "Miller"}
        del company.rows["p3"]
        crawled, asked = run.crawl(day=TODAY + timedelta(days=1))
    assert asked == ["p1", "p9"]
    kept = {native_id for native_id, fetch in details(crawled).items() if fetch.outcome is PageOutcome.KEPT}
    assert kept == {"p0", "p2"}
    assert b"Head baker" in crawled.bodies[str(details(crawled)["p1"].body_hash)]


def test_what_the_budget_leaves_out_is_counted_and_the_next_runs_go_on_with_it(tmp_path: Path) -> None:
    asked, pending = [], []
    with Run(Company.of(250), tmp_path) as run:
        for number in range(4):
            crawled, some = run.crawl(day=TODAY + timedelta(days=number), details_per_board=100)
            day = crawled.boards[BOARD_ID]
            assert (day.outcome, day.postings) == (BoardOutcome.COMPLETE, 250)
            asked += some
            pending.append(day.details_pending)
            waits = f"{day.details_pending} details wait for the next run"
            assert (day.message is None) == (day.details_pending == 0)
            assert waits in (day.message or waits)
    assert pending == [150, 50, 0, 0]
    assert len(asked) == len(set(asked)) == 250


def test_what_a_row_states_now_wins_over_a_page_whose_turn_comes_in_the_next_run(tmp_path: Path) -> None:
    company = Company.of(2)
    company.instead["p1"] = lambda request: web.json_response(
        {
            "id": "p1",
            "name": "Baker",
            "jobAd": {
                "sections": {"jobDescription": {"title": "Bread", "text": "<p>We bake bread at night.</p>"}}
            },
        }
    )
    with Run(company, tmp_path) as run:
        run.crawl()
        company.rows["p1"]["name"] = "Head baker"
        crawled, _ = run.crawl(day=TODAY + timedelta(days=1), details_per_board=0)
    page = details(crawled)["p1"]
    assert (page.outcome, details(crawled)["p0"].outcome) == (PageOutcome.OUTDATED, PageOutcome.KEPT)
    assert "its turn comes in the next run" in (page.error or "")
    pages = [StoredPage(number, fetch) for number, fetch in enumerate(crawled.fetches[BOARD_ID])]
    found = dict(records(pages, crawled.bodies.__getitem__, {}))
    [whole] = [one for one in found.values() if isinstance(one, Posting) and one.posting_id.endswith(":p1")]
    assert whole.title == "Head baker"
    assert "We bake bread at night." in whole.description_text


def test_a_budget_of_nothing_asks_for_nothing_and_says_which_setting(tmp_path: Path) -> None:
    with Run(Company.of(2), tmp_path) as run:
        crawled, asked = run.crawl(details_per_board=0)
    day = crawled.boards[BOARD_ID]
    assert (asked, day.details_pending) == ([], 2)
    assert "JOBS_CRAWL__DETAILS_PER_BOARD (now 0)" in (day.message or "")


def test_old_pages_are_asked_for_again_after_all_that_are_new(tmp_path: Path) -> None:
    company = Company.of(3)
    later = TODAY + timedelta(days=31)
    with Run(company, tmp_path) as run:
        run.crawl()
        company.rows["p9"] = {"id": "p9", "name": "Miller"}  # the last row
        crawled, asked = run.crawl(day=later, details_per_board=2)
        assert asked == ["p0", "p9"]
        assert crawled.boards[BOARD_ID].details_pending == 2
        assert "its turn comes in the next run" in (details(crawled)["p1"].error or "")
        assert details(crawled)["p1"].body_hash is not None
        _, asked = run.crawl(day=later + timedelta(days=1), details_per_board=2)
        assert asked == ["p1", "p2"]


def test_an_old_page_that_answers_not_modified_is_young_again(tmp_path: Path) -> None:
    company = Company.of(1)
    conditional: list[bool] = []

    def tagged(request: web.Request) -> web.Response:
        conditional.append("If-None-Match" in request.headers)
        if conditional[-1]:
            return web.Response(status=304, headers={"ETag": '"v1"'})
        return web.json_response({"id": "p0"}, headers={"ETag": '"v1"'})

    company.instead["p0"] = tagged
    with Run(company, tmp_path) as run:
        for days in (0, 31, 40):
            run.crawl(day=TODAY + timedelta(days=days))
    assert conditional == [False, True]


def test_a_page_that_cannot_be_had_again_stands_as_it_was(tmp_path: Path) -> None:
    company = Company.of(2)
    with Run(company, tmp_path) as run:
        first, _ = run.crawl()
        company.instead["p1"] = lambda request: web.Response(status=500)
        company.rows["p1"]["name"] = "Head baker"
        second, _ = run.crawl(day=TODAY + timedelta(days=1))
        del company.instead["p1"]
        third, asked = run.crawl(day=TODAY + timedelta(days=2))
    kept = details(second)["p1"]
    assert (kept.outcome, kept.body_hash) == (PageOutcome.OUTDATED, details(first)["p1"].body_hash)
    assert "could not be had again" in (kept.error or "")
    day = second.boards[BOARD_ID]
    assert (day.outcome, day.details_failed) == (BoardOutcome.PARTIAL, 1)
    assert asked == ["p1"]
    assert b"Head baker" in third.bodies[str(details(third)["p1"].body_hash)]


def test_a_posting_that_is_gone_is_not_kept(tmp_path: Path) -> None:
    company = Company.of(1)
    with Run(company, tmp_path) as run:
        run.crawl()
        company.rows["p0"]["name"] = "Head baker"
        company.instead["p0"] = lambda request: web.Response(status=404)
        crawled, _ = run.crawl(day=TODAY + timedelta(days=1))
    outcomes = [fetch.outcome for fetch in crawled.fetches[BOARD_ID] if fetch.role is PageRole.POSTING]
    assert outcomes == [PageOutcome.NOT_FOUND]


def test_a_page_found_elsewhere_is_kept_under_the_address_where_it_was_found(tmp_path: Path) -> None:
    company = Company.of(1)
    company.instead["p0"] = lambda request: web.Response(
        status=301, headers={"Location": f"{POSTINGS}/p0-new"}
    )
    company.instead["p0-new"] = lambda request: web.json_response({"id": "p0"})
    with Run(company, tmp_path) as run:
        _, asked_first = run.crawl()
        crawled, asked_second = run.crawl(day=TODAY + timedelta(days=1))
    assert (asked_first, asked_second) == (["p0", "p0-new"], [])
    (kept,) = details(crawled).values()
    assert kept.url == f"https://api.smartrecruiters.com{POSTINGS}/p0-new"


def test_a_page_that_was_no_posting_is_asked_for_again(tmp_path: Path) -> None:
    answers = iter([{"error": "later"}, {"result": {"jobOpening": {"jobOpeningName": "Baker"}}}])
    asked: list[str] = []

    async def company(request: web.Request) -> web.StreamResponse:
        if request.path == "/careers/list":
            return web.json_response({"meta": {"totalCount": 1}, "result": [{"id": "7"}]})
        if request.path == "/careers/7/detail":
            asked.append(request.path)
            return web.json_response(next(answers))
        raise LookupError(request.path)

    with Loopback({"127.0.0.1": company}) as server:
        board = Board("bamboohr", "acme", base_url=server.url())
        first = crawl(tmp_path, [board], day=TODAY)
        second = crawl(tmp_path, [board], day=TODAY + timedelta(days=1))
    assert first.boards["bamboohr:acme"].details_failed == 1
    assert second.boards["bamboohr:acme"].outcome is BoardOutcome.COMPLETE
    assert len(asked) == 2


class Stored(NoSink):
    """Details in a dictionary, and the records that a run makes of them."""

    def __init__(self, known: dict[str, Detail]) -> None:
        self.known = known
        self.kept: list[str] = []
        self.outdated: list[str] = []

    def detail(self, url: str) -> Detail | None:
        return self.known.get(url)

    def add(self, fetch: Fetch, body: bytes | None, ats: str, listed: Listed | None = None) -> None:
        (self.outdated if fetch.outcome is PageOutcome.OUTDATED else self.kept).append(fetch.url)


FATES = st.sampled_from(["new", "changed", "old", "same"])


@given(fates=st.lists(FATES, max_size=40), budget=st.integers(0, 20))
def test_every_listed_page_is_asked_for_or_kept_or_waits_and_none_twice(
    fates: list[str], budget: int
) -> None:
    known = {
        f"u{number}": Detail(
            "then" if fate == "changed" else "now",
            TODAY - timedelta(days=31 if fate == "old" else 3),
            datetime(2026, 11, 1, tzinfo=UTC),
            f"u{number}",
            "",
            "00",
        )
        for number, fate in enumerate(fates)
        if fate != "new"
    }
    sink = Stored(known)
    run = DetailBudget("k:acme", "k", sink, Bounds(details_per_board=budget, day=TODAY))
    pages = [Page(f"u{number}", PageRole.POSTING, listed="now") for number in range(len(fates))]
    asked = [page.url for page in pages if run.wants(page)]
    asked += [page.url for page in run.old_ones()]
    assert len(asked) == min(budget, len(fates) - fates.count("same"))
    assert len(asked) + run.pending + fates.count("same") == len(fates)
    # Whatever has a stored page and is not asked for is on record, once; nothing is both.
    assert sorted(asked + sink.kept + sink.outdated) == sorted(set(asked) | set(known))
    assert all(known[url].row != "now" for url in sink.outdated)
    assert all(known[url].row == "now" for url in sink.kept)
    first = [number for number, fate in enumerate(fates) if fate in {"new", "changed"}]
    assert asked[: min(budget, len(first))] == [f"u{number}" for number in first[:budget]]


@pytest.mark.parametrize("budget", [0, 1])
def test_the_message_counts_in_words(budget: int) -> None:
    run = DetailBudget("k:acme", "k", Stored({}), Bounds(details_per_board=budget, day=TODAY))
    for number in range(2):
        run.wants(Page(f"u{number}", PageRole.POSTING, listed="now"))
    said = run.left()
    assert said is not None
    assert said.startswith(["2 details wait", "1 detail waits"][budget])
