"""What Gem's Job Board API really sends."""

from typing import Any

import orjson
import pytest

from jobs_assets.postings import Posting, Unparsed
from tests.parsing.pages import only, place, results

ID = "am9icG9zdDqLIuZagE8SU-HqhGf7TGYo"


def gem(**row: Any) -> Posting:  # noqa: ANN401 - any field of the API
    """The posting of a list with one row."""
    return only("gem", orjson.dumps([{"id": ID, "title": "Baker"} | row]))


def office(name: str, place: str) -> dict[str, Any]:
    return {"id": "b2ZmaWNl", "name": name, "location": {"name": place}, "parent_id": None, "child_ids": []}


def test_an_opaque_id_and_the_address_are_as_stated() -> None:
    posting = gem(absolute_url=f"https://jobs.gem.com/acme/{ID}")
    assert posting.posting_id == f"gem:acme:{ID}"
    assert posting.url == f"https://jobs.gem.com/acme/{ID}"


def test_every_office_is_a_place_and_its_name_adds_the_state() -> None:
    posting = gem(
        location={"name": "El Segundo, United States"},
        offices=[
            office("El Segundo, CA", "El Segundo, United States"),
            office("HQ", "Redmond, United States"),
        ],
    )
    assert place(posting) == [("El Segundo", "CA", "US"), ("Redmond", None, "US")]


@pytest.mark.parametrize(
    ("name", "line", "expected"),
    [
        ("London, Ontario", "London, United Kingdom", ("London", None, "GB")),
        ("Adelaide, SA", "Adelaide, Australia", ("Adelaide", "SA", "AU")),
        ("Denver, Colorado", "Denver, United States", ("Denver", "Colorado", "US")),
        ("London, UK", "London, United Kingdom", ("London", None, "GB")),
        ("Denver", "Denver", ("Denver", None, None)),
    ],
)
def test_the_name_of_an_office_lends_a_state_of_its_own_country_alone(
    name: str, line: str, expected: tuple[str, str | None, str | None]
) -> None:
    assert place(gem(offices=[office(name, line)])) == [expected]


def test_the_offices_are_more_exact_than_a_location_called_global() -> None:
    posting = gem(location={"name": "Global"}, offices=[office("Leeds", "Leeds, United Kingdom")])
    assert place(posting) == [("Leeds", None, "GB")]
    assert place(gem(location={"name": "Global"}, offices=[])) == [(None, "Global", None)]


@pytest.mark.parametrize(
    ("stated", "workplace"),
    [
        ("in_office", "onsite"),
        ("hybrid", "hybrid"),
        ("remote", "remote"),
        ("unspecified", None),
        (None, None),
    ],
)
def test_location_type(stated: str | None, workplace: str | None) -> None:
    assert gem(location_type=stated, location={"name": "Leeds"}).workplace == workplace


def test_the_country_of_a_remote_posting_limits_who_may_apply() -> None:
    posting = gem(location_type="remote", location={"name": "United States"})
    assert (place(posting), posting.remote_eligibility) == ([(None, None, "US")], ["US"])
    on_site = gem(location_type="in_office", location={"name": "United States"})
    assert on_site.remote_eligibility is None


@pytest.mark.parametrize(
    ("stated", "types"),
    [
        ("full_time", ["FULL_TIME"]),
        ("intern", ["INTERN"]),
        ("contract", ["CONTRACTOR"]),
        ("part_time", ["PART_TIME"]),
    ],
)
def test_employment_type(stated: str, types: list[str]) -> None:
    assert gem(employment_type=stated).employment_type == types


def test_the_date_is_that_of_the_first_publication() -> None:
    posting = gem(first_published_at="2026-07-19T02:39:49.294Z", created_at="2026-07-01T00:00:00.000Z")
    assert posting.date_posted == "2026-07-19T02:39:49.294000+00:00"
    assert gem(created_at="2026-07-01T00:00:00.000Z").date_posted is None


def test_the_html_is_preferred_and_the_plain_text_stands_in_for_it() -> None:
    both = gem(content="<p>Bake <b>bread</b> &amp; rolls.</p>", content_plain="Bake bread & rolls.")
    assert both.description_text == "Bake bread & rolls."
    assert both.description_html == "<p>Bake <b>bread</b> &amp; rolls.</p>"
    assert gem(content="", content_plain="Bake\nbread.").description_text == "Bake\nbread."


def test_department_and_requisition() -> None:
    posting = gem(
        departments=[{"id": "1", "name": "Kitchen"}, {"id": "2", "name": "Bread"}], requisition_id="R801"
    )
    assert (posting.department, posting.requisition_id) == ("Kitchen, Bread", "R801")


def test_an_answer_without_a_list_is_told() -> None:
    [unparsed] = results("gem", b'{"message": "Not found"}')
    assert isinstance(unparsed, Unparsed)
    assert unparsed.reason == "unknown_shape"
