"""Sample postings: the same for a seed, never two alike, each computable alone, and true to their labels."""

import re
from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from jobs_assets.samples.employers import KINDS, board_of, boards_for, employer, indexes_of
from jobs_assets.samples.generator import ANCHOR, SamplePosting, postings, sample
from jobs_assets.samples.markup import description_html, description_plain
from jobs_assets.samples.templates import LANGUAGES
from jobs_assets.samples.truth import truth

SOME = list(postings(1600, seed=7))


def text_of(posting: SamplePosting) -> str:
    return description_plain(posting.sections)


def test_the_same_seed_gives_the_same_postings() -> None:
    first, again = (
        [truth(posting) | {"text_": text_of(posting)} for posting in postings(60, 5)] for _ in range(2)
    )
    assert first == again


def test_another_seed_gives_other_postings() -> None:
    assert not {text_of(each) for each in postings(60, 5)} & {text_of(each) for each in postings(60, 6)}


@given(index=st.integers(0, 10**6), seed=st.integers(0, 10**6))
def test_a_posting_can_be_made_without_the_ones_before_it(index: int, seed: int) -> None:
    assert text_of(sample(index, seed)) == text_of(sample(index, seed))
    assert sample(index, seed).employer.number == board_of(index)


def test_a_known_posting_stays_as_it_was() -> None:
    # Not that it matters what it says: it must say the same on any machine, day and Python.
    posting = sample(5, seed=1)
    assert posting.employer.language == "de"
    assert posting.employer.name == "Eichwald Werke"
    assert posting.uuid == "f0eb4a2a-f072-41a7-b429-256a6ea9b8af"


def test_no_two_of_20000_postings_read_alike() -> None:
    # Numbers, case and punctuation do not make a text another.
    seen = Counter(re.sub(r"[\W\d_]+", " ", text_of(posting).lower()) for posting in postings(20_000, 3))
    assert seen.most_common(1)[0][1] == 1


def test_texts_of_one_template_share_little() -> None:
    def shingles(posting: SamplePosting) -> set[tuple[str, ...]]:
        words = text_of(posting).lower().split()
        return {tuple(words[at : at + 5]) for at in range(len(words) - 4)}

    template = Counter(posting.template for posting in SOME).most_common(1)[0][0]
    same = [shingles(posting) for posting in SOME if posting.template == template][:40]
    overlap = [len(a & b) / len(a | b) for at, a in enumerate(same) for b in same[:at]]
    assert max(overlap) < 0.5


def test_descriptions_are_as_long_as_real_ones() -> None:
    sizes = [len(description_html(posting.sections, "h2").encode()) for posting in SOME]
    assert min(sizes) > 1_500
    assert max(sizes) < 6_000


def test_all_languages_kinds_and_terms_occur() -> None:
    assert {posting.employer.language for posting in SOME} == set(LANGUAGES)
    assert {posting.employer.ats for posting in SOME} == set(KINDS)
    assert {posting.workplace for posting in SOME} == {"remote", "hybrid", "onsite"}
    assert {posting.employment_type for posting in SOME} == {
        "FULL_TIME",
        "PART_TIME",
        "CONTRACTOR",
        "TEMPORARY",
        "INTERN",
    }
    assert len({posting.employer.country.code for posting in postings(10_000, 2)}) >= 14


def test_pay_occurs_in_every_shape() -> None:
    bands = [band for posting in SOME if posting.pay for band in posting.pay.bands]
    assert {band.interval for band in bands} == {"YEAR", "MONTH", "HOUR", "DAY"}
    assert {band.kind for band in bands} == {"base", "ote"}
    assert any(band.max is None for band in bands)
    assert any(band.max == band.min for band in bands)
    assert any(band.place for band in bands)
    assert {posting.pay.salaries for posting in SOME if posting.pay} == {12, 13, 14}
    assert any(posting.pay is None for posting in SOME)


def test_pay_is_plausible_and_its_words_say_its_figures() -> None:
    for posting in SOME:
        if posting.pay is None:
            continue
        for band in posting.pay.bands:
            assert band.min is not None
            assert band.max is None or band.min <= band.max <= band.min * 1.6
        digits = re.sub(r"\D", "", posting.pay.sentence)
        low = posting.pay.bands[0].min
        assert re.sub(r"\D", "", f"{low:.2f}" if low != int(low or 0) else f"{low:.0f}") in digits


def test_what_the_labels_say_of_the_text_is_in_the_text() -> None:
    for posting in SOME[:400]:
        text, labels = text_of(posting), truth(posting)["text"]
        assert all(skill["name"] in text for skill in labels["skills"])
        if years := labels["experience_years"]:
            assert not years["min"] or re.search(rf"\b{years['min']}\b", text)
        if labels["salary"]:
            assert posting.pay is not None
            assert posting.pay.sentence in text


def test_dates_hang_on_the_anchor_alone() -> None:
    assert all(posting.posted <= posting.updated <= ANCHOR for posting in SOME)
    assert all(posting.valid_through is None or posting.valid_through > ANCHOR for posting in SOME)


def test_ids_and_tokens_are_unique() -> None:
    ids = Counter((posting.employer.board_id, posting.native_id) for posting in postings(10_000, 4))
    assert ids.most_common(1)[0][1] == 1
    tokens = Counter(employer(number, 4).token for number in range(4_000))
    assert tokens.most_common(1)[0][1] == 1


@given(count=st.integers(0, 7_000))
def test_boards_hold_each_posting_exactly_once(count: int) -> None:
    listed = [index for number in range(boards_for(count)) for index in indexes_of(number, count)]
    assert sorted(listed) == list(range(count))


def test_boards_grow_in_number_with_the_postings() -> None:
    assert boards_for(100_000) in range(950, 1_060)
    assert max(len(list(indexes_of(number, 100_000))) for number in range(16)) == 150
