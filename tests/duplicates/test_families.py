"""Families: one job in several places. Kept apart from duplicates."""

from dataclasses import replace

import pytest

from jobs_assets.duplicates.families import family_key
from jobs_assets.duplicates.records import Location
from tests.duplicates.postings import LEEDS, REPOSTED, TEXT, YORK, linked, nurse

THERE = replace(REPOSTED, places=(YORK,), text=TEXT.replace("the coast", "York"))
HERE = nurse(text=TEXT.replace("the coast", "Leeds"))


def test_one_text_for_two_places_is_a_family_and_no_duplicate() -> None:
    assert family_key(HERE) is not None
    assert family_key(THERE) == family_key(HERE)
    assert linked(HERE, THERE) == {}


def test_pay_may_differ_between_the_places_of_a_family() -> None:
    paid = [
        replace(each, text=f"{each.text} {pay} a year") for each, pay in ((HERE, "38,000"), (THERE, "41,500"))
    ]
    assert len(set(map(family_key, paid))) == 1


@pytest.mark.parametrize("town", ["New York", "München", "C++", "St. (Louis)"])
def test_a_name_of_a_place_is_left_out_where_it_is_a_word(town: str) -> None:
    there = replace(HERE, places=(Location(town),), text=TEXT.replace("the coast", town))
    assert family_key(there) == family_key(HERE)
    assert family_key(replace(there, text=there.text + f" x{town}")) != family_key(HERE)


def test_another_title_level_or_employer_is_another_family() -> None:
    for other in (
        replace(THERE, title="Senior Staff Nurse, Ward 7"),
        replace(THERE, title="Midwife"),
        replace(THERE, hiring_organization="Alpine Hotels"),
    ):
        assert family_key(other) != family_key(HERE)


def test_without_a_place_or_a_text_there_is_no_family() -> None:
    assert family_key(nurse(places=())) is None
    assert family_key(nurse(text="Apply now", places=(LEEDS,))) is None
