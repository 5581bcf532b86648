from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jobs_assets.errors import UsageError
from jobs_assets.home import Home
from jobs_assets.store.engine import Store, open_store
from jobs_assets.tracking.entries import all_tracked, drop_note, forget, tracked_of, write_down
from jobs_assets.tracking.manual import add_manual, correct_manual, manual_posting
from jobs_assets.tracking.records import STAGES, Entry, Snapshot, Tracked, Words

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
TODAY = NOW.date()
JOB = Snapshot("lever:acme:1", "Engineer", "Acme", "https://jobs.lever.co/acme/1")


def say(store: Store, entry: Entry, posting: Snapshot = JOB, days_later: int = 0) -> Tracked:
    later = timedelta(days=days_later)
    return write_down(store, posting, entry, NOW + later, TODAY + later)


def test_a_posting_met_for_the_first_time_goes_to_the_inbox(store: Store) -> None:
    tracked = say(store, Entry(starred=True))
    assert (tracked.stage, tracked.since, tracked.starred) == ("inbox", TODAY, True)


def test_each_stage_keeps_its_day(store: Store) -> None:
    say(store, Entry("saved"))
    say(store, Entry("applied"), days_later=2)
    tracked = say(store, Entry("interview"), days_later=9)
    assert [(step.stage, (step.day - TODAY).days) for step in tracked.stages] == [
        ("saved", 0),
        ("applied", 2),
        ("interview", 9),
    ]


def test_the_stage_is_what_was_said_last_whichever_day_it_was_said_of(store: Store) -> None:
    say(store, Entry("saved"))
    tracked = say(store, Entry("applied", date(2026, 11, 20)))
    assert (tracked.stage, tracked.since) == ("applied", date(2026, 11, 20))


def test_saying_the_present_stage_again_is_no_step(store: Store) -> None:
    say(store, Entry("applied"))
    tracked = say(store, Entry("applied"), days_later=3)
    assert [step.day for step in tracked.stages] == [TODAY]


def test_saying_the_present_stage_of_another_day_puts_the_day_right(store: Store) -> None:
    say(store, Entry("applied"))
    tracked = say(store, Entry("applied", date(2026, 11, 19)))
    assert [step.day for step in tracked.stages] == [date(2026, 11, 19)]


def test_a_star_stays_until_it_is_taken_away(store: Store) -> None:
    say(store, Entry(starred=True))
    assert say(store, Entry("saved", note="a note")).starred
    assert not say(store, Entry(starred=False)).starred


def test_notes_are_several_and_dated(store: Store) -> None:
    say(store, Entry(note="Asked Anna"))
    tracked = say(store, Entry(note="Call back", remind_on=date(2026, 12, 1)), days_later=1)
    assert [(note.text, note.written_at, note.remind_on) for note in tracked.notes] == [
        ("Asked Anna", "2026-11-23T09:30:00+00:00", None),
        ("Call back", "2026-11-24T09:30:00+00:00", date(2026, 12, 1)),
    ]


def test_the_name_of_a_posting_is_as_last_known_when_something_was_said(store: Store) -> None:
    say(store, Entry("saved"))
    tracked = say(store, Entry(note="n"), Snapshot(JOB.posting_id, "Senior Engineer", "Acme", JOB.url))
    assert tracked.posting.title == "Senior Engineer"


def test_a_dropped_note_is_the_only_one_that_goes_and_its_number_is_never_used_again(store: Store) -> None:
    first, second = (say(store, Entry(note=words)).notes[-1].number for words in ("one", "two"))
    assert drop_note(store, JOB.posting_id, second).text == "two"
    third = say(store, Entry(note="three")).notes[-1].number
    assert third not in {first, second}
    assert [note.text for note in tracked_of(store, [JOB.posting_id])[0].notes] == ["one", "three"]


def test_a_note_of_another_posting_cannot_be_dropped(store: Store) -> None:
    number = say(store, Entry(note="one")).notes[0].number
    say(store, Entry(note="two"), Snapshot("lever:acme:2", "Florist"))
    with pytest.raises(UsageError, match=f"has no note {number}; it has {number + 1}"):
        drop_note(store, "lever:acme:2", number)


def test_forgetting_gives_back_what_was_said_and_leaves_the_rest(store: Store) -> None:
    say(store, Entry("applied", note="one"))
    say(store, Entry(note="two"), Snapshot("lever:acme:2", "Florist"))
    assert forget(store, JOB.posting_id).notes[0].text == "one"
    assert [each.posting.posting_id for each in all_tracked(store)] == ["lever:acme:2"]
    with pytest.raises(UsageError, match="Nothing is on record about lever:acme:1"):
        forget(store, JOB.posting_id)


def test_a_posting_of_ones_own_is_tracked_as_it_is_written_down(store: Store) -> None:
    words = Words("Barkeeper", "Café Zentral", "https://zentral.example", "Evenings.")
    posting_id = add_manual(store, words, Entry("saved", note="told by Ben"), NOW, TODAY)
    assert posting_id == "manual:own:1"
    found = manual_posting(store, posting_id)
    assert found is not None
    assert (found[0].title, found[0].description_text, found[1]) == ("Barkeeper", "Evenings.", TODAY)
    assert [(each.stage, each.notes[0].text) for each in all_tracked(store)] == [("saved", "told by Ben")]


def test_a_posting_of_ones_own_can_be_put_right(store: Store) -> None:
    posting_id = add_manual(store, Words("Barkeper", "Café"), Entry(), NOW, TODAY)
    correct_manual(store, posting_id, Words(title="Barkeeper"))
    found = manual_posting(store, posting_id)
    assert found is not None
    assert (found[0].title, found[0].hiring_organization) == ("Barkeeper", "Café")


def test_the_id_of_a_forgotten_posting_of_ones_own_is_never_given_again(store: Store) -> None:
    first = add_manual(store, Words("One"), Entry(), NOW, TODAY)
    forget(store, first)
    assert manual_posting(store, first) is None
    assert add_manual(store, Words("Two"), Entry(), NOW, TODAY) != first


@pytest.mark.parametrize(
    "posting_id", ["manual:own:x", "manual:own:²", "manual:own:", "manual:own:9" * 9, "a"]
)
def test_what_only_looks_like_an_id_of_ones_own_is_none(store: Store, posting_id: str) -> None:
    assert manual_posting(store, posting_id) is None


def test_two_who_write_at_once_both_keep_what_they_wrote(store: Store, home: Home) -> None:
    def write(number: int) -> None:
        with closing(open_store(home)) as own:
            say(own, Entry(note=f"note {number}"))

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(write, range(12)))
    (found,) = all_tracked(store)
    assert {note.text for note in found.notes} == {f"note {number}" for number in range(12)}
    assert len(found.stages) == 1


ENTRIES = st.builds(
    Entry,
    stage=st.none() | st.sampled_from(STAGES),
    day=st.none() | st.dates(date(2026, 1, 1), date(2026, 11, 23)),
    starred=st.none() | st.booleans(),
    note=st.none() | st.text("aß☂ \n'\"", min_size=1, max_size=8),
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(said=st.lists(st.tuples(st.sampled_from(["lever:acme:1", "lever:acme:2", "x"]), ENTRIES), max_size=8))
def test_whatever_is_said_in_whatever_order_every_note_and_every_step_stays(
    tmp_path_factory: pytest.TempPathFactory, said: list[tuple[str, Entry]]
) -> None:
    store = _emptied(tmp_path_factory)
    for posting_id, entry in said:
        say(store, entry, Snapshot(posting_id, "Title"))
    found = {each.posting.posting_id: each for each in all_tracked(store)}
    assert set(found) == {posting_id for posting_id, _ in said}
    for posting_id, tracked in found.items():
        entries = [entry for about, entry in said if about == posting_id]
        assert [note.text for note in tracked.notes] == [entry.note for entry in entries if entry.note]
        stages = [entry.stage for entry in entries if entry.stage]
        assert tracked.stage == (stages[-1] if stages else "inbox")
        assert {step.stage for step in tracked.stages} >= set(stages)
        stars = [entry.starred for entry in entries if entry.starred is not None]
        assert tracked.starred == (stars[-1] if stars else False)


_stores: dict[Path, Store] = {}


def _emptied(factory: pytest.TempPathFactory) -> Store:
    """One store for all examples: opening one takes longer than what is asked of it."""
    folder = factory.getbasetemp() / "law"
    if folder not in _stores:
        _stores[folder] = open_store(folder)
    store = _stores[folder]
    for tracked in all_tracked(store):
        forget(store, tracked.posting.posting_id)
    return store
