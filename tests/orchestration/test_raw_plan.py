"""Which days of raw_pages are crawled, published, kept or refused."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobs_assets.daily import raw_plan
from jobs_assets.errors import PastDayError

TODAY = date(2026, 11, 23)
YESTERDAY = TODAY - timedelta(days=1)
DAYS = st.sets(st.integers(0, 9).map(lambda back: TODAY - timedelta(days=back)))


def test_today_is_crawled_also_when_it_was_crawled_before() -> None:
    plan = raw_plan([TODAY], TODAY, published={TODAY}, finished={TODAY})
    assert (plan.crawl, plan.publish, plan.keep) == (TODAY, [], [])


def test_a_past_day_with_pages_is_kept() -> None:
    plan = raw_plan([YESTERDAY], TODAY, published={YESTERDAY}, finished=())
    assert (plan.crawl, plan.publish, plan.keep) == (None, [], [YESTERDAY])


def test_a_past_day_whose_crawl_finished_but_was_never_published_is_published_now() -> None:
    plan = raw_plan([YESTERDAY], TODAY, published=(), finished={YESTERDAY})
    assert (plan.crawl, plan.publish, plan.keep) == (None, [YESTERDAY], [])


def test_a_past_day_without_pages_names_the_day_and_the_remedy() -> None:
    with pytest.raises(
        PastDayError, match=r"2026-11-22: over, and never crawled here.*Crawl today \(2026-11-23\)"
    ):
        raw_plan([YESTERDAY], TODAY, published=(), finished=())


def test_a_range_with_lost_days_names_the_first_and_last_and_how_many() -> None:
    asked = [TODAY - timedelta(days=back) for back in range(5, 0, -1)]
    with pytest.raises(PastDayError, match=r"2026-11-18 to 2026-11-22 \(5 days\)"):
        raw_plan(asked, TODAY, published=(), finished=())


def test_a_day_to_come_is_refused() -> None:
    with pytest.raises(PastDayError, match="2026-11-24: not yet begun"):
        raw_plan([TODAY, TODAY + timedelta(days=1)], TODAY, published=(), finished=())


@given(asked=DAYS.filter(bool).map(sorted), published=DAYS, finished=DAYS)
def test_every_day_asked_for_has_one_fate_or_the_whole_is_refused(
    asked: list[date], published: set[date], finished: set[date]
) -> None:
    lost = [day for day in asked if day < TODAY and day not in published | finished]
    if lost:
        with pytest.raises(PastDayError, match=str(lost[0])):
            raw_plan(asked, TODAY, published=published, finished=finished)
        return
    plan = raw_plan(asked, TODAY, published=published, finished=finished)
    assert sorted([*plan.publish, *plan.keep, *([plan.crawl] if plan.crawl else [])]) == asked
