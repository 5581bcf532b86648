"""What Comeet's Careers API and its hosted pages really send."""

from typing import Any

import orjson
import pytest

from jobs_assets.postings import Posting, Unparsed
from tests.parsing.pages import only, place, postings, results

HOSTED = "https://www.comeet.com/jobs/acme/F6.003/baker/18.767"


def comeet(**row: Any) -> Posting:  # noqa: ANN401 - any field of the API
    """The posting of a list with one position."""
    return only("comeet", orjson.dumps([{"uid": "18.767", "name": "Baker"} | row]))


def hosted(script: str) -> bytes:
    """A company's hosted page with that script."""
    return f"<!DOCTYPE html><html><body><p>Jobs</p><script>{script}</script></body></html>".encode()


def test_the_hosted_page_of_a_position_is_its_address_and_not_the_employers_one_page_for_all() -> None:
    posting = comeet(url_comeet_hosted_page=HOSTED, url_active_page="https://acme.example/careers")
    assert (posting.posting_id, posting.url) == ("comeet:acme:18.767", HOSTED)
    assert comeet(url_active_page="https://acme.example/careers").url == "https://acme.example/careers"


def test_the_text_is_the_sections_by_their_order_without_those_left_empty() -> None:
    posting = comeet(
        details=[
            {"name": "Requirements", "value": "<p>Hands</p>", "order": 3},
            {"name": "Description", "value": "<p>You bake.</p>", "order": 1},
            {"name": "Responsibilities", "value": None, "order": 2},
            {"name": "Benefits", "value": "<p><br></p><p>&nbsp;</p>", "order": 4},
        ]
    )
    assert posting.description_text == "You bake.\n\nRequirements\n\nHands"


def test_a_hosted_page_has_the_same_positions_in_its_script() -> None:
    position = {
        "uid": "18.767",
        "name": "Baker; {flour}",
        "custom_fields": {"details": [{"name": "Description", "value": "<p>You bake.</p>", "order": 1}]},
    }
    positions = orjson.dumps([position, {"uid": "18.768", "name": "Miller"}]).decode().replace("</", "<\\/")
    script = f'COMPANY_DATA = {{"name": "Acme"}};\n  COMPANY_POSITIONS_DATA = {positions};\n var x = [1];'
    baker, miller = postings("comeet", hosted(script), content_type="text/html")
    assert (baker.title, baker.description_text, miller.title) == ("Baker; {flour}", "You bake.", "Miller")


@pytest.mark.parametrize(
    ("script", "reason"),
    [("var x = 1;", "no_script_value"), ("COMPANY_POSITIONS_DATA = [{;", "not_json")],
)
def test_a_hosted_page_without_its_positions_is_told(script: str, reason: str) -> None:
    [unparsed] = results("comeet", hosted(script), content_type="text/html")
    assert isinstance(unparsed, Unparsed)
    assert unparsed.reason == reason


def test_a_company_without_positions_is_a_page_without_postings() -> None:
    assert postings("comeet", b"[]") == []
    assert postings("comeet", hosted("COMPANY_POSITIONS_DATA = [];")) == []


@pytest.mark.parametrize(
    ("row", "workplace"),
    [
        ({"workplace_type": "On-site", "location": {"is_remote": False}}, "onsite"),
        ({"workplace_type": "Hybrid", "location": {"is_remote": True}}, "hybrid"),
        ({"workplace_type": "Remote", "location": {"is_remote": True}}, "remote"),
        ({"workplace_type": None, "location": {"is_remote": True}}, "remote"),
        ({"workplace_type": None, "location": {"is_remote": False}}, None),
        ({}, None),
    ],
)
def test_the_workplace_type_decides_and_is_remote_only_where_it_is_silent(
    row: dict[str, Any], workplace: str | None
) -> None:
    assert comeet(**row).workplace == workplace


def test_a_place_is_its_city_state_and_country_or_else_its_name() -> None:
    plano = {"name": "Dallas", "city": "Plano", "state": "TX", "country": "US"}
    assert place(comeet(location=plano)) == [("Plano", "TX", "US")]
    assert place(comeet(location={"name": "Tel Aviv, Israel", "city": None})) == [("Tel Aviv", None, "IL")]
    assert comeet(location=None).job_location == []


def test_a_remote_position_without_a_city_is_limited_to_its_country() -> None:
    posting = comeet(workplace_type="Remote", location={"name": "Remote US", "country": "US"})
    assert (place(posting), posting.remote_eligibility) == ([(None, None, "US")], ["US"])


def test_employer_department_type_and_the_companys_own_number() -> None:
    posting = comeet(
        company_name="Acme", department="Kitchen", employment_type="Full-time", internal_use_custom_id="R-7"
    )
    assert (posting.hiring_organization, posting.department) == ("Acme", "Kitchen")
    assert (posting.employment_type, posting.requisition_id) == (["FULL_TIME"], "R-7")


def test_the_time_of_a_change_is_no_date_of_publication() -> None:
    assert comeet(time_updated="2026-08-12T02:36:49Z").date_posted is None


def test_a_position_for_the_companys_own_people_is_no_opening() -> None:
    [unparsed] = results("comeet", b'[{"uid": "18.767", "name": "Baker", "is_internal": true}]')
    assert isinstance(unparsed, Unparsed)
    assert (unparsed.reason, unparsed.native_id) == ("unlisted", "18.767")


def test_an_answer_to_a_token_that_is_no_more_is_told() -> None:
    [unparsed] = results("comeet", b'{"status": 400, "message": "Invalid token"}')
    assert isinstance(unparsed, Unparsed)
    assert unparsed.reason == "unknown_shape"
