"""Scrapy's engine without the parts that cost every page and serve none of ours.

Each class here replaces one part by the same thing done plainly; `bench/crawl.py` says what that is
worth. All of them lean on how Scrapy 2.19 is built inside, which is why its version is pinned: without
this module the crawl is slower and otherwise the same.
"""

from collections.abc import Iterator
from typing import Any

from pydispatch import dispatcher  # type: ignore[import-untyped] # ships no types
from scrapy.core.downloader import Downloader
from scrapy.core.engine import ExecutionEngine
from scrapy.core.scraper import Scraper
from scrapy.crawler import Crawler
from scrapy.http import Request, Response
from scrapy.settings import Settings
from scrapy.signalmanager import SignalManager
from scrapy.spiders import Spider
from scrapy.utils.defer import iter_errback
from twisted.python.failure import Failure


class DirectDownloader(Downloader):
    """Sends a request at once: the scheduler has waited for its turn already.

    Scrapy's own keeps a second queue per host, with a task, a Deferred and three signals for each
    request.
    """

    async def _enqueue_request(self, request: Request) -> Response:
        return await self.handlers.download_request_async(request)


class SequentialScraper(Scraper):
    """Takes what a callback yields one by one, without a queue and two tasks for each response.

    For requests with a callback and an errback that return iterators or None, as all of ours have. No
    spider middleware is called: none is in use.
    """

    async def _scrape(self, result: Response | Failure, request: Request) -> None:
        callback = request.callback if isinstance(result, Response) else request.errback
        if callback is None:
            await super()._scrape(result, request)
            return
        result.request = request  # type: ignore[union-attr] # on a Failure, as Scrapy's own scraper does

        def outputs() -> Iterator[Any]:
            yield from callback(result) or ()  # type: ignore[arg-type] # each takes its own kind of result

        for output in iter_errback(outputs(), self.handle_spider_error, request, result):
            await self._process_spidermw_output_async(output, result)


class HeardSignals(SignalManager):
    """Sends only those signals that somebody listens to; asking pydispatch five times a page is dear."""

    def __init__(self, sender: Any = dispatcher.Anonymous) -> None:  # noqa: ANN401 # Scrapy's own signature
        super().__init__(sender)
        self._heard: set[object] = set()

    def connect(self, receiver: Any, signal: Any, **kwargs: Any) -> None:  # noqa: ANN401 # as above
        """Connects a receiver."""
        self._heard.add(signal)
        super().connect(receiver, signal, **kwargs)

    def send_catch_log(self, signal: Any, **kwargs: Any) -> list[tuple[Any, Any]]:  # noqa: ANN401 # as above
        """Calls the receivers, if there are any."""
        return super().send_catch_log(signal, **kwargs) if signal in self._heard else []


class LeanEngine(ExecutionEngine):
    """The engine with a `SequentialScraper`."""

    def __init__(self, crawler: Crawler, *args: Any) -> None:  # noqa: ANN401 # Scrapy's own signature
        super().__init__(crawler, *args)
        self.scraper = SequentialScraper(crawler)


class LeanCrawler(Crawler):
    """A crawler that runs on a `LeanEngine`."""

    def __init__(self, spidercls: type[Spider], settings: dict[str, Any] | Settings) -> None:
        super().__init__(spidercls, settings)
        self.signals = HeardSignals(self)

    def _create_engine(self) -> ExecutionEngine:
        return LeanEngine(self, lambda _: self.stop_async())
