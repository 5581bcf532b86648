"""Which links of a careers site lead to postings. Pure: addresses and HTML in, addresses out.

Words of an address, in the languages of our boards, decide what looks like a posting; what is on the page
decides what is one.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import parse_qsl, unquote, urlencode, urljoin, urlsplit, urlunsplit

import turbohtml

MAX_URL = 2_000
_POSTING_WORDS = (
    "job|jobs|career|careers|vacanc(?:y|ies)|position|positions|opening|openings|opportunit(?:y|ies)|role|roles|"
    "requisition|hiring|posting|postings|join-us|work-with-us|"
    "stelle|stellen|stellenangebot|stellenangebote|stellenanzeige|karriere|ausschreibung|"
    "emploi|emplois|offre|offres|carriere|carrieres|poste|postes|recrutement|"
    "empleo|empleos|oferta|ofertas|vacante|vacantes|puesto|puestos|trabajo|trabaja|"
    "vacature|vacatures|lavoro|lavora|posizioni|vaga|vagas|carreiras"
)
_POSTING = re.compile(rf"(?:^|[/_.=?&-])(?:{_POSTING_WORDS})(?:$|[/_.=?&-])", re.IGNORECASE)
_PAGING = re.compile(
    r"(?:[?&](?:page|p|pg|pr|start|offset|from|seite|pagina)=\d+)|/(?:page|seite|pagina)/?\d+/?$",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"(?<!\d)\d{3,}(?!\d)")
_NOT_A_PAGE = re.compile(
    r"\.(?:jpe?g|png|gif|svg|webp|avif|ico|css|m?js|json|xml|rss|atom|pdf|docx?|xlsx?|pptx?|zip|gz|mp[34]|webm|woff2?|ttf|ics)$",
    re.IGNORECASE,
)
# Actions on a posting, and calendars: places without end or without postings.
_LEADS_NOWHERE = re.compile(
    r"/(?:apply|bewerben|postuler|login|log-in|signin|sign-in|register|logout|cart|wp-admin|wp-json|feed|calendar|kalender)(?:/|$)"
    r"|[?&](?:share|replytocom|print|date|month|day|sessionid|sid|phpsessid)="
    r"|/(?:19|20)\d\d/(?:0?[1-9]|1[0-2])(?:/|$)",
    re.IGNORECASE,
)
_TRACKING = re.compile(
    r"(?:utm_\w+|gclid|fbclid|msclkid|mc_[ce]id|gh_src|lever-source|src|ref|source|_ga|igshid)", re.IGNORECASE
)
# The same part three times in a row, as a broken relative link makes it: /jobs/jobs/jobs/…
_REPEATS = re.compile(r"(/[^/]+)\1{2,}(?:/|$)")


@dataclass(frozen=True, slots=True)
class Link:
    """A link on a page; by its address, whether it looks like a posting or pages through a listing."""

    url: str
    looks_like_posting: bool
    pages: bool


def clean(url: str) -> str | None:
    """The address without fragment and tracking, or None if it is none to follow."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not parts.hostname or len(url) > MAX_URL:
        return None
    query = parts.query
    if query:
        kept = [
            (key, value)
            for key, value in parse_qsl(query, keep_blank_values=True)
            if not _TRACKING.fullmatch(key)
        ]
        query = urlencode(kept)
    default = port is None or port == {"http": 80, "https": 443}[parts.scheme]
    host = parts.hostname if ":" not in parts.hostname else f"[{parts.hostname}]"
    return urlunsplit((parts.scheme, host if default else f"{host}:{port}", parts.path or "/", query, ""))


def is_trap(url: str) -> bool:
    """Whether an address is a file, an action or a place without end."""
    parts = urlsplit(url)
    return bool(_NOT_A_PAGE.search(parts.path) or _LEADS_NOWHERE.search(url) or _REPEATS.search(parts.path))


def looks_like_posting(url: str) -> bool:
    """Whether the words of an address speak of a posting or a list of them."""
    parts = urlsplit(url)
    return _POSTING.search(unquote(f"{parts.path}?{parts.query}")) is not None


def is_numbered(url: str) -> bool:
    """Whether an address speaks of a posting and ends in its number, as "/jobs/baker-4711" does."""
    parts = urlsplit(url)
    last = f"{parts.path.rstrip('/').rpartition('/')[2]}?{parts.query}"
    return looks_like_posting(url) and _NUMBER.search(last) is not None


def is_paging(url: str) -> bool:
    """Whether an address is a further page of a listing."""
    return _PAGING.search(url) is not None


def links_of(body: bytes, url: str) -> Iterator[Link]:
    """The followable links of an HTML page at `url`, in order, each once."""
    document = turbohtml.parse(body)
    base = document.select_one("base[href]")
    root = urljoin(url, str(base.attrs["href"])) if base is not None else url
    seen: set[str] = set()
    for element in document.select("a[href], link[rel=next][href], iframe[src]"):
        try:
            target = clean(urljoin(root, str(element.attrs.get("href") or element.attrs.get("src")).strip()))
        except ValueError:
            continue
        if target is None or target in seen or is_trap(target):
            continue
        seen.add(target)
        rel = str(element.attrs.get("rel") or "")
        yield Link(target, looks_like_posting(target), "next" in rel or is_paging(target))
