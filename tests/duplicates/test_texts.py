"""Texts: the similarity and the keys, as laws and as numbers that must not change by themselves."""

from hypothesis import example, given
from hypothesis import strategies as st

from jobs_assets.duplicates.texts import band_keys, similarity
from tests.duplicates.postings import OTHER_WORK, TEXT


@given(st.text(), st.text())
@example("ee", "0e")  # nothing between the letters it is cut at
def test_similarity_is_a_share_and_the_same_both_ways(one: str, other: str) -> None:
    assert 0 <= similarity(one, other) <= 1
    assert similarity(one, other) == similarity(other, one)


@given(st.text(st.characters(codec="ascii")))
def test_a_text_is_like_itself_if_it_has_letters(text: str) -> None:
    assert similarity(text, text) == float(any(map(str.isalnum, text)))


def test_unlike_texts_have_little_in_common() -> None:
    other = "We bake bread for the whole valley from four in the morning and need a hand at the oven. " * 6
    assert similarity(TEXT, other) < 0.3
    assert similarity(TEXT, OTHER_WORK) < 0.7


def test_texts_alike_share_a_key_and_others_do_not() -> None:
    edited = TEXT.replace("eighteen beds", "twenty beds").upper()
    assert set(band_keys(TEXT)) & set(band_keys(edited))
    assert not set(band_keys(TEXT)) & set(band_keys(OTHER_WORK))


def test_a_salt_keeps_texts_apart() -> None:
    assert not set(band_keys(TEXT, 7)) & set(band_keys(TEXT, 7_000_000))


def test_keys_of_a_known_text_stay_as_they_are() -> None:
    # They are stored: where a library or an edit changes them, RECIPE must change too.
    assert list(band_keys("We are looking for a nurse who likes the sea."))[:2] == [2449712505, 1437334425]


def test_a_text_without_letters_has_no_keys() -> None:
    assert list(band_keys(" – … \n")) == []
