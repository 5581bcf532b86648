"""What the feeds' formats read alike: values inside a row, pay in a line, places of remote work, ids.

Which key means what is each format's own.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from jobs_assets.pages import SourcePage
from jobs_assets.parsing import dates, fields, pay, places
from jobs_assets.parsing.employment import types_of
from jobs_assets.parsing.fields import Row
from jobs_assets.parsing.html_text import as_markup, describe, sanitize, text_of
from jobs_assets.parsing.job_posting import plain
from jobs_assets.parsing.json_bytes import Json
from jobs_assets.parsing.xml_bytes import Element, markup_of, name_of
from jobs_assets.postings import Evidence, Posting


@dataclass(frozen=True, slots=True)
class Shape:
    """One shape of a feed's rows: how a row is read, what names it, and the keys it is known to have.

    A row is an object as in JSON, also where the feed is XML. `offers` tells rows that are openings from
    those that the feed itself says are none any more.
    """

    name: str
    read: Callable[[SourcePage, Row], Posting]
    native_id: Callable[[Row], Json]
    fields: frozenset[str]
    offers: Callable[[Row], bool] = lambda row: True


def value_at(row: Json, *path: str) -> Json:
    """The value under `path`, or null; a list on the way gives its first entry."""
    for key in path:
        if isinstance(row, list):
            row = row[0] if row else None
        row = row.get(key) if isinstance(row, dict) else None
    return row


def text_at(row: Json, *path: str) -> str | None:
    """The text under `path`, its entities decoded; of an XML element with attributes, its own text."""
    found = value_at(row, *path)
    return plain(found.get("#") if isinstance(found, dict) else found)


def entries(value: Json) -> list[Json]:
    """A list's entries, a single value as a list of one; null is none."""
    return value if isinstance(value, list) else [] if value is None else [value]


def state(posting: Posting, name: str, stated: Json, *path: str) -> str | None:
    """Puts the text under `path` into the field `name`, with evidence; returns it."""
    found = text_at(stated, *path)
    if found is not None:
        setattr(posting, name, found)
        posting.evidence[name] = Evidence("ats_field", found[: fields.MAX_QUOTE])
    return found


def titled(page: SourcePage, row: Row, key: str) -> Posting:
    """A posting with its identity and title, which is text although some feeds put markup into it."""
    stated = row.get(key)
    if isinstance(stated, str) and "<" in stated:
        row = {**row, key: text_of(sanitize(stated))}
    posting = fields.titled(page, row, key)
    posting.title = plain(posting.title) or posting.title
    return posting


def date(posting: Posting, name: str, stated: Json) -> None:
    """Puts a stated date into `date_posted` or `valid_through`."""
    if stated not in (None, ""):
        setattr(posting, name, dates.iso(stated))
        posting.evidence[name] = Evidence("ats_field", fields.quote(stated))


def employment(posting: Posting, *stated: Json) -> None:
    """The employment types that texts, or lists of them, name together."""
    texts = [text for one in stated for entry in entries(one) if (text := plain(entry))]
    if texts:
        posting.employment_type = types_of(texts)
        posting.evidence["employment_type"] = Evidence(
            "ats_field", texts[0] if len(texts) == 1 else fields.quote(texts)
        )


def description(posting: Posting, *stated: Json) -> None:
    """The description from its parts, plain text or markup each, and the language it is in."""
    parts = [one for one in stated if isinstance(one, str) and one.strip()]
    if parts:
        whole = parts[0] if len(parts) == 1 else "\n".join(f"<div>{as_markup(one)}</div>" for one in parts)
        posting.description_html, posting.description_text = describe(whole)
        posting.evidence["description_text"] = Evidence("ats_field")
    if posting.language is None:
        fields.language(posting)


# Pay

_WORD = re.compile(r"[^\W\d_]+")
_BESIDE_FIGURES = re.compile(
    r"[kmparc]|per|an|the|from|to|and|up|starting|at|ab|bis|zu|de|à|partir|desde|hasta|until|between|base"
    r"|gross|brut|us|ca|au|nz|hk",
    re.IGNORECASE,
)


def pay_line(posting: Posting, line: str | None) -> None:
    """The band of a line that holds figures, a currency and an interval, and nothing else.

    "$90k - $120k" is one; "$50k + 10% bonus" and "up to 3 months' pay" are not, and stay in the text.
    """
    if line is None or "%" in line or not any(sign.isdecimal() for sign in line):
        return
    for word in _WORD.findall(line):
        currency = pay.currency_of(f"in {word}")  # three letters alone would be taken for a code
        if not (_BESIDE_FIGURES.fullmatch(word) or pay.interval_of(word) or currency):
            return
    open_end = "+" in line  # "$81,000+ per year"
    put_pay(posting, pay.base_salary(line.replace("+", "") + " +" * open_end), line)


def put_pay(posting: Posting, bands: Iterable[Any], stated: Json) -> None:
    """Puts pay bands, those that have a figure, into the posting."""
    posting.salary = [band for band in bands if band is not None]
    if posting.salary:
        posting.evidence["salary"] = Evidence("ats_field", fields.quote(stated))


def number(stated: Json) -> float | None:
    """A figure of a field of its own, where "33000.000" has decimals, not thousands."""
    if isinstance(stated, str) and re.fullmatch(r"\s*\d+\.\d+\s*", stated):
        stated = float(stated)
    return pay.amount(stated)


# Remote work

_WORLD = re.compile(
    r"\s*(?:worldwide|world ?wide|anywhere(?: in the world)?|global(?:ly)?|everywhere|any|remote|world"
    r"|flexible(?: / remote)?)\s*",
    re.IGNORECASE,
)


def remote(posting: Posting, quote: str) -> None:
    """Notes that the work is remote, as the feed states it."""
    posting.workplace = "remote"
    posting.evidence["workplace"] = Evidence("ats_field", quote)


def limited_to(posting: Posting, stated: Json) -> None:
    """The places that people of a remote posting may live in, from lines; the whole world is no limit."""
    lines = [line for entry in entries(stated) if (line := plain(entry))]
    kept = [line for line in lines if not _WORLD.fullmatch(line)]
    found = places.unique([place for line in kept for place in places.read_line(line).places])
    if not found:
        return
    quoted = Evidence("ats_field", lines[0] if len(lines) == 1 else fields.quote(lines))
    posting.job_location = found
    posting.evidence["job_location"] = quoted
    limits = [limit for place in found if (limit := places.eligibility_of(place))]
    if limits and len(kept) == len(lines):
        posting.remote_eligibility = list(dict.fromkeys(limits))
        posting.evidence["remote_eligibility"] = quoted


def located(posting: Posting, found: Iterable[Any], stated: Json) -> None:
    """Puts places, those that were read, into the posting."""
    posting.job_location = places.unique([place for place in found if place is not None])
    if posting.job_location:
        posting.evidence["job_location"] = Evidence("ats_field", fields.quote(stated))


# Ids

_TRACKING = re.compile(r"utm_\w+|gclid|fbclid|ref|source|src|trk|cpc|xtor|session_?id", re.IGNORECASE)
_LONGEST = 160


def id_of(stated: Json) -> str | None:
    """A native id: as stated, and of an address what tells it from others (no scheme, no tracking)."""
    found = stated.get("#") if isinstance(stated, dict) else stated
    text = fields.text(found)
    if text is None or not text.lower().startswith(("http://", "https://")):
        return text if text is None or len(text) <= _LONGEST else _digest(text)
    try:
        parts = urlsplit(text)
    except ValueError:
        return _digest(text)
    kept = [(key, value) for key, value in parse_qsl(parts.query) if not _TRACKING.fullmatch(key)]
    host = parts.netloc.lower().removeprefix("www.")
    plain_address = f"{host}{parts.path.rstrip('/')}" + (f"?{urlencode(kept)}" if kept else "")
    return plain_address if len(plain_address) <= _LONGEST else _digest(plain_address)


def _digest(text: str) -> str:
    return blake2b(text.encode("utf-8", "replace"), digest_size=8).hexdigest()


# XML


def row_of(element: Element, markup: frozenset[str] = frozenset()) -> Json:
    """An XML element as a row: children by name, attributes as "@name", and its text "#" beside attributes.

    Children of one name are a list. Those named in `markup` hold text or markup, and are given as that.
    """
    whole: Any = element
    found: dict[str, Json] = {f"@{key}": value for key, value in whole.attrib.items()}
    if not len(element):
        if not found:
            return element.text or None
        return found | {"#": element.text} if element.text else found
    for name, child in _named(element):
        value = markup_of(child) if name in markup else row_of(child, markup)
        if name not in found:
            found[name] = value
        else:
            found[name] = [*entries(found[name]), value]
    return found


def prefixed(element: Element) -> str:
    """An element's name with its prefix: "content:encoded", which is another element than "encoded"."""
    whole: Any = element
    name = name_of(element)
    if whole.prefix:
        return f"{whole.prefix}:{name}"
    return element.tag if ":" in element.tag and "}" not in element.tag else name


def _named(element: Element) -> Iterator[tuple[str, Element]]:
    for child in element:
        yield name_of(child), child
