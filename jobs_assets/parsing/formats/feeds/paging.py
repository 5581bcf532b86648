"""How feeds go on: the total that a page states, and the address of the next one. Pure.

Fetching it, and when to stop, is the spider's.
"""

from collections.abc import Callable
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from jobs_assets.parsing import fields
from jobs_assets.parsing.formats.feeds import rows
from jobs_assets.parsing.formats.feeds.shapes import Feed
from jobs_assets.parsing.json_bytes import Json
from jobs_assets.parsing.xml_bytes import Element, child_of, name_of

_SYNDICATED = frozenset({"rss", "atom", "json-feed"})

# Where the JSON of a shape states how many postings there are in all; the first that is a number.
_TOTALS: dict[str, tuple[tuple[str, ...], ...]] = {
    "remotive": (("total-job-count",), ("job-count",)),
    "jobicy": (("jobCount",),),
    "himalayas": (("totalCount",),),
    "themuse": (("total",),),
    "adzuna": (("count",),),
    "usajobs-search": (("SearchResult", "SearchResultCountAll"), ("SearchResult", "SearchResultCount")),
}


def total_of(feed: Feed) -> int | None:
    """How many postings the feed says there are in all, or null."""
    if feed.xml is not None:
        return _total_of_xml(feed.xml)
    for path in _TOTALS.get(feed.shape.name if feed.shape else "", ()):
        found = rows.value_at(feed.json, *path)
        if isinstance(found, int) and not isinstance(found, bool):
            return found
    return None


def may_be_cut(feed: Feed) -> bool:
    """Whether feeds of this shape often show their newest entries alone, without saying so."""
    return feed.shape is not None and feed.shape.name in _SYNDICATED


def next_address(feed: Feed, url: str) -> str | None:
    """The address of the page after the one at `url`, as stated (relative, perhaps), or null."""
    if feed.xml is not None:
        return _linked(feed.xml)
    if feed.shape is None:
        return None
    following = _NEXT.get(feed.shape.name)
    return following(feed, url) if following else None


def _total_of_xml(root: Element) -> int | None:
    """OpenSearch's `totalResults` in RSS and Atom, `recordSetCount` in HR-XML."""
    channel = child_of(root, "channel")
    stated = child_of(root if channel is None else channel, "totalResults")
    text = stated.text if stated is not None else None
    area = child_of(root, "DataArea")
    shown = child_of(area, "Show") if area is not None else None
    if shown is not None:
        text = shown.get("recordSetCount")
    return int(text) if text and text.strip().isdecimal() and len(text) < 10 else None


def _linked(root: Element) -> str | None:
    """The link to the next page (RFC 5005), of an Atom feed or inside an RSS channel."""
    channel = child_of(root, "channel")
    for child in root if channel is None else channel:
        if name_of(child) == "link" and child.get("rel") == "next":
            return child.get("href")
    return None


def _stated_link(feed: Feed, url: str) -> str | None:
    found = rows.value_at(feed.json, "links", "next") or rows.value_at(feed.json, "next_url")
    return found if isinstance(found, str) and found else None


def _himalayas(feed: Feed, url: str) -> str | None:
    """By cursor where one is given, else by offset."""
    cursor = rows.value_at(feed.json, "nextCursor")
    if isinstance(cursor, str) and cursor:
        return _asking(url, cursor=cursor)
    if "cursor=" in urlsplit(url).query:
        return None
    offset = _number(url, "offset", 0) + len(feed.rows)
    total = total_of(feed)
    return _asking(url, offset=str(offset)) if total is None or offset < total else None


def _muse(feed: Feed, url: str) -> str | None:
    """Pages up to the last, whether they are counted from 0 or from 1."""
    page, last = _number(url, "page", 0), rows.value_at(feed.json, "page_count")
    return _asking(url, page=str(page + 1)) if isinstance(last, int) and page < last else None


def _usajobs(feed: Feed, url: str) -> str | None:
    page = _number(url, "Page", 1)
    last = fields.text(rows.value_at(feed.json, "SearchResult", "UserArea", "NumberOfPages")) or ""
    return _asking(url, Page=str(page + 1)) if last.isdecimal() and page < int(last) else None


def _adzuna(feed: Feed, url: str) -> str | None:
    """The page's number is the last part of the path: "/v1/api/jobs/gb/search/2"."""
    parts = urlsplit(url)
    stem, _, page = parts.path.rpartition("/")
    if not page.isdecimal():
        return None
    return urlunsplit(parts._replace(path=f"{stem}/{int(page) + 1}"))


_NEXT: dict[str, Callable[[Feed, str], str | None]] = {
    "arbeitnow": _stated_link,
    "json-feed": _stated_link,
    "himalayas": _himalayas,
    "themuse": _muse,
    "usajobs-search": _usajobs,
    "adzuna": _adzuna,
}


def _number(url: str, name: str, default: int) -> int:
    stated: Json = dict(parse_qsl(urlsplit(url).query)).get(name)
    return int(stated) if isinstance(stated, str) and stated.isdecimal() and len(stated) < 10 else default


def _asking(url: str, **parameters: str) -> str:
    """`url` with these parameters set, the others kept."""
    parts = urlsplit(url)
    asked = dict(parse_qsl(parts.query, keep_blank_values=True)) | parameters
    return urlunsplit(parts._replace(query=urlencode(asked)))
