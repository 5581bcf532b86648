"""The truth about duplicates: many pairs for every layer, seeded, in four languages, hard ones among them."""

from collections import Counter
from itertools import islice

import pytest

from jobs_assets.duplicates.comparing import Reading, compare
from jobs_assets.duplicates.matching import keys
from jobs_assets.duplicates.records import LAYERS, Layer
from jobs_assets.duplicates.texts import similarity
from jobs_assets.samples.pair_cases import CASES
from jobs_assets.samples.pairs import labelled_pairs


@pytest.mark.parametrize("layer", LAYERS)
def test_the_same_seed_gives_the_same_pairs_and_another_one_others(layer: Layer) -> None:
    first, again, other = (list(labelled_pairs(layer, 26, seed)) for seed in (1, 1, 2))
    assert first == again
    assert not {pair.first.text for pair in first} & {pair.first.text for pair in other}


@pytest.mark.parametrize("layer", LAYERS)
def test_each_case_comes_in_each_language(layer: Layer) -> None:
    cases = len(CASES[layer])
    seen = Counter((pair.case, pair.language) for pair in labelled_pairs(layer, 8 * cases, 3))
    assert len(seen) == 4 * cases
    assert set(seen.values()) == {2}


@pytest.mark.parametrize("layer", LAYERS)
def test_a_pair_is_two_postings(layer: Layer) -> None:
    for pair in labelled_pairs(layer, 130, 5):
        assert pair.first.posting_id != pair.second.posting_id
        assert pair.line()["same"] is pair.same


def test_text_alone_does_not_tell_them_apart() -> None:
    alike = [
        pair for pair in labelled_pairs("same_text", 260, 5) if _alike(pair.first.text, pair.second.text)
    ]
    assert sum(not pair.same for pair in alike) > 60


def _alike(one: str, other: str) -> bool:
    return similarity(one, other) > 0.9


@pytest.mark.parametrize("layer", LAYERS)
def test_postings_that_match_share_a_key(layer: Layer) -> None:
    for pair in islice(labelled_pairs(layer, 130, 6), 130):
        if compare(Reading(pair.first), Reading(pair.second)):
            assert keys(pair.first) & keys(pair.second), pair.case
