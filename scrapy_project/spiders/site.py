"""Any careers site: through its sitemaps and links to pages that carry schema.org JobPosting."""

from collections import Counter
from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

from scrapy.http import Response

from jobs_assets.boards.board import Board
from jobs_assets.pages import BoardOutcome, PageOutcome, PageRole
from scrapy_project.decoding import BadEncoding, TooLarge
from scrapy_project.links import clean, is_numbered, is_paging, is_trap, links_of, looks_like_posting
from scrapy_project.origins import origin_of
from scrapy_project.outcomes import TRANSIENT_STATUS
from scrapy_project.requests import Page
from scrapy_project.sitemaps import is_index, locations, unpacked
from scrapy_project.spiders.board import BoardSpider, Miss, UnexpectedPage

# The mark of a posting, in any of its three notations: a page without it holds none that we could read.
_MARK = b"JobPosting"
# So many addresses that differ only in their query, and a page is a machine that makes addresses.
_MAX_QUERIES = 200
_MAX_SITEMAPS = 50


class SiteSpider(BoardSpider):
    """Crawls one site from the address in boards.yaml, on that site only, within the bounds.

    Where the address has a path ("/careers/"), pages below it and pages whose address speaks of postings
    count; elsewhere on the site nothing is of interest.
    """

    name = ats = "site"
    expects = "html"

    def prepare(self) -> None:
        """Draws the site's border around its address."""
        start = clean(_address(self.board))
        if start is None:
            raise ValueError(f"{self.board.board_id}: {self.board.url!r} is no address")
        self._start = start
        self._hosts = {_site_of(start)}
        self._below = urlsplit(start).path.rsplit("/", 1)[0] + "/"
        self._queries: Counter[str] = Counter()
        self._sitemaps = 0
        self._unmarked = 0

    @classmethod
    def origin(cls, board: Board) -> str:
        """The site itself."""
        return origin_of(_address(board))

    def first_pages(self) -> Iterable[Page]:
        """The address in boards.yaml. Its sitemaps follow once robots.txt, which may name them, is read."""
        yield Page(self._start, PageRole.LISTING)

    def follows(self, page: Page, target: str) -> bool:
        """The first page may lead to the site's real host; any other must stay on the site."""
        if page.url == self._start or page.role is PageRole.ROBOTS:
            return True
        return _site_of(target) in self._hosts

    def counts_as_missing(self, miss: Miss) -> bool:
        """What a sitemap or a link named and robots.txt or the site withholds was never offered to us."""
        if miss.page.url == self._start:
            return True
        if miss.page.role is PageRole.SITEMAP and miss.outcome is PageOutcome.HTTP_ERROR:
            return miss.status in TRANSIENT_STATUS  # a 403 is how many a host says that it has none
        return miss.outcome not in (
            PageOutcome.NOT_FOUND,
            PageOutcome.REDIRECT,
            PageOutcome.DISALLOWED,
            PageOutcome.LOGIN_WALL,
            PageOutcome.WRONG_TYPE,
        )

    def unread(self) -> tuple[BoardOutcome, str] | None:
        """As for any board; and pages that by their address are postings, but mark up none."""
        if found := super().unread():
            return found
        if not self._unmarked:
            return None
        pages = "1 page is a posting" if self._unmarked == 1 else f"{self._unmarked:,} pages are postings"
        said = (
            f"{pages} by the address and without schema.org's JobPosting, which is all that a site is read by"
        )
        return BoardOutcome.PARTIAL, f"{said}; look for the ATS behind it and follow that"

    def read(self, page: Page, response: Response) -> Iterable[Page]:
        """The pages that a page or a sitemap leads to."""
        if page.role is PageRole.SITEMAP:
            return self._read_sitemap(page, response)
        return self._read_html(page, response)

    def _read_html(self, page: Page, response: Response) -> Iterator[Page]:
        first = page.depth == 0 and page.role is PageRole.LISTING
        if first:
            self._hosts.add(_site_of(page.url))
        postings = _marks(response.body)
        new = self.saw(f"{page.url}#{number}" for number in range(postings))
        self._unmarked += not postings and page.role is PageRole.POSTING and is_numbered(page.url)
        if first:
            yield from self._first_sitemaps(page, response)
        if page.role is PageRole.POSTING and postings:
            return  # its links lead to its neighbours, which the listing names as well
        yield from self._links(page, response, new)

    def _links(self, page: Page, response: Response, new: int) -> Iterator[Page]:
        found = [link for link in links_of(response.body, page.url) if self._wanted(self._own(link.url))]
        fresh = new or any(
            link.looks_like_posting and not link.pages and self._unknown(link.url) for link in found
        )
        for link in found:
            if link.pages and not fresh:
                continue  # a listing that shows nothing new has ended, whatever its "next" says
            if not link.pages and page.depth >= self.bounds.max_depth:
                self.cut(f"did not go deeper than {self.bounds.max_depth} links")
                return
            yield from self._page(link.url, page.depth if link.pages else page.depth + 1, link.pages)

    def _unknown(self, url: str) -> bool:
        return hash(self._own(url)) not in self._queued

    def _page(self, url: str, depth: int, paging: bool) -> Iterator[Page]:
        own = self._own(url)
        parts = urlsplit(own)
        if parts.query:
            self._queries[parts.path] += 1
            if self._queries[parts.path] > _MAX_QUERIES and not paging:
                self.cut(f"{parts.path} leads to more than {_MAX_QUERIES} variants of itself")
                return
        yield Page(own, PageRole.LISTING if paging else PageRole.POSTING, depth=depth)

    # Sitemaps

    def _first_sitemaps(self, page: Page, response: Response) -> Iterator[Page]:
        rules = response.meta.get("robots")
        named = list(rules.sitemaps) if rules is not None else []
        for url in named or [f"{origin_of(page.url)}/sitemap.xml"]:
            yield from self._sitemap(url)

    def _sitemap(self, url: str) -> Iterator[Page]:
        cleaned = clean(url)
        if cleaned is None or _site_of(self._own(cleaned)) not in self._hosts:
            return
        self._sitemaps += 1
        if self._sitemaps > _MAX_SITEMAPS:
            self.cut(f"has more than {_MAX_SITEMAPS} sitemaps")
            return
        yield Page(self._own(cleaned), PageRole.SITEMAP)

    def _read_sitemap(self, page: Page, response: Response) -> Iterator[Page]:
        try:
            text = unpacked(response.body)
        except (TooLarge, BadEncoding) as error:
            raise UnexpectedPage(f"the sitemap {page.url} cannot be unpacked: {error}") from error
        if is_index(text):
            for url in locations(text):
                yield from self._sitemap(url)
            return
        for url in locations(text):
            cleaned = clean(url)
            if cleaned is not None and not is_trap(cleaned) and self._wanted(self._own(cleaned)):
                yield from self._page(cleaned, 1, is_paging(cleaned))

    # The site's border

    def _own(self, url: str) -> str:
        return self.origin_map.recorded(url)

    def _wanted(self, own: str) -> bool:
        parts = urlsplit(own)
        if _site_of(own) not in self._hosts:
            return False
        return parts.path.startswith(self._below) or looks_like_posting(own)


def _address(board: Board) -> str:
    return board.url or f"https://{board.token}"


def _site_of(url: str) -> str:
    parts = urlsplit(url)
    host = (parts.hostname or "").removeprefix("www.")
    return host if parts.port in (None, 80, 443) else f"{host}:{parts.port}"


def _marks(body: bytes) -> int:
    """How many postings a page marks up: a rough count, the parser's is the exact one."""
    quoted = body.count(b'"JobPosting"')  # JSON-LD, nearly always
    return quoted or body.count(b"schema.org/JobPosting") or int(_MARK in body)
