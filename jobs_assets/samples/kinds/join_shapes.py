"""Sample postings as a company's pages on JOIN: five to a page, and each posting's own.

The state in the page follows a capture; the text is in a posting's own page alone.
"""

from collections.abc import Sequence
from html import escape
from typing import Any

import orjson

from jobs_assets.postings import SalaryBand
from jobs_assets.samples.answers import HTML, Answer, Asked
from jobs_assets.samples.employers import Employer
from jobs_assets.samples.generator import SamplePosting
from jobs_assets.samples.kinds.board_answers import Find
from jobs_assets.samples.kinds.page_shapes import plain_pay, slug
from jobs_assets.samples.markup import description_html

LIMIT = 5
_TYPES = {"CONTRACTOR": "Freelancer", "INTERN": "Internship"}


def board_url(firm: Employer) -> str:
    """The company's page."""
    return f"https://join.com/companies/{firm.token}"


def native_id(posting: SamplePosting) -> str:
    """A number over all companies."""
    return str(posting.number)


def listing_url(posting: SamplePosting) -> str:
    """The posting's page."""
    return f"{board_url(posting.employer)}/{_name(posting)}"


def pay_stated(posting: SamplePosting) -> SalaryBand | None:
    """The one band that a posting has room for."""
    return plain_pay(posting) if posting.states_pay else None


def answer(firm: Employer, postings: Sequence[SamplePosting], find: Find, asked: Asked) -> Answer | None:
    """A page of the list, or a posting's own."""
    company = f"/companies/{firm.token}"
    if asked.rest == company:
        return company_page(firm, postings, max(1, asked.number("page", 1)))
    posting = find(asked.rest.removeprefix(f"{company}/").split("-", 1)[0])
    return posting_page(posting) if posting else None


def company_page(firm: Employer, postings: Sequence[SamplePosting], number: int) -> Answer:
    """A page of the company's list."""
    start = LIMIT * (number - 1)
    shown = postings[start : start + LIMIT]
    pages = -(-len(postings) // LIMIT)
    pagination = {"page": number, "pageCount": pages, "perPage": LIMIT, "total": len(postings)}
    jobs = {"pagination": pagination, "items": [job(posting) for posting in shown]}
    links = "".join(f'<li><a href="{listing_url(one)}">{escape(one.title)}</a></li>' for one in shown)
    text = f"<h1>{escape(firm.name)}</h1><p>{escape(firm.name)}: {len(postings)}</p><ul>{links}</ul>"
    return _page(firm, firm.name, text, {"company": _company(firm), "jobs": jobs})


def posting_page(posting: SamplePosting) -> Answer:
    """A posting's own page."""
    firm = posting.employer
    text = description_html(posting.sections, firm.heading)
    state = {"company": _company(firm), "job": job(posting) | {"description": text}}
    return _page(firm, posting.title, f"<h1>{escape(posting.title)}</h1>{text}", state)


def job(posting: SamplePosting) -> dict[str, Any]:
    """A posting as the list has it."""
    country, city, band = posting.employer.country, posting.cities[0], pay_stated(posting)
    remote = posting.workplace == "remote"
    stated: dict[str, Any] = {
        "id": posting.number,
        "idParam": _name(posting),
        "title": posting.title,
        "createdAt": posting.posted.isoformat(timespec="milliseconds").replace("+00:00", "Z"),
        "employmentType": {
            "name": _TYPES.get(posting.employment_type, "Employee"),
            "googleType": posting.employment_type,
        },
        "workplaceType": posting.workplace.upper(),
        "city": None if remote else {"cityName": city.name, "countryName": country.name},
        "country": {"iso3166": country.code},
        "category": {"name": posting.department},
        "settings": {"showSalary": band is not None},
    }
    if band:
        stated["salaryFrequency"] = f"PER_{band.interval}"
        for key, end in (("salaryAmountFrom", band.min), ("salaryAmountTo", band.max)):
            if end is not None:
                stated[key] = {"amount": round(end * 100), "currency": band.currency}
    return stated


def _name(posting: SamplePosting) -> str:
    return f"{posting.number}-{slug(posting.title)}"


def _company(firm: Employer) -> dict[str, Any]:
    return {"id": firm.number + 1000, "name": firm.name, "domain": firm.token}


def _page(firm: Employer, title: str, text: str, state: dict[str, Any]) -> Answer:
    data = orjson.dumps({"props": {"pageProps": {"locale": firm.language, "initialState": state}}}).decode()
    data = data.replace("</", "<\\/")
    page = (
        f'<!doctype html><html lang="{firm.language}"><head><title>{escape(title)}</title></head>\n'
        f'<body><div id="__next">{text}</div>\n'
        f'<script id="__NEXT_DATA__" type="application/json">{data}</script></body></html>\n'
    )
    return Answer(page.encode(), HTML)
