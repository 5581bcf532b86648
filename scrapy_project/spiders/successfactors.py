"""SuccessFactors: a career site's job feed in one request, else its sitemap's postings one by one."""

import re
from collections.abc import Iterable, Iterator
from urllib.parse import quote, urlsplit

from scrapy.http import Response

from jobs_assets.boards.board import Board
from jobs_assets.pages import PageRole
from jobs_assets.parsing import xml_bytes
from jobs_assets.parsing.formats.successfactors import id_of_item, native_id
from scrapy_project.decoding import BadEncoding, TooLarge
from scrapy_project.origins import origin_of
from scrapy_project.requests import Page, fingerprint
from scrapy_project.sitemaps import is_index, locations, unpacked
from scrapy_project.spiders.board import BoardSpider, Miss, UnexpectedPage

_POSTING = re.compile(r"/job/(?:[^?#]+/)?\d{2,}/?\Z")
_MAX_SITEMAPS = 50


class SuccessFactorsSpider(BoardSpider):
    """Reads `/sitemal.xml`, the feed of whole postings that a career site keeps for job search engines.

    Where a site has switched it off, the sitemap names the postings' pages, which carry microdata. An older
    site, "career5.successfactors.eu/acme", answers its listing as XML.
    """

    name = ats = "successfactors"
    expects = "xml"

    @classmethod
    def origin(cls, board: Board) -> str:
        """The career site's host."""
        return origin_of(board.url or f"https://{board.token.partition('/')[0]}")

    def first_pages(self) -> Iterable[Page]:
        """The feed, or the older site's listing."""
        own, company = self.origin_map.own, self.board.token.partition("/")[2]
        if company:
            asked = f"company={quote(company, safe='')}&career_ns=job_listing_summary&resultType=XML"
            yield Page(f"{own}/career?{asked}", PageRole.LISTING)
        else:
            yield Page(f"{own}/sitemal.xml", PageRole.LISTING)

    def instead(self, miss: Miss) -> Iterable[Page]:
        """The sitemap, where there is no feed."""
        if miss.page.role is PageRole.LISTING and miss.page.url.endswith("/sitemal.xml"):
            yield Page(f"{self.origin_map.own}/sitemap.xml", PageRole.SITEMAP)

    def read(self, page: Page, response: Response) -> Iterator[Page]:
        """Nothing more than a feed; the postings' pages of a sitemap."""
        if page.role is PageRole.LISTING:
            self._read_feed(response)
        elif page.role is PageRole.SITEMAP:
            yield from self._read_sitemap(page, response)

    def _read_feed(self, response: Response) -> None:
        content_type = (response.headers.get("Content-Type") or b"").decode("latin-1")
        try:
            root = xml_bytes.loads(response.body, content_type)
        except xml_bytes.NotXml as error:
            raise UnexpectedPage(f"SuccessFactors answered something that is not XML ({error})") from error
        name = xml_bytes.name_of(root)
        if name not in ("rss", "Job-Listing"):
            raise UnexpectedPage(f"SuccessFactors answered <{name}> where a feed of jobs was due")
        wanted = "item" if name == "rss" else "Job"
        for element in root.iter():
            if xml_bytes.name_of(element) == wanted:
                item = xml_bytes.value_of(element)
                item = item if isinstance(item, dict) else {}
                found = id_of_item(item) if name == "rss" else item.get("ReqId")
                self.saw([str(found) if found else None])

    def _read_sitemap(self, page: Page, response: Response) -> Iterator[Page]:
        try:
            text = unpacked(response.body)
        except (TooLarge, BadEncoding) as error:
            raise UnexpectedPage(f"the sitemap {page.url} cannot be unpacked: {error}") from error
        own = [url for found in locations(text) if self._is_own(url := self.origin_map.recorded(found))]
        if is_index(text):
            if page.depth == 0:
                for url in own[:_MAX_SITEMAPS]:
                    yield Page(url, PageRole.SITEMAP, depth=1)
            if len(own) > _MAX_SITEMAPS:
                self.cut(f"has more than {_MAX_SITEMAPS} sitemaps")
            return
        if page.depth == 0 and not any(_POSTING.search(urlsplit(url).path) for url in own):
            raise UnexpectedPage("a sitemap without a posting: perhaps this is no SuccessFactors site")
        for url in own:
            number = native_id(url) if _POSTING.search(urlsplit(url).path) else None
            if number and self.saw([number]):
                yield Page(url, PageRole.POSTING, expects="html", listed=fingerprint(url))

    def _is_own(self, url: str) -> bool:
        return url.startswith(f"{self.origin_map.own}/")
