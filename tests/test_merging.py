"""Several records of one posting become one, the same whatever else the day holds."""

import gc
from copy import deepcopy
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobs_assets import merging
from jobs_assets.merging import Standing, merged, one_each, standing
from jobs_assets.pages import Fetch, PageOutcome, PageRole
from jobs_assets.postings import Evidence, Place, Posting, SalaryBand, Unparsed, content_hash

LISTING, OWN, OUTDATED = Standing.LISTING, Standing.OWN, Standing.OUTDATED


def record(native_id: str = "1", **fields: object) -> Posting:
    """A record with evidence for whatever is given."""
    posting = Posting(f"workday:acme:{native_id}", "workday:acme", None, "Baker")
    for name, value in fields.items():
        setattr(posting, name, value)
        posting.evidence[name] = Evidence("ats_field", str(value))
    return posting


def test_a_postings_own_page_wins_over_its_row_which_fills_what_it_leaves_open() -> None:
    thin = record(title="Baker (row)", department="Ovens", job_location=[Place("Lyon", None, "FR")])
    full = record(title="Baker", description_text="Bread.", description_html="<p>Bread.</p>")
    [(page_id, whole)] = list(one_each([(1, LISTING, thin), (2, OWN, full)]))
    assert isinstance(whole, Posting)
    assert (page_id, whole.title, whole.description_text) == (2, "Baker", "Bread.")
    assert (whole.department, whole.job_location) == ("Ovens", [Place("Lyon", None, "FR")])
    assert whole.evidence["department"] == Evidence("ats_field", "Ovens")
    assert whole.evidence["title"] == Evidence("ats_field", "Baker")
    assert whole.content_hash == content_hash(whole)


def test_what_a_newer_row_states_wins_over_an_outdated_page_whose_text_stays() -> None:
    row = record(
        title="Head baker",
        job_location=[Place("Lyon", None, "FR")],
        salary=[SalaryBand(3, 4, "EUR", "YEAR")],
        description_text="A teaser",
    )
    row.workplace, row.evidence["workplace"] = "remote", Evidence("rule", "teaser", 2, 8)
    old = record(
        title="Baker",
        job_location=[Place("Paris", None, "FR")],
        salary=[SalaryBand(1, 2, "EUR", "YEAR")],
        department="Ovens",
        workplace="onsite",
        description_html="<p>Bread.</p>",
        description_text="Bread.",
    )
    [(page_id, whole)] = list(one_each([(1, LISTING, row), (2, OUTDATED, old)]))
    assert isinstance(whole, Posting)
    assert (page_id, whole.title, whole.salary) == (2, "Head baker", row.salary)
    assert (whole.job_location, whole.evidence["title"]) == (
        row.job_location,
        Evidence("ats_field", "Head baker"),
    )
    assert (whole.description_html, whole.description_text) == ("<p>Bread.</p>", "Bread.")
    assert (whole.department, whole.workplace) == ("Ovens", "onsite")
    assert whole.content_hash == content_hash(whole)


def test_an_outdated_page_takes_nothing_from_a_page_of_its_own_of_today() -> None:
    today, old = record(title="Head baker"), record(title="Baker", department="Ovens")
    [(page_id, whole)] = list(one_each([(1, OUTDATED, old), (2, OWN, today)]))
    assert isinstance(whole, Posting)
    assert (page_id, whole.title, whole.department) == (2, "Head baker", "Ovens")


def test_an_outdated_page_of_a_posting_without_a_row_stands() -> None:
    assert list(one_each([(1, OUTDATED, record())])) == [(1, record())]


@pytest.mark.parametrize(
    ("role", "outcome", "due"),
    [
        (PageRole.LISTING, PageOutcome.OK, LISTING),
        (PageRole.POSTING, PageOutcome.OK, OWN),
        (PageRole.POSTING, PageOutcome.KEPT, OWN),
        (PageRole.POSTING, PageOutcome.OUTDATED, OUTDATED),
    ],
)
def test_what_a_page_counts_for_is_its_role_and_whether_its_row_has_changed(
    role: PageRole, outcome: PageOutcome, due: Standing
) -> None:
    assert standing(Fetch("k:acme", "https://a.example/", role, outcome, datetime.now(UTC))) is due


def test_of_two_feeds_the_earlier_wins_and_the_later_fills() -> None:
    json, rss = record(salary=[SalaryBand(1, 2, "EUR", "YEAR")]), record(title="Bäcker", workplace="hybrid")
    [(page_id, whole)] = list(one_each([(1, LISTING, json), (2, LISTING, rss)]))
    assert isinstance(whole, Posting)
    assert (page_id, whole.title, whole.workplace, len(whole.salary)) == (1, "Baker", "hybrid", 1)


def test_a_missing_description_comes_with_its_markup_and_evidence() -> None:
    whole = merged([record(), record(description_html="<p>Bread.</p>", description_text="Bread.")])
    assert (whole.description_html, whole.description_text) == ("<p>Bread.</p>", "Bread.")
    assert whole.evidence["description_text"] == Evidence("ats_field", "Bread.")


def test_a_stated_employer_wins_over_the_name_in_boards_yaml() -> None:
    named, stated = record(), record(hiring_organization="Acme Bakeries SA")
    named.hiring_organization = "Acme"
    assert merged([named, stated]).hiring_organization == "Acme Bakeries SA"
    assert merged([stated, named]).hiring_organization == "Acme Bakeries SA"


def test_what_was_found_in_a_text_is_not_taken_over_to_another_text() -> None:
    other = record(description_text="Brot backen.")
    other.language, other.evidence["language"] = "de", Evidence("rule", "Brot", 0, 4, 0.9)
    assert merged([record(description_text="Bread."), other]).language is None
    assert merged([record(), other]).language == "de"


def test_eligibility_that_is_stated_to_be_nowhere_stays() -> None:
    assert merged([record(remote_eligibility=[]), record(remote_eligibility=["FR"])]).remote_eligibility == []
    assert merged([record(), record(remote_eligibility=[])]).remote_eligibility == []


def test_what_could_not_be_parsed_passes_through_beside_what_could() -> None:
    failure = Unparsed("workday:acme", "u", "no_title", "d", "1")
    assert list(one_each([(1, LISTING, record()), (2, OWN, failure)])) == [(2, failure), (1, record())]


fields_of_a_record = st.fixed_dictionaries(
    {},
    optional={
        "title": st.sampled_from(("Baker", "Cook")),
        "department": st.sampled_from(("Ovens", "Sales")),
        "employment_type": st.sampled_from(([], ["FULL_TIME"])),
        "description_text": st.sampled_from(("", "Bread.", "A cake, or two.")),
        "remote_eligibility": st.sampled_from((None, [], ["FR"])),
    },
)
pages = st.lists(
    st.tuples(st.sampled_from((LISTING, OWN)), st.sampled_from("123"), fields_of_a_record), max_size=12
)


@given(pages)
def test_each_posting_comes_once_and_no_stated_field_is_lost(
    given_pages: list[tuple[PageRole, str, dict[str, object]]],
) -> None:
    records = [(n, role, record(native, **said)) for n, (role, native, said) in enumerate(given_pages)]
    before = deepcopy(records)
    found = {whole.posting_id: whole for _, whole in one_each(records) if isinstance(whole, Posting)}
    assert len(found) == len(list(one_each(records))) == len({native for _, native, _ in given_pages})
    assert records == before
    for _, _, each in records:
        for name in ("department", "employment_type", "description_text"):
            assert getattr(found[each.posting_id], name) or not getattr(each, name)


@given(pages)
def test_records_that_waited_in_a_file_are_the_same(
    given_pages: list[tuple[PageRole, str, dict[str, object]]],
) -> None:
    records = [(n, role, record(native, **said)) for n, (role, native, said) in enumerate(given_pages)]
    in_memory = list(one_each(records))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(merging, "IN_MEMORY", 4000)
        assert list(one_each(records)) == in_memory


def test_a_record_is_held_until_it_is_given_and_no_longer() -> None:
    def held() -> int:
        postings = (one for one in gc.get_objects() if isinstance(one, Posting))
        return sum(":held-" in one.posting_id for one in postings)

    given_one_by_one = one_each((n, OWN, record(f"held-{n}")) for n in range(100))
    next(given_one_by_one)
    assert held() == 100
    for _ in range(99):
        next(given_one_by_one)
    assert held() <= 2  # the last, and what the generator has in hand
