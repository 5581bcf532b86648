"""Layer two: the same requisition of the same employer."""

from dataclasses import replace

import pytest

from jobs_assets.duplicates.records import Location
from tests.duplicates.postings import COPIED, LEEDS, NURSE, OTHER_WORK, YORK, layer_of, nurse

ON_ATS = nurse(requisition_id="R-10023")
ON_SITE = nurse(
    posting_id="site:harbour.example:r",
    board_id="site:harbour.example",
    requisition_id="r10023",
    text="",
    url=None,
)


@pytest.mark.parametrize("spelt", ["R-10023", "r10023", "R 10023", "#R-10023"])
def test_case_and_punctuation_make_no_other_requisition(spelt: str) -> None:
    assert layer_of(ON_ATS, replace(ON_SITE, requisition_id=spelt)) == "same_requisition"


def test_a_place_that_one_of_them_leaves_out_is_no_other_place() -> None:
    assert layer_of(ON_ATS, replace(ON_SITE, places=())) == "same_requisition"
    assert layer_of(ON_ATS, replace(ON_SITE, places=(Location(country="GB"),))) == "same_requisition"


def test_one_requisition_for_two_cities_is_two_openings() -> None:
    assert layer_of(ON_ATS, replace(ON_SITE, places=(YORK,))) is None


def test_employers_count_alike() -> None:
    assert layer_of(ON_ATS, replace(ON_SITE, hiring_organization="Alpine Hotels")) is None


@pytest.mark.parametrize("said", ["N/A", "TBD", "-", "General", "0", "1234", ""])
def test_what_names_no_requisition_proves_nothing(said: str) -> None:
    one, other = replace(ON_ATS, requisition_id=said), replace(ON_SITE, requisition_id=said)
    assert layer_of(one, other) is None


def test_a_number_for_a_whole_campaign_is_no_requisition() -> None:
    assert layer_of(ON_ATS, replace(ON_SITE, title="Porter, Nights", text=OTHER_WORK)) is None


def test_two_levels_under_one_number_are_two_openings() -> None:
    assert layer_of(ON_ATS, replace(ON_SITE, title="Senior Staff Nurse, Ward 7")) is None


def test_a_requisition_in_two_languages_is_one_opening() -> None:
    german = replace(ON_SITE, title="Pflegefachkraft (m/w/d), Station 7", language="de")
    assert layer_of(replace(ON_ATS, language="en"), german) == "same_requisition"


def test_two_requisitions_in_the_same_words_stay_apart() -> None:
    assert layer_of(ON_ATS, nurse(posting_id="lever:harbour:7c", requisition_id="R-10024")) is None
    assert layer_of(ON_ATS, replace(COPIED, requisition_id="R-10024")) is None


def test_a_board_that_does_not_name_its_employer_is_known_by_its_token() -> None:
    site = replace(ON_SITE, hiring_organization=None, board_id="recruitee:harbourclinic", places=(LEEDS,))
    assert layer_of(NURSE, replace(site, text=NURSE.text, requisition_id=None)) == "same_text"
    assert layer_of(ON_ATS, site) == "same_requisition"
