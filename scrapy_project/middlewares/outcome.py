"""Keeps the outcome of each board that ends."""

from typing import TYPE_CHECKING, Any, Self

from jobs_assets.pages import BoardDay

if TYPE_CHECKING:
    from scrapy.crawler import Crawler


class OutcomePipeline:
    """Scrapy's item pipeline: the only items of our spiders are `BoardDay` records."""

    def __init__(self, crawler: "Crawler") -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: "Crawler") -> Self:
        """Scrapy's constructor."""
        return cls(crawler)

    def process_item(self, item: Any) -> Any:  # noqa: ANN401 # Scrapy's items are of any type
        """Passes the item on."""
        if isinstance(item, BoardDay):
            self._crawler.spider.sink.close_board(item)  # type: ignore[union-attr] # every spider of ours has one
        return item
