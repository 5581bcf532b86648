"""Where a Comeet board is read: the Careers API where its token is known, else the hosted page."""

from pathlib import Path

import pytest

from jobs_assets.boards.board import Board, board_at
from jobs_assets.pages import BoardOutcome
from scrapy_project.spiders.comeet import ComeetSpider
from tests.crawl.loopback import Loopback, crawl, routes

API = "https://www.comeet.co/careers-api/2.0/company/F6.003/positions"
PAGE = "https://www.comeet.com/jobs/acme/F6.003"
TEXT = f"<p>{'Work with us. ' * 60}</p>"


@pytest.mark.parametrize(
    ("url", "asked"),
    [
        (f"{API}?token=6F32", f"{API}?token=6F32&details=true"),
        (f"{API}/18.767?details=true&token=6F32&x=1", f"{API}?token=6F32&details=true"),
        (f"{PAGE}/baker/18.767", PAGE),
    ],
)
def test_an_address_leads_to_the_list(url: str, asked: str) -> None:
    assert [page.url for page in ComeetSpider(board_at(url)).first_pages()] == [asked]


def test_a_uid_alone_leads_nowhere_and_says_so() -> None:
    with pytest.raises(ValueError, match=r"comeet:F6\.003: .* own address, which is missing"):
        ComeetSpider(Board("comeet", "F6.003"))


def test_the_positions_of_a_hosted_page_are_counted(tmp_path: Path) -> None:
    script = '<script>COMPANY_POSITIONS_DATA = [{"uid": "1.1"}, {"uid": "1.2"}];</script>'
    pages = {"/jobs/acme/F6.003": f"<html><body>{TEXT}{script}</body></html>"}
    with Loopback({"127.0.0.1": routes(**pages)}) as server:
        board = Board("comeet", "F6.003", url=PAGE, base_url=server.url())
        day = crawl(tmp_path, [board]).boards["comeet:F6.003"]
    assert (day.outcome, day.postings, day.pages) == (BoardOutcome.COMPLETE, 2, 1)


def test_a_hosted_page_without_positions_fails_the_board(tmp_path: Path) -> None:
    with Loopback(
        {"127.0.0.1": routes(**{"/jobs/acme/F6.003": f"<html><body>{TEXT}</body></html>"})}
    ) as server:
        board = Board("comeet", "F6.003", url=PAGE, base_url=server.url())
        day = crawl(tmp_path, [board]).boards["comeet:F6.003"]
    assert day.outcome is BoardOutcome.FAILED
    assert "without a list of positions" in (day.message or "")


def test_a_token_that_is_no_more_fails_the_board(tmp_path: Path) -> None:
    with Loopback({"127.0.0.1": routes(**{"/careers-api/2.0/company/F6.003/positions": 400})}) as server:
        board = Board("comeet", "F6.003", url=f"{API}?token=6F32", base_url=server.url())
        day = crawl(tmp_path, [board]).boards["comeet:F6.003"]
    assert (day.outcome, day.status) == (BoardOutcome.FAILED, 400)
    message = day.message or ""
    assert "the token has been changed" in message.lower()
    assert "careers-api/2.0/company/F6.003/positions?token=" in message
    assert "boards.yaml" in message
    assert "https://www.comeet.com/jobs/" in message


def test_a_hosted_page_that_is_refused_says_nothing_of_tokens(tmp_path: Path) -> None:
    with Loopback({"127.0.0.1": routes(**{"/jobs/acme/F6.003": 400})}) as server:
        board = Board("comeet", "F6.003", url=PAGE, base_url=server.url())
        day = crawl(tmp_path, [board]).boards["comeet:F6.003"]
    assert day.outcome is BoardOutcome.FAILED
    assert "token" not in (day.message or "")
