"""Public feeds: RSS, Atom, job sites' JSON and job XML, each paged as its shape has it."""

from collections.abc import Iterable, Iterator
from urllib.parse import urljoin, urlsplit, urlunsplit

from scrapy.http import Response

from jobs_assets.boards.board import Board
from jobs_assets.kinds.feeds import newest_of
from jobs_assets.pages import PageRole
from jobs_assets.parsing.fields import Refused
from jobs_assets.parsing.formats.feeds import paging
from jobs_assets.parsing.formats.feeds.shapes import Feed, opened
from jobs_assets.parsing.json_bytes import NotJson
from jobs_assets.parsing.xml_bytes import NotXml
from scrapy_project.formats import wrong_format
from scrapy_project.origins import origin_of
from scrapy_project.requests import Page
from scrapy_project.spiders.board import BoardSpider, UnexpectedPage
from scrapy_project.spiders.json_pages import ids_of

# A feed of exactly so many entries has most likely been cut there, as blogs' feeds are.
_USUAL_CUTS = frozenset({10, 15, 20, 25, 30, 40, 50, 75, 100, 150, 200, 250, 300, 500, 1000})


class FeedSpider(BoardSpider):
    """Reads the feed at the board's address, and the pages that it says it goes on with.

    A feed that shows its newest postings alone is no complete board: what left it may well be open.
    """

    name = ats = "feed"

    @classmethod
    def origin(cls, board: Board) -> str:
        """The feed's own host."""
        return origin_of(_address(board))

    def prepare(self) -> None:
        """How many pages in a row have named nothing new."""
        self._idle = 0

    def first_pages(self) -> Iterable[Page]:
        """The feed."""
        yield Page(_address(self.board), PageRole.LISTING)

    def wrong_type(self, page: Page, body: bytes, content_type: str) -> str | None:
        """HTML is wrong; whether it is XML or JSON, and not what its content type says, the body tells."""
        starts_as_xml = body[:100].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<")
        return wrong_format("xml" if starts_as_xml else "json", body, content_type)

    def read(self, page: Page, response: Response) -> Iterator[Page]:
        """The next page, as far as one is named and pages go on naming what is new."""
        feed = _feed(response)
        new = self.saw(ids_of(feed.offered()))
        if (total := paging.total_of(feed)) is not None:
            self.advertised = total
        # A site that counts its pages from 0 or from 1 may give its first page twice.
        self._idle = 0 if new else self._idle + 1
        address = paging.next_address(feed, page.url) if self._idle < 2 and feed.rows else None
        if address is None:
            self._judge_end(page, feed)
            return
        following = urlsplit(self.origin_map.recorded(urljoin(page.url, address)))
        own = urlsplit(self.origin_map.own)
        if _site(following.netloc) != _site(own.netloc):
            self.cut(f"goes on at another host, {following.netloc}")
            return
        target = urlunsplit(following._replace(scheme=own.scheme, netloc=own.netloc))
        yield Page(target, PageRole.LISTING, position=page.position + 1)

    def _judge_end(self, page: Page, feed: Feed) -> None:
        """Notes where a feed is but the newest part of what its site has."""
        newest, shown = newest_of(self.board.token), len(feed.rows)
        if newest is not None and shown >= newest:
            self.cut(
                f"shows its {shown} newest postings alone", "what it no longer shows is not taken for closed"
            )
        elif (
            paging.may_be_cut(feed) and not page.position and shown in _USUAL_CUTS and self.advertised is None
        ):
            self.cut(
                f"has exactly {shown} entries, as feeds have that show the newest alone",
                "what it no longer shows is not taken for closed",
            )


def _site(host: str) -> str:
    return host.lower().removeprefix("www.")


def _address(board: Board) -> str:
    return board.url or f"https://{board.token}"


def _feed(response: Response) -> Feed:
    content_type = (response.headers.get("Content-Type") or b"").decode("latin-1")
    try:
        return opened(response.body, content_type)
    except (NotJson, NotXml, Refused) as error:
        raise UnexpectedPage(f"no feed that can be read: {error}") from error
