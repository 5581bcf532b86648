"""Reading one value of a payload into a posting together with its evidence. Shared by the formats of board
APIs.
"""

from collections.abc import Callable, Iterator
from typing import TypeVar

import orjson

from jobs_assets.pages import SourcePage
from jobs_assets.parsing import pay
from jobs_assets.parsing.html_text import describe
from jobs_assets.parsing.json_bytes import Json
from jobs_assets.parsing.language import detect
from jobs_assets.postings import Closed, Evidence, Posting, Source, Unparsed

Row = dict[str, Json]
Read = TypeVar("Read", Posting, Posting | Closed)

MAX_QUOTE = 2000
"""A longer value is quoted from its beginning; the page itself is in the archive."""


class Refused(ValueError):
    """One posting of a page that cannot or must not become a record. `reason` is the word for `Unparsed`."""

    def __init__(self, reason: str, detail: str) -> None:
        self.reason = reason
        super().__init__(detail)


def each(
    page: SourcePage, rows: list[Json], read: Callable[[SourcePage, Row], Read]
) -> Iterator[Read | Unparsed]:
    """`read` applied to every row; a row that cannot be read is one `Unparsed`, and the rest goes on."""
    for index, row in enumerate(rows):
        try:
            if not isinstance(row, dict):
                raise Refused("not_an_object", f"entry {index} is {type(row).__name__}, not an object")  # noqa: TRY301 - wrong data, kept in its place
            yield read(page, row)
        except Refused as refusal:
            yield Unparsed(page.board_id, page.url, refusal.reason, str(refusal), _native_id(row))
        except Exception as error:  # one posting's surprise must not cost its neighbours; it is recorded
            detail = f"{type(error).__name__}: {error}"[:500]
            yield Unparsed(page.board_id, page.url, "parser_error", detail, _native_id(row))


def _native_id(row: Json) -> str | None:
    found = row.get("id") if isinstance(row, dict) else None
    return str(found) if isinstance(found, str | int) and found != "" else None


def rows_of(value: Json, key: str | None) -> list[Json]:
    """The list of postings in a response: the value itself or under `key`; a single object is a list of
    one.
    """
    if isinstance(value, dict) and key is not None and isinstance(value.get(key), list):
        found: list[Json] = value[key]
        return found
    if isinstance(value, list):
        return value
    if isinstance(value, dict) and "id" in value and "title" in value | {"title": value.get("text")}:
        return [value]
    raise Refused("unknown_shape", f"no list of postings in {_shape(value)}")


def _shape(value: Json) -> str:
    if isinstance(value, dict):
        return f"an object with the keys {', '.join(sorted(map(str, value))[:12]) or '(none)'}"
    return f"a {type(value).__name__}"


def quote(value: Json) -> str:
    """A value as stated: text verbatim, anything else as compact JSON."""
    if isinstance(value, str):
        return value if len(value) <= MAX_QUOTE else value[:MAX_QUOTE]
    return orjson.dumps(value, option=orjson.OPT_NON_STR_KEYS).decode()[:MAX_QUOTE]


def text(value: Json) -> str | None:
    """A short text with its white space tidied, or null. Numbers count, objects and lists do not."""
    if isinstance(value, str):
        tidy = " ".join(value.split())
        return tidy or None
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    return None


def native_id(row: Row) -> str:
    """The vendor's id as text; raises `Refused` where there is none."""
    found = _native_id(row)
    if found is None:
        raise Refused("no_id", f"a posting without an id, titled {row.get('title') or row.get('text')!r}")
    return found


def closed(page: SourcePage, row: Row, state: Row, key: str) -> Closed:
    """What a row says of a posting that is over, with its statement under `key` of `state`."""
    posting_id = f"{page.board_id}:{native_id(row)}"
    said = quote({key: state[key]})
    return Closed(page.board_id, posting_id, page.url, "page_says_closed", said)


def titled(page: SourcePage, row: Row, key: str, source: Source = "ats_field") -> Posting:
    """A posting with its identity and title; raises `Refused` where either is missing."""
    posting_id = f"{page.board_id}:{native_id(row)}"
    title = text(row.get(key))
    if title is None:
        raise Refused("no_title", f"posting {row.get('id')} has no title")
    evidence = {"title": Evidence(source, quote(row[key]))}
    return Posting(posting_id, page.board_id, None, title, evidence=evidence)


def state(posting: Posting, row: Row, key: str, name: str) -> str | None:
    """Puts the text under `key` into the field `name`, with evidence; returns it."""
    found = text(row.get(key))
    if found is not None:
        setattr(posting, name, found)
        posting.evidence[name] = Evidence("ats_field", quote(row[key]))
    return found


def link(posting: Posting, row: Row, key: str, name: str) -> None:
    """Puts the http(s) address under `key` into the field `name`; any other scheme is not a link."""
    found = row.get(key)
    if isinstance(found, str) and found.strip().lower().startswith(("https://", "http://")):
        setattr(posting, name, found.strip())
        posting.evidence[name] = Evidence("ats_field", quote(found))


def employer(posting: Posting, page: SourcePage, stated: Json = None) -> None:
    """The employer as stated, else the name given in boards.yaml (which no page states, hence without
    evidence).
    """
    found = text(stated)
    if found is not None:
        posting.hiring_organization = found
        posting.evidence["hiring_organization"] = Evidence("ats_field", quote(stated))
    else:
        posting.hiring_organization = page.employer


def description(posting: Posting, stated: Json) -> None:
    """Puts a description as stated (HTML, escaped or not, or plain text) into its two forms, and then the
    language found in it.
    """
    if isinstance(stated, str) and stated.strip():
        posting.description_html, posting.description_text = describe(stated)
        posting.evidence["description_text"] = Evidence("ats_field")
    language(posting)


def pay_range(posting: Posting, stated: Json, interval: str) -> None:
    """Puts an object with `min`, `max`, `currency` and, under the key `interval`, the time they are for into
    the salary.
    """
    if not isinstance(stated, dict):
        return
    low, high = pay.amount(stated.get("min")), pay.amount(stated.get("max"))
    currency = pay.currency_of(stated.get("currency"))
    if found := pay.band(low, high, currency, pay.interval_of(stated.get(interval))):
        posting.salary = [found]
        posting.evidence["salary"] = Evidence("ats_field", quote(stated))


def language(posting: Posting) -> None:
    """The language found in the text, for payloads that state none."""
    found = detect(posting.description_text)
    if found is not None:
        posting.language, posting.evidence["language"] = found
