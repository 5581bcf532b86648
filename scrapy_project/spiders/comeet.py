"""Comeet: the Careers API where the board's address has its token, else the company's hosted page."""

from collections.abc import Iterable
from typing import Any
from urllib.parse import parse_qs, quote, urlsplit

from scrapy.http import Response

from jobs_assets.boards.board import Board
from jobs_assets.pages import PageRole
from jobs_assets.parsing.json_bytes import NotJson
from jobs_assets.parsing.script_values import assigned
from scrapy_project.origins import origin_of
from scrapy_project.requests import Page
from scrapy_project.spiders.board import BoardSpider, Miss, UnexpectedPage
from scrapy_project.spiders.json_pages import ids_of, json_list

_TOKEN_REFUSED = frozenset({400, 401, 403})


class ComeetSpider(BoardSpider):
    """One request either way, and the whole board with text; neither page states a total.

    The API ignores every parameter of paging. A token is changed now and then, after which it answers 400;
    the hosted page's address stays.
    """

    name = ats = "comeet"

    @classmethod
    def origin(cls, board: Board) -> str:
        """That of the board's own address."""
        return origin_of(_address(board))

    def first_pages(self) -> Iterable[Page]:
        """The API's list of positions, or the hosted page with the same list in its script."""
        address = _address(self.board)
        keys = parse_qs(urlsplit(address).query).get("token")
        if not keys:
            yield Page(address, PageRole.LISTING, expects="html")
            return
        company = f"{self.origin_map.own}/careers-api/2.0/company/{quote(self.board.token, safe='')}"
        yield Page(f"{company}/positions?token={quote(keys[0], safe='')}&details=true", PageRole.LISTING)

    def advice(self, miss: Miss) -> str:
        """Where a company's new token is, when the API no longer knows the one in boards.yaml."""
        if miss.page.expects == "html" or miss.status not in _TOKEN_REFUSED:
            return super().advice(miss)
        asked = f"/careers-api/2.0/company/{self.board.token}/positions?token="
        return (
            "the token has been changed, most likely: open the company's own careers page, take the address "
            f"with {asked} from its source or from what it loads, and put that in boards.yaml; or follow the "
            "page that Comeet hosts for it (https://www.comeet.com/jobs/…), whose address stays"
        )

    def read(self, page: Page, response: Response) -> Iterable[Page]:
        """Nothing further: both pages carry their postings whole."""
        positions = _embedded(response) if page.expects == "html" else json_list(response, "Comeet")
        self.saw(ids_of(positions, "uid"))
        return ()


def _embedded(response: Response) -> list[Any]:
    try:
        found = assigned(response.body, "POSITIONS_DATA")
    except NotJson as error:
        raise UnexpectedPage(f"Comeet answered a page without a list of positions ({error})") from error
    if not isinstance(found, list):
        raise UnexpectedPage("Comeet answered a page whose positions are no list")
    return found


def _address(board: Board) -> str:
    if board.url is None:
        raise ValueError(f"{board.board_id}: a Comeet board is read from its own address, which is missing")
    return board.url
