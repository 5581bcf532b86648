from datetime import date

from jobs_assets.history import Closing, PostingLife, Repost
from jobs_assets.postings import Closed, SalaryBand
from jobs_assets.store.change_search import Wanted, find_changes
from jobs_assets.store.engine import Store
from jobs_assets.store.histories import history
from jobs_assets.store.observations import replace_day
from tests.store.told import a_job, day, link, tell

OTHER = a_job("2", title="Florist", description_text="Tie flowers.")


def paid(low: float, high: float, **fields: object) -> object:
    return a_job(salary=[SalaryBand(low, high, "EUR", "YEAR")], **fields)


def test_a_posting_that_was_never_observed_has_no_history(store: Store) -> None:
    assert history(store, "lever:acme:1") is None


def test_changes_come_in_the_order_in_which_they_came_about(store: Store) -> None:
    tell(store, 0, a_job(), OTHER)
    tell(store, 1, OTHER)
    tell(store, 2, OTHER)
    tell(store, 3, a_job(title="Chief Engineer", workplace="remote"), OTHER)
    found = history(store, "lever:acme:1")
    assert found is not None
    assert [(change.day, change.change, change.field) for change in found.changes] == [
        (day(0), "opened", ""),
        (day(2), "closed", ""),
        (day(3), "reopened", ""),
        (day(3), "changed", "title"),
        (day(3), "changed", "workplace"),
    ]
    assert found.life == PostingLife(day(0), day(3), reopened=1)


def test_a_posting_whose_days_are_not_told_is_known_by_its_days(store: Store) -> None:
    replace_day(store, day(0), [(1, a_job())])
    replace_day(store, day(2), [(1, a_job())])
    found = history(store, "lever:acme:1")
    assert found is not None
    assert found.life == PostingLife(day(0), day(2))
    assert found.changes == ()


def test_what_a_page_said_of_its_end_is_found_by_id_or_by_address(store: Store) -> None:
    tell(store, 0, a_job(), OTHER)
    address = "https://jobs.lever.co/acme/1"
    tell(
        store,
        1,
        OTHER,
        Closed("lever:acme", "lever:acme:1", "https://api.example/1", "page_gone", "404"),
        Closed("lever:acme", None, address, "page_says_closed", "No longer open."),
        Closed("lever:acme", "lever:acme:99", address, "page_gone", "of another posting"),
    )
    found = history(store, "lever:acme:1")
    assert found is not None
    assert set(found.closings) == {
        Closing(day(1), "https://api.example/1", "page_gone", "404"),
        Closing(day(1), address, "page_says_closed", "No longer open."),
    }


def test_reposts_before_and_after_are_one_chain(store: Store) -> None:
    for number, native_id in ((0, "1"), (10, "5"), (20, "9")):
        tell(store, number, a_job(native_id), OTHER)
        tell(store, number + 1, OTHER)
        tell(store, number + 2, OTHER)
    found = history(store, "lever:acme:5")
    assert found is not None
    assert found.reposts == [
        Repost("lever:acme:1", day(0), day(0), day(1)),
        Repost("lever:acme:9", day(20), day(20), day(21)),
    ]


def test_a_cluster_is_the_same_from_each_of_its_postings(store: Store) -> None:
    tell(store, 0, a_job("1"), a_job("7", "lever:agency"), a_job("8", "feed:jobs"), OTHER)
    link(store, "lever:agency:7", "lever:acme:1", 0.97)
    link(store, "feed:jobs:8", "lever:agency:7", 0.91)
    for posting_id, others in (
        ("lever:acme:1", ["feed:jobs:8", "lever:agency:7"]),
        ("lever:agency:7", ["lever:acme:1", "feed:jobs:8"]),
        ("feed:jobs:8", ["lever:acme:1", "lever:agency:7"]),
    ):
        found = history(store, posting_id)
        assert found is not None
        assert found.representative == "lever:acme:1"
        assert [kin.posting_id for kin in found.duplicates] == others
    assert found.duplicates[0].similarity == 0.91, "the representative is told by this posting's own link"


def test_links_in_a_ring_end(store: Store) -> None:
    tell(store, 0, a_job("1"), a_job("2"))
    link(store, "lever:acme:1", "lever:acme:2")
    link(store, "lever:acme:2", "lever:acme:1")
    found = history(store, "lever:acme:1")
    assert found is not None
    assert [kin.posting_id for kin in found.duplicates] == ["lever:acme:2"]


def test_a_link_to_a_posting_that_is_gone_shows_nobody(store: Store) -> None:
    tell(store, 0, a_job("1"))
    link(store, "lever:acme:1", "lever:gone:4")
    found = history(store, "lever:acme:1")
    assert found is not None
    assert (found.representative, list(found.duplicates)) == ("lever:gone:4", [])


def test_dates_that_moved_under_the_same_words_are_all_there(store: Store) -> None:
    tell(store, 0, a_job(date_posted="2026-08-01", title="Junior"))
    tell(store, 1, a_job(date_posted="2026-08-20"))
    tell(store, 2, a_job(date_posted="2026-09-02", department="Works"))
    found = history(store, "lever:acme:1")
    assert found is not None
    assert found.dates_stated == ["2026-08-20", "2026-09-02"]


def changes_found(
    store: Store, wanted: Wanted, limit: int = 10, offset: int = 0
) -> list[tuple[str, date, str]]:
    total, found = find_changes(store, wanted, limit, offset)
    assert total >= len(found)
    return [
        (each.change.posting_id, each.change.day, each.change.effect or each.change.change) for each in found
    ]


def test_pay_cuts_of_all_postings_are_found(store: Store) -> None:
    tell(store, 0, paid(50, 60), OTHER)
    tell(store, 1, paid(55, 66), OTHER)
    tell(store, 2, paid(50, 66), OTHER)
    cut = [("lever:acme:1", day(2), "pay_cut")]
    assert changes_found(store, Wanted(effect="pay_cut")) == cut
    assert changes_found(store, Wanted(field="salary", since=day(2))) == cut
    assert changes_found(store, Wanted(effect="pay_cut", since=day(3))) == []


def test_changes_of_an_employer_are_found_by_a_part_of_the_name(store: Store) -> None:
    tell(store, 0, a_job(), a_job("7", "lever:agency", hiring_organization="50%_off GmbH"))
    assert changes_found(store, Wanted(company="ACM")) == [("lever:acme:1", day(0), "opened")]
    assert changes_found(store, Wanted(company="50%_")) == [("lever:agency:7", day(0), "opened")]
    assert changes_found(store, Wanted(company="5__")) == []


def test_pages_of_changes_join_to_all_of_them(store: Store) -> None:
    for number in range(4):
        tell(store, number, *(a_job(str(each), title=f"Job {each} of {number}") for each in range(3)))
    whole = changes_found(store, Wanted(), 100)
    assert len(whole) == 12
    assert [day for _, day, _ in whole] == sorted((day for _, day, _ in whole), reverse=True)
    pieces = [each for offset in range(0, 12, 5) for each in changes_found(store, Wanted(), 5, offset)]
    assert sorted(pieces) == sorted(whole)
