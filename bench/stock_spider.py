"""The peer of `crawl.py`: a spider as Scrapy's tutorial has it, without any setting of ours.

scrapy runspider bench/stock_spider.py -a urls=FILE -O pages.jsonl
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import scrapy
from scrapy.http import TextResponse


class PagesSpider(scrapy.Spider):
    """Fetches each address in a file and yields the page."""

    name = "pages"

    def __init__(self, urls: str, **kwargs: Any) -> None:  # noqa: ANN401 # Scrapy's own signature
        super().__init__(**kwargs)
        self.start_urls = Path(urls).read_text().split()

    def parse(self, response: TextResponse) -> Iterator[dict[str, object]]:  # type: ignore[override] # pages are text
        """One item a page."""
        yield {"url": response.url, "status": response.status, "body": response.text}
