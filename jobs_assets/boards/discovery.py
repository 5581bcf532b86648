"""Finding the ATS behind a company's own careers page. Pure: pages in, boards out.

Which addresses name a board is `board.py`; fetching the pages is `probe.py`. Nothing here guesses a board's
name from an employer's: it stands on the page, or it is not found.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from urllib.parse import unquote, urljoin

import turbohtml

from jobs_assets.boards.board import Board, UnknownBoardError, own_domain_board, recognise
from jobs_assets.boards.careers_links import site_name
from jobs_assets.kinds import KINDS

# What each way of naming a board is worth. An embedded board is meant to be this page's; a link may lead to
# anybody's, so it takes several of them, or a board named like the site, to weigh as much.
_REDIRECT, _OWN_DOMAIN, _EMBEDDED, _LINKED, _MENTIONED, _NAMED_ALIKE = 16, 12, 8, 2, 1, 4
_MOST_LINKS = 6
SURE = 4
"""From so many votes on, a closer look at the site is not worth a request; below, a person should look."""

_MAX_URLS = 5_000
_MAX_TEXT = 4 << 20


@dataclass(frozen=True, slots=True)
class SeenPage:
    """A page as it was fetched: `url` is where the redirects, which led through `through`, ended."""

    url: str
    body: bytes = b""
    through: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """A board that a page names: `how`, as a phrase ("embedded in a frame"), and `votes`, how surely."""

    board: Board
    votes: int
    how: str
    page: str

    @property
    def sure(self) -> bool:
        """Whether more speaks for it than a link or two that may lead to another's board."""
        return self.votes >= SURE


@dataclass(slots=True)
class _Tally:
    board: Board
    page: str
    links: set[str] = field(default_factory=set)
    best: int = 0
    how: str = ""

    def note(self, worth: int, how: str, url: str) -> None:
        self.links.add(url)
        if worth > self.best:
            self.best, self.how = worth, how

    def found(self, site: str) -> Found:
        votes = self.best + min(len(self.links) - 1, _MOST_LINKS)
        if _alike(self.board.token, site):
            votes += _NAMED_ALIKE
        how = self.how
        if self.best == _LINKED and len(self.links) > 1:
            how = f"{len(self.links)} links"
        return Found(self.board, votes, how, self.page)


# Widgets that name their board by something other than its address: a pattern, and the address it stands for.
_WIDGETS: tuple[tuple[str, str, str], ...] = (
    (
        "lever",
        r"leverJobsOptions\s*=\s*\{[^{}]{0,2000}?accountName[\"']?\s*:\s*[\"']([\w.-]+)",
        "https://jobs.lever.co/{}",
    ),
    (
        "greenhouse",
        r"(?:ghBoard|greenhouseBoard\w*|board_?token)[\"']?\s*[:=]\s*[\"']([A-Za-z0-9]\w*)",
        "https://boards.greenhouse.io/{}",
    ),
    (
        "workable",
        r"\bwhr_embed\(\s*[\"']?([A-Za-z0-9][\w-]*)",
        "https://apply.workable.com/api/v1/widget/accounts/{}",
    ),
    (
        "smartrecruiters",
        r"smartrecruiters[\s\S]{0,4000}?[\"']?company_?code[\"']?\s*:\s*[\"']([\w-]+)",
        "https://careers.smartrecruiters.com/{}",
    ),
    ("bamboohr", r"data-domain=[\"']?([\w-]+)\.bamboohr\.com", "https://{}.bamboohr.com/careers"),
    (
        "ashby",
        r"organizationHostedJobsPageName[\"']?\s*:\s*[\"']([^\"'<>]+)",
        "https://jobs.ashbyhq.com/{}",
    ),
    (
        "comeet",
        r"(?i:comeet)[\s\S]{0,600}?token[\"']?\s*[:=]\s*[\"']([0-9A-F]{8,})[\"'][\s\S]{0,300}?"
        r"uid[\"']?\s*[:=]\s*[\"']([0-9A-F]{1,4}\.[0-9A-F]{3})",
        "https://www.comeet.com/careers-api/2.0/company/{1}/positions?token={0}",
    ),
    (
        "comeet",
        r"(?i:comeet)[\s\S]{0,600}?uid[\"']?\s*[:=]\s*[\"']([0-9A-F]{1,4}\.[0-9A-F]{3})[\"'][\s\S]{0,300}?"
        r"token[\"']?\s*[:=]\s*[\"']([0-9A-F]{8,})",
        "https://www.comeet.com/careers-api/2.0/company/{0}/positions?token={1}",
    ),
)

# What pages that a vendor serves on an employer's own host cannot hide. Each has been seen on such pages and
# is not what a company's own page with the vendor's widget or pictures on it carries.
_MARKS: dict[str, str] = {
    "teamtailor": r"<meta[^>]{1,500}?[\"']teamtailor[\"']|//assets[\w-]*\.teamtailor-cdn\.com/",
    "recruitee": r"<(?:meta|link|script)[^>]{1,500}?//careers\.recruiteecdn\.com/",
    "successfactors": r"//rmkcdn\.successfactors\.(?:com|eu)/|/platform/(?:js|css)/j2w/|\bj2w\.\w+\.init\(",
    "eightfold": r"\b_EF_(?:GROUP_ID|PRODUCT)\b|<(?:link|script)[^>]{1,500}?//static\.vscdn\.net/",
    "pinpoint": r"<(?:link|script)[^>]{1,500}?//(?:assets|cdn)\.pinpointhq\.com/(?!embed)",
}

# Widgets that show postings and do not say whose in the page's own text.
_MUTE_WIDGETS: dict[str, str] = {
    "teamtailor": r"teamtailor-jobs-widget|scripts\.teamtailor-cdn\.com/widgets",
    "recruitee": r"jobs-widget\.recruiteecdn\.com|\bRTWidget\(",
    "join": r"join\.com/api/widget/",
    "greenhouse": r"\bgh_jid=\d|id=[\"']?grnhse_app",
    "pinpoint": r"pinpointhq\.com/embed",
}

_ADDRESS = re.compile(r"(?:https?:)?//[\w-]+(?:\.[\w-]+)+(?::\d+)?(?:[/?][^\s\"'<>\\`{}|^]*)?")
_WRAPPED = re.compile(r"https?%3A%2F%2F[^\s\"'<>&\\]+", re.IGNORECASE)
_ATTRIBUTES = {
    "iframe": (_EMBEDDED, "embedded in a frame"),
    "embed": (_EMBEDDED, "embedded in a frame"),
    "object": (_EMBEDDED, "embedded in a frame"),
    "script": (_EMBEDDED, "embedded by a script"),
    "form": (_LINKED, "a form"),
    "a": (_LINKED, "a link"),
    "area": (_LINKED, "a link"),
    "link": (_LINKED, "a link"),
}


def boards_behind(pages: Iterable[SeenPage]) -> list[Found]:
    """The boards that a careers page and those it leads to name, the likeliest first.

    Pages come from the nearest to the farthest; where votes are equal, the nearer page is believed.
    """
    tallies: dict[str, _Tally] = {}
    site = ""
    for page in pages:
        site = site or site_name((page.through or (page.url,))[0])
        for board, worth, how, url in _signs(page):
            key = board.board_id.casefold()
            tallies.setdefault(key, _Tally(board, page.url)).note(worth, how, url)
    found = [tally.found(site) for tally in tallies.values()]
    return sorted(found, key=lambda each: -each.votes)


def mute_widgets(pages: Iterable[SeenPage]) -> list[str]:
    """The labels of vendors whose widget a page shows without a word on whose board it is."""
    texts = [_text(page.body) for page in pages]
    return [
        KINDS[ats].label
        for ats, mark in _MUTE_WIDGETS.items()
        if ats in KINDS and any(re.search(mark, text) for text in texts)
    ]


_Sign = tuple[Board, int, str, str]


def _signs(page: SeenPage) -> Iterator[_Sign]:
    for url in (*page.through[1:], page.url) if page.through else ():
        yield from _named(url, _REDIRECT, "a redirect")
    text = _text(page.body)
    yield from _own_domain(page.url, text)
    yield from _widgets(text)
    yield from _addresses(page, text)


def _own_domain(url: str, text: str) -> Iterator[_Sign]:
    here = recognise(url)
    if here is None or here.ats != "site":
        return  # on some vendor's own host
    for ats, mark in _MARKS.items():
        kind = KINDS.get(ats)
        if kind is None or not kind.own_domains or not re.search(mark, text, re.IGNORECASE):
            continue
        try:
            board = own_domain_board(kind, url)
        except UnknownBoardError:
            continue
        yield board, _OWN_DOMAIN, f"the page is one of {kind.label}'s", url


def _widgets(text: str) -> Iterator[_Sign]:
    for ats, pattern, address in _WIDGETS:
        if ats not in KINDS:
            continue
        for match in re.finditer(pattern, text):
            url = address.format(*match.groups())
            yield from _named(url, _EMBEDDED, f"a {KINDS[ats].label} widget")


def _addresses(page: SeenPage, text: str) -> Iterator[_Sign]:
    seen: set[str] = set()
    for url, worth, how in _urls(page, text):
        if url in seen:
            continue
        seen.add(url)
        if len(seen) > _MAX_URLS:
            return
        yield from _named(url, worth, how)


def _urls(page: SeenPage, text: str) -> Iterator[tuple[str, int, str]]:
    document = turbohtml.parse(page.body)
    for element in document.select(", ".join(_ATTRIBUTES)):
        worth, how = _ATTRIBUTES[element.tag]
        for name in ("src", "href", "action", "data", "data-src"):
            value = str(element.attrs.get(name) or "").strip()
            if value:
                yield from ((url, worth, how) for url in _unwrapped(_joined(page.url, value)))
    for match in _ADDRESS.finditer(text):
        url = match[0]
        yield from (
            (each, _MENTIONED, "a mention in its text")
            for each in _unwrapped(f"https:{url}" if url.startswith("//") else url)
        )


def _unwrapped(url: str) -> Iterator[str]:
    """An address, and the one that a redirector carries in it."""
    yield url
    for inner in _WRAPPED.findall(url):
        yield unquote(inner)


def _joined(base: str, value: str) -> str:
    try:
        return urljoin(base, value)
    except ValueError:
        return ""


def _named(url: str, worth: int, how: str) -> Iterator[_Sign]:
    board = recognise(url) if url else None
    if board is not None and board.ats not in _NOT_AN_EMPLOYERS:
        yield board, worth, how, url


_NOT_AN_EMPLOYERS = frozenset({"site", "feed"})


def _text(body: bytes) -> str:
    """The page's source with addresses as they are meant: entities and the escapes of scripts undone."""
    text = body[:_MAX_TEXT].decode("utf-8", "replace")
    text = text.replace("\\/", "/").replace("\\u002F", "/").replace("\\u002f", "/").replace("\\u0026", "&")
    return text.replace('\\"', '"').replace("&amp;", "&").replace("&#x2F;", "/").replace("&#x2f;", "/")


def _alike(token: str, site: str) -> bool:
    name = re.sub(r"[^a-z0-9]", "", token.lower())
    site = re.sub(r"[^a-z0-9]", "", site)
    return len(site) > 2 and len(name) > 2 and (site in name or name in site)
