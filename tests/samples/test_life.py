"""How the sample boards change from day to day."""

from hypothesis import given
from hypothesis import strategies as st

from jobs_assets.samples.generator import ANCHOR, sample
from jobs_assets.samples.life import CHANGED, CLOSED, NEW, open_on, postings_on
from jobs_assets.samples.markup import description_plain

COUNT = 4_000


def open_postings(day: int) -> dict[int, int]:
    return dict(each for slot in range(COUNT) for each in open_on(day, slot, seed=2))


def test_on_the_first_day_everything_is_open_and_unchanged() -> None:
    assert open_postings(0) == dict.fromkeys(range(COUNT), 0)


def test_the_stated_shares_close_change_and_appear_each_day() -> None:
    before, after = open_postings(9), open_postings(10)
    kept = before.keys() & after.keys()
    assert abs(len(before.keys() - after.keys()) / len(before) - CLOSED) < 0.01
    assert abs(len(after.keys() - before.keys()) / COUNT - NEW) < 0.01
    assert abs(sum(before[each] != after[each] for each in kept) / len(kept) - CHANGED) < 0.01


@given(day=st.integers(0, 400), slot=st.integers(0, 10**6))
def test_what_has_closed_stays_closed_and_revisions_only_rise(day: int, slot: int) -> None:
    today, tomorrow = dict(open_on(day, slot)), dict(open_on(day + 1, slot))
    for index, revision in tomorrow.items():
        assert today.get(index, 0) <= revision
    born_later = {index for index in tomorrow if index >> 32 == day + 1}
    assert tomorrow.keys() - today.keys() == born_later


def test_a_revision_keeps_who_where_and_what_but_reads_differently() -> None:
    first, second = sample(12, seed=2), sample(12, seed=2, revision=1)
    assert (first.title, first.cities, first.native_id, first.posted) == (
        second.title,
        second.cities,
        second.native_id,
        second.posted,
    )
    assert description_plain(first.sections) != description_plain(second.sections)
    assert second.updated > first.updated


def test_later_postings_are_dated_on_their_day() -> None:
    late = [posting for posting in postings_on(30, 300, seed=2) if posting.index >> 32]
    assert late
    assert all((ANCHOR - posting.posted).days < 0 for posting in late)
    assert len({posting.native_id for posting in late}) == len(late)
