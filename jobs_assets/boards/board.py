"""Boards: one employer's listing on one ATS, and how an address or name is recognised as one.

Which kinds exist and how their URLs look is `kinds/`; reading and editing boards.yaml is `file.py`.
"""

import re
from dataclasses import dataclass
from urllib.parse import SplitResult, quote, unquote, urlsplit

from jobs_assets.kinds import KINDS, Kind
from jobs_assets.kinds.feeds import NoFeedError, feed_at, feed_named, is_other_feed, untracked


@dataclass(frozen=True, slots=True)
class Board:
    """One board to follow.

    `token` is the employer's name in the ATS ("acme" in boards.greenhouse.io/acme), percent-decoded; for
    `site` it is the host and path of the careers page, and for a board on its employer's own domain its host.
    `url` is the page a person opens; its host carries the
    region where an ATS has several (`https://jobs.eu.lever.co/acme` is read from api.eu.lever.co). `base_url`
    is another origin that speaks the same API (sample boards, a replay); the addresses on record stay those
    of the board itself, so that a replay gives the same rows.
    """

    ats: str
    token: str
    name: str | None = None
    url: str | None = None
    base_url: str | None = None

    @property
    def board_id(self) -> str:
        """The board's name in every table: "{ats}:{token}"."""
        return f"{self.ats}:{self.token}"


class UnknownBoardError(ValueError):
    """The address or token names no board; the message says why."""


def recognise(url: str) -> Board | None:
    """The board that an ordinary address belongs to (a board's page, a posting, an API call), or null.

        recognise("https://jobs.lever.co/acme/5ac2…/apply").board_id  # "lever:acme"

    A known ATS's address that names no board, and anything but http(s), is null; any other page is a site.
    """
    try:
        return board_at(url)
    except UnknownBoardError:
        return None


def board_at(url: str) -> Board:
    """As `recognise`, raising `UnknownBoardError` with the reason instead of returning null."""
    parts = split_url(url)
    host = (parts.hostname or "").lower()
    address = f"{host}{_plain(parts.path) or '/'}" + (f"?{_plain(parts.query)}" if parts.query else "")
    for kind in KINDS.values():
        if not kind.urls or not re.fullmatch(kind.hosts, host):
            continue
        for pattern in kind.urls:
            if match := re.fullmatch(pattern, address):
                return _matched(kind, match.groupdict())
        raise UnknownBoardError(f"{url!r} is on {kind.label} but names no board, as {example_url(kind)} does")
    return _feed(url, host, parts) or board_by_url(KINDS["site"], url)


def _feed(url: str, host: str, parts: SplitResult) -> Board | None:
    """The feed that an address on a known feed's site leads to; null for any other site's."""
    path = _plain(parts.path).rstrip("/") or "/"
    if is_other_feed(host, path, parts.query):
        return board_by_url(KINDS["feed"], url)
    try:
        found = feed_at(host, path, parts.query)
    except NoFeedError as error:
        raise UnknownBoardError(f"{url!r} {error}") from error
    return Board("feed", found[0], url=found[1]) if found else None


def _plain(text: str) -> str:
    """A part of a URL without the escapes it could do without (RFC 3986, 6.2.2.2): %61 is a, %2F stays."""
    return re.sub(r"%(4[1-9A-F]|5[0-9A]|6[1-9A-F]|7[0-9A]|3[0-9]|2[DE]|5F|7E)", _unescaped, text, flags=re.I)


def _unescaped(match: re.Match[str]) -> str:
    return chr(int(match[1], 16))


def _matched(kind: Kind, groups: dict[str, str | None]) -> Board:
    found = {name: unquote(value or "") for name, value in groups.items()}
    return named_board(kind, kind.token.format(**found), region=found.get("region", ""))


def named_board(kind: Kind, token: str, *, region: str = "") -> Board:
    """The board `token` of a board ATS; raises `UnknownBoardError` for what cannot be a token."""
    token = token.strip()
    if kind.named_by_url:
        if kind.ats != "feed" or (feed := feed_named(token)) is None:
            raise UnknownBoardError(f"{token!r} names no {kind.label}: it is named by `url`")
        return Board(kind.ats, feed[0], url=feed[1])
    if kind.lower_case_tokens:
        token = token.lower()
    match = re.fullmatch(kind.tokens, token)
    if match is None or not token.isprintable() or token in {".", ".."}:
        raise UnknownBoardError(f"{token!r} cannot be a board's name on {kind.label}")
    if kind.needs_region and not region:
        raise UnknownBoardError(f"{token!r} alone does not lead to a {kind.label} board: give its url")
    parts = {name: quote(part) for name, part in match.groupdict().items()}
    return Board(kind.ats, token, url=kind.public_url.format(**parts, region=region, token=quote(token)))


def stands_alone(board: Board) -> bool:
    """Whether the board's kind and token alone lead to it, without its address."""
    try:
        return named_board(KINDS[board.ats], board.token).url == board.url
    except UnknownBoardError:
        return False


def own_domain_board(kind: Kind, url: str) -> Board:
    """The board of that kind on its employer's own domain, "https://careers.acme.example/…".

    Raises `UnknownBoardError` where boards of that kind have no domains of their own.
    """
    parts = split_url(url)
    if not kind.own_domains:
        raise UnknownBoardError(f"{url!r} is not an address of {kind.label}, as {example_url(kind)} is")
    host = parts.netloc.lower()
    return Board(kind.ats, host, url=f"{parts.scheme}://{host}")


def split_url(url: str) -> SplitResult:
    """An http(s) URL in its parts; raises `UnknownBoardError` for anything else."""
    text = url.strip()
    if "://" not in text and re.match(r"[\w-]+(\.[\w-]+)+(:\d+)?([/?#]|$)", text):
        text = f"https://{text}"  # as people paste it
    try:
        parts = urlsplit(text)
        usable = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError as error:
        raise UnknownBoardError(f"{url!r} is not a URL ({error})") from error
    if not usable or re.search(r"\s", text):
        raise UnknownBoardError(f"{url!r} is not an http(s) URL")
    if parts.username or parts.password:
        raise UnknownBoardError("a URL with a user name or password in it is not taken")
    return parts


def board_by_url(kind: Kind, url: str) -> Board:
    """The board of that kind at `url`, its token the address itself: a site's host and path.

    Two feeds may differ in their query alone, which then is part of the token, less what tracks people.
    """
    parts = split_url(url)
    host = (parts.hostname or "").lower()
    default_port = {"http": 80, "https": 443}[parts.scheme]
    if ":" in host:
        host = f"[{host}]"
    if parts.port not in {None, default_port}:
        host = f"{host}:{parts.port}"
    path = parts.path or "/"
    url = f"{parts.scheme}://{host}{path}" + (f"?{parts.query}" if parts.query else "")
    token = unquote(f"{host}{path}").rstrip("/")
    if kind.ats == "feed" and (asked := untracked(parts.query)):
        token = f"{token}?{unquote(asked)}"
    return Board(kind.ats, token, url=url)


def example_url(kind: Kind) -> str:
    """How a board's page of this kind looks."""
    match = re.fullmatch(kind.tokens, kind.example_token)
    parts = match.groupdict() if match else {}
    return kind.public_url.format(**parts, region=kind.example_region, token=kind.example_token)
