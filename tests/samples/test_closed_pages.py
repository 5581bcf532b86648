"""Sample sites close postings in many words and layouts, and nearly close open ones: each is told right."""

import re
from collections.abc import Iterator

from jobs_assets.pages import SourcePage
from jobs_assets.parsing import parse_page
from jobs_assets.postings import Closed, Posting
from jobs_assets.samples.server import SampleServer
from jobs_assets.samples.vendors import listing_url
from tests.samples.loopback import get, on_server

NOTICE = re.compile(rb'class="(?:alert )?closed"')


def pages(fault: str, each: int = 30) -> Iterator[SourcePage]:
    with SampleServer(postings=1000, seed=5, faults=f"{fault}@*") as server:
        boards = {board.board_id: board for board in server.boards if board.ats == "site"}
        for firm in server.catalog.employers:
            if (board := boards.get(firm.board_id)) is None:
                continue
            for posting in list(server.catalog.postings_of(firm))[:each]:
                url = listing_url(posting)
                body = get(on_server(board, url)).body
                yield SourcePage(board.board_id, "site", board.token, None, url, body, "text/html")


def test_every_closed_page_is_closed_with_its_own_words_and_no_open_one_is() -> None:
    told = {True: 0, False: 0}
    for page in pages("closed200=2"):
        [record] = parse_page(page)
        is_closed = NOTICE.search(page.body) is not None
        told[is_closed] += 1
        assert isinstance(record, Closed if is_closed else Posting), page.url
        if isinstance(record, Closed):
            assert record.posting_id is not None
            assert record.quote
            assert record.quote in page.body.decode()
    assert min(told.values()) > 40


def test_no_page_that_only_speaks_of_closing_is_closed() -> None:
    found = [record for page in pages("nearly-closed=1") for record in parse_page(page)]
    assert len(found) > 100
    assert {type(record) for record in found} == {Posting}
