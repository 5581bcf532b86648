"""Keys that a vendor adds are noticed, and those that its rows have had all along are not."""

from collections import Counter
from pathlib import Path

import orjson
import pytest

from jobs_assets.kinds import KINDS
from jobs_assets.pages import SourcePage
from jobs_assets.parsing.unknown_fields import known_fields, unknown_fields
from tests.parsing import board_sets

SHARED_DATA = Path(__file__).parents[2] / "../shared/data"
LISTS = ("greenhouse", "lever", "ashby")

ROWS = {
    "greenhouse": {"id": 1, "title": "Baker", "absolute_url": "/1", "location": {"name": "Rome"}},
    "lever": {"id": "a", "text": "Baker", "hostedUrl": "/1", "categories": {"team": "Bread"}},
    "ashby": {
        "id": "a",
        "title": "Baker",
        "jobUrl": "/1",
        "compensation": {"compensationTiers": [{"components": [{"minValue": 1}]}]},
    },
}  # fmt: skip


def page(ats: str, body: bytes) -> SourcePage:
    return SourcePage(f"{ats}:acme", ats, "acme", None, "https://a.example/", body)


def answer(ats: str, row: object) -> SourcePage:
    return page(ats, orjson.dumps([row] if ats == "lever" else {"jobs": [row]}))


def unknown(found: SourcePage) -> Counter[str]:
    return Counter(unknown_fields(found, known_fields(found.ats)))


@pytest.mark.parametrize("ats", [ats for ats in KINDS if ats != "site"])
def test_every_kind_that_has_a_format_of_its_own_knows_its_keys(ats: str) -> None:
    assert known_fields(ats)[""]


@pytest.mark.parametrize("ats", LISTS)
def test_a_known_row_has_nothing_unknown(ats: str) -> None:
    assert not unknown(answer(ats, ROWS[ats]))


@pytest.mark.parametrize("ats", LISTS)
def test_a_new_key_of_a_row_is_named(ats: str) -> None:
    assert unknown(answer(ats, ROWS[ats] | {"seniority": "junior"})) == {"seniority": 1}


@pytest.mark.parametrize(
    ("ats", "name"),
    [
        ("greenhouse", "location.country"),
        ("lever", "categories.level"),
        ("ashby", "compensation.compensationTiers.components.period"),
    ],
)
def test_a_new_key_within_a_row_is_named_with_its_path(ats: str, name: str) -> None:
    row = orjson.loads(orjson.dumps(ROWS[ats]))
    *above, last = name.split(".")
    inner = row
    for step in above:
        inner = inner[step][0] if isinstance(inner[step], list) else inner[step]
    inner[last] = "new"
    assert unknown(answer(ats, row)) == {name: 1}


@pytest.mark.parametrize("ats", LISTS)
def test_no_capture_has_a_key_that_is_not_known(ats: str) -> None:
    paths = sorted((SHARED_DATA / ats).glob("*.json"))
    if not paths:
        pytest.skip("the captures are not beside this project")
    assert {path.name: found for path in paths if (found := unknown(page(ats, path.read_bytes())))} == {}


def test_no_captured_board_has_a_key_that_is_not_known() -> None:
    archive = SHARED_DATA / "board_sets" / "everjobs_boards.tar.gz"
    if not archive.exists():
        pytest.skip("the captured boards are not beside this project")
    # Whoever captured Ashby's boards has renamed keys: no vendor's answer says `departmentName`.
    as_sent = {"greenhouse", "lever"}
    boards = [(name, page(ats, body)) for name, ats, body in board_sets.boards(archive) if ats in as_sent]
    assert {one.ats for _, one in boards} == as_sent
    assert {name: found for name, one in boards if (found := unknown(one))} == {}
