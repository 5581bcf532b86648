"""Recruitee: a careers site's offers, all on one page, as JSON or as an XML feed."""

from collections.abc import Iterable

from scrapy.http import Response

from jobs_assets.boards.board import Board
from jobs_assets.kinds.recruitee import KIND
from jobs_assets.pages import PageRole
from scrapy_project.origins import origin_of
from scrapy_project.requests import Page
from scrapy_project.spiders.board import BoardSpider, Miss, UnexpectedPage
from scrapy_project.spiders.json_pages import ids_of, json_object
from scrapy_project.spiders.xml_pages import texts_of, xml_root


class RecruiteeSpider(BoardSpider):
    """Reads `/api/offers` until its sunset and `/api/feeds/offers.xml` from then on. No total is stated.

    A site that asks for the token before its day (401) is read from the feed at once.
    """

    name = ats = "recruitee"

    @classmethod
    def origin(cls, board: Board) -> str:
        """The careers site: the vendor's host, or the employer's own."""
        if board.url is not None:
            return origin_of(board.url)
        return f"https://{board.token}" + ("" if "." in board.token else ".recruitee.com")

    def first_pages(self) -> Iterable[Page]:
        """The offers as the day has them."""
        sunset = KIND.policy.sunset
        if sunset is not None and self.bounds.day >= sunset:
            yield self._feed()
        else:
            yield Page(f"{self.origin_map.own}/api/offers", PageRole.LISTING)

    def instead(self, miss: Miss) -> Iterable[Page]:
        """The feed, where the API asks for a token."""
        return [self._feed()] if miss.status == 401 and miss.page.expects is None else []

    def read(self, page: Page, response: Response) -> Iterable[Page]:
        """Nothing further: the page is the board."""
        if page.expects == "xml":
            self.saw(texts_of(list(xml_root(response, "Recruitee", "offers")), "id"))
            return ()
        offers = json_object(response, "Recruitee").get("offers")
        if not isinstance(offers, list):
            raise UnexpectedPage("Recruitee answered JSON without a list of offers")
        listed = (
            one for one in offers if not isinstance(one, dict) or one.get("status") in (None, "published")
        )
        self.saw(ids_of(listed))
        return ()

    def _feed(self) -> Page:
        return Page(f"{self.origin_map.own}/api/feeds/offers.xml", PageRole.LISTING, expects="xml")
