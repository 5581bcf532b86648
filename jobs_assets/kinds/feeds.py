"""The job feeds known by name: where each is read, which addresses lead to it, and on what footing.

Facts only. Any other feed is followed by its own address, with `{ats: feed, url: …}`.
"""

import re
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode

from jobs_assets.kinds.kind import Policy


@dataclass(frozen=True, slots=True)
class KnownFeed:
    """A public feed of postings of many employers.

    `url` is what is read, the whole of it. `hosts` are its own, and `pages` the addresses on them (path and
    query) that lead to it. `filters` are the parameters that make another, smaller feed of it, `section` the
    address of a part that has a name in its path. `newest`: it shows no more than so many, the newest ones.
    """

    token: str
    label: str
    url: str
    hosts: str
    pages: str
    policy: Policy
    filters: frozenset[str] = frozenset()
    section: str | None = None
    newest: int | None = None


_LINK_BACK = "free to use; link back to the posting there and name {name} as its source"

_ALL = (
    KnownFeed(
        token="remotive",  # noqa: S106 - a feed's name
        label="Remotive",
        url="https://remotive.com/api/remote-jobs",
        hosts=r"(?:www\.)?remotive\.(?:com|io)",
        pages=r"/?(?:api/remote-jobs(?:/.*)?|remote-jobs(?:/.*)?|job/.*)?(?:\?.*)?",
        filters=frozenset({"category", "company_name", "search"}),
        policy=Policy(
            documented=True,
            terms=_LINK_BACK.format(name="Remotive") + "; not to be passed on to other job sites",
        ),
    ),
    KnownFeed(
        token="remoteok",  # noqa: S106
        label="Remote OK",
        url="https://remoteok.com/api",
        hosts=r"(?:www\.)?remoteok\.(?:com|io)",
        pages=r"/?(?:api|remote-[^?]*|[a-z-]*jobs(?:/.*)?|l/.*)?(?:\?.*)?",
        filters=frozenset({"tag", "tags"}),
        newest=95,
        policy=Policy(documented=True, terms=_LINK_BACK.format(name="Remote OK")),
    ),
    KnownFeed(
        token="weworkremotely",  # noqa: S106
        label="We Work Remotely",
        url="https://weworkremotely.com/remote-jobs.rss",
        hosts=r"(?:www\.)?weworkremotely\.com",
        pages=r"/?(?:remote-jobs(?:\.rss|/.*)?|categories/(?P<section>[a-z0-9-]+)(?:\.rss)?(?:/jobs)?"
        r"|listings/.*)?(?:\?.*)?",
        section="https://weworkremotely.com/categories/{section}.rss",
        policy=Policy(
            documented=True,
            terms="RSS offered to readers; applications go through We Work Remotely's own pages",
        ),
    ),
    KnownFeed(
        token="arbeitnow",  # noqa: S106
        label="Arbeitnow",
        url="https://www.arbeitnow.com/api/job-board-api",
        hosts=r"(?:www\.)?arbeitnow\.com",
        pages=r"/?(?:api/job-board-api|(?:[a-z]{2}/)?jobs(?!/companies/[^/?]+/?(?:\?|\Z))[^?]*|view/.*)?(?:\?.*)?",
        filters=frozenset({"visa_sponsorship"}),
        policy=Policy(documented=True, terms=_LINK_BACK.format(name="Arbeitnow")),
    ),
    KnownFeed(
        token="jobicy",  # noqa: S106
        label="Jobicy",
        url="https://jobicy.com/api/v2/remote-jobs?count=100",
        hosts=r"(?:www\.)?jobicy\.com",
        pages=r"/?(?:api/v2/remote-jobs/?|jobs(?:/.*)?|remote-[^?]*)?(?:\?.*)?",
        filters=frozenset({"geo", "industry", "tag"}),
        newest=100,
        policy=Policy(
            documented=True,
            terms=_LINK_BACK.format(name="Jobicy") + "; asked a few times a day at most",
        ),
    ),
    KnownFeed(
        token="himalayas",  # noqa: S106
        label="Himalayas",
        url="https://himalayas.app/jobs/api?limit=20",
        hosts=r"(?:www\.)?himalayas\.app",
        pages=r"/?(?:jobs(?!/rss)(?:/.*)?|companies/[^/?]+/jobs/[^?]+)?(?:\?.*)?",
        policy=Policy(documented=True, terms=_LINK_BACK.format(name="Himalayas")),
    ),
    KnownFeed(
        token="themuse",  # noqa: S106
        label="The Muse",
        url="https://www.themuse.com/api/public/jobs?page=0",
        hosts=r"(?:www\.)?themuse\.com",
        pages=r"/?(?:api/public/(?:v\d/)?jobs(?:/.*)?|jobs(?:/.*)?|search(?:/.*)?)?(?:\?.*)?",
        filters=frozenset({"category", "company", "level", "location"}),
        policy=Policy(
            documented=True,
            terms="public API, 500 requests an hour without a key; link back to the posting on The Muse",
        ),
    ),
    KnownFeed(
        token="usajobs",  # noqa: S106
        label="USAJOBS",
        url="https://data.usajobs.gov/api/search?ResultsPerPage=500&Page=1",
        hosts=r"(?:(?:www|data)\.)?usajobs\.gov",
        pages=r"/?(?:api/[sS]earch|[sS]earch(?:/.*)?|job/.*)?(?:\?.*)?",
        filters=frozenset({"Keyword", "LocationName", "Organization", "JobCategoryCode", "RemoteIndicator"}),
        policy=Policy(
            documented=True,
            terms="open data of the United States; the search API wants a key in its headers, which is not "
            "sent, so that only a base_url that answers without one can be read",
        ),
    ),
)

FEEDS: dict[str, KnownFeed] = {feed.token: feed for feed in _ALL}

_FEED_OF_ITS_OWN = re.compile(r"\.(?:rss|xml|atom)\Z|/(?:rss|feed|atom)/?\Z", re.IGNORECASE)
_TRACKING = re.compile(r"(?:utm_\w+|gclid|fbclid)=", re.IGNORECASE)


class NoFeedError(ValueError):
    """An address on a known feed's host that does not lead to it; the message says so."""


def feed_at(host: str, path: str, query: str) -> tuple[str, str] | None:
    """The token and address of the known feed that an ordinary address of its site leads to.

        feed_at("remotive.com", "/api/remote-jobs", "category=qa&limit=5")
        # ("remotive?category=qa", "https://remotive.com/api/remote-jobs?category=qa")

    Null for an address on no known feed's host. Raises `NoFeedError` for one that does not lead there.
    """
    known = _on(host)
    if known is None:
        return None
    match = re.fullmatch(known.pages, path + (f"?{query}" if query else ""))
    if match is None:
        raise NoFeedError(f"is on {known.label} but does not lead to its feed, as {known.url} does")
    if (section := match.groupdict().get("section")) and known.section is not None:
        return f"{known.token}/{section}", known.section.format(section=section)
    wanted = sorted((key, value) for key, value in parse_qsl(query) if key in known.filters and value)
    return (known.token + _asked(wanted), _with(known.url, wanted)) if wanted else (known.token, known.url)


def is_other_feed(host: str, path: str, query: str) -> bool:
    """Whether an address on a known feed's host is another feed there, as most of them offer RSS as well."""
    known = _on(host)
    if known is None or (known.section is not None and re.fullmatch(known.pages, path)):
        return False
    return bool(_FEED_OF_ITS_OWN.search(path)) or "feed" in dict(parse_qsl(query))


def feed_named(token: str) -> tuple[str, str] | None:
    """The token and address of a known feed by its token, with the section or the filters in it."""
    known = FEEDS.get(_name_in(token))
    if known is None:
        return None
    rest = token[len(known.token) :]
    if rest.startswith("/") and known.section is not None:
        return token, known.section.format(section=rest[1:])
    wanted = sorted(parse_qsl(rest[1:]))
    if rest and (not wanted or rest[0] != "?" or any(key not in known.filters for key, _ in wanted)):
        return None
    return known.token + _asked(wanted), _with(known.url, wanted)


def site_of(token: str) -> KnownFeed | None:
    """The known feed that a board is of or shares the host with, by the board's token; else null."""
    return FEEDS.get(_name_in(token)) or _on(_name_in(token))


def policy_of(token: str) -> Policy | None:
    """On what footing a board is read, by its token: as the known feed of its site; else null."""
    known = site_of(token)
    return known.policy if known else None


def newest_of(token: str) -> int | None:
    """How many postings the known feed of a board's token shows at most; null where it shows all it has."""
    known = FEEDS.get(_name_in(token))
    return known.newest if known else None


def untracked(query: str) -> str:
    """A query without the parameters that say where a reader came from."""
    return "&".join(part for part in query.split("&") if part and not _TRACKING.match(part))


def _name_in(token: str) -> str:
    return re.split(r"[/?]", token, maxsplit=1)[0]


def _on(host: str) -> KnownFeed | None:
    return next((feed for feed in _ALL if re.fullmatch(feed.hosts, host)), None)


def _asked(wanted: list[tuple[str, str]]) -> str:
    return f"?{urlencode(wanted)}" if wanted else ""


def _with(url: str, wanted: list[tuple[str, str]]) -> str:
    return url + ("&" if "?" in url else "?") + urlencode(wanted) if wanted else url
