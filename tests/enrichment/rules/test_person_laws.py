"""What holds for experience, education and sponsorship whatever the text: quotes, no errors, linear time."""

from collections.abc import Callable
from time import process_time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobs_assets.enrichment.records import Found
from jobs_assets.enrichment.rules import education, experience, phrases, seniority, sponsorship
from jobs_assets.enrichment.rules.clauses import REACH, clause_around
from jobs_assets.enrichment.rules.reading import LANGUAGES, Reading

Rule = Callable[[Reading], Found[Any] | None]
RULES: list[Rule] = [experience.find_experience, education.find_education, sponsorship.find_sponsorship]
LONGEST_QUOTE = 400

_PIECES = st.sampled_from([
    "5+ years", "years of experience", "3 à 5 ans", "mindestens drei Jahre", "mehrjährige Berufserfahrung",
    "años", "Bachelor's degree", "Master", "Ph.D.", "BS/MS", "Abgeschlossenes Studium", "Bac+5", "Grado en",
    "GED", "no degree", "visa sponsorship", "we sponsor", "not", "unable to", "without", "preferred", "or",
    "required", "\n", ". ", "  ", "•", "ß", "İ", "ﬁ", "’", "\xa0", "\u200b", "😀", "(", ")", "5", "20", "–",
    "in", "Years of experience: ", "+",
])  # fmt: skip
_TEXTS = st.lists(_PIECES | st.text(max_size=8), max_size=30).map(" ".join)


@pytest.mark.parametrize("rule", RULES)
@given(text=_TEXTS, language=st.sampled_from([*LANGUAGES, None, "pl"]))
def test_a_quote_is_a_short_piece_of_the_text(rule: Rule, text: str, language: str | None) -> None:
    found = rule(Reading("", text, language))
    if found is not None:
        assert 0 <= found.start < found.end <= len(text)
        assert found.end - found.start <= LONGEST_QUOTE
        quote = text[found.start : found.end]
        assert quote == quote.strip()


@pytest.mark.parametrize("rule", RULES)
@given(text=_TEXTS)
def test_the_same_text_gives_the_same(rule: Rule, text: str) -> None:
    assert rule(Reading("", text)) == rule(Reading("", text))


@given(text=_TEXTS)
def test_years_are_a_range_of_whole_years_a_person_can_have(text: str) -> None:
    found = experience.find_experience(Reading("", text))
    if found is not None:
        least, most = found.value.min, found.value.max
        assert least is not None or most is not None
        assert 0 <= (least or 0) <= (experience.MOST_YEARS if most is None else most) <= experience.MOST_YEARS


@given(text=_TEXTS, data=st.data())
def test_a_clause_holds_what_it_is_asked_for_and_reaches_no_farther(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    first, last = clause_around(text, start, end)
    assert start - REACH <= first <= start
    assert end <= last <= end + REACH


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize(
    "piece",
    [
        "5 years ", "5", "5 - 5 - 5 ", "years years ", "bachelor's or ", "degree ", "(", "a degree (",
        "Ph.D., M.S. or ", "sponsor visa ", "sponsor", "however ", "mehrjährige ", "mehrjährige x ",
        "abgeschlossenes x ", "bac+", ". ", "  ", "at least ", "minimum of ", "or equivalent x ",
        "one to two to ", "don't need a x ",
    ],
)  # fmt: skip
def test_a_text_made_to_be_slow_takes_linear_time(rule: Rule, piece: str) -> None:
    short, long = (piece * (length // len(piece)) for length in (5_000, 40_000))
    assert _seconds(rule, long) < 30 * _seconds(rule, short) + 0.2


def _seconds(rule: Rule, text: str) -> float:
    reading = Reading("", text, "de")
    _ = reading.plain, reading.sections  # those are not this rule's
    start = process_time()
    rule(reading)
    return process_time() - start


def test_a_long_title_is_read_as_far_as_titles_go() -> None:
    assert seniority.seniority_of("Engineer " * 50 + "Director") is None


@pytest.mark.parametrize("name", ["education", "experience", "seniority", "sponsorship"])
def test_vocabularies_hold_phrases_in_lower_case(name: str) -> None:
    """An unquoted "no" or "on" is a truth value to YAML, and a capital would never be met."""
    kept = phrases.vocabulary(name)
    kept.pop("numbers", None)
    for phrase in _leaves(kept):
        assert phrase is None or isinstance(phrase, int | str)
        assert not isinstance(phrase, bool)
        assert not isinstance(phrase, str) or phrase == phrase.lower()


def _leaves(value: Any) -> list[Any]:  # noqa: ANN401 - what YAML holds
    if isinstance(value, dict):
        return [leaf for part in value.values() for leaf in _leaves(part)]
    if isinstance(value, list):
        return [leaf for part in value for leaf in _leaves(part)]
    return [value]
