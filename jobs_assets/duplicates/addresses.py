"""Which postings a posting's addresses name: ids of an employer's ATS, and pages as such.

Reads URLs, asks nobody. What a board's address looks like is `boards/board.py`'s and the kinds' business.
"""

import re
from dataclasses import dataclass
from urllib.parse import parse_qsl, unquote

from jobs_assets.boards.board import recognise
from jobs_assets.duplicates.records import Candidate
from jobs_assets.kinds import KINDS

NativeId = tuple[str, str, str]
"""(ats, tenant, native id), in lower case; the tenant is "" where an address does not name it."""

_OWNERS = frozenset(KINDS) - {"feed", "site"}
_HOSTS = re.compile(
    "|".join(
        f"(?P<{ats}>{re.sub(r'[(](?![?])', '(?:', KINDS[ats].hosts)})"
        for ats in sorted(_OWNERS)
        if KINDS[ats].hosts
    )
)
_LONG_ENOUGH = 6  # characters from which on a vendor's id is its own over all boards of one employer
_APPLYING = ("/apply", "/application", "/c/new", "/job-apply")
_NAMING = re.compile(r"\d{5}|[0-9a-f]{8}-[0-9a-f]{4}|(?=[a-z]*\d)[0-9a-z]{10}", re.IGNORECASE)
_TRACKING = re.compile(
    r"(?:utm_\w+|gh_src|src|source|ref|referrer|lever-\w+|trk|oga|iis\w?|mode|lang|language)(?:=|$)"
)


@dataclass(frozen=True, slots=True)
class Addresses:
    """`own`: the posting's id on its employer's ATS; null on a feed or site. `page`: the address of its own
    page on the employer's board or site; null on a feed. On feeds and sites, `named` are ids and `pages`
    addresses that its links may mean.
    """

    own: NativeId | None = None
    page: str | None = None
    named: frozenset[NativeId] = frozenset()
    pages: frozenset[str] = frozenset()


def addresses_of(candidate: Candidate) -> Addresses:
    """What the candidate's id and addresses name."""
    ats, _, token = candidate.board_id.partition(":")
    page = None if ats == "feed" or not candidate.url else _page(candidate.url)
    if ats in _OWNERS:
        native = candidate.posting_id.removeprefix(f"{candidate.board_id}:")
        return Addresses((ats, _tenant(token), native.casefold()), page)
    links = [link for link in (candidate.url, candidate.apply_url) if link]
    named = frozenset(name for link in links for name in _named(link))
    pages = frozenset(address for link in links if (address := _page(link)))
    return Addresses(None, page, named, pages)


def same_id(one: Addresses, other: Addresses, *, same_employer: bool) -> bool:
    """Whether one id of an ATS is behind both. What a link may mean counts where a posting has that id."""
    if one.own and other.own:
        return _agree(one.own, other.own, same_employer)
    own, named = (one.own, other.named) if one.own else (other.own, one.named)
    return own is not None and any(_agree(own, name, same_employer) for name in named)


def same_page(one: Addresses, other: Addresses) -> bool:
    """Whether one is shown on a page that the other leads to.

    That two feeds lead to one page proves nothing: an employer may have one form for all its postings.
    """
    if one.page and other.page:
        return one.page == other.page
    return bool(one.page and one.page in other.pages) or bool(other.page and other.page in one.pages)


def _agree(own: NativeId, name: NativeId, same_employer: bool) -> bool:
    if (own[0], own[2]) != (name[0], name[2]):
        return False
    return own[1] == name[1] or (len(own[2]) >= _LONG_ENOUGH and same_employer)


def _tenant(token: str) -> str:
    """Who owns the board: sites of one Workday tenant share its ids."""
    return token.casefold().partition("/")[0]


def _page(link: str) -> str | None:
    """The address as a posting's name; null where nothing in it looks like one's."""
    address, _, query = link.strip().partition("#")[0].partition("?")
    host, slash, path = address.rpartition("://")[2].partition("/")
    path = f"{slash}{path}".rstrip("/")
    if path.endswith(_APPLYING):
        path = path.rpartition("/")[0].removesuffix("/c")
    asked = "&".join(sorted(each for each in query.split("&") if not _TRACKING.match(each))) if query else ""
    named = f"{path}?{asked}"
    return f"{host.lower().removeprefix('www.')}{named}" if _NAMING.search(named) else None


def _named(link: str) -> set[NativeId]:
    address, _, query = link.strip().partition("#")[0].partition("?")
    asked = dict(parse_qsl(query)) if query else {}
    if number := asked.get("gh_jid"):  # Greenhouse's mark on an employer's own page
        return {("greenhouse", "", number.casefold())}
    host, _, path = address.rpartition("://")[2].partition("/")
    vendor = _HOSTS.fullmatch(host.lower())
    if vendor is None or vendor.lastgroup is None:
        return set()
    board = recognise(link)
    tenant = _tenant(board.token) if board and board.ats == vendor.lastgroup else ""
    pieces = {piece for part in path.split("/") for piece in _pieces(unquote(part))}.union(asked.values())
    return {(vendor.lastgroup, tenant, each.casefold()) for each in pieces if any(map(str.isdigit, each))}


def _pieces(part: str) -> set[str]:
    """What in a part of a path may be an id: all of it, or what a slug begins or ends with."""
    return {part, part.partition("-")[0], part.rpartition("-")[2]}
