"""Where quotes are found, and that what is found is the text's own wording."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from jobs_assets.enrichment.quotes import MAX_QUOTE, Passage, find_quote, fold
from jobs_assets.enrichment.visible import shown

AD = (
    "Wir bieten 60.000\u00a0€ bis 70.000\u00a0€\nbrutto – „fair“ und ohne Haken.\n"
    "JavaScript or Java, Go\u00adlang."
)

# Signs that make trouble: marks, ligatures, jamo, kana with marks, tags, bidi, surrogates, odd spaces.
ODD = st.sampled_from(
    "aZ9 .-\n\t\"'<>[]|`\u00b4\u0301\u0323\u00e9\u00e5\ufb01\u00bd\u2026\u2013\u201e\u2019\u00ab\u2039\u00a0"
    "\u2003\u200b\u200d\u034f\u00ad\ufeff\u202e\u1112\u1161\u11ab\ud55c\uff76\uff9e\u0f73\u4e2d\u6587\u3042\U0001f468"
    "\U000e0041\ud800\ue000\u00df\u0130"
)
TEXTS = st.text(ODD | st.characters(), max_size=60)


@pytest.mark.parametrize(
    ("quote", "found"),
    [
        ("60.000\u00a0€ bis 70.000\u00a0€", "60.000\u00a0€ bis 70.000\u00a0€"),
        ("60.000 € bis 70.000 € brutto", "60.000\u00a0€ bis 70.000\u00a0€\nbrutto"),
        ('brutto - "fair"', "brutto – „fair“"),
        ("brutto \u2014 'fair'", None),  # one quotation mark is not two
        ('"ohne Haken"', "ohne Haken"),  # quoted by whoever quotes it
        ("ohne Haken.", "ohne Haken."),
        ("ohne Haken…", "ohne Haken"),
        ("  ohne Haken \n", "ohne Haken"),
        ("Golang", "Go\u00adlang"),
        ("Java", "Java"),
        ("Script", None),
        ("JavaScript or Ja", None),
        ("70.000 € bis 60.000 €", None),
        ("OHNE HAKEN", None),
        ("", None),
        ("…", None),
        ("\u200b", None),
    ],
)
def test_a_quote_is_found_but_for_white_space_quotation_marks_and_dashes(
    quote: str, found: str | None
) -> None:
    place = find_quote(AD, quote)
    assert (None if place is None else AD[slice(*place)]) == found


def test_a_word_inside_another_is_no_place() -> None:
    assert find_quote("JavaScript, then Java", "Java") == (17, 21)
    assert find_quote("Pre\u0301fecture", "Pre") is None


def test_scripts_without_spaces_are_cut_anywhere() -> None:
    assert find_quote("年収は六百万円です。経験三年", "六百万円") == (3, 7)
    assert find_quote("abX\u4e2dab", "ab") == (4, 6)


def test_decomposed_and_composed_letters_are_the_same() -> None:
    text = unicodedata.normalize("NFD", "Über fünf Jahre")
    start, end = find_quote(text, "fünf Jahre") or (0, 0)
    assert text[start:end] == unicodedata.normalize("NFD", "fünf Jahre")


def test_a_sign_that_stands_for_several_is_quoted_whole() -> None:
    assert find_quote("an o\ufb03ce job", "office") == (3, 7)


def test_what_is_too_long_for_a_quote_is_not_looked_for() -> None:
    text = "word " * MAX_QUOTE
    assert find_quote(text, text) is None


def test_many_near_misses_end() -> None:
    assert Passage("ab " * 40_000).find("ab ab ab a") is None
    assert Passage("a" * 200_000).find("a" * 900) is None
    assert Passage("\u200b" * 200_000 + "x").find("y z") is None


@given(TEXTS, st.data())
def test_whatever_stands_in_a_text_in_whole_words_is_found_there(text: str, data: st.DataObject) -> None:
    words = text.split(" ")
    start = data.draw(st.integers(0, len(words) - 1))
    end = data.draw(st.integers(start + 1, len(words)))
    quote = " ".join(words[start:end]).strip()
    place = Passage(text).find(quote)
    if fold(quote).strip(" \"'") and not unicodedata.combining(fold(quote)[0]):
        assert place is not None
        assert fold(quote).strip(" \"'.,;:") in fold(text[slice(*place)])


@given(TEXTS, TEXTS)
def test_what_is_found_says_what_the_quote_says(text: str, quote: str) -> None:
    place = find_quote(text + " " + quote, quote)
    if place is not None:
        start, end = place
        assert 0 <= start < end <= len(text) + 1 + len(quote)
        bare = " \"'.,;:\t"
        assert fold(quote).strip(bare).rstrip(".") in fold((text + " " + quote)[start:end])


@given(TEXTS)
@example("a\u034f\u0323\u0301 b")
@example("<\u0338<|x|>[INST]\r\n\n\n\n]~b]")
def test_what_is_shown_to_a_model_is_the_same_text_to_whoever_looks_for_a_quote(text: str) -> None:
    assert fold(shown(text)).strip() == fold(text).strip()


@given(TEXTS)
def test_every_part_of_a_folded_text_leads_back_to_what_it_stands_for(text: str) -> None:
    passage = Passage(text)
    for at in range(len(passage.folded)):
        start, end = passage.original(at, at + 1)
        assert 0 <= start < end <= len(text)
        assert passage.folded[at] in fold(text[start:end])
