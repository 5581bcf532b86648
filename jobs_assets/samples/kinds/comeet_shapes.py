"""Sample postings in the shape of Comeet's Careers API: one bare list with text. Keys as recorded."""

from collections.abc import Iterator, Sequence
from hashlib import blake2b
from typing import Any

from jobs_assets.samples.answers import Answer, Asked
from jobs_assets.samples.employers import Employer
from jobs_assets.samples.generator import SamplePosting
from jobs_assets.samples.kinds.board_answers import Find, json_answer
from jobs_assets.samples.kinds.page_shapes import slug
from jobs_assets.samples.markup import description_html

_MODES = {"onsite": "On-site", "hybrid": "Hybrid", "remote": "Remote"}
_TYPES = {
    "FULL_TIME": "Full-time",
    "PART_TIME": "Part-time",
    "CONTRACTOR": "Contractor",
    "TEMPORARY": "Temporary",
    "INTERN": "Internship",
}
_SECTIONS = {
    "Description": ("about", "role"),
    "Responsibilities": ("duties",),
    "Requirements": ("requirements", "preferred"),
    "Benefits": ("offer", "pay", "apply"),
}


def board_url(firm: Employer) -> str:
    """The API's own address: the company's uid and its public token."""
    return f"https://www.comeet.co{_positions(firm)}?token={_key(firm)}"


def native_id(posting: SamplePosting) -> str:
    """A uid over all companies."""
    return f"{posting.number // 4096:X}.{posting.number % 4096:03X}"


def listing_url(posting: SamplePosting) -> str:
    """The hosted page."""
    firm = posting.employer
    company = f"https://www.comeet.com/jobs/{firm.token}/{uid_of(firm)}"
    return f"{company}/{slug(posting.title)}/{native_id(posting)}"


def answer(firm: Employer, postings: Sequence[SamplePosting], find: Find, asked: Asked) -> Answer | None:
    """The list, with text where it is asked for."""
    if asked.rest != _positions(firm):
        return None
    if asked.query.get("token") != _key(firm):
        return json_answer({"status": 400, "message": "Invalid token"}, status=400)
    detailed = asked.query.get("details") == "true"
    return json_answer([position(posting, detailed=detailed) for posting in postings])


def position(posting: SamplePosting, *, detailed: bool) -> dict[str, Any]:
    """A position; `detailed`, with its text."""
    firm, page = posting.employer, listing_url(posting)
    uid = native_id(posting)
    mail = f"{firm.token}.{uid}@applynow.example"
    stated: dict[str, Any] = {
        "name": posting.title,
        "department": posting.department,
        "email": mail,
        "email_alias": None,
        "url_comeet_hosted_page": page,
        "url_recruit_hosted_page": page,
        "url_active_page": f"https://{firm.host}/positions",
        "employment_type": _TYPES[posting.employment_type],
        "experience_level": None,
        "uid": uid,
        "location": _location(posting),
        "internal_use_custom_id": posting.requisition_id,
        "is_consent_needed": True,
        "is_sms_consent_needed": False,
        "referrals_reward": None,
        "is_reward": False,
        "is_company_reward": False,
        "company_referrals_reward": None,
        "url_detected_page": f"https://{firm.host}/positions",
        "picture_url": None,
        "time_updated": posting.updated.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "company_name": firm.name,
        "is_internal": False,
        "linkedin_job_posting_id": None,
        "workplace_type": _MODES[posting.workplace],
        "position_url": f"https://www.comeet.co{_positions(firm)}/{uid}?token={_key(firm)}",
    }
    if detailed:
        stated["details"] = list(_details(posting))
    return stated


def _details(posting: SamplePosting) -> Iterator[dict[str, Any]]:
    """The text in the sections that the vendor has, of which one is left empty now and then."""
    for order, (name, parts) in enumerate(_SECTIONS.items(), 1):
        found = [section for section in posting.sections if section.name in parts]
        value = description_html(found, posting.employer.heading).replace("\n", "") or None
        yield {"name": name, "value": value, "order": order}


def _location(posting: SamplePosting) -> dict[str, Any]:
    """One place; a remote posting names its country alone."""
    country, city = posting.employer.country, posting.cities[0]
    remote = posting.workplace == "remote"
    return {
        "name": f"Remote {country.code}" if remote else city.name,
        "country": country.code,
        "city": None if remote else city.name,
        "state": None if remote else city.short or city.region,
        "postal_code": "",
        "street_name": "",
        "arrival_instructions": None,
        "street_number": "",
        "timezone": "UTC",
        "location_uid": f"{sum(city.name.encode()):X}.001",
        "is_remote": posting.workplace != "onsite",
    }


def _positions(firm: Employer) -> str:
    return f"/careers-api/2.0/company/{uid_of(firm)}/positions"


def uid_of(firm: Employer) -> str:
    """The company's uid, which is the board's token."""
    return f"{firm.number // 4096 + 16:X}.{firm.number % 4096:03X}"


def _key(firm: Employer) -> str:
    return blake2b(firm.token.encode(), digest_size=17).hexdigest().upper()
