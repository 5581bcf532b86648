"""What the registry knows of a source kind: where its boards are, who reads them, and on what footing.

Import paths, not imports: reading a parser must not load Scrapy, and the other way round.
"""

from dataclasses import dataclass
from datetime import date
from typing import Literal

Default = Literal["on", "opt-in", "off"]


@dataclass(frozen=True, slots=True)
class Policy:
    """On what footing a kind is read.

    `documented`: the vendor documents the endpoint for public display. `terms` and `robots` say in a few
    words what the vendor's terms and its robots.txt allow. `default`: "on" kinds are read as soon as a board
    is followed, "opt-in" and "off" ones only where `JOBS_CRAWL__OPT_IN` names the kind; "off" are those whose
    owner is known to object. `sunset`: the day the endpoint stops working as is, and `after_sunset` what is
    read from then on.
    """

    documented: bool
    terms: str
    robots: str = "allowed"
    default: Default = "on"
    sunset: date | None = None
    after_sunset: str | None = None


@dataclass(frozen=True, slots=True)
class Pace:
    """How fast a vendor is asked over all its hosts, where its boards have hosts of their own or it says so.

    At most `in_flight` requests at a time and `requests` begun within any `seconds`; at least `delay` seconds
    between two to one host. A Retry-After of more than `longest_wait` ends the crawl's asking (none: what the
    crawl itself bears). These are on top of the crawl's own delay and of what robots.txt asks.
    """

    in_flight: int = 4
    requests: int = 10
    seconds: float = 1.0
    delay: float = 0.0
    longest_wait: float | None = None


@dataclass(frozen=True, slots=True)
class Kind:
    """One source kind: how to fetch it (`spider`), how to read it (`parser`), and on what footing (`policy`).

    `parser` names a module with `parse(page: SourcePage) -> Iterator[Record]`;
    `spider` names a class in scrapy_project as "module:Class".

    `urls` recognise an ordinary address of a board, from "host/path?query" with the host in lower case.
    Their groups, still percent-encoded, fill `token` (most have the one group `token`), and a group `region`
    (".eu", "wd5") tells which of a vendor's hosts it is on. `tokens` says what a token looks like; its named
    groups, like `token` itself and `region`, may stand in `public_url`, the page a person opens. `hosts` are
    the kind's own: an address there that names no board is a mistake, not a site.

    `pace` bounds what the vendor's hosts are asked together; null where every board is a site of its own.

    `own_domains`: boards of this kind also live on their employer's own host, which then is their token.
    `named_by_url`: a board of this kind is any address that is said to be one, and has no other name.
    `needs_region`: the token alone does not lead to the board. `example_token` and `example_region` are
    ones to show.
    """

    ats: str
    label: str
    spider: str
    parser: str
    policy: Policy
    pace: Pace | None = Pace()
    hosts: str = ""
    urls: tuple[str, ...] = ()
    public_url: str = "{token}"
    token: str = "{token}"  # noqa: S105 - a board's name, not a secret
    tokens: str = r"[^/]+"
    lower_case_tokens: bool = False
    own_domains: bool = False
    named_by_url: bool = False
    needs_region: bool = False
    example_token: str = "acme"  # noqa: S105
    example_region: str = ""


BOARD = r"(?P<token>[^/?#]+)"
"""A path's part that is a token."""
SLUG = r"(?P<token>[a-z0-9][a-z0-9-]*)"
"""A host's label that is a token."""
REST = r"(?:[/?].*)?"
"""Whatever follows the part of an address that names the board."""
