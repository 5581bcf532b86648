import os
import random
import signal
import subprocess
import sys
import textwrap
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from jobs_assets.postings import Posting, Unparsed, content_hash
from jobs_assets.settings import Home
from jobs_assets.store.engine import Store, open_store
from jobs_assets.store.observations import DayCounts, posting, postings, replace_day, seen
from jobs_assets.store.verify import verify
from tests.store.records import a_posting

DAY = date(2026, 11, 2)
NEXT = DAY + timedelta(days=1)

Records = Sequence[tuple[int, Posting | Unparsed]]


def stored(given: Posting) -> Posting:
    """A posting as the store gives it back: always with its content hash."""
    return replace(given, content_hash=content_hash(given))


def rows(store: Store, query: str) -> list[tuple[object, ...]]:
    with store.reader() as connection:
        return [tuple(row) for row in connection.execute(text(query))]


OBSERVED = """
    SELECT day, page_id, hex(version_hash) FROM observations JOIN posting_versions USING (version_id)
    ORDER BY 1, 3
"""
FAILED = (
    "SELECT day, board_id, page_id, url, native_id, reason, detail FROM unparsed ORDER BY 1, 2, 3, 4, 5, 6, 7"
)


def test_a_posting_comes_back_field_by_field(store: Store) -> None:
    full, bare = a_posting("1"), Posting("site:acme:2", "site:acme", None, "Cook")
    replace_day(store, DAY, [(1, full), (1, bare)])
    assert list(postings(store, DAY)) == [stored(full), stored(bare)]
    assert posting(store, "site:acme:2") == stored(bare)


def test_no_places_allowed_is_not_the_same_as_none_stated(store: Store) -> None:
    replace_day(
        store, DAY, [(1, a_posting("1", remote_eligibility=[])), (1, a_posting("2", remote_eligibility=None))]
    )
    assert [given.remote_eligibility for given in postings(store, DAY)] == [[], None]


def test_the_wide_view_has_one_row_per_posting_and_day(store: Store) -> None:
    for day in (DAY, NEXT):
        replace_day(store, day, [(7, a_posting("1")), (8, a_posting("2"))])
    assert rows(store, "SELECT day, page_id, posting_id, title FROM parsed_postings ORDER BY 1, 2") == [
        ("2026-11-02", 7, "site:acme:1", "Engineer"),
        ("2026-11-02", 8, "site:acme:2", "Engineer"),
        ("2026-11-03", 7, "site:acme:1", "Engineer"),
        ("2026-11-03", 8, "site:acme:2", "Engineer"),
    ]


def test_the_first_day_is_all_new(store: Store) -> None:
    counts = replace_day(
        store, DAY, [(1, a_posting("1")), (1, a_posting("2")), (1, Unparsed("b", "u", "no_title", "d"))]
    )
    news = {"site:acme": (2, 0)}
    assert replace(counts, bytes=0) == DayCounts(
        rows=2, new_versions=2, new_postings=2, unparsed=1, news=news
    )


def test_a_quiet_day_adds_observations_only(store: Store) -> None:
    records = [(1, a_posting(str(n))) for n in range(5)]
    replace_day(store, DAY, records)
    counts = replace_day(store, NEXT, records)
    assert replace(counts, bytes=0) == DayCounts(rows=5)
    assert rows(store, "SELECT count(*) FROM posting_versions") == [(5,)]


def test_new_and_changed_postings_are_told_apart(store: Store) -> None:
    replace_day(store, DAY, [(1, a_posting("1")), (1, a_posting("2")), (1, a_posting("3"))])
    counts = replace_day(
        store,
        NEXT,
        [
            (1, a_posting("1")),
            (1, a_posting("2", "Build other things.")),
            (1, a_posting("3", date_posted="2026-10-30")),  # a refreshed date is not a change of content
            (1, a_posting("4")),
        ],
    )
    assert (counts.new_versions, counts.new_postings, counts.changed_postings) == (3, 1, 1)
    assert counts.news == {"site:acme": (1, 1)}


def test_a_posting_that_goes_back_to_its_old_text_has_changed(store: Store) -> None:
    for day, wording, changed in ((0, "Old.", 0), (1, "New.", 1), (2, "Old.", 1), (3, "Old.", 0)):
        counts = replace_day(store, DAY + timedelta(days=day), [(1, a_posting("1", wording))])
        assert counts.changed_postings == changed


def test_a_posting_that_comes_back_unchanged_is_neither_new_nor_changed(store: Store) -> None:
    replace_day(store, DAY, [(1, a_posting("1")), (1, a_posting("2"))])
    replace_day(store, NEXT, [(1, a_posting("2"))])
    counts = replace_day(store, NEXT + timedelta(days=1), [(1, a_posting("1")), (1, a_posting("2"))])
    assert (counts.new_postings, counts.changed_postings) == (0, 0)


def test_a_day_written_again_has_the_same_rows_to_the_number(store: Store) -> None:
    records: Records = [(n, a_posting(str(n % 4), f"text {n % 3}")) for n in range(8)]
    replace_day(store, DAY, records)
    everything = "SELECT * FROM parsed_postings ORDER BY version_id"
    before = rows(store, everything), rows(store, "SELECT * FROM posting_versions ORDER BY version_id")
    counts = replace_day(store, DAY, records)
    assert (
        rows(store, everything),
        rows(store, "SELECT * FROM posting_versions ORDER BY version_id"),
    ) == before
    assert (counts.new_versions, counts.new_postings, counts.changed_postings) == (0, 0, 0)


def test_a_better_parser_changes_a_day_in_place(store: Store) -> None:
    replace_day(store, DAY, [(1, a_posting("1", title="Enginer")), (1, Unparsed("b", "u", "no_title", "d"))])
    counts = replace_day(store, DAY, [(1, a_posting("1")), (1, a_posting("2"))])
    assert (counts.rows, counts.new_postings, counts.changed_postings, counts.unparsed) == (2, 1, 1, 0)
    assert rows(store, FAILED) == []


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 0, 2), (1, 2, 0)])
def test_of_two_records_of_one_posting_the_richer_stays_in_any_order(
    store: Store, order: tuple[int, ...]
) -> None:
    records = [
        (5, a_posting("1", "Short.")),
        (6, a_posting("1", "A longer text.")),
        (7, a_posting("1", "Short.")),
    ]
    counts = replace_day(store, DAY, [records[n] for n in order])
    assert rows(store, "SELECT description_text, page_id FROM parsed_postings") == [("A longer text.", 6)]
    assert (counts.rows, counts.duplicates) == (1, 2)


def test_of_two_pages_that_show_the_same_record_the_first_is_named(store: Store) -> None:
    for records in ([(9, a_posting()), (4, a_posting())], [(4, a_posting()), (9, a_posting())]):
        counts = replace_day(store, DAY, records)
        assert rows(store, "SELECT page_id FROM observations") == [(4,)]
        assert (counts.rows, counts.duplicates) == (1, 1)


def test_text_that_no_database_takes_is_unparsed_and_the_day_goes_on(store: Store) -> None:
    counts = replace_day(store, DAY, [(1, a_posting("1", "half \ud83d of a pair")), (1, a_posting("2"))])
    assert (counts.rows, counts.unparsed) == (1, 1)
    assert rows(store, "SELECT native_id, reason FROM unparsed") == [("1", "not_storable")]


def test_a_reason_with_half_a_surrogate_pair_is_kept_readable(store: Store) -> None:
    replace_day(store, DAY, [(1, Unparsed("site:acme", "u", "not_json", "saw \udc80"))])
    assert rows(store, "SELECT detail FROM unparsed") == [("saw \\udc80",)]


def test_a_parser_that_breaks_leaves_the_day_as_it_was(store: Store) -> None:
    replace_day(store, DAY, [(1, a_posting("1"))])
    before = rows(store, OBSERVED)

    def breaking() -> object:
        yield 1, a_posting("2")
        raise KeyError("a defect")

    with pytest.raises(KeyError):
        replace_day(store, DAY, breaking())  # type: ignore[arg-type]  # an iterator of records
    assert rows(store, OBSERVED) == before
    assert replace_day(store, NEXT, [(1, a_posting("1"))]).rows == 1


WRITER = """
    import sys
    from datetime import date
    from jobs_assets.store.engine import open_store
    from jobs_assets.store.observations import replace_day
    from tests.store.records import a_posting

    def records():
        for number in range(10_000):
            yield number, a_posting(str(number), "rewritten " * 50)
            if number % 1000 == 999:
                print(number, flush=True)

    replace_day(open_store(sys.argv[1]), date(2026, 11, 2), records())
    print("stored", flush=True)
    sys.stdin.read()
"""


@pytest.mark.parametrize("after", [1, 4, 10, 11])
def test_a_kill_at_any_moment_leaves_the_day_before_or_after(store: Store, home: Home, after: int) -> None:
    replace_day(store, DAY, [(1, a_posting("1")), (1, Unparsed("b", "u", "no_title", "d"))])
    before = rows(store, OBSERVED), rows(store, FAILED)
    child = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(WRITER), str(home.path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=Path(__file__).parents[2],
    )
    assert child.stdout is not None
    acknowledged = [child.stdout.readline() for _ in range(after)][-1]
    os.kill(child.pid, signal.SIGKILL)
    child.communicate()
    found = len(rows(store, "SELECT 1 FROM observations"))
    if acknowledged == b"stored\n":
        assert found == 10_000
    else:
        assert found == 10_000 or (rows(store, OBSERVED), rows(store, FAILED)) == before
    assert verify(home) == []
    assert replace_day(store, DAY, [(1, a_posting("1"))]).rows == 1


def test_first_and_last_day_of_a_posting_do_not_depend_on_the_order_of_writing(store: Store) -> None:
    for offset in (5, 2, 9, 3):
        replace_day(store, DAY + timedelta(days=offset), [(1, a_posting("1", f"text {offset % 2}"))])
    assert seen(store, "site:acme:1") == (DAY + timedelta(days=2), DAY + timedelta(days=9))
    last = posting(store, "site:acme:1")
    assert last is not None
    assert last.description_text == "text 1"


def test_a_posting_never_seen_is_null(store: Store) -> None:
    assert posting(store, "site:acme:none") is None
    assert seen(store, "site:acme:none") is None


def test_the_latest_day_is_read_where_none_is_named(store: Store) -> None:
    assert list(postings(store)) == []
    replace_day(store, NEXT, [(1, a_posting("2")), (1, a_posting("3", board_id="site:other"))])
    replace_day(store, DAY, [(1, a_posting("1"))])
    assert [given.posting_id for given in postings(store)] == ["site:acme:2", "site:acme:3"]
    assert [given.posting_id for given in postings(store, board_id="site:other")] == ["site:acme:3"]


days = st.integers(0, 3).map(lambda offset: DAY + timedelta(days=offset))
record = st.tuples(
    st.integers(1, 5),
    st.one_of(
        st.builds(a_posting, st.sampled_from("123"), st.sampled_from(("", "a", "bb", "cc"))),
        st.builds(Unparsed, st.just("site:acme"), st.sampled_from("uv"), st.just("no_title"), st.just("d")),
    ),
)
contents = st.dictionaries(days, st.lists(record, max_size=6), min_size=1)


@settings(max_examples=25, deadline=None)
@given(
    contents=contents,
    earlier=st.lists(st.tuples(days, st.lists(record, max_size=4)), max_size=4),
    seed=st.integers(),
)
def test_days_may_be_written_in_any_order_and_again(
    tmp_path_factory: pytest.TempPathFactory,
    contents: dict[date, list[tuple[int, Posting | Unparsed]]],
    earlier: list[tuple[date, list[tuple[int, Posting | Unparsed]]]],
    seed: int,
) -> None:
    plain = open_store(Home(tmp_path_factory.mktemp("plain")))
    for day in sorted(contents):
        replace_day(plain, day, contents[day])

    shuffled = open_store(Home(tmp_path_factory.mktemp("shuffled")))
    for day, former in earlier:
        if day in contents:
            replace_day(shuffled, day, former)
    draw = random.Random(seed)
    order = [*contents, *draw.choices(list(contents), k=2)]
    draw.shuffle(order)
    for day in order:
        replace_day(shuffled, day, draw.sample(contents[day], len(contents[day])))

    assert rows(shuffled, OBSERVED) == rows(plain, OBSERVED)
    assert rows(shuffled, FAILED) == rows(plain, FAILED)
    for native_id in "123":
        assert seen(shuffled, f"site:acme:{native_id}") == seen(plain, f"site:acme:{native_id}")
        assert posting(shuffled, f"site:acme:{native_id}") == posting(plain, f"site:acme:{native_id}")
    plain.close()
    shuffled.close()
