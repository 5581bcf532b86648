from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from jobs_assets.home import Home
from jobs_assets.store.engine import open_store
from tests.cli.conftest import Run
from tests.store.told import a_job, link, tell

TODAY = datetime.now(UTC).date()
JOB = "lever:acme:1"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    home = Home(tmp_path / "home").create()
    with closing(open_store(home)) as store:
        tell(store, 0, a_job("1"), a_job("2", title="Florist"), a_job("7", "lever:agency"))
        link(store, "lever:agency:7", JOB)
    return home.path


@pytest.fixture
def track(jobs: Run, home: Path) -> Run:
    return lambda *given: jobs("track", *given, "--home", home)


def test_what_is_said_is_on_record(track: Run) -> None:
    said = track(
        JOB, "--stage", "applied", "--star", "--note", "Asked Anna", "--remind", "2027-01-05", "--json"
    )
    assert said.status == 0, said.err
    document = track(JOB, "--json").document
    assert document == said.document
    assert (document["stage"], document["since"], document["starred"]) == ("applied", str(TODAY), True)
    assert [(note["text"], note["remind_on"]) for note in document["notes"]] == [("Asked Anna", "2027-01-05")]
    assert (document["title"], document["hiring_organization"]) == ("Bridge Engineer", "Acme")


def test_looking_at_a_posting_does_not_track_it(track: Run) -> None:
    looked = track(JOB)
    assert f"jobs track {JOB} --stage saved" in looked.out
    assert track(JOB, "--json").document["stage"] is None
    assert track("--json").document == {"total": 0, "tracked": []}


def test_the_list_begins_with_what_has_come_furthest(track: Run) -> None:
    track(JOB, "--stage", "closed")
    track("lever:acme:2", "--stage", "interview", "--note", "At nine", "--remind", str(TODAY + timedelta(3)))
    track("--new", "--title", "Barkeeper", "--company", "Café Zentral", "--star")
    listed = track("--json").document
    assert [(each["title"], each["stage"]) for each in listed["tracked"]] == [
        ("Florist", "interview"),
        ("Barkeeper", "inbox"),
        ("Bridge Engineer", "closed"),
    ]
    shown = track().out
    assert "3 postings: 1 closed, 1 interview, 1 inbox" in shown
    assert f"{TODAY + timedelta(3)}  At nine  (Florist)" in shown
    assert "your own" in shown


def test_the_list_can_be_of_a_stage_or_of_what_has_a_star(track: Run) -> None:
    track(JOB, "--stage", "saved", "--star")
    track("lever:acme:2", "--stage", "saved")
    track("lever:agency:7", "--stage", "applied", "--star")

    def listed(*filters: str) -> set[str]:
        return {each["posting_id"] for each in track(*filters, "--json").document["tracked"]}

    assert listed("--stage", "saved") == {JOB, "lever:acme:2"}
    assert listed("--star") == {JOB, "lever:agency:7"}
    assert listed("--stage", "saved", "--no-star") == {"lever:acme:2"}
    assert listed("--stage", "offer") == set()
    assert "Nothing of that is tracked." in track("--stage", "offer").out


def test_a_posting_is_tracked_by_its_address_or_the_beginning_of_its_id(track: Run) -> None:
    assert (
        track("https://jobs.lever.co/acme/2?utm_source=x", "--star", "--json").document["posting_id"]
        == "lever:acme:2"
    )
    assert track("lever:ag", "--star", "--json").document["posting_id"] == "lever:agency:7"


def test_an_unknown_id_is_refused_with_what_is_near_to_it(track: Run) -> None:
    refused = track("lever:acme:3", "--star")
    assert refused.status == 2
    assert "lever:acme:2" in refused.err
    assert "jobs track --new" in track("https://nowhere.example/1", "--star").err


def test_the_beginning_of_several_ids_is_refused_with_all_of_them(track: Run) -> None:
    refused = track("lever:ac", "--star")
    assert refused.status == 2
    assert "lever:acme:1\n  lever:acme:2" in refused.err


def test_what_is_said_of_a_duplicate_is_shown_on_the_other(track: Run, jobs: Run, home: Path) -> None:
    track("lever:agency:7", "--stage", "applied", "--note", "Their recruiter called")
    assert track(JOB, "--json").document["same_opening"][0]["stage"] == "applied"
    assert "Their recruiter called" in track(JOB).out
    shown = jobs("show", JOB, "--home", home, "--json").document
    assert [each["posting_id"] for each in shown["tracked"]] == ["lever:agency:7"]


def test_it_stays_when_the_posting_closes_and_says_so(track: Run, home: Path) -> None:
    track("lever:acme:2", "--stage", "applied")
    with closing(open_store(home)) as store:
        for number in (1, 2):
            tell(store, number, a_job("1"))
    (listed,) = track("--json").document["tracked"]
    assert (listed["stage"], listed["closed_at"]) == ("applied", "2026-09-02")
    assert listed["closed_reason"] == "absent_from_two_complete_crawls"
    assert "over since 2026-09-02" in track().out


def test_a_posting_that_was_renamed_is_listed_by_both_names(track: Run, home: Path) -> None:
    track("lever:acme:2", "--stage", "applied")
    with closing(open_store(home)) as store:
        tell(store, 1, a_job("1"), a_job("2", title="Head Florist"))
    (listed,) = track("--json").document["tracked"]
    assert (listed["title"], listed["title_when_written"]) == ("Head Florist", "Florist")
    assert "then: Florist" in track().out


def test_a_posting_that_vanished_is_listed_and_can_be_written_about(
    track: Run, jobs: Run, home: Path
) -> None:
    track("lever:acme:2", "--stage", "applied")
    with closing(open_store(home)) as store, store.writer() as connection:
        for table in ("observations", "posting_lives", "posting_changes", "posting_versions"):
            connection.exec_driver_sql(f"DELETE FROM {table}")
    assert "Florist" in track().out
    assert "no longer known" in track().out
    assert track("lever:acme:2", "--note", "Odd.", "--json").document["title"] == "Florist"
    assert "jobs track lever:acme:2" in jobs("show", "lever:acme:2", "--home", home).err


def test_a_posting_of_ones_own_is_shown_like_any_other(
    track: Run, jobs: Run, home: Path, tmp_path: Path
) -> None:
    text = tmp_path / "advert.txt"
    text.write_text("Evenings, at the bar.\n", encoding="utf-8")
    posting_id = track(
        "--new", "--title", "Barkeeper", "--text", text, "--stage", "saved", "--json"
    ).document["posting_id"]
    shown = jobs("show", posting_id, "--home", home, "--json").document
    assert (shown["title"], shown["description_text"]) == ("Barkeeper", "Evenings, at the bar.\n")
    assert shown["tracked"][0]["stage"] == "saved"
    track(posting_id, "--title", "Bartender")
    assert "Bartender" in jobs("show", posting_id, "--home", home).out
    assert "you: saved" in jobs("history", posting_id, "--home", home).out


def test_what_a_board_carries_is_not_written_down_again(track: Run) -> None:
    refused = track("--new", "--title", "Mine", "--url", "https://jobs.lever.co/acme/2/")
    assert refused.status == 2
    assert "jobs track lever:acme:2" in refused.err
    assert track("--json").document["total"] == 0


def test_a_posting_of_ones_own_is_found_by_its_address_and_not_written_down_twice(track: Run) -> None:
    address = "https://zentral.example/jobs"
    first = track("--new", "--title", "Barkeeper", "--url", address, "--json").document["posting_id"]
    assert track(address + "/", "--stage", "saved", "--json").document["posting_id"] == first
    assert f"jobs track {first}" in track("--new", "--title", "Barkeeper", "--url", address).err


def test_notes_and_all_the_rest_can_be_taken_back(track: Run) -> None:
    number = track(JOB, "--note", "one", "--json").document["notes"][0]["number"]
    dropped = track(JOB, "--drop-note", str(number))
    assert "one" in dropped.err, "what goes is told once more"
    track(JOB, "--note", "two")
    assert track(JOB, "--forget", "--json").document["forgotten"]["notes"][0]["text"] == "two"
    assert track("--json").document["total"] == 0


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ((JOB, "--stage", "aplied"), "not one of inbox, saved, applied, interview, offer, closed"),
        ((JOB, "--stage", "applied", "--on", "2999-01-01"), "--remind 2999-01-01"),
        ((JOB, "--stage", "applied", "--on", "yesterday"), "YYYY-MM-DD"),
        ((JOB, "--on", "2026-09-01"), "give --stage"),
        ((JOB, "--remind", "2026-09-01"), "give --note"),
        ((JOB, "--note", "  "), "needs words"),
        ((JOB, "--note", "\udcff"), "--note is not text"),
        (("\udcff", "--star"), "names no posting"),
        (("lever:\udcff", "--star"), "No posting 'lever:"),
        (("", "--star"), "names no posting"),
        (("--new", "--title", "x", "--url", "javascript:alert(1)"), "not an http(s) address"),
        (("--new", "--title", "x", "--url", "https://a b"), "not an http(s) address"),
        ((JOB, "--title", "Mine"), "not yours to change"),
        ((JOB, "--new", "--title", "Mine"), "give no ID"),
        ((JOB, "--forget", "--star"), "nothing beside"),
        ((JOB, "--drop-note", "99"), "has no note 99"),
        (("--note", "x"), "Of which posting?"),
        (("--forget",), "give its ID"),
        (("--new",), "--title"),
        (("--new", "--title", " "), "--title"),
        (("--new", "--title", "x", "--text", "missing.txt"), "missing.txt"),
    ],
)
def test_what_cannot_be_meant_is_refused_and_nothing_is_written(
    track: Run, given: tuple[str, ...], words: str
) -> None:
    refused = track(*given)
    assert refused.status == 2
    assert words in " ".join(refused.err.split())
    assert track("--json").document["total"] == 0


def test_the_first_thing_in_a_home_may_be_a_posting_of_ones_own(jobs: Run, tmp_path: Path) -> None:
    done = jobs("track", "--new", "--title", "Barkeeper", "--home", tmp_path / "fresh", "--json")
    assert done.status == 0, done.err
    assert done.document["posting_id"] == "manual:own:1"


def test_without_a_home_there_is_nothing_to_list(jobs: Run, tmp_path: Path) -> None:
    assert jobs("track", "--home", tmp_path / "nowhere").status == 1
    assert not (tmp_path / "nowhere").exists()
