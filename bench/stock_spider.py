"""The peer of `crawl.py` and `every_kind.py`: a spider as Scrapy's tutorial has it, no setting of ours.

scrapy runspider bench/stock_spider.py -a urls=FILE -O pages.jsonl

A line of the file is an address; what follows a tab is JSON to be posted there.
"""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import scrapy
from scrapy.http import TextResponse


class PagesSpider(scrapy.Spider):
    """Fetches each address in a file and yields the page."""

    name = "pages"

    def __init__(self, urls: str, **kwargs: Any) -> None:  # noqa: ANN401 # Scrapy's own signature
        super().__init__(**kwargs)
        self.asked = Path(urls).read_text().splitlines()

    async def start(self) -> AsyncIterator[scrapy.Request]:
        """A request a line."""
        for line in self.asked:
            url, _, posted = line.partition("\t")
            if posted:
                headers = {"Content-Type": "application/json"}
                yield scrapy.Request(url, method="POST", body=posted, headers=headers, dont_filter=True)
            else:
                yield scrapy.Request(url, dont_filter=True)

    def parse(self, response: TextResponse) -> Iterator[dict[str, object]]:  # type: ignore[override] # pages are text
        """One item a page."""
        yield {"url": response.url, "status": response.status, "body": response.text}
