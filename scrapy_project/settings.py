"""Scrapy's settings for every crawl of this project; `process.py` adds what a spec says.

Scrapy's own middlewares and extensions are off: what they do for us is done in `middlewares/`,
`scheduler.py` and `handler.py`, each with its reason there.
"""

from importlib.metadata import version
from importlib.util import find_spec

from scrapy_project.robots import AGENT


def user_agent(contact: str) -> str:
    """Who we say we are: the name that a robots.txt addresses, the version, and whom to write to."""
    product = f"{AGENT}/{version(AGENT)}"
    return f"{product} (+{contact})" if contact else product


BOT_NAME = AGENT
SPIDER_MODULES = ["scrapy_project.spiders"]
USER_AGENT = user_agent("")

# The loop: asyncio without Twisted's reactor costs half a millisecond less a page, uvloop another fifth.
TWISTED_REACTOR_ENABLED = False
ASYNCIO_EVENT_LOOP = "uvloop.Loop" if find_spec("uvloop") else None
DOWNLOAD_HANDLERS = {
    "http": "scrapy_project.handler.GuardedDownloadHandler",
    "https": "scrapy_project.handler.GuardedDownloadHandler",
    "file": None,  # a page must not lead us to a file
    "data": None,
    "s3": None,
    "ftp": None,
}
DOWNLOAD_VERIFY_CERTIFICATES = True
DOWNLOAD_TIMEOUT = 30
DOWNLOAD_MAXSIZE = 32 * 1024 * 1024

# Turns are given by our scheduler; Scrapy's own per-host waiting would come on top.
SCHEDULER = "scrapy_project.scheduler.HostScheduler"
DOWNLOADER = "scrapy_project.engine.DirectDownloader"
CONCURRENT_REQUESTS = 64
CONCURRENT_REQUESTS_PER_DOMAIN = 100_000
DOWNLOAD_DELAY = 0
HOST_CONCURRENCY = 2
HOST_DELAY = 1.0
MAX_CRAWL_DELAY = 60.0
MAX_RETRY_AFTER = 120.0
RETRY_BACKOFF = 1.0
ROBOTS_TIMEOUT = 15.0
ALLOW_HOSTS: list[str] = []

DOWNLOADER_MIDDLEWARES_BASE: dict[str, int] = {}
DOWNLOADER_MIDDLEWARES = {
    "scrapy_project.middlewares.leftover.LeftoverMiddleware": 50,
    "scrapy_project.middlewares.permission.PermissionMiddleware": 100,
    "scrapy_project.middlewares.redirects.RedirectMiddleware": 200,
    "scrapy_project.middlewares.retries.RetryMiddleware": 300,
    "scrapy_project.middlewares.conditional.ConditionalMiddleware": 400,
    "scrapy_project.middlewares.record.RecordMiddleware": 900,
}
SPIDER_MIDDLEWARES_BASE: dict[str, int] = {}
ITEM_PIPELINES = {"scrapy_project.middlewares.outcome.OutcomePipeline": 100}
EXTENSIONS_BASE: dict[str, int] = {}
EXTENSIONS = {"scrapy.extensions.feedexport.FeedExporter": 0}  # `scrapy crawl KIND -O FILE`; idle without -O
# One by one: with the default of 100, every response starts 101 asyncio tasks.
CONCURRENT_ITEMS = 1
STATS_CLASS = "scrapy.statscollectors.DummyStatsCollector"
TELNETCONSOLE_ENABLED = False
COOKIES_ENABLED = False
LOG_FORMATTER = "scrapy_project.reporting.QuietLogFormatter"
LOG_LEVEL = "INFO"
WARN_ON_GENERATOR_RETURN_VALUE = False  # it reads the source of every callback
