"""Builders of source pages for parser tests: the payload at hand in the shape its vendor sends."""

from pathlib import Path
from typing import Any

import orjson

from jobs_assets.pages import SourcePage
from jobs_assets.parsing import parse_page
from jobs_assets.postings import Posting, Record

SHARED_DATA = Path(__file__).parents[2] / ".." / "shared" / "data"

PAGE_URL = "https://careers.acme.example/jobs/12"


def page(
    ats: str, body: bytes, *, url: str = PAGE_URL, employer: str | None = None, content_type: str = ""
) -> SourcePage:
    """A page of the board "acme"."""
    return SourcePage(f"{ats}:acme", ats, "acme", employer, url, body, content_type)


def results(ats: str, body: bytes, **keys: Any) -> list[Record]:  # noqa: ANN401 - passed on
    """Everything the page holds."""
    return list(parse_page(page(ats, body, **keys)))


def postings(ats: str, body: bytes, **keys: Any) -> list[Posting]:  # noqa: ANN401 - passed on
    """The postings of a page that has nothing else."""
    found = results(ats, body, **keys)
    kept = [one for one in found if isinstance(one, Posting)]
    assert len(kept) == len(found), found
    return kept


def only(ats: str, body: bytes, **keys: Any) -> Posting:  # noqa: ANN401 - passed on
    """The one posting of a page."""
    [posting] = postings(ats, body, **keys)
    return posting


def greenhouse(**row: Any) -> Posting:  # noqa: ANN401 - any field of the API
    """The posting of a Greenhouse list with one row."""
    row = {"id": 41, "title": "Baker", "internal_job_id": 7} | row
    return only("greenhouse", orjson.dumps({"jobs": [row], "meta": {"total": 1}}))


def lever(**row: Any) -> Posting:  # noqa: ANN401 - any field of the API
    """The posting of a Lever list with one row."""
    return only("lever", orjson.dumps([{"id": "5ac2", "text": "Baker"} | row]))


def ashby(**row: Any) -> Posting:  # noqa: ANN401 - any field of the API
    """The posting of an Ashby board with one row."""
    row = {"id": "9f1d", "title": "Baker", "isListed": True} | row
    return only("ashby", orjson.dumps({"jobs": [row], "apiVersion": "1"}))


def html(
    script: str,
    *,
    attributes: str = 'type="application/ld+json"',
    lang: str = "",
    head: str = "",
    body: str = "",
) -> bytes:
    """A page with one inline script."""
    return (
        f"<!doctype html><html{lang and f' lang={lang!r}'}><head><meta charset=utf-8>"
        f"<title>Careers</title>{head}"
        f"<script {attributes}>{script}</script></head><body>{body}</body></html>"
    ).encode()


def json_ld(**item: Any) -> Posting:  # noqa: ANN401 - any property of JobPosting
    """The posting of a page with one JobPosting as JSON-LD."""
    item = {"@context": "https://schema.org", "@type": "JobPosting", "title": "Baker"} | item
    return only("site", html(orjson.dumps(item).decode()))


def place(posting: Posting) -> list[tuple[str | None, str | None, str | None]]:
    """The posting's places as (city, region, country)."""
    return [(one.city, one.region, one.country) for one in posting.job_location]


def bands(
    posting: Posting,
) -> list[tuple[float | None, float | None, str | None, str | None, str, str | None]]:
    """The posting's pay as (min, max, currency, interval, kind, place)."""
    return [(one.min, one.max, one.currency, one.interval, one.kind, one.place) for one in posting.salary]
