from collections import Counter
from dataclasses import replace

import pytest

from jobs_assets.crash_test import CrashReport, _judge_kill, _judge_rerun, crash_test
from jobs_assets.store.contents import Contents

NOTHING = Contents.nothing()
BEFORE = replace(NOTHING, pages=Counter({("a",): 1}), observations=Counter({("x",): 1}))
AFTER = replace(NOTHING, pages=Counter({("a",): 1, ("b",): 1}), observations=Counter({("x",): 1, ("y",): 1}))


def test_killed_runs_lose_double_and_halve_nothing() -> None:
    told: list[str] = []
    report = crash_test(3, seed=7, postings=20, told=told.append)
    assert (report.lost, report.duplicated, report.partial, report.findings) == (0, 0, 0, [])
    assert report.points == 3
    assert report.kills == {"crawl": 1, "both": 1, "run": 1}
    assert len(told) == 4


@pytest.mark.parametrize("seen", [BEFORE, AFTER, replace(BEFORE, pages=AFTER.pages)])
def test_right_after_a_kill_each_publication_is_whole_or_has_not_been(seen: Contents) -> None:
    report = CrashReport()
    _judge_kill(report, "here", seen, BEFORE, AFTER)
    assert (report.partial, report.findings) == (0, [])


def test_half_a_publication_is_found() -> None:
    report = CrashReport()
    _judge_kill(report, "here", replace(BEFORE, pages=Counter({("b",): 1})), BEFORE, AFTER)
    assert report.partial == 1
    assert report.findings == ["here: raw rows are neither those before the run nor those after it"]


@pytest.mark.parametrize(
    ("pages", "found"),
    [
        ({("a",): 1}, (1, 0, 0)),
        ({("a",): 1, ("b",): 3}, (0, 2, 0)),
        ({("a",): 1, ("b",): 1, ("c",): 2}, (0, 0, 2)),
        ({("a",): 2, ("c",): 1}, (1, 1, 1)),
    ],
)
def test_lost_doubled_and_strange_rows_are_counted_apart(
    pages: dict[tuple[str], int], found: tuple[int, int, int]
) -> None:
    report = CrashReport()
    _judge_rerun(report, "here", replace(AFTER, pages=Counter(pages)), AFTER)
    assert (report.lost, report.duplicated, report.partial) == found
    assert len(report.findings) == 1
