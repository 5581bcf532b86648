"""Sample postings as BambooHR's careers pages state them: rows of the list, records, and the embedded list.

Shapes follow recorded answers: the list has an office's city and state, the record its country as well.
"""

from collections.abc import Sequence
from html import escape
from typing import Any

from jobs_assets.postings import SalaryBand
from jobs_assets.samples.answers import HTML, Answer, Asked
from jobs_assets.samples.employers import Employer
from jobs_assets.samples.generator import SamplePosting
from jobs_assets.samples.kinds.board_answers import Find, json_answer
from jobs_assets.samples.kinds.page_shapes import figures, plain_pay
from jobs_assets.samples.markup import description_html

_STATUS = {
    "FULL_TIME": "Full-Time",
    "PART_TIME": "Part-Time",
    "CONTRACTOR": "Contractor",
    "TEMPORARY": "Temporary",
    "INTERN": "Internship",
}
_LOCATION_TYPES = {"onsite": "0", "remote": "1", "hybrid": "2"}


def board_url(firm: Employer) -> str:
    """The careers page as a person opens it."""
    return f"https://{firm.token}.bamboohr.com/careers"


def native_id(posting: SamplePosting) -> str:
    """The vendor's id, a number."""
    return str(posting.number)


def listing_url(posting: SamplePosting) -> str:
    """The opening's page."""
    return f"{board_url(posting.employer)}/{native_id(posting)}"


def answer(firm: Employer, postings: Sequence[SamplePosting], find: Find, asked: Asked) -> Answer | None:
    """The list, the list for embedding, or an opening's record."""
    if asked.rest == "/careers/list":
        rows = [row(each) for each in postings]
        return json_answer({"meta": {"totalCount": len(rows)}, "result": rows})
    if asked.rest == "/jobs/embed2.php":
        return Answer(embedded(list(postings)).encode(), HTML)
    match asked.rest.split("/"):
        case ["", "careers", number, "detail"] if found := find(number):
            return json_answer(record(found))
    return None


def pay_stated(posting: SamplePosting) -> SalaryBand | None:
    """The one band that the record's line on pay states."""
    return plain_pay(posting) if posting.states_pay else None


def row(posting: SamplePosting) -> dict[str, Any]:
    """A row of the list."""
    office, written = _office(posting), _written(posting)
    return {
        "id": native_id(posting),
        "jobOpeningName": posting.title,
        "departmentId": _department_id(posting),
        "departmentLabel": posting.department,
        "employmentStatusLabel": _STATUS[posting.employment_type],
        "employmentType": None,
        "location": {key: office[key] for key in ("city", "state")},
        "atsLocation": {
            "country": written["country"],
            "state": None,
            "province": written["state"],
            "city": written["city"],
        },
        "isRemote": None,
        "locationType": _LOCATION_TYPES[posting.workplace],
    }


def record(posting: SamplePosting) -> dict[str, Any]:
    """An opening's record, the answer of `/careers/{id}/detail`."""
    band = pay_stated(posting)
    period = f" per {band.interval.lower()}" if band is not None and band.interval else ""
    opening = {
        "jobOpeningShareUrl": listing_url(posting),
        "jobOpeningName": posting.title,
        "jobOpeningStatus": "Open",
        "jobCategoryId": None,
        "departmentId": _department_id(posting),
        "departmentLabel": posting.department,
        "employmentStatusLabel": _STATUS[posting.employment_type],
        "employmentType": None,
        "location": _office(posting),
        "atsLocation": _written(posting),
        "description": description_html(posting.sections, posting.employer.heading),
        "compensation": f"{figures(posting.employer, band, between=' - ')}{period}" if band else None,
        "datePosted": posting.posted.date().isoformat(),
        "minimumExperience": None,
        "locationType": _LOCATION_TYPES[posting.workplace],
        "seekPromoted": False,
    }
    return {"meta": {}, "result": {"jobOpening": opening, "formFields": {}}}


def embedded(postings: list[SamplePosting]) -> str:
    """The list that companies put into their own pages, by department."""
    groups: dict[str, list[SamplePosting]] = {}
    for posting in postings:
        groups.setdefault(posting.department, []).append(posting)
    departments = "".join(
        f'<li id="bhrDepartmentID_{number}" class="BambooHR-ATS-Department-Item">'
        f'<div class="BambooHR-ATS-Department-Header">{escape(name)}</div>'
        f'<ul class="BambooHR-ATS-Jobs-List">{"".join(map(_embedded_item, group))}</ul></li>'
        for number, (name, group) in enumerate(groups.items(), 18_000)
    )
    return (
        '<div class="BambooHR-ATS-board"><h2>Open Positions</h2>'
        f'<ul class="BambooHR-ATS-Department-List">{departments}</ul></div>'
    )


def _embedded_item(posting: SamplePosting) -> str:
    city = posting.cities[0]
    place = posting.employer.country.name if posting.workplace == "remote" else f"{city.name}, {city.region}"
    note = " (Hybrid)" if posting.workplace == "hybrid" else ""
    return (
        f'<li id="bhrPositionID_{native_id(posting)}" class="BambooHR-ATS-Jobs-Item">'
        f'<a href="{listing_url(posting)}">{escape(posting.title)}</a>'
        f'<span class="BambooHR-ATS-Location">{escape(place)}{note}</span></li>'
    )


def _office(posting: SamplePosting) -> dict[str, str | None]:
    """The office; all empty where the place is written down for the opening instead."""
    if posting.workplace == "remote":
        return dict.fromkeys(("city", "state", "postalCode", "addressCountry"))
    city = posting.cities[0]
    return {
        "city": city.name,
        "state": city.region,
        "postalCode": None,
        "addressCountry": posting.employer.country.name,
    }


def _written(posting: SamplePosting) -> dict[str, str | None]:
    if posting.workplace != "remote":
        return dict.fromkeys(("country", "countryId", "state", "city"))
    country = posting.employer.country
    return {"country": country.name, "countryId": country.code, "state": None, "city": None}


def _department_id(posting: SamplePosting) -> str:
    return str(18_000 + sum(posting.department.encode()) % 900)
