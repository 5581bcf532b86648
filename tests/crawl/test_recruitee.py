"""A Recruitee site's run: its API until the sunset, its feed from then on."""

from datetime import date
from pathlib import Path

import pytest

from jobs_assets.boards.board import Board
from jobs_assets.pages import BoardOutcome
from scrapy_project.bounds import Bounds
from scrapy_project.spiders.recruitee import RecruiteeSpider
from tests.crawl.loopback import Loopback, crawl, routes

FEED = (
    "<?xml version='1.0'?><offers><offer><id>1</id><title>Baker</title></offer>"
    "<offer><id>2</id></offer></offers>"
)


@pytest.mark.parametrize(
    ("day", "asked"),
    [
        (date(2027, 2, 9), "https://acme.recruitee.com/api/offers"),
        (date(2027, 2, 10), "https://acme.recruitee.com/api/feeds/offers.xml"),
        (date(2028, 1, 1), "https://acme.recruitee.com/api/feeds/offers.xml"),
    ],
)
def test_the_feed_is_read_from_the_day_of_the_sunset_on(day: date, asked: str) -> None:
    spider = RecruiteeSpider(Board("recruitee", "acme"), bounds=Bounds(day=day))
    assert [page.url for page in spider.first_pages()] == [asked]


def test_a_site_on_its_own_domain_is_read_there() -> None:
    board = Board("recruitee", "jobs.acme.example", url="https://jobs.acme.example")
    [page] = RecruiteeSpider(board, bounds=Bounds(day=date(2026, 11, 1))).first_pages()
    assert page.url == "https://jobs.acme.example/api/offers"


def test_a_site_that_asks_for_the_token_early_is_read_from_its_feed(tmp_path: Path) -> None:
    pages = {"/api/offers": 401, "/api/feeds/offers.xml": FEED}
    with Loopback({"127.0.0.1": routes(**pages)}) as server:
        found = crawl(tmp_path, [Board("recruitee", "acme", base_url=server.url())])
        assert server.paths() == ["/api/offers", "/api/feeds/offers.xml"]
    day = found.boards["recruitee:acme"]
    assert (day.outcome, day.postings) == (BoardOutcome.COMPLETE, 2)


def test_a_site_without_either_says_what_the_api_answered(tmp_path: Path) -> None:
    pages = {"/api/offers": 401, "/api/feeds/offers.xml": "<html><body>Sign in</body></html>"}
    with Loopback({"127.0.0.1": routes(**pages)}) as server:
        found = crawl(tmp_path, [Board("recruitee", "acme", base_url=server.url())])
    day = found.boards["recruitee:acme"]
    assert (day.outcome, day.status) == (BoardOutcome.FAILED, 401)


def test_offers_that_are_not_published_are_not_counted(tmp_path: Path) -> None:
    offers = [{"id": 1, "status": "published"}, {"id": 2, "status": "draft"}, {"id": 3}]
    with Loopback({"127.0.0.1": routes(**{"/api/offers": {"offers": offers}})}) as server:
        found = crawl(tmp_path, [Board("recruitee", "acme", base_url=server.url())])
    assert found.boards["recruitee:acme"].postings == 2
