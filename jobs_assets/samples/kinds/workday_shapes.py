"""Sample postings in the JSON of Workday's career sites: rows of a search, and records.

Shapes follow recorded answers. Which postings a search finds is `workday_search.py`.
"""

import re
from typing import Any

from jobs_assets.samples.employers import Employer
from jobs_assets.samples.generator import ANCHOR, SamplePosting
from jobs_assets.samples.markup import description_html
from jobs_assets.samples.templates import City

SITE = "careers"
_SIGNS = re.compile(r"[^\w]|_")
_TIME_TYPES = {"FULL_TIME": "Full time", "PART_TIME": "Part time"}
_REMOTE_TYPES = {"remote": "Remote", "hybrid": "Hybrid", "onsite": "On-site"}


def host(firm: Employer) -> str:
    """The tenant's host, in one of the vendor's data centres."""
    return f"{firm.token}.wd{(1, 3, 5, 12)[firm.number % 4]}.myworkdayjobs.com"


def board_url(firm: Employer) -> str:
    """The career site as a person opens it."""
    return f"https://{host(firm)}/{SITE}"


def external_path(posting: SamplePosting) -> str:
    """A posting's path on its site: the place, the title and the number, other signs made hyphens."""
    place = _SIGNS.sub("-", place_line(posting, posting.cities[0]))
    return f"/job/{place}/{native_id(posting)}"


def native_id(posting: SamplePosting) -> str:
    """The vendor's own id of a posting."""
    return f"{_SIGNS.sub('-', posting.title)}_{posting.requisition_id}"


def listing_url(posting: SamplePosting) -> str:
    """The posting's page as a person opens it."""
    return board_url(posting.employer) + external_path(posting)


def place_line(posting: SamplePosting, city: City) -> str:
    """A location as its employer names it: "US, CO, Denver" or "Kassel, Germany"."""
    country = posting.employer.country
    if city.short:
        return f"{country.code}, {city.short}, {city.name}"
    return f"{city.name}, {country.name}"


def states_remote_type(firm: Employer) -> bool:
    """Whether a tenant has the field that says remote, hybrid or on site; most do not."""
    return firm.number % 3 == 0


def row(posting: SamplePosting) -> dict[str, Any]:
    """A search's row. Tenants choose what else it shows; some show neither place nor date."""
    firm = posting.employer
    days = (ANCHOR - posting.posted).days
    stated: dict[str, Any] = {"title": posting.title, "externalPath": external_path(posting)}
    if firm.number % 5 != 2:
        several = len(posting.cities) > 1
        stated["locationsText"] = (
            f"{len(posting.cities)} Locations" if several else place_line(posting, posting.cities[0])
        )
    if firm.number % 4 != 1:
        stated["postedOn"] = _posted(days)
    if states_remote_type(firm):
        stated["remoteType"] = _REMOTE_TYPES[posting.workplace]
    return stated | {"bulletFields": [posting.requisition_id]}


def _posted(days: int) -> str:
    if days <= 0:
        return "Posted Today"
    if days == 1:
        return "Posted Yesterday"
    return f"Posted {days} Days Ago" if days < 30 else "Posted 30+ Days Ago"


def record(posting: SamplePosting) -> dict[str, Any]:
    """A posting's record: text, absolute date, type and every place."""
    firm = posting.employer
    first, *others = (place_line(posting, city) for city in posting.cities)
    country = {"descriptor": firm.country.name, "id": posting.part_id("country").replace("-", "")}
    info: dict[str, Any] = {
        "id": posting.part_id("record").replace("-", ""),
        "title": posting.title,
        "jobDescription": description_html(posting.sections, firm.heading),
        "location": first,
        **({"additionalLocations": others} if others else {}),
        "postedOn": _posted((ANCHOR - posting.posted).days),
        "startDate": posting.posted.date().isoformat(),
        **({"endDate": posting.valid_through.date().isoformat()} if posting.valid_through else {}),
        **({"timeType": time_type} if (time_type := _TIME_TYPES.get(posting.employment_type)) else {}),
        **({"remoteType": _REMOTE_TYPES[posting.workplace]} if states_remote_type(firm) else {}),
        "jobReqId": posting.requisition_id,
        "jobPostingId": native_id(posting),
        "jobPostingSiteId": SITE,
        "country": country,
        "canApply": True,
        "posted": True,
        "includeResumeParsing": True,
        "jobRequisitionLocation": {
            "descriptor": first,
            "country": country | {"alpha2Code": firm.country.code},
        },
        "externalUrl": board_url(firm) + external_path(posting),
        "questionnaireId": posting.part_id("questions").replace("-", ""),
    }
    return {
        "jobPostingInfo": info,
        "hiringOrganization": {"name": firm.name, "url": ""},
        "similarJobs": [],
        "userAuthenticated": False,
    }
