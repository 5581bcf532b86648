"""Links: who stands for whom, and the laws that hold whatever the order."""

import random
from collections.abc import Iterable, Sequence
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from jobs_assets.duplicates.linking import link
from jobs_assets.duplicates.matching import find_matches, keys
from jobs_assets.duplicates.records import Candidate, Location
from tests.duplicates.postings import COPIED, LEEDS, NURSE, OTHER_WORK, REPOSTED, TEXT, YORK, linked, nurse

SITE = nurse(posting_id="site:harbour.example:n", board_id="site:harbour.example", url=None)


def test_the_employers_own_ats_stands_for_its_site_and_that_for_a_feed() -> None:
    assert linked(COPIED, SITE, NURSE) == dict.fromkeys(
        (COPIED.posting_id, SITE.posting_id), NURSE.posting_id
    )
    assert linked(COPIED, SITE) == {COPIED.posting_id: SITE.posting_id}


def test_of_two_on_the_employers_ats_the_much_richer_one_stands_for_the_other() -> None:
    short = replace(REPOSTED, text=TEXT[:500], first_seen="2026-01-01")
    assert linked(short, NURSE) == {short.posting_id: NURSE.posting_id}


def test_of_two_alike_the_one_seen_first_stands_for_the_other() -> None:
    assert linked(NURSE, REPOSTED) == {REPOSTED.posting_id: NURSE.posting_id}
    early = replace(REPOSTED, first_seen="2026-10-01")
    assert linked(NURSE, early) == {NURSE.posting_id: early.posting_id}


def test_a_link_says_why() -> None:
    (found,) = link([NURSE, COPIED], find_matches([NURSE, COPIED]))
    assert (found.layer, found.similarity, found.through) == ("same_text", 1.0, NURSE.posting_id)
    assert found.reason


def test_a_copy_of_a_copy_is_linked_through_it() -> None:
    linking = replace(COPIED, posting_id="feed:pool:1", board_id="feed:pool", text="", places=())
    linking = replace(linking, url="https://jobs.lever.co/harbour/5a1c9e77")
    own = nurse(posting_id="lever:harbour:5a1c9e77", url="https://jobs.lever.co/harbour/5a1c9e77")
    assert linked(own, linking, COPIED) == dict.fromkeys(("feed:pool:1", COPIED.posting_id), own.posting_id)


def test_a_copy_without_a_place_does_not_join_two_cities() -> None:
    york = replace(REPOSTED, places=(YORK,), text=TEXT.replace("coast", "vale"))
    bare = replace(COPIED, places=(), text=TEXT.replace("coast", "vale"))
    assert linked(NURSE, york, bare) == {bare.posting_id: york.posting_id}


def test_a_copy_without_a_requisition_does_not_join_two() -> None:
    first, second = replace(NURSE, requisition_id="R-1"), replace(REPOSTED, requisition_id="R-2")
    assert linked(first, replace(first, posting_id="x", requisition_id="R-12"), second) == {}
    assert (
        len(linked(replace(first, requisition_id="R-11"), replace(second, requisition_id="R-12"), COPIED))
        == 1
    )


def test_rows_that_a_feed_makes_of_a_posting_in_two_places_are_all_its_duplicates() -> None:
    both = nurse(places=(LEEDS, YORK))
    rows = [replace(COPIED, posting_id=f"feed:jobhub:{n}", places=(p,)) for n, p in enumerate((LEEDS, YORK))]
    assert linked(both, *rows) == dict.fromkeys(("feed:jobhub:0", "feed:jobhub:1"), both.posting_id)


# Laws

_BOARDS = ("lever:harbour", "greenhouse:harbour", "site:harbour.example", "feed:jobhub", "feed:pool")
_TEXTS = (
    TEXT,
    TEXT.replace("eighteen beds", "twenty beds"),
    TEXT[:600],
    OTHER_WORK,
    OTHER_WORK.replace("two operating rooms", "one operating room"),
    "",
)
_TITLES = ("Staff Nurse", "Senior Staff Nurse", "Theatre Assistant")
_PLACES: tuple[tuple[Location, ...], ...] = ((LEEDS,), (YORK,), (LEEDS, YORK), (Location(country="GB"),), ())


def postings(
    places: Sequence[tuple[Location, ...]] = _PLACES,
    requisitions: Sequence[str | None] = ("R-101", "R-102", None),
) -> st.SearchStrategy[list[Candidate]]:
    """Few employers, titles, places and texts, so that much is alike."""
    each = st.builds(
        Candidate,
        posting_id=st.integers(0, 30).map(str),
        board_id=st.sampled_from(_BOARDS),
        title=st.sampled_from(_TITLES),
        text=st.sampled_from(_TEXTS),
        hiring_organization=st.sampled_from(("Harbour Clinic", "Harbour Clinic Ltd", "Alpine Hotels")),
        requisition_id=st.sampled_from(requisitions),
        places=st.sampled_from(places),
        first_seen=st.sampled_from(("2026-11-01", "2026-11-02", None)),
    )
    return st.lists(each, max_size=9, unique_by=lambda candidate: candidate.posting_id)


stated = postings(((LEEDS,), (YORK,)), ("R-101", "R-102"))
"""Postings that leave nothing open, so that what is one opening is beyond doubt."""


def together(candidates: Iterable[Candidate]) -> set[frozenset[str]]:
    """The pairs that are under one representative."""
    known = list(candidates)
    of = linked(*known)
    names = [each.posting_id for each in known]
    return {
        frozenset((one, other))
        for one in names
        for other in names
        if one < other and of.get(one, one) == of.get(other, other)
    }


@given(postings(), st.randoms(use_true_random=False))
@settings(max_examples=150, deadline=None)
def test_the_order_of_postings_and_matches_changes_nothing(
    candidates: list[Candidate], chance: random.Random
) -> None:
    matches = find_matches(candidates)
    links = link(candidates, matches)
    shuffled, mixed = chance.sample(candidates, len(candidates)), chance.sample(matches, len(matches))
    assert find_matches(shuffled) == matches
    assert link(shuffled, mixed) == links


@given(postings(), st.integers(0, 9))
@settings(max_examples=150, deadline=None)
def test_matches_day_by_day_are_those_of_all_at_once(candidates: list[Candidate], known: int) -> None:
    before, new = candidates[:known], candidates[known:]

    def sharing(wanted: frozenset[int]) -> list[tuple[int, Candidate]]:
        return [(key, each) for each in before for key in keys(each) & wanted]

    found = find_matches(before) + find_matches(new, sharing)
    assert sorted(found, key=lambda match: (match.first, match.second)) == find_matches(candidates)


@given(postings())
@settings(max_examples=150, deadline=None)
def test_a_representative_is_nobodys_duplicate(candidates: list[Candidate]) -> None:
    of = linked(*candidates)
    assert not of.keys() & set(of.values())


@given(stated, stated)
@settings(max_examples=150, deadline=None)
def test_another_posting_never_parts_two(candidates: list[Candidate], more: list[Candidate]) -> None:
    names = {each.posting_id for each in candidates}
    joined = [*candidates, *(each for each in more if each.posting_id not in names)]
    assert together(candidates) <= together(joined)


@given(stated)
@settings(max_examples=150, deadline=None)
def test_representatives_alone_are_all_different(candidates: list[Candidate]) -> None:
    of = linked(*candidates)
    assert linked(*(each for each in candidates if each.posting_id not in of)) == {}


@given(postings())
@settings(max_examples=150, deadline=None)
def test_no_two_requisitions_are_under_one_representative(candidates: list[Candidate]) -> None:
    stated_by = {each.posting_id: each.requisition_id for each in candidates}
    for pair in together(candidates):
        assert len({stated_by[name] for name in pair} - {None}) < 2
