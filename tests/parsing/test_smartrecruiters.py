"""What SmartRecruiters' Posting API really sends."""

from typing import Any

import orjson
import pytest

from jobs_assets.postings import Posting, Unparsed
from tests.parsing.pages import only, place, postings, results

ROW: dict[str, Any] = {
    "id": "744000122509268",
    "name": "Baker",
    "company": {"identifier": "Acme1", "name": "Acme Bread"},
    "location": {"city": "Austin", "region": "TX", "country": "us", "remote": False, "hybrid": False},
    "department": {},
    "visibility": "PUBLIC",
}


def listed(**row: Any) -> Posting:  # noqa: ANN401 - any field of the API
    """The posting of a listing's page with one row."""
    return only("smartrecruiters", orjson.dumps({"totalFound": 1, "content": [ROW | row]}))


def detail(**sections: Any) -> Posting:  # noqa: ANN401 - any section of a job ad
    """The posting of a detail."""
    job_ad = {"sections": {name: {"title": name.title(), "text": text} for name, text in sections.items()}}
    return only("smartrecruiters", orjson.dumps(ROW | {"jobAd": job_ad, "active": True}))


def test_the_lists_address_is_where_company_and_id_lead_and_the_details_its_own() -> None:
    assert listed().url == "https://jobs.smartrecruiters.com/Acme1/744000122509268"
    assert listed().evidence["url"].quote == '{"company":{"identifier":"Acme1"},"id":"744000122509268"}'
    own = listed(
        postingUrl="https://jobs.smartrecruiters.com/Acme1/744000122509268-baker",
        applyUrl="https://jobs.smartrecruiters.com/Acme1/744000122509268-baker?oga=true",
    )
    assert own.url == "https://jobs.smartrecruiters.com/Acme1/744000122509268-baker"
    assert own.apply_url == "https://jobs.smartrecruiters.com/Acme1/744000122509268-baker?oga=true"


def test_list_and_detail_name_the_posting_alike() -> None:
    assert listed().posting_id == detail().posting_id == "smartrecruiters:acme:744000122509268"


def test_the_text_is_the_sections_of_the_job_ad_with_their_titles_in_the_pages_order() -> None:
    posting = detail(
        qualifications="",
        jobDescription="<p>You bake.</p>",
        companyDescription="<p>We bake.</p>",
        videos="<p>See.</p>",
    )
    assert posting.description_text == (
        "Companydescription\n\nWe bake.\n\nJobdescription\n\nYou bake.\n\nVideos\n\nSee."
    )


def test_a_country_in_small_letters_is_its_code() -> None:
    assert place(listed()) == [("Austin", "TX", "US")]
    assert place(listed(location={"city": "Bengaluru", "region": "KA", "country": "in"})) == [
        ("Bengaluru", "KA", "IN")
    ]


@pytest.mark.parametrize(
    ("flags", "workplace"),
    [
        ({"remote": False, "hybrid": False}, None),
        ({"remote": True, "hybrid": False}, "remote"),
        ({"remote": False, "hybrid": True}, "hybrid"),
        ({"remote": True, "hybrid": True}, "hybrid"),
        ({}, None),
    ],
)
def test_two_flags_that_are_down_say_nothing(flags: dict[str, bool], workplace: str | None) -> None:
    assert listed(location={"city": "Austin", "country": "us"} | flags).workplace == workplace


def test_a_remote_posting_without_a_city_is_limited_to_its_country() -> None:
    posting = listed(location={"country": "us", "remote": True})
    assert (place(posting), posting.remote_eligibility) == ([(None, None, "US")], ["US"])


def test_a_location_of_one_line_is_read_where_its_parts_are_missing() -> None:
    assert place(listed(location={"fullLocation": "Austin, TX, United States"})) == [("Austin", "TX", "US")]


@pytest.mark.parametrize(
    ("city", "line", "where"),
    [
        ("Lyon", "Lyon, Auvergne-Rhône-Alpes, France", ("Lyon", "Auvergne-Rhône-Alpes", "FR")),
        ("Jamaica", "Jamaica, NY, United States", ("Jamaica", "NY", "US")),
        ("California", "California, , United States", (None, "California", "US")),
        ("New South Wales", "New South Wales, REF28039N, Australia", (None, "New South Wales", "AU")),
        ("New York", "New York, NY, United States", ("New York", "NY", "US")),
        ("Lyon", "Somewhere else, France", ("Lyon", None, None)),
    ],
)
def test_a_location_without_a_country_takes_it_from_its_line(
    city: str, line: str, where: tuple[str | None, ...]
) -> None:
    stated = {"city": city, "region": None, "country": None, "fullLocation": line}
    assert place(listed(location=stated)) == [where]


def test_an_employer_without_departments_states_an_empty_one() -> None:
    assert listed().department is None
    assert listed(department={"id": "1", "label": "Kitchen"}).department == "Kitchen"


@pytest.mark.parametrize(
    ("label", "types"),
    [
        ("Full-time", ["FULL_TIME"]),
        ("Part-time", ["PART_TIME"]),
        ("Contract", ["CONTRACTOR"]),
        ("Intern", ["INTERN"]),
        ("Temporary", ["TEMPORARY"]),
    ],
)
def test_the_label_of_an_employment_type_counts_and_not_its_id(label: str, types: list[str]) -> None:
    assert listed(typeOfEmployment={"id": "permanent", "label": label}).employment_type == types


def test_date_language_requisition_and_employer_are_as_stated() -> None:
    posting = listed(
        releasedDate="2026-04-23T16:54:54.835Z",
        language={"code": "fr-CA", "label": "French"},
        refNumber="REF43N",
    )
    assert posting.date_posted == "2026-04-23T16:54:54.835000+00:00"
    assert (posting.language, posting.requisition_id, posting.hiring_organization) == (
        "fr",
        "REF43N",
        "Acme Bread",
    )


def test_what_is_not_public_is_no_opening() -> None:
    [unparsed] = results("smartrecruiters", orjson.dumps({"content": [ROW | {"visibility": "INTERNAL"}]}))
    assert isinstance(unparsed, Unparsed)
    assert (unparsed.reason, unparsed.native_id) == ("unlisted", "744000122509268")


def test_an_empty_company_is_a_page_without_postings() -> None:
    assert postings("smartrecruiters", b'{"offset":0,"limit":100,"totalFound":0,"content":[]}') == []


def test_a_detail_without_an_id_is_told() -> None:
    [unparsed] = results("smartrecruiters", b'{"jobAd": {"sections": {}}}')
    assert isinstance(unparsed, Unparsed)
    assert unparsed.reason == "no_id"
