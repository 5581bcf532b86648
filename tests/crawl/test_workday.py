"""Workday's search, with all that its servers do past 2,000: every posting named, or the record says why."""

from collections import deque
from collections.abc import Callable
from pathlib import Path
from typing import Any

import orjson
import pytest
from aiohttp import web
from hypothesis import given, settings
from hypothesis import strategies as st
from scrapy import Request
from scrapy.http import TextResponse

from jobs_assets.boards.board import Board
from jobs_assets.pages import BoardDay, BoardOutcome, PageOutcome, PageRole
from jobs_assets.samples.kinds.workday_search import Habit, SiteSearch
from scrapy_project.bounds import Bounds
from scrapy_project.requests import Page
from scrapy_project.spiders.workday import WorkdaySpider
from scrapy_project.spiders.workday_facets import Facet, Value, best_facet, facets_of, packs, true_total
from tests.crawl.loopback import Handler, Loopback, crawl

URL = "https://acme.wd5.myworkdayjobs.com/careers"
API = "/wday/cxs/acme/careers"
Change = Callable[[dict[str, Any], dict[str, Any]], object]


def row(position: int) -> dict[str, Any]:
    return {
        "title": f"Baker {position}",
        "externalPath": f"/job/Reading/Baker_R-{position}",
        "locationsText": "2 Locations" if position % 8 == 0 else "Reading",
        "postedOn": "Posted 30+ Days Ago",
        "bulletFields": [f"R-{position}"],
    }


def answered(site: SiteSearch, asked: dict[str, Any]) -> dict[str, Any]:
    applied, offset = asked["appliedFacets"], asked["offset"]
    total, positions = site.page(applied, offset)
    facets = site.facets(applied) if offset == 0 else []
    return {
        "total": total,
        "jobPostings": [row(position) for position in positions],
        "facets": facets,
        "userAuthenticated": False,
    }


class Run:
    """A spider's run against a site that is asked directly: what it asked for, and the day it left."""

    def __init__(
        self,
        site: SiteSearch,
        change: Change = lambda asked, answer: None,
        *,
        fails: Callable[[dict[str, Any]], int] = lambda asked: 0,
    ) -> None:
        self.searches: list[dict[str, Any]] = []
        self.postings: list[Page] = []
        self._site, self._change, self._fails = site, change, fails
        self._spider = WorkdaySpider(
            Board("workday", "acme/careers", url=URL),
            bounds=Bounds(max_pages=10**6, details_per_board=10**6, opted_in={"workday"}),
        )
        self.day = self._run()

    def _run(self) -> BoardDay:
        waiting = deque(self._spider.begin())
        while waiting:
            output = waiting.popleft()
            if isinstance(output, BoardDay):
                assert not waiting
                return output
            waiting.extend(self._spider.on_page(self._response(output)))
        raise AssertionError("the run has no end")

    def _response(self, request: Request) -> TextResponse:
        page: Page = request.meta["page"]
        status, answer = 200, {"jobPostingInfo": {"title": "Baker"}}
        if page.role is PageRole.LISTING:
            assert page.post is not None
            asked = orjson.loads(page.post)
            self.searches.append(asked)
            answer = answered(self._site, asked)
            self._change(asked, answer)
            status = self._fails(asked) or 200
        else:
            self.postings.append(page)
        outcome = PageOutcome.OK if status == 200 else PageOutcome.HTTP_ERROR
        request.meta.update(outcome=outcome, message=None)
        return TextResponse(request.url, status=status, body=orjson.dumps(answer), request=request)


@pytest.mark.parametrize("habit", ["open", "clamped", "paging_clamped"])
@pytest.mark.parametrize("total", [0, 1, 19, 20, 21, 40, 1_999, 2_000, 2_001, 2_019, 4_321])
def test_every_posting_of_a_site_is_named_whatever_its_server_does_past_2000(
    total: int, habit: Habit
) -> None:
    run = Run(SiteSearch(total, habit))
    assert (run.day.postings, run.day.advertised, run.day.message) == (total, total, None)
    assert run.day.outcome is (BoardOutcome.COMPLETE if total else BoardOutcome.EMPTY)
    assert len(run.postings) == total


@pytest.mark.parametrize(("habit", "most"), [("open", 1_252), ("clamped", 1_800), ("paging_clamped", 1_900)])
def test_25000_postings_take_little_more_than_their_pages(habit: Habit, most: int) -> None:
    run = Run(SiteSearch(25_000, habit))
    assert (run.day.outcome, run.day.postings) == (BoardOutcome.COMPLETE, 25_000)
    assert len(run.searches) <= most


@given(
    total=st.integers(0, 6_000),
    habit=st.sampled_from(["open", "clamped", "paging_clamped"]),
    hidden=st.sets(st.sampled_from(["jobFamilyGroup", "workerSubType", "timeType", "brand", "locations"])),
)
@settings(max_examples=60, deadline=None)
def test_no_site_loses_a_posting_in_silence(total: int, habit: Habit, hidden: set[str]) -> None:
    def without(asked: dict[str, Any], answer: dict[str, Any]) -> None:
        answer["facets"] = [
            facet
            for facet in answer["facets"]
            if not hidden & {facet["facetParameter"], *(one.get("facetParameter") for one in facet["values"])}
        ]

    day = Run(SiteSearch(total, habit), without).day
    if day.postings < total:
        assert day.outcome is BoardOutcome.PARTIAL
        assert day.message
    assert day.postings <= total


def test_a_clamped_site_without_facets_says_what_it_gives_out() -> None:
    def bare(asked: dict[str, Any], answer: dict[str, Any]) -> None:
        answer["facets"] = []

    day = Run(SiteSearch(3_000, "clamped"), bare).day
    assert (day.outcome, day.postings, day.truncated) == (BoardOutcome.PARTIAL, 2_000, True)
    assert "the board gives out 2,000 and perhaps more, and no facet divides it further" in (
        day.message or ""
    )


def test_a_page_names_all_four_keys_and_no_more_than_20() -> None:
    run = Run(SiteSearch(45))
    assert run.searches == [
        {"appliedFacets": {}, "limit": 20, "offset": offset, "searchText": ""} for offset in (0, 20, 40)
    ]


def test_totals_of_later_pages_are_not_believed() -> None:
    def misleading(asked: dict[str, Any], answer: dict[str, Any]) -> None:
        if asked["offset"]:
            answer["total"] = 7

    assert Run(SiteSearch(300), misleading).day.advertised == 300


def test_a_site_that_states_no_total_is_read_to_its_empty_page() -> None:
    def silent(asked: dict[str, Any], answer: dict[str, Any]) -> None:
        del answer["total"]

    assert Run(SiteSearch(110), silent).day.postings == 110


def test_short_pages_do_not_end_a_search() -> None:
    def short(asked: dict[str, Any], answer: dict[str, Any]) -> None:
        if asked["offset"] == 20:
            answer["jobPostings"] = answer["jobPostings"][:3]

    day = Run(SiteSearch(100), short).day
    assert (day.postings, day.outcome) == (83, BoardOutcome.PARTIAL)
    assert "states 100 postings and lists 83" in (day.message or "")


def test_what_was_taken_down_while_reading_is_not_missing() -> None:
    asked_first = 0

    def one_less(asked: dict[str, Any], answer: dict[str, Any]) -> None:
        nonlocal asked_first
        asked_first += asked["offset"] == 0
        answer["jobPostings"] = [one for one in answer["jobPostings"] if not one["title"].endswith(" 57")]
        if asked["offset"] == 0:
            answer["total"] = 100 if asked_first == 1 else 99

    day = Run(SiteSearch(100), one_less).day
    assert (day.postings, day.advertised, day.outcome) == (99, 99, BoardOutcome.COMPLETE)


@pytest.mark.parametrize("lost", [40, 80])
def test_a_failed_page_leaves_the_board_partial_and_the_others_read(lost: int) -> None:
    run = Run(SiteSearch(90), fails=lambda asked: 500 * (asked["offset"] == lost))
    assert (run.day.postings, run.day.outcome) == (70 if lost == 40 else 80, BoardOutcome.PARTIAL)
    assert f"#offset={lost}: status 500" in (run.day.message or "")
    assert {asked["offset"] for asked in run.searches} >= {0, 20, 40, 60, 80}


@pytest.mark.parametrize("lost", [1_980, 2_000, 2_020])
def test_a_failed_page_past_2000_does_not_cost_the_thousands_behind_it(lost: int) -> None:
    run = Run(SiteSearch(5_000), fails=lambda asked: 500 * (asked["offset"] == lost))
    assert run.day.postings >= 4_980
    assert run.day.outcome is BoardOutcome.PARTIAL


def test_a_failed_part_is_made_good_by_another_facet_and_told() -> None:
    broken: list[object] = []

    def fails(asked: dict[str, Any]) -> int:
        if len(asked["appliedFacets"]) == 1 and not broken:
            broken.append(asked["appliedFacets"])
        return 500 * (asked["appliedFacets"] in broken)

    def one_value_each(asked: dict[str, Any], answer: dict[str, Any]) -> None:
        answer["facets"] = answer["facets"][:-1]

    day = Run(SiteSearch(3_900, "clamped"), one_value_each, fails=fails).day
    assert (day.outcome, day.status) == (BoardOutcome.PARTIAL, 500)
    assert day.postings == 3_900


def test_a_search_for_too_many_values_is_halved() -> None:
    def refuses(asked: dict[str, Any]) -> int:
        return 500 * any(len(ids) > 12 for ids in asked["appliedFacets"].values())

    def only_places(asked: dict[str, Any], answer: dict[str, Any]) -> None:
        answer["facets"] = answer["facets"][-1:]

    run = Run(SiteSearch(4_000, "paging_clamped"), only_places, fails=refuses)
    assert (run.day.postings, run.day.outcome) == (4_000, BoardOutcome.COMPLETE)


def test_rows_without_a_path_are_counted_as_missing() -> None:
    def nameless(asked: dict[str, Any], answer: dict[str, Any]) -> None:
        for one in answer["jobPostings"]:
            if one["title"] == "Baker 3":
                del one["externalPath"]

    day = Run(SiteSearch(30), nameless).day
    assert (day.postings, day.outcome) == (29, BoardOutcome.PARTIAL)


def test_a_rows_fingerprint_leaves_out_what_changes_every_day() -> None:
    def later(asked: dict[str, Any], answer: dict[str, Any]) -> None:
        for one in answer["jobPostings"]:
            one |= {"postedOn": "Posted Yesterday", "timeLeftToApply": "2 days left to apply"}

    def retitled(asked: dict[str, Any], answer: dict[str, Any]) -> None:
        for one in answer["jobPostings"]:
            one["title"] += "!"

    [today], [same], [changed] = (
        [page.listed for page in Run(SiteSearch(1), change).postings]
        for change in (lambda asked, answer: None, later, retitled)
    )
    assert today == same != changed


def facet(name: str, *counts: int, of_places: bool = False) -> Facet:
    return Facet(name, tuple(Value(f"{name}{at}", count) for at, count in enumerate(counts)), of_places)


def test_the_clamped_total_is_what_facets_of_one_value_each_agree_on() -> None:
    family, kind = facet("family", 1_771, 900, 800), facet("kind", 3_400, 71)
    places = facet("locations", 3_000, 900, of_places=True)
    states = facet("states", 3_900, of_places=True)
    assert true_total(2_000, [places, states, family, kind]) == 3_471
    assert true_total(2_000, [places, states]) == 3_900
    assert true_total(2_000, [family, facet("brand", 2_500)]) is None
    assert true_total(1_366, [family, kind]) == 1_366


def test_the_facet_that_covers_in_small_parts_is_chosen() -> None:
    exact, lacking = facet("exact", 1_500, 1_500, 500), facet("lacking", 1_000, 1_000)
    coarse, twice = facet("coarse", 3_400, 100), facet("twice", 1_500, 1_500, 900)
    assert best_facet([lacking, coarse, twice, exact], 3_500) is exact
    assert best_facet([lacking, coarse, twice], 3_500) is twice
    assert best_facet([lacking, coarse], 3_500) is coarse
    assert best_facet([facet("all", 3_500)], 3_500) is None


def test_facets_are_found_in_groups_and_without_their_counts_are_of_no_use() -> None:
    value = {"descriptor": "Reading", "id": "a1", "count": 3}
    group = {
        "facetParameter": "locationMainGroup",
        "values": [{"facetParameter": "locations", "values": [value]}],
    }
    bare = {"facetParameter": "brand", "values": [{"descriptor": "Acme", "id": "b1"}, None, {"count": 3}]}
    assert facets_of([group, bare, "junk"]) == [Facet("locations", (Value("a1", 3),), of_places=True)]
    assert facets_of(None) == []


@given(st.lists(st.integers(1, 4_000), max_size=300))
def test_packs_hold_every_value_once_and_stay_below_the_clamp(counts: list[int]) -> None:
    values = [Value(str(at), count) for at, count in enumerate(counts)]
    made = packs(values)
    assert sorted((one for pack in made for one in pack), key=lambda one: int(one.id)) == values
    assert all(len(pack) == 1 or sum(one.count for one in pack) < 2_000 for pack in made)
    assert all(len(pack) <= 100 for pack in made)


def site_on_loopback(site: SiteSearch) -> Handler:
    async def answer(request: web.Request) -> web.StreamResponse:
        if request.path == f"{API}/jobs" and request.method == "POST":
            asked = await request.json()
            if set(asked) != {"appliedFacets", "limit", "offset", "searchText"}:
                return web.Response(status=422)
            return web.json_response(answered(site, asked))
        if request.path.startswith(f"{API}/job/") and request.method == "GET":
            return web.json_response({"jobPostingInfo": {"title": "Baker"}})
        raise LookupError(request.path)

    return answer


def test_a_clamped_site_is_crawled_whole_over_http(tmp_path: Path) -> None:
    with Loopback({"127.0.0.1": site_on_loopback(SiteSearch(2_100, "clamped"))}) as server:
        board = Board("workday", "acme/careers", url=URL, base_url=server.url())
        crawled = crawl(tmp_path, [board], details_per_board=10_000)
    day = crawled.boards["workday:acme/careers"]
    assert (day.outcome, day.postings, day.advertised) == (BoardOutcome.COMPLETE, 2_100, 2_100)
    urls = [fetch.url for fetch in crawled.fetches["workday:acme/careers"]]
    assert len(set(urls)) == len(urls)
    assert sum("/job/" in url for url in urls) == 2_100


def test_bursts_of_429_lose_nothing(tmp_path: Path) -> None:
    asked = 0
    answer = site_on_loopback(SiteSearch(110))

    async def bursts(request: web.Request) -> web.StreamResponse:
        nonlocal asked
        if not request.path.startswith(API):
            raise LookupError(request.path)
        asked += 1
        if asked % 12 in (3, 4):
            return web.Response(status=429, headers={"Retry-After": "0"})
        return await answer(request)

    with Loopback({"127.0.0.1": bursts}) as server:
        board = Board("workday", "acme/careers", url=URL, base_url=server.url())
        crawled = crawl(tmp_path, [board])
    day = crawled.boards["workday:acme/careers"]
    assert (day.outcome, day.postings, day.details_failed) == (BoardOutcome.COMPLETE, 110, 0)
    fetches = crawled.fetches["workday:acme/careers"]
    assert sum(one.outcome is PageOutcome.THROTTLED for one in fetches) > 15
    assert sum(one.outcome is PageOutcome.OK and "/job/" in one.url for one in fetches) == 110
