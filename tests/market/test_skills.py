"""Which skills rise and fall: windows, denominators, and the interval of a difference."""

from jobs_assets.market.openings import Opening
from jobs_assets.market.skills import SkillChanges, SkillsFigure
from tests.market.openings import an_opening, day


def figure_of(openings: list[Opening], until: int = 111) -> SkillsFigure:
    changes = SkillChanges(day(until))
    for opening in openings:
        changes.add(opening)
    return changes.figure()


def asking(opened: int, count: int, named: int, skill: str = "Rust") -> list[Opening]:
    return [an_opening(opened, skills=(skill,) if number < named else ()) for number in range(count)]


def test_the_interval_is_newcombes() -> None:
    """56 of 70 beside 48 of 80: 0.0524 to 0.3339 (Newcombe 1998, table II, method 10)."""
    (change,) = figure_of(asking(100, 70, 56) + asking(10, 80, 48)).rising
    assert (round(change.change, 3), round(change.low, 4), round(change.high, 4)) == (0.2, 0.0524, 0.3339)
    assert change.clear


def test_a_skill_that_falls_is_told_as_falling() -> None:
    figure = figure_of(asking(100, 60, 6) + asking(10, 60, 30))
    assert [(each.name, each.before, each.now) for each in figure.falling] == [("Rust", 0.5, 0.1)]
    assert figure.rising == ()


def test_openings_that_were_not_read_are_no_part_of_a_share() -> None:
    unread = [an_opening(100) for _ in range(40)]
    figure = figure_of(asking(100, 60, 30) + asking(10, 60, 15) + unread)
    assert (figure.considered, figure.read, figure.rising[0].now) == (160, 120, 0.5)


def test_the_last_day_of_a_window_is_the_first_of_the_next() -> None:
    figure = figure_of(asking(0, 5, 0) + asking(55, 6, 0) + asking(56, 7, 0) + asking(111, 8, 0))
    assert (figure.before, figure.now) == (11, 15)


def test_what_was_found_open_did_not_open_in_a_window() -> None:
    assert figure_of([an_opening(100, found=True, skills=())]).considered == 0


def test_little_data_makes_no_figure() -> None:
    assert not figure_of(asking(100, 49, 20) + asking(10, 90, 20)).enough
    assert not figure_of(asking(100, 60, 4) + asking(10, 60, 5)).enough  # a skill that hardly anybody names
    assert figure_of(asking(100, 60, 20) + asking(10, 60, 10)).enough


def test_what_is_named_most_counts_open_postings_that_were_read() -> None:
    openings = [an_opening(0, 5, skills=("SQL",)), an_opening(0), an_opening(0, found=True, skills=("SQL",))]
    openings += [an_opening(0, skills=("Rust", "SQL")), an_opening(0, skills=())]
    figure = figure_of(openings)
    assert figure.open_read == 3
    assert [(each.name, each.count) for each in figure.named] == [("SQL", 2), ("Rust", 1)]


def test_a_skill_named_twice_in_one_opening_counts_once() -> None:
    twice = [an_opening(100, skills=("Rust", "Rust"))] * 50 + asking(10, 50, 10)
    assert figure_of(twice).rising[0].now == 1.0
