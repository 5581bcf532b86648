from contextlib import closing
from pathlib import Path

import pytest

from jobs_assets.cli.record import KEYS
from jobs_assets.home import Home
from jobs_assets.postings import Closed, Place, SalaryBand
from jobs_assets.store.duplicates import update_duplicates
from jobs_assets.store.engine import open_store
from tests.cli.conftest import Run
from tests.store.told import TEXT, a_job, tell

JOB = "lever:acme:1"
OTHER = a_job("2", title="Florist", description_text="Tie flowers.")


def pay(low: float, high: float) -> list[SalaryBand]:
    return [SalaryBand(low, high, "EUR", "YEAR")]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A posting whose pay is raised and cut, that is closed by its page, comes back and is read anew."""
    home = Home(tmp_path_factory.mktemp("lived") / "home").create()
    senior = {"title": "Senior Bridge Engineer", "workplace": "hybrid", "salary": pay(50_000, 61_000)}
    text = TEXT.replace("eleven", "twelve") + "\nWe are always looking for talented people."
    with closing(open_store(home)) as store:
        tell(store, 0, a_job(salary=pay(50_000, 60_000), workplace="remote"), OTHER)
        tell(store, 3, a_job(**senior | {"workplace": "remote", "salary": pay(55_000, 66_000)}), OTHER)
        tell(store, 5, a_job(**senior, description_text=text), OTHER)
        tell(
            store,
            7,
            OTHER,
            Closed("lever:acme", JOB, "https://jobs.lever.co/acme/1", "page_says_closed", "No longer open."),
        )
        back = a_job(**senior, description_text=text, job_location=[Place("Graz", None, "AT")])
        tell(store, 9, back, OTHER, parser_version=2)
    return home.path


def test_the_life_is_told_change_by_change(jobs: Run, home: Path) -> None:
    told = [line.rstrip() for line in jobs("history", JOB, "--home", home).out.splitlines()]
    assert told == [
        "Senior Bridge Engineer, Acme",
        JOB,
        "",
        "2026-09-01  opened",
        "2026-09-04  pay raised: 50,000 to 60,000 EUR a year → 55,000 to 66,000 EUR a year",
        "            title: Bridge Engineer → Senior Bridge Engineer",
        "2026-09-06  text: 1 line out, 2 lines in",
        "              - Work with eleven engineers.",
        "              + Work with twelve engineers.",
        "              + We are always looking for talented people.",
        "            pay cut: 55,000 to 66,000 EUR a year → 50,000 to 61,000 EUR a year",
        "            remote withdrawn: remote → hybrid",
        "2026-09-08  closed: its page says so",
        '              "No longer open." (https://jobs.lever.co/acme/1)',
        "2026-09-10  came back (it was over: its page says so)",
        "            place: none → Graz, AT  (read anew by a better parser)",
        "",
        "Open; last seen on 2026-09-10.",
    ]


def test_as_json_it_is_one_document_with_values_as_values(jobs: Run, home: Path) -> None:
    document = jobs("history", JOB, "--home", home, "--json").document
    assert tuple(document["posting"]) == KEYS
    assert document["life"]["first_seen"] == "2026-09-01"
    cut = next(change for change in document["changes"] if change["effect"] == "pay_cut")
    assert (cut["old"][0]["min"], cut["new"][0]["min"]) == (55_000, 50_000)
    assert [change["change"] for change in document["changes"] if not change["field"]] == [
        "opened",
        "closed",
        "reopened",
    ]


def test_what_a_person_did_is_woven_in(jobs: Run, home: Path) -> None:
    jobs("track", JOB, "--stage", "applied", "--on", "2026-09-05", "--home", home)
    try:
        told = jobs("history", JOB, "--home", home).out
        assert told.index("pay raised") < told.index("2026-09-05  you: applied") < told.index("pay cut")
    finally:
        jobs("track", JOB, "--forget", "--home", home)


def test_show_has_the_life_and_the_signals(jobs: Run, home: Path) -> None:
    document = jobs("show", JOB, "--home", home, "--json").document
    life = ("first_seen", "last_seen", "closed_at", "closed_reason", "reopened", "duplicate_of")
    assert [document[name] for name in life] == ["2026-09-01", "2026-09-10", None, None, 1, None]
    (evergreen,) = [signal for signal in document["signals"] if signal["name"] == "evergreen_wording"]
    (quote,) = evergreen["evidence"]["quotes"]
    assert document["description_text"][quote["start"] : quote["end"]] == quote["quote"]
    shown = jobs("show", JOB, "--home", home).out
    assert "2026-09-01 to 2026-09-10, came back once" in shown
    assert '"We are always looking for"' in shown


def test_changes_over_all_postings_are_found(jobs: Run, home: Path) -> None:
    document = jobs("changes", "--effect", "remote-withdrawn", "--home", home, "--json").document
    assert document["total"] == 1
    (change,) = document["changes"]
    assert (change["posting_id"], change["day"], change["old"], change["new"]) == (
        JOB,
        "2026-09-06",
        "remote",
        "hybrid",
    )
    shown = jobs("changes", "--company", "acme", "--since", "2026-09-05", "--home", home).out
    assert shown.count(JOB) == 6
    assert "pay cut: 55,000 to 66,000 EUR a year" in shown


def test_a_limit_says_what_it_left_out(jobs: Run, home: Path) -> None:
    assert "2 of 10 changes" in jobs("changes", "--limit", "2", "--home", home).out


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (("--effect", "pay_rise"), "pay_raised, pay_cut"),
        (("--change", "vanished"), "opened, changed"),
        (("--field", "pay"), "salary"),
        (("--since", "monday"), "YYYY-MM-DD"),
    ],
)
def test_a_word_that_is_none_of_them_is_refused(
    jobs: Run, home: Path, given: tuple[str, str], words: str
) -> None:
    refused = jobs("changes", *given, "--home", home)
    assert refused.status == 2
    assert words in refused.err


def test_nothing_changed_is_no_error(jobs: Run, home: Path) -> None:
    done = jobs("changes", "--effect", "pay_withdrawn", "--home", home)
    assert (done.status, done.out) == (0, "Nothing of that has changed.\n")


def test_the_same_job_at_other_places_is_shown(jobs: Run, tmp_path: Path) -> None:
    home = Home(tmp_path / "home").create()
    here, there = (
        a_job(number, description_text=f"{TEXT}\nYou work in {city}.", job_location=[Place(city, None, "AT")])
        for number, city in (("1", "Graz"), ("2", "Linz"))
    )
    with closing(open_store(home)) as store:
        tell(store, 0, here, there, OTHER)
        update_duplicates(store)
    lines = [line.split() for line in jobs("show", JOB, "--home", home.path).out.splitlines()]
    assert lines[lines.index(["The", "same", "job", "at", "other", "places"]) + 1] == [
        "lever:acme:2",
        "Linz,",
        "AT",
    ]
    (sibling,) = jobs("show", JOB, "--json", "--home", home.path).document["family"]
    assert (sibling["posting_id"], sibling["closed_at"]) == ("lever:acme:2", None)
