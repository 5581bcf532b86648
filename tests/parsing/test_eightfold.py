"""What Eightfold's careers sites really send."""

from typing import Any

import orjson
import pytest

from jobs_assets.postings import Posting, Unparsed
from tests.parsing.pages import only, place, results

HOST = "https://acme.eightfold.ai"
NEW = f"{HOST}/api/pcsx/search?domain=acme.com&start=0"
OLD = f"{HOST}/api/apply/v2/jobs?start=0"


def new(**row: Any) -> Posting:  # noqa: ANN401 - any field of the API
    """The position of a page of the newer API."""
    row = {"id": 41, "name": "Baker", "positionUrl": "/careers/job/41"} | row
    return only("eightfold", orjson.dumps({"status": 200, "data": {"positions": [row], "count": 1}}), url=NEW)


def old(**row: Any) -> Posting:  # noqa: ANN401 - any field of the API
    """The position of a page of the older API."""
    row = {"id": 41, "name": "Baker"} | row
    return only("eightfold", orjson.dumps({"domain": "acme.com", "count": 1, "positions": [row]}), url=OLD)


def record(**row: Any) -> Posting:  # noqa: ANN401 - any field of the API
    """The position of a record of the newer API."""
    row = {"id": 41, "name": "Baker"} | row
    return only(
        "eightfold", orjson.dumps({"data": row}), url=f"{HOST}/api/pcsx/position_details?position_id=41"
    )


def test_a_position_is_the_same_in_a_list_a_record_and_either_api() -> None:
    assert new().posting_id == old().posting_id == record().posting_id == "eightfold:acme:41"


def test_a_relative_page_is_on_the_boards_host_and_an_absolute_one_where_it_says() -> None:
    assert new().url == f"{HOST}/careers/job/41"
    assert old(canonicalPositionUrl="https://talent.acme.com/careers/job/41").url == (
        "https://talent.acme.com/careers/job/41"
    )


def test_seconds_since_1970_are_the_day_it_was_posted() -> None:
    assert new(postedTs=1_788_912_000).date_posted == "2026-09-09T00:00:00+00:00"
    assert old(t_create=1_788_912_000, t_update=1_789_000_000).date_posted == "2026-09-09T00:00:00+00:00"


@pytest.mark.parametrize(
    ("stated", "workplace"),
    [
        ("onsite", "onsite"),
        ("hybrid", "hybrid"),
        ("remote_local", "remote"),
        ("remote_global", "remote"),
        (None, None),
    ],
)
def test_the_option_is_the_workplace(stated: str | None, workplace: str | None) -> None:
    assert new(workLocationOption=stated).workplace == workplace
    assert old(work_location_option=stated).workplace == workplace


def test_a_tidied_location_settles_the_country_of_the_stated_one() -> None:
    posting = new(
        locations=["Mumbai, Maharashtra", "Springfield"], standardizedLocations=["Mumbai, MH, IN", "US"]
    )
    assert place(posting) == [("Mumbai", "Maharashtra", "IN"), ("Springfield", None, "US")]


def test_locations_of_another_number_than_the_tidied_ones_stand_alone() -> None:
    posting = new(locations=["United States, Washington, Redmond"], standardizedLocations=["FR", "DE"])
    assert place(posting) == [("Redmond", "Washington", "US")]


@pytest.mark.parametrize("stated", ["Quality", ["Quality"], [" Quality ", "Quality"]])
def test_a_department_is_a_text_or_a_list(stated: object) -> None:
    assert new(department=stated).department == "Quality"


def test_a_record_has_the_text_the_type_and_where_to_apply() -> None:
    posting = record(
        jobDescription="<p>Bake.</p>",
        efcustomTextTextTimeType=["Full time"],
        positionUserActions={"applyAction": {"applyUrl": "https://acme.example/apply/41"}},
    )
    assert (posting.description_text, posting.employment_type) == ("Bake.", ["FULL_TIME"])
    assert posting.apply_url == "https://acme.example/apply/41"


def test_a_private_position_is_no_posting() -> None:
    [found] = results(
        "eightfold", orjson.dumps({"positions": [{"id": 1, "name": "x", "isPrivate": True}]}), url=OLD
    )
    assert isinstance(found, Unparsed)
    assert found.reason == "unlisted"


def test_a_refusal_is_no_page_of_positions() -> None:
    [found] = results("eightfold", b'{"message": "PCSX is not enabled for this user."}', url=NEW)
    assert isinstance(found, Unparsed)
    assert found.reason == "unknown_shape"
