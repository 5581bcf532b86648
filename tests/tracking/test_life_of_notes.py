"""A person writes and takes back while postings come, change, close, are linked and vanish: after any
sequence of all this, what is on record is what they wrote and did not take back.
"""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule
from sqlalchemy import delete

from jobs_assets.home import Home
from jobs_assets.store.backup import backup, restore
from jobs_assets.store.engine import Store, open_store
from jobs_assets.store.tables import posting_duplicates
from jobs_assets.tracking.entries import all_tracked, drop_note, forget, write_down
from jobs_assets.tracking.manual import add_manual, manual_posting
from jobs_assets.tracking.records import STAGES, Entry, Snapshot, Words
from tests.store.told import a_job, link, tell

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
BOARD = "lever:acme"
NATIVE_IDS = st.sampled_from(["1", "2", "3"])
NOTES = st.none() | st.text("aß☂ '\"%\n", min_size=1, max_size=5)


@dataclass
class Written:
    """What the person believes to be on record of a posting."""

    stage: str = "inbox"
    starred: bool = False
    notes: dict[int, str] = field(default_factory=dict)


class NotesAndPostings(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.folder = TemporaryDirectory()
        self.homes = 0
        self.store: Store = open_store(self.home())
        self.written: dict[str, Written] = {}
        self.own: dict[str, str] = {}

    def home(self) -> Home:
        return Home(Path(self.folder.name) / f"home-{self.homes}")

    def teardown(self) -> None:
        self.store.close()
        self.folder.cleanup()

    @rule(
        native_id=NATIVE_IDS,
        stage=st.none() | st.sampled_from(STAGES),
        starred=st.none() | st.booleans(),
        note=NOTES,
    )
    def write(self, native_id: str, stage: str | None, starred: bool | None, note: str | None) -> None:
        posting = Snapshot(f"{BOARD}:{native_id}", "As it was")
        chosen = next((each for each in STAGES if each == stage), None)
        tracked = write_down(self.store, posting, Entry(chosen, None, starred, note), NOW, NOW.date())
        known = self.written.setdefault(posting.posting_id, Written())
        known.stage = stage or known.stage
        known.starred = known.starred if starred is None else starred
        if note is not None:
            known.notes[tracked.notes[-1].number] = note

    @rule(title=st.text("aß☂", min_size=1, max_size=3))
    def write_down_ones_own(self, title: str) -> None:
        posting_id = add_manual(self.store, Words(title), Entry(), NOW, NOW.date())
        assert posting_id not in self.written
        self.written[posting_id] = Written()
        self.own[posting_id] = title

    @rule(data=st.data())
    def take_a_note_back(self, data: st.DataObject) -> None:
        numbers = [(about, number) for about, known in self.written.items() for number in known.notes]
        if numbers:
            about, number = data.draw(st.sampled_from(numbers))
            assert drop_note(self.store, about, number).text == self.written[about].notes.pop(number)

    @rule(data=st.data())
    def take_everything_back(self, data: st.DataObject) -> None:
        if self.written:
            about = data.draw(st.sampled_from(sorted(self.written)))
            forget(self.store, about)
            del self.written[about]
            self.own.pop(about, None)

    @rule(number=st.integers(0, 4), shown=st.sets(NATIVE_IDS), title=st.sampled_from(["Engineer", "Florist"]))
    def a_day_is_crawled_or_rebuilt(self, number: int, shown: set[str], title: str) -> None:
        tell(self.store, number, *(a_job(each, title=title) for each in sorted(shown)), also=(BOARD,))

    @rule(links=st.dictionaries(NATIVE_IDS, NATIVE_IDS, max_size=2))
    def duplicates_are_linked(self, links: dict[str, str]) -> None:
        with self.store.writer() as connection:
            connection.execute(delete(posting_duplicates))
        for one, other in links.items():
            link(self.store, f"{BOARD}:{one}", f"{BOARD}:{other}")

    @rule()
    def the_home_is_restored(self) -> None:
        before = self.home()
        self.store.close()
        copy = backup(before, Path(self.folder.name) / "copy.tar.zst").file
        self.homes += 1
        restore(copy, self.home())
        self.store = open_store(self.home())

    @invariant()
    def what_was_written_is_on_record(self) -> None:
        found = {
            each.posting.posting_id: Written(
                each.stage, each.starred, {note.number: note.text for note in each.notes}
            )
            for each in all_tracked(self.store)
        }
        assert found == self.written
        for posting_id, title in self.own.items():
            own = manual_posting(self.store, posting_id)
            assert own is not None
            assert own[0].title == title


TestNotesAndPostings = NotesAndPostings.TestCase
TestNotesAndPostings.settings = settings(max_examples=12, stateful_step_count=20, deadline=None)
