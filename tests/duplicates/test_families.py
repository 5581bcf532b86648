"""Families: one job in several places. Kept apart from duplicates."""

from dataclasses import replace

from jobs_assets.duplicates.families import families, family_key
from jobs_assets.duplicates.records import Sibling
from tests.duplicates.postings import LEEDS, NURSE, REPOSTED, TEXT, YORK, linked, nurse

THERE = replace(REPOSTED, places=(YORK,), text=TEXT.replace("the coast", "York"))
HERE = nurse(text=TEXT.replace("the coast", "Leeds"))


def test_one_text_for_two_places_is_a_family_and_no_duplicate() -> None:
    assert families([THERE, HERE]) == [
        Sibling(HERE.posting_id, HERE.posting_id),
        Sibling(THERE.posting_id, HERE.posting_id),
    ]
    assert linked(HERE, THERE) == {}


def test_pay_may_differ_between_the_places_of_a_family() -> None:
    paid = [
        replace(each, text=f"{each.text} {pay} a year") for each, pay in ((HERE, "38,000"), (THERE, "41,500"))
    ]
    assert len(families(paid)) == 2


def test_two_at_one_place_are_no_family() -> None:
    assert families([NURSE, REPOSTED]) == []


def test_another_title_level_or_employer_is_another_family() -> None:
    for other in (
        replace(THERE, title="Senior Staff Nurse, Ward 7"),
        replace(THERE, title="Midwife"),
        replace(THERE, hiring_organization="Alpine Hotels"),
    ):
        assert families([HERE, other]) == []


def test_without_a_place_or_a_text_there_is_no_family() -> None:
    assert family_key(nurse(places=())) is None
    assert family_key(nurse(text="Apply now", places=(LEEDS,))) is None
