"""Links between postings, kept up to date in the store: whatever the order in which the postings came."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from jobs_assets.postings import Place, Posting, content_hash
from jobs_assets.store.duplicates import update_duplicates
from jobs_assets.store.engine import Store, open_store
from jobs_assets.store.histories import history
from jobs_assets.store.lives import update_lives
from jobs_assets.store.observations import replace_day
from jobs_assets.store.search_index import problems
from tests.lives.worlds import empty

FIRST = date(2026, 11, 1)
TEXTS = (
    "Bake bread before dawn with a small team.\nKnead, shape and score two hundred loaves.\n"
    "Keep the sourdough alive and the oven at heat.\nYou like early mornings and strong coffee.",
    "Answer the telephone of a busy practice.\nBook visits and keep the files of patients.\n"
    "Speak German and English with everybody.\nYou are calm when three people wait.",
)


def posting(board_id: str, native_id: str, **fields: Any) -> Posting:  # noqa: ANN401  # any field
    given: dict[str, Any] = {
        "title": "Baker",
        "hiring_organization": "Acme Bread",
        "job_location": [Place("Graz", None, "AT")],
        "description_text": TEXTS[0],
    }
    made = Posting(
        f"{board_id}:{native_id}", board_id, f"https://{board_id[5:]}.example/{native_id}", **given | fields
    )
    made.content_hash = content_hash(made)
    return made


OWN = posting("greenhouse:acme", "1")
COPY = posting("feed:remotive", "77")
OTHER_CITY = posting("feed:remotive", "78", job_location=[Place("Wien", None, "AT")])


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    opened = open_store(tmp_path_factory.mktemp("links"))
    yield opened
    opened.close()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(tmp_path)
    yield opened
    opened.close()


def day(store: Store, number: int, *shown: Posting) -> None:
    replace_day(store, FIRST + timedelta(days=number), enumerate(shown))
    update_lives(store)
    update_duplicates(store)


def links(store: Store) -> list[tuple[Any, ...]]:
    with store.reader() as connection:
        assert list(problems(connection)) == []  # the search index knows the links too
        return [tuple(row) for row in connection.execute(text("SELECT * FROM posting_duplicates ORDER BY 1"))]


def test_a_copy_on_another_board_is_linked_with_its_layer_and_reason(store: Store) -> None:
    day(store, 0, OWN, COPY, OTHER_CITY)
    ((name, of, layer, reason, similarity),) = links(store)
    assert (name, of, layer, similarity) == (COPY.posting_id, OWN.posting_id, "same_text", 1.0)
    assert reason


def test_a_link_goes_with_its_reason(store: Store) -> None:
    day(store, 0, OWN, COPY)
    day(store, 1, OWN, posting("feed:remotive", "77", description_text=TEXTS[1], title="Receptionist"))
    assert links(store) == []


def test_a_posting_that_is_no_more_leaves_no_link(store: Store) -> None:
    day(store, 0, OWN, COPY)
    day(store, 0, COPY)
    assert links(store) == []


def test_the_view_of_postings_and_the_search_know_it(store: Store) -> None:
    day(store, 0, OWN, COPY)
    with store.reader() as connection:
        found = connection.execute(text("SELECT posting_id, duplicate_of FROM postings ORDER BY 1")).all()
    assert [tuple(row) for row in found] == [(COPY.posting_id, OWN.posting_id), (OWN.posting_id, None)]


def test_the_same_job_at_another_place_is_family(store: Store) -> None:
    elsewhere = posting("greenhouse:acme", "2", job_location=[Place("Wien", None, "AT")])
    over = posting("greenhouse:acme", "3", job_location=[Place("Linz", None, "AT")])
    other = posting(
        "greenhouse:acme", "4", description_text=TEXTS[1], job_location=[Place("Linz", None, "AT")]
    )
    day(store, 0, OWN, COPY, elsewhere, over, other)
    found = history(store, OWN.posting_id)
    assert found is not None
    assert [each.posting_id for each in found.duplicates] == [COPY.posting_id]
    assert [(each.posting_id, each.job_location) for each in found.family] == [
        (elsewhere.posting_id, elsewhere.job_location),
        (over.posting_id, over.job_location),
    ]


def test_a_family_goes_with_the_text_it_had(store: Store) -> None:
    elsewhere = posting("greenhouse:acme", "2", job_location=[Place("Wien", None, "AT")])
    day(store, 0, OWN, elsewhere)
    day(store, 1, OWN, posting("greenhouse:acme", "2", description_text=TEXTS[1], title="Receptionist"))
    found = history(store, OWN.posting_id)
    assert found is not None
    assert found.family == []


def test_postings_compared_by_another_recipe_are_compared_again(store: Store) -> None:
    elsewhere = posting("greenhouse:acme", "2", job_location=[Place("Wien", None, "AT")])
    day(store, 0, OWN, COPY, elsewhere)
    with store.writer() as connection:
        connection.execute(text("UPDATE compared_postings SET recipe = 1, family = NULL"))
        connection.execute(text("DELETE FROM posting_matches"))
    assert update_duplicates(store).compared == 3
    assert [one[:2] for one in links(store)] == [(COPY.posting_id, OWN.posting_id)]
    found = history(store, OWN.posting_id)
    assert found is not None
    assert [each.posting_id for each in found.family] == [elsewhere.posting_id]


def test_nothing_new_is_nothing_compared(store: Store) -> None:
    day(store, 0, OWN, COPY)
    replace_day(store, FIRST + timedelta(days=1), enumerate((OWN, COPY)))
    update_lives(store)
    counts = update_duplicates(store)
    assert (counts.compared, counts.linked, counts.unlinked) == (0, 0, 0)
    assert counts.layers == {"same_text": 1}


_variants = st.builds(
    lambda board, native, kind, title, city: posting(
        board, str(native), description_text=TEXTS[kind], title=title, job_location=[Place(city, None, "AT")]
    ),
    st.sampled_from(["greenhouse:acme", "lever:acme", "feed:remotive", "site:acme.example"]),
    st.integers(1, 3),
    st.integers(0, 1),
    st.sampled_from(["Baker", "Senior Baker"]),
    st.sampled_from(["Graz", "Wien"]),
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    final=st.lists(_variants, max_size=8, unique_by=lambda each: each.posting_id),
    before=st.lists(st.lists(_variants, max_size=5, unique_by=lambda each: each.posting_id), max_size=2),
)
def test_links_are_those_of_the_postings_as_they_stand(
    shared: Store, final: list[Posting], before: list[list[Posting]]
) -> None:
    """A day that was something else before, and was compared then, ends with the links of one built once."""
    empty(shared)
    for interim in before:
        day(shared, 0, *interim)
    day(shared, 0, *final)
    in_steps = links(shared)
    empty(shared)
    day(shared, 0, *final)
    assert links(shared) == in_steps
