"""An HTML page with schema.org JobPosting: JSON-LD first, then microdata, then RDFa, each posting once.

A site's posting id is its identifier if the page gives one to this posting alone, else a digest of its
address; see `_native_ids`.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from hashlib import blake2b
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit

from turbohtml import parse as parse_html
from turbohtml import unescape

from jobs_assets.pages import SourcePage
from jobs_assets.parsing import annotations, jsonld
from jobs_assets.parsing.closing import Notice, notice_alone, notice_beside
from jobs_assets.parsing.fields import Refused, quote
from jobs_assets.parsing.job_posting import identifier, plain, posting_of
from jobs_assets.parsing.json_bytes import decode
from jobs_assets.parsing.language import code_of, detect, reads_as
from jobs_assets.parsing.places import name_of
from jobs_assets.postings import Closed, Evidence, Posting, Record, Source, Unparsed

Found = tuple[jsonld.Item, Source]

_HEAD = 32_000  # how far into a page its canonical link stands
_CANONICAL = re.compile(rb"<link\b[^>]*\brel\s*=\s*[\"']?canonical\b[^>]*>", re.IGNORECASE)
_HREF = re.compile(rb"\bhref\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>]+))", re.IGNORECASE)
_HTML = re.compile(rb"<html\b[^>]*>", re.IGNORECASE)
_LANG = re.compile(rb"\s(?:xml:)?lang\s*=\s*[\"']?([\w-]+)", re.IGNORECASE)


def parse(page: SourcePage) -> Iterator[Record]:
    """Every posting the page states, in its order. A page that states none yields nothing.

    A page that says that its posting is over is one `Closed`, whatever its data still states. A page that
    names JobPosting in its markup and gives none that can be read is one `Unparsed`.
    """
    found, broken = _stated(page)
    yield from (Unparsed(page.board_id, page.url, one.reason, one.detail) for one in broken)
    if found:
        yield from _records(page, found)
    elif not broken:
        yield from _without_posting(page)


def _without_posting(page: SourcePage) -> Iterator[Record]:
    if notice := notice_alone(page.body, (_html_language(page.body),)):
        yield _over(page, None, notice)
    elif b"schema.org/JobPosting" in page.body:
        yield Unparsed(page.board_id, page.url, "no_job_posting", "JobPosting is named but not filled in")


def own_posting(
    page: SourcePage, native_id: str, mend: Callable[[jsonld.Item], jsonld.Item] | None = None
) -> Posting | None:
    """The posting of a page that is one posting's own, under the id that the page's address gives it.

    For vendors' boards, whose ids stand in their addresses and not always on the page. `mend` undoes what a
    vendor writes into every item. Null where the page states no posting; raises `Refused` for a broken one.
    """
    found, broken = _stated(page)
    if not found:
        if broken:
            raise Refused(broken[0].reason, broken[0].detail)
        return None
    item, source = found[0]
    item = mend(item) if mend else item
    posting = posting_of(page, item, source)
    posting.posting_id = f"{page.board_id}:{native_id}"
    _addresses(posting, item, source, _page_url(page))
    _language(posting, _html_language(page.body), source)
    return posting


def own_record(page: SourcePage, native_id: str | None, read: Callable[[], Posting]) -> Posting | Closed:
    """What `read` makes of a page that is one posting's own, unless the page says that it is over.

    A page that `read` refuses may still say so; else the refusal goes on.
    """
    try:
        return _unless_over(page, read(), _html_language(page.body))
    except Refused:
        notice = notice_alone(page.body, (_html_language(page.body),))
        if notice is None:
            raise
        return _over(page, native_id and f"{page.board_id}:{native_id}", notice)


def _unless_over(page: SourcePage, posting: Posting, language: str | None) -> Posting | Closed:
    """The posting, unless its page, which says that it is in `language`, says that it is over."""
    notice = notice_beside(posting, page.body, (posting.language, language))
    return posting if notice is None else _over(page, posting.posting_id, notice)


def _over(page: SourcePage, posting_id: str | None, notice: Notice) -> Closed:
    return Closed(page.board_id, posting_id, page.url, notice.reason, notice.quote)


def _stated(page: SourcePage) -> tuple[list[Found], list[jsonld.Broken]]:
    """The items of the page in the best notations it has, and the scripts that cannot be read."""
    found: list[Found] = []
    broken: list[jsonld.Broken] = []
    survey = jsonld.survey(page.body)
    for result in jsonld.items(survey, page.body, page.content_type):
        if isinstance(result, jsonld.Broken):
            broken.append(result)
        else:
            found.append((result, "json_ld"))
    annotated = _annotated(page.body, survey.notations) if survey.notations else []
    found += [one for one in annotated if not _known(one[0], found)] if found else annotated
    return found, broken


def _annotated(body: bytes, notations: frozenset[bytes]) -> list[Found]:
    """The page's microdata, else its RDFa."""
    document = parse_html(body, positions=False)
    if b"itemtype" in notations and (items := list(annotations.items(document, annotations.MICRODATA))):
        return [(item, "microdata") for item in items]
    return [(item, "rdfa") for item in annotations.items(document, annotations.RDFA)]


def _known(item: jsonld.Item, found: list[Found]) -> bool:
    """Whether a posting of a better notation is this one: the page's only one, or alike in id, address or
    title.
    """
    if len(found) == 1:
        return True
    for other, _ in found:
        for key in (identifier, lambda one: name_of(one.get("url")), lambda one: plain(one.get("title"))):
            if (value := key(item)) is not None and value == key(other):
                return True
    return False


def _records(page: SourcePage, found: list[Found]) -> Iterator[Record]:
    body = page.body
    own_url = _page_url(page)
    language = _html_language(body)
    read: list[tuple[jsonld.Item, Posting]] = []
    for item, source in found:
        try:
            posting = posting_of(page, item, source)
        except Refused as refusal:
            yield Unparsed(page.board_id, page.url, refusal.reason, str(refusal), identifier(item))
            continue
        except Exception as error:  # one posting's surprise must not cost its neighbours; it is recorded
            yield Unparsed(page.board_id, page.url, "parser_error", f"{type(error).__name__}: {error}"[:500])
            continue
        _addresses(posting, item, source, own_url)
        _language(posting, language, source)
        read.append((item, posting))
    postings = _identified(page, read, own_url)
    # Of several postings a notice would not say which it means.
    one = len(postings) == 1 and len(read) == len(found)
    yield from [_unless_over(page, postings[0], language)] if one else postings


def _identified(page: SourcePage, read: list[tuple[jsonld.Item, Posting]], own_url: str) -> list[Posting]:
    """The postings with their ids; one stated twice on the page is given once, in its fuller version."""
    chosen: dict[str, Posting] = {}
    for native, posting in zip(_native_ids(read, own_url), (posting for _, posting in read), strict=True):
        posting.posting_id = f"{page.board_id}:{native}"
        other = chosen.get(native)
        if other is None or len(posting.description_text) > len(other.description_text):
            chosen[native] = posting
    return list(chosen.values())


def _native_ids(read: list[tuple[jsonld.Item, Posting]], own_url: str) -> list[str]:
    """An id for each posting that stays the same from day to day.

    1. The identifier's value, where no posting with another title on the page has the same.
    2. A digest of the posting's address, where the page has no other posting at that address.
    3. A digest of the page's address, the title and the places: an entry of a list without links.
    """
    named = [identifier(item) for item, _ in read]
    titles: dict[str, set[str]] = {}
    for name, (_, posting) in zip(named, read, strict=True):
        if name is not None:
            titles.setdefault(name, set()).add(posting.title)
    addresses = Counter(posting.url or "" for _, posting in read)
    ids = []
    for name, (_, posting) in zip(named, read, strict=True):
        if name is not None and len(titles[name]) == 1:
            ids.append(name)
        elif posting.url and ((addresses[posting.url] == 1 and posting.url != own_url) or len(read) == 1):
            ids.append(_digest(_plain_address(posting.url)))
        else:
            where = [f"{place.city}/{place.region}/{place.country}" for place in posting.job_location]
            ids.append(_digest(_plain_address(own_url), posting.title, *where))
    return ids


def _digest(*parts: str) -> str:
    return blake2b("\n".join(parts).encode("utf-8", "replace"), digest_size=8).hexdigest()


_TRACKING = re.compile(
    r"utm_\w+|gclid|fbclid|ref|source|src|gh_src|lever-source.*|trk|session_?id", re.IGNORECASE
)


def _plain_address(url: str) -> str:
    """An address without what does not tell pages apart: scheme, "www.", tracking, fragment, last slash."""
    parts = urlsplit(url)
    kept = sorted((key, value) for key, value in parse_qsl(parts.query) if not _TRACKING.fullmatch(key))
    host = (parts.netloc or "").lower().removeprefix("www.")
    return f"{host}{parts.path.rstrip('/')}" + (f"?{urlencode(kept)}" if kept else "")


def _page_url(page: SourcePage) -> str:
    """The page's canonical address where it is on the same site, else the one it was fetched from."""
    said = page.body.find(b"canonical", 0, _HEAD)
    link = _CANONICAL.search(page.body, max(0, said - 500), said + 2000) if said >= 0 else None
    match = _HREF.search(link[0]) if link else None
    if match is None:
        return page.url
    stated = unescape(decode(match[1] or match[2] or match[3] or b"")).strip()
    return _same_site(stated, page.url) or page.url


_PLAIN = re.compile(r"(https?://[a-z0-9-]+(?:\.[a-z0-9-]+)+/)[A-Za-z0-9/._~%-]*")
"""An absolute address without query, fragment or anything else that joining could change."""


def _same_site(stated: str | None, url: str) -> str | None:
    """A stated address, made absolute, if it is http(s) and its host belongs to the site of `url`."""
    if not stated:
        return None
    if (plain_one := _PLAIN.fullmatch(stated)) and url.startswith(plain_one[1]):
        return stated  # what the long way comes to, at a tenth of its cost
    try:
        full = urljoin(url, stated.strip())
        parts, own = urlsplit(full), urlsplit(url)
        host, home = (parts.hostname or "").lower(), (own.hostname or "").lower()
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not host:
        return None
    return full if not home or _related(host.removeprefix("www."), home.removeprefix("www.")) else None


_SHARED_SUFFIX = frozenset({
    "co", "com", "org", "net", "gov", "edu", "ac", "github", "vercel", "netlify", "herokuapp", "pages", "web",
})  # fmt: skip


def _related(one: str, other: str) -> bool:
    """Whether two hosts are one, one below the other, or siblings under one registered name."""
    if one == other or one.endswith("." + other) or other.endswith("." + one):
        return True
    parent, uncle = one.split(".")[-2:], other.split(".")[-2:]
    if parent != uncle or len(parent) < 2:
        return False
    if parent[0] in _SHARED_SUFFIX:
        return one.split(".")[-3:] == other.split(".")[-3:] and len(one.split(".")) > 2
    return True


def _addresses(posting: Posting, item: jsonld.Item, source: Source, own_url: str) -> None:
    stated = item.get("url") or item.get("mainEntityOfPage")
    address = _same_site(name_of(stated), own_url)
    if address:
        posting.url = address
        posting.evidence["url"] = Evidence(source, quote(stated))
    else:
        posting.url = own_url or None
    contact = item.get("applicationContact")
    apply = name_of(contact.get("url")) if isinstance(contact, dict) else None
    action = item.get("potentialAction")
    if apply is None and isinstance(action, dict):
        target = action.get("target")
        apply = name_of(target.get("urlTemplate")) if isinstance(target, dict) else name_of(target)
    if apply and urlsplit(full := urljoin(own_url, apply)).scheme in ("http", "https"):
        posting.apply_url = full
        posting.evidence["apply_url"] = Evidence(source, apply)


def _html_language(body: bytes) -> str | None:
    tag = _HTML.search(body, 0, 4096)
    match = _LANG.search(tag[0]) if tag else None
    return match[1].decode("ascii", "ignore") if match else None


def _language(posting: Posting, stated: str | None, source: Source) -> None:
    """The posting's own statement, else the page's `lang` unless the text is plainly in another language.

    A template's `lang="en"` often stands on pages in other languages, so the text has the last word.
    """
    if posting.language:
        return
    code = code_of(stated) if stated else None
    seen = None if code and reads_as(posting.description_text, code) else detect(posting.description_text)
    if code and (seen is None or seen[0] == code):
        posting.language = code
        posting.evidence["language"] = Evidence(source, f"lang={stated}")
    elif seen:
        posting.language, posting.evidence["language"] = seen
