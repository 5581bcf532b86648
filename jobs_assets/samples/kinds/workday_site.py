"""What a sample Workday site answers, refusals and tenants' habits included. Shapes: `workday_shapes.py`."""

from collections.abc import Callable, Sequence
from typing import Any

import orjson

from jobs_assets.samples.answers import JSON, Answer, Asked
from jobs_assets.samples.employers import Employer
from jobs_assets.samples.generator import SamplePosting
from jobs_assets.samples.kinds.workday_search import LIMIT, Habit, SiteSearch
from jobs_assets.samples.kinds.workday_shapes import SITE, record, row

_KEYS = {"appliedFacets", "limit", "offset", "searchText"}
_HABITS: tuple[Habit, ...] = ("clamped", "open", "paging_clamped")


def habit(firm: Employer) -> Habit:
    """What the tenant's server does past 2,000."""
    return _HABITS[firm.number % len(_HABITS)]


def page(
    firm: Employer,
    postings: Sequence[SamplePosting],
    find: Callable[[str], SamplePosting | None],
    asked: Asked,
) -> Answer | None:
    """The answer to what a server was asked."""
    return answer(firm, postings, find, asked.rest, asked.posted)


def endless_page(page: Answer, asked: Asked) -> Answer:
    """A page of a search that never ends."""
    offset = asked.posted.get("offset", 0) if isinstance(asked.posted, dict) else 0
    return endless(page, offset)


def answer(
    firm: Employer,
    postings: Sequence[SamplePosting],
    find: Callable[[str], SamplePosting | None],
    rest: str,
    posted: Any,  # noqa: ANN401 # the JSON of a request's body, or None
) -> Answer | None:
    """The answer to a path below the tenant's host, or null. Only the postings asked for are made."""
    prefix = f"/wday/cxs/{firm.token}/{SITE}"
    if rest == f"{prefix}/jobs":
        return _search(firm, postings, posted)
    if rest.startswith(f"{prefix}/job/"):
        found = find(rest.rpartition("/")[2])
        return Answer(orjson.dumps(record(found)), JSON) if found else None
    return None


def _search(firm: Employer, postings: Sequence[SamplePosting], posted: Any) -> Answer:  # noqa: ANN401
    if not isinstance(posted, dict) or not posted.keys() >= _KEYS:
        return _refusal(422)
    applied, limit, offset = posted["appliedFacets"], posted["limit"], posted["offset"]
    if not isinstance(applied, dict) or not isinstance(offset, int) or limit not in range(1, LIMIT + 1):
        return _refusal(400)
    site = SiteSearch(len(postings), habit(firm))
    total, positions = site.page(applied, offset)
    document = {
        "total": total,
        "jobPostings": [row(postings[position]) for position in positions[:limit]],
        "facets": site.facets(applied) if offset == 0 else [],
        "userAuthenticated": False,
    }
    return Answer(orjson.dumps(document), JSON)


def _refusal(status: int) -> Answer:
    body = {"errorCode": f"HTTP_{status}", "httpStatus": status, "message": "", "messageParams": {}}
    return Answer(orjson.dumps(body), JSON, status=status)


def endless(page: Answer, offset: int) -> Answer:
    """A page of a search that never ends: the total is out of reach, and every page names others."""
    document = orjson.loads(page.body)
    if not isinstance(document.get("jobPostings"), list):
        return page
    rows = document["jobPostings"] or [{"title": "Opening", "bulletFields": []}]
    document["total"] = 10**9
    document["jobPostings"] = [
        rows[at % len(rows)] | {"externalPath": f"/job/Anywhere/Opening_E-{offset + at}"}
        for at in range(LIMIT)
    ]
    return Answer(orjson.dumps(document), page.content_type)
