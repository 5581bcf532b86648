"""`jobs boards suggest`: what it shows."""

from tests.cli.conftest import Run


def test_the_command_says_what_to_paste(jobs: Run) -> None:
    shown = jobs("boards", "suggest", "git", "lab").out
    assert "jobs boards add https://job-boards.greenhouse.io/gitlab" in shown
    document = jobs("boards", "suggest", "gitlab", "--json").document
    assert document["results"][0]["board_id"] == "greenhouse:gitlab"
    assert document["results"][0]["match"] == "exact"


def test_the_command_says_what_to_do_where_nothing_is_known(jobs: Run) -> None:
    assert "careers page" in jobs("boards", "suggest", "qqqqqqqqqq").out
    assert jobs("boards", "suggest", "x", "--kind", "levr").status == 2
