"""Where a Pinpoint board is read: below pinpointhq.com or on its employer's own domain."""

import pytest

from jobs_assets.boards.board import Board, board_at, own_domain_board
from jobs_assets.kinds import KINDS
from scrapy_project.spiders.pinpoint import PinpointSpider


@pytest.mark.parametrize(
    ("board", "asked"),
    [
        (board_at("https://acme.pinpointhq.com/en/postings/1"), "https://acme.pinpointhq.com/postings.json"),
        (
            own_domain_board(KINDS["pinpoint"], "https://careers.acme.example/en/jobs"),
            "https://careers.acme.example/postings.json",
        ),
        (Board("pinpoint", "acme"), "https://acme.pinpointhq.com/postings.json"),
    ],
)
def test_the_list_is_on_the_boards_own_host(board: Board, asked: str) -> None:
    assert [page.url for page in PinpointSpider(board).first_pages()] == [asked]
