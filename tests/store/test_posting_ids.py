import pytest

from jobs_assets.store.engine import Store
from jobs_assets.store.posting_ids import near_to, postings_named, same_page
from tests.store.told import a_job, tell


@pytest.fixture
def known(store: Store) -> Store:
    tell(
        store,
        0,
        a_job("1"),
        a_job("12"),
        a_job("3", "lever:acorn"),
        a_job("4", "greenhouse:Beta", url="https://careers.beta.example/jobs?gh_jid=4", apply_url=None),
        a_job("5", "greenhouse:Beta", url=None, apply_url="https://careers.beta.example/form/5"),
    )
    return store


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        ("lever:acme:1", ["lever:acme:1"]),  # to the letter, though another begins with it
        ("lever:aco", ["lever:acorn:3"]),
        ("lever:ac", ["lever:acme:1", "lever:acme:12", "lever:acorn:3"]),
        ("lever:acme:", ["lever:acme:1", "lever:acme:12"]),
        ("lever:%", []),
        ("", []),
        ("manual:own:", ["manual:own:7", "manual:own:8"]),
        ("http://cafe.example/jobs", ["manual:own:7"]),
        ("https://jobs.lever.co/acme/12", ["lever:acme:12"]),
        ("http://www.jobs.lever.co/acme/12/?utm_source=mail#top", ["lever:acme:12"]),
        ("https://jobs.lever.co/acme/12/apply", ["lever:acme:12"]),
        ("https://careers.beta.example/jobs?gh_jid=4&gh_src=friend", ["greenhouse:Beta:4"]),
        ("https://careers.beta.example/jobs?gh_jid=40", []),
        ("https://careers.beta.example/form/5", ["greenhouse:Beta:5"]),
        ("https://nowhere.example/5", []),
    ],
)
def test_a_posting_is_meant_by_its_id_its_beginning_or_its_address(
    known: Store, given: str, meant: list[str]
) -> None:
    own = {"manual:own:7": "https://cafe.example/jobs/", "manual:own:8": None}
    assert postings_named(known, given, own) == meant


def test_a_posting_whose_days_are_not_told_yet_is_known(store: Store) -> None:
    tell(store, 0, a_job("1"))
    with store.writer() as connection:
        connection.exec_driver_sql("DELETE FROM posting_lives")
    assert postings_named(store, "lever:acme:1") == ["lever:acme:1"]


@pytest.mark.parametrize(
    ("given", "near"),
    [
        ("lever:acme:13", "lever:acme:12"),
        ("lever:acmme:1", "lever:acme:1"),
        ("greenhouse:beta:4", "greenhouse:Beta:4"),
        ("3", "lever:acorn:3"),
        ("greenhouse:acorn:3", "lever:acorn:3"),
    ],
)
def test_what_is_near_to_a_mistake_is_found(known: Store, given: str, near: str) -> None:
    assert near in near_to(known, given)


def test_nothing_is_near_to_something_else_altogether(known: Store) -> None:
    assert near_to(known, "workday:zebra/Karriere:R-99") == []


def test_different_postings_are_different_pages() -> None:
    assert same_page("https://a.example/job?id=1") != same_page("https://a.example/job?id=2")
    assert same_page("https://a.example:8080/job") != same_page("https://a.example/job")


@pytest.mark.parametrize("given", ["https://[::1", "https://a.example:x/", "https://", "http://a b/c"])
def test_what_is_no_address_is_at_no_page(known: Store, given: str) -> None:
    assert postings_named(known, given) == []
