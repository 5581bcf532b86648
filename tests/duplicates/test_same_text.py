"""Layer three: near the same text, at one employer, place and level."""

from dataclasses import replace

import pytest

from jobs_assets.duplicates.records import Location
from tests.duplicates.postings import COPIED, NURSE, OTHER_WORK, REPOSTED, TEXT, YORK, layer_of, nurse

SENTENCES = [line for line in TEXT.split("\n") if line]


def test_a_posting_put_up_again_is_the_same() -> None:
    assert layer_of(NURSE, REPOSTED) == "same_text"


def test_an_edited_line_makes_no_other_opening() -> None:
    edited = TEXT.replace("a year or more on a medical ward", "two years in acute care")
    assert layer_of(NURSE, replace(REPOSTED, text=edited)) == "same_text"


@pytest.mark.parametrize(
    "text",
    [
        " ".join(TEXT.split()),
        TEXT.upper(),
        "\n".join(f"• {line}" for line in SENTENCES),
        f"{TEXT}\nApply on JobHub. JobHub is not the employer. Report this posting.",
        f"JobHub presents: a job near you! Create an alert.\n{TEXT}",
        TEXT[: len(TEXT) // 2] + "…",
        TEXT.replace("'", "’").replace(" ", "\u00a0"),
    ],
    ids=["one line", "capitals", "bullets", "footer", "header", "cut off", "other blanks"],
)
def test_wear_makes_no_other_opening(text: str) -> None:
    assert layer_of(NURSE, replace(COPIED, text=text)) == "same_text"


@pytest.mark.parametrize(
    "title",
    [
        "STAFF NURSE, WARD 7",
        "Staff Nurse - Ward 7 | Harbour Clinic",
        "Staff Nurse, Ward 7 (Leeds)",
        "Staff Nurse (m/f/d) – Ward 7",
        "Staff Nurse, Ward 7 - full time",
    ],
)
def test_what_feeds_put_around_a_title_makes_no_other_one(title: str) -> None:
    assert layer_of(NURSE, replace(COPIED, title=title)) == "same_text"


@pytest.mark.parametrize(
    "title",
    [
        "Senior Staff Nurse, Ward 7",
        "Junior Staff Nurse, Ward 7",
        "Staff Nurse II, Ward 7",
        "Staff Nurse, Ward 9",
        "Staff Midwife, Ward 7",
        "Staff Nurse Manager, Ward 7",
    ],
)
def test_another_level_or_field_is_another_opening(title: str) -> None:
    assert layer_of(NURSE, replace(REPOSTED, title=title)) is None
    assert layer_of(NURSE, replace(COPIED, title=title)) is None


def test_part_time_and_full_time_are_two_openings() -> None:
    full, part = (replace(NURSE, title=f"{NURSE.title} ({hours})") for hours in ("full-time", "part time"))
    assert layer_of(full, replace(part, posting_id="lever:harbour:9")) is None
    assert layer_of(full, REPOSTED) == "same_text"


def test_two_cities_are_two_openings() -> None:
    assert layer_of(NURSE, replace(REPOSTED, places=(YORK,))) is None
    assert layer_of(NURSE, replace(COPIED, places=(YORK,))) is None


def test_a_feed_may_say_less_of_the_place() -> None:
    assert layer_of(NURSE, replace(COPIED, places=())) == "same_text"
    assert layer_of(NURSE, replace(COPIED, places=(Location(country="GB"),))) == "same_text"
    assert layer_of(NURSE, replace(COPIED, places=(Location("LEEDS"),))) == "same_text"


def test_on_one_board_a_wider_place_is_another_opening() -> None:
    assert layer_of(NURSE, replace(REPOSTED, places=(Location(country="GB"),))) is None


def test_the_same_boilerplate_around_other_work_is_another_opening() -> None:
    assert layer_of(NURSE, replace(REPOSTED, text=OTHER_WORK)) is None
    assert layer_of(NURSE, replace(COPIED, text=OTHER_WORK)) is None


def test_another_employer_is_another_opening() -> None:
    assert layer_of(NURSE, replace(COPIED, hiring_organization="Alpine Hotels")) is None
    assert layer_of(NURSE, replace(COPIED, hiring_organization=None)) is None


@pytest.mark.parametrize("text", ["", "Staff Nurse", "Apply now! " * 4])
def test_too_little_text_proves_nothing(text: str) -> None:
    assert layer_of(nurse(text=text), replace(COPIED, text=text)) is None


def test_a_title_that_says_more_counts_where_the_text_says_it_too() -> None:
    assert layer_of(NURSE, replace(COPIED, title="Staff Nurse, Ward 7, Medical")) == "same_text"
    assert layer_of(NURSE, replace(COPIED, title="Staff Nurse, Ward 7, Oncology")) is None


def test_on_one_board_a_title_that_says_more_is_another_opening() -> None:
    assert layer_of(NURSE, replace(REPOSTED, title="Staff Nurse, Ward 7, Medical")) is None


def test_texts_that_are_not_in_latin_script_compare() -> None:
    text = (
        "東京のチームで加盟店の皆さまを支援し、データをもとに改善を提案する仕事です。経験三年以上を歓迎します。"
        * 2
    )
    edited = text.replace("三年", "五年")
    one, other = nurse(text=text), replace(REPOSTED, text=edited)
    assert layer_of(one, other) == "same_text"
    assert (
        layer_of(
            one,
            replace(other, text="大阪の倉庫で商品の入出庫と在庫管理を担当していただきます。未経験可。" * 4),
        )
        is None
    )
