"""robots.txt: what an answer to it permits (RFC 9309). Pure: bytes or a failure in, rules out.

Whoever cannot be asked has not said yes: only a 4xx answer (but 429) means "no rules".
"""

from dataclasses import dataclass, field

from protego import Protego

from jobs_assets.pages import PageOutcome
from scrapy_project.content_signals import content_signals
from scrapy_project.origins import without_fragment

# The name that a site's robots.txt may address us by; also the first word of the User-Agent.
AGENT = "jobs-assets"
# RFC 9309, 2.5: at least 500 KiB must be parsed. What lies beyond this is not read.
PARSED_BYTES = 1024 * 1024
_SIGNALS = "content-signal"
MAX_REDIRECTS = 5


@dataclass(frozen=True, slots=True)
class RobotsRules:
    """What one origin permits.

    `denied` is why nothing may be fetched for now, with `outcome` as what to record; both are null where
    rules apply. `signals` are what it says of uses beyond fetching.
    """

    parsed: Protego | None = None
    denied: str | None = None
    outcome: PageOutcome = PageOutcome.DISALLOWED
    because: PageOutcome = PageOutcome.DISALLOWED
    crawl_delay: float = 0.0
    sitemaps: tuple[str, ...] = field(default=())
    signals: str | None = None

    def refusal(self, url: str) -> str | None:
        """Why `url` may not be fetched, or None if it may."""
        if self.denied is not None:
            return self.denied
        if self.parsed is None or self.parsed.can_fetch(without_fragment(url), AGENT):
            return None
        return f"robots.txt disallows {url}: remove the board, or ask its owner"


ALLOW_ALL = RobotsRules()


def rules_from_body(body: bytes, max_crawl_delay: float) -> RobotsRules:
    """The rules in a robots.txt that answered 200.

    A Crawl-delay beyond `max_crawl_delay` seconds denies everything: a board crawled at that pace would
    not end within its day.
    """
    text = body[:PARSED_BYTES].decode("utf-8-sig", "replace")
    parsed = Protego.parse(text)
    delay = float(parsed.crawl_delay(AGENT) or 0.0)
    if delay > max_crawl_delay:
        return RobotsRules(
            denied=f"robots.txt asks for {delay:g} seconds between requests, "
            f"more than the {max_crawl_delay:g} of our settings"
        )
    return RobotsRules(
        parsed=parsed,
        crawl_delay=delay,
        sitemaps=tuple(parsed.sitemaps),
        signals=content_signals(text, AGENT) if _SIGNALS in text.lower() else None,
    )


def rules_from_status(status: int) -> RobotsRules:
    """The rules that an answer other than 200 implies: 4xx has none, anything else is "not now"."""
    if 400 <= status < 500 and status != 429:
        return ALLOW_ALL
    return RobotsRules(denied=f"robots.txt answered {status}, which means not now: run again later")


def rules_from_failure(outcome: PageOutcome, message: str) -> RobotsRules:
    """The rules where robots.txt could not be read at all: nothing may be fetched now."""
    if outcome is PageOutcome.REFUSED_ADDRESS:
        return RobotsRules(denied=message, outcome=outcome, because=outcome)
    return RobotsRules(denied=f"robots.txt could not be read ({message})", because=outcome)
