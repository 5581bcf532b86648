"""Sample postings in the shape of the list behind a Manatal career page. Keys follow recorded answers.

Ten rows a page unless more are asked for, twenty at most; past the end there is no page.
"""

from collections.abc import Sequence
from typing import Any

import orjson

from jobs_assets.postings import SalaryBand
from jobs_assets.samples.answers import Answer, Asked
from jobs_assets.samples.employers import Employer
from jobs_assets.samples.generator import SamplePosting
from jobs_assets.samples.kinds.board_answers import Find, json_answer
from jobs_assets.samples.kinds.page_shapes import plain_pay
from jobs_assets.samples.markup import description_html

_UNASKED, _MOST = 10, 20
_SIGNS = "3456789QRVWXY"


def board_url(firm: Employer) -> str:
    """The career page."""
    return f"https://www.careers-page.com/{firm.token}"


def native_id(posting: SamplePosting) -> str:
    """A number over all career pages."""
    return str(posting.number)


def listing_url(posting: SamplePosting) -> str:
    """The posting's page, named by its hash."""
    return f"{board_url(posting.employer)}/job/{_hash(posting.number)}"


def answer(firm: Employer, postings: Sequence[SamplePosting], find: Find, asked: Asked) -> Answer | None:
    """A page of the list, or the answer to one that is not there."""
    path = f"/api/v1.0/c/{firm.token}/jobs/"
    if asked.rest != path:
        return None
    size = max(1, min(_MOST, asked.number("page_size", _UNASKED)))
    number = asked.number("page", 1)
    page = postings[(number - 1) * size : number * size]
    if number < 1 or (number > 1 and not page):
        return json_answer({"detail": "Invalid page."}, status=404)
    address = f"https://www.careers-page.com{path}?page_size={asked.query.get('page_size', _UNASKED)}"
    listed = {
        "count": len(postings),
        "next": f"{address}&page={number + 1}" if number * size < len(postings) else None,
        "previous": f"{address}&page={number - 1}" if number > 1 else None,
        "results": [row(posting) for posting in page],
    }
    return json_answer(listed)


def endless(page: Answer, asked: Asked) -> Answer:
    """A page of a list that never ends: the count is out of reach, and every page names others."""
    document = orjson.loads(page.body)
    number = asked.number("page", 1)
    rows = document.get("results") or [{"hash": "3333", "position_name": "Opening"}]
    others = [rows[at % len(rows)] | {"id": 10**9 + number * _MOST + at} for at in range(_MOST)]
    return json_answer(document | {"count": 10**9, "next": f"?page={number + 1}", "results": others})


def pay_stated(posting: SamplePosting) -> SalaryBand | None:
    """The one band that the fields have room for."""
    return plain_pay(posting) if posting.states_pay else None


def row(posting: SamplePosting) -> dict[str, Any]:
    """A row of the list."""
    country = posting.employer.country.name
    remote, city = posting.workplace == "remote", posting.cities[0]
    words = [] if remote else [city.name, city.region, country]
    stated: dict[str, Any] = {
        "id": posting.number,
        "hash": _hash(posting.number),
        "position_name": posting.title,
        "description": description_html(posting.sections, posting.employer.heading),
        "country": "" if remote else country,
        "state": "" if remote else city.region,
        "city": "" if remote else city.name,
        "address": "",
        "zipcode": "",
        "location_display": ", ".join(words),
        "is_salary_visible": False,
        "is_pinned_in_career_page": False,
    }
    if band := pay_stated(posting):
        stated |= {"currency_code": band.currency, "is_salary_visible": True}
        stated |= {
            f"salary_{end}": None if value is None else f"{value:.2f}"
            for end, value in (("min", band.min), ("max", band.max))
        }
    return stated


def _hash(number: int) -> str:
    """A number in the signs of Manatal's hashes, eight at least, shuffled so that neighbours differ."""
    left = number * 7_919 % len(_SIGNS) ** 10
    signs: list[str] = []
    while left or len(signs) < 8:
        left, sign = divmod(left, len(_SIGNS))
        signs.append(_SIGNS[sign])
    return "".join(signs)
