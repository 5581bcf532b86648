import inspect
import re
from dataclasses import asdict
from datetime import date
from typing import Any

import orjson
import pytest

from jobs_assets import evergreen, signals
from jobs_assets.history import Closing, History, Kin, PostingLife, Repost, closed_because
from jobs_assets.lives.changes import Change
from jobs_assets.lives.life import ClosedReason
from jobs_assets.postings import SalaryBand
from tests.store.told import a_job

FIRST, LAST = date(2026, 11, 1), date(2026, 11, 20)


def noticed(
    life: PostingLife | None = None,
    changes: list[Change] | None = None,
    **given: Any,  # noqa: ANN401  # of a History or a Posting
) -> dict[str, signals.Signal]:
    of_history = {name: given.pop(name) for name in list(given) if name in History.__slots__}
    posting = a_job(**{"salary": [SalaryBand(1, 2, "EUR", "YEAR")]} | given)
    history = History(posting, life or PostingLife(FIRST, LAST), changes or [], **of_history)
    return {signal.name: signal for signal in signals.signals(history)}


def kin(posting_id: str, employer: str | None) -> Kin:
    board_id = posting_id.rpartition(":")[0]
    return Kin(posting_id, board_id, "Engineer", employer, None, None, "text", "near-same text", 0.98)


def test_an_ordinary_posting_shows_nothing() -> None:
    assert noticed() == {}


@pytest.mark.parametrize(
    ("last", "step"), [(29, None), (30, 30), (59, 30), (60, 60), (89, 60), (90, 90), (400, 90)]
)
def test_age_is_a_signal_from_thirty_days_on(last: int, step: int | None) -> None:
    life = PostingLife(FIRST, date.fromordinal(FIRST.toordinal() + last))
    found = noticed(life).get("age")
    assert (found and (found.evidence["days"], found.evidence["at_least"])) == (step and (last, step))


def test_age_ends_where_the_posting_does() -> None:
    life = PostingLife(date(2026, 8, 1), LAST, date(2026, 9, 15), "page_gone")
    assert noticed(life)["age"].says == "45 days: first seen on 2026-08-01, closed on 2026-09-15."


def test_age_goes_by_the_oldest_date_stated_for_the_same_words() -> None:
    found = noticed(date_posted="2026-10-30T08:00:00Z", dates_stated=["2026-08-01", "2026-10-30"])["age"]
    assert found.says == "111 days: stated as posted on 2026-08-01, last seen on 2026-11-20."


@pytest.mark.parametrize("stated", ["1970-01-01", "2026-11-19", "2031-01-01", "2026-08", "soon"])
def test_a_date_that_cannot_be_the_beginning_is_not_taken_for_it(stated: str) -> None:
    assert "age" not in noticed(date_posted=stated)


def test_reposts_are_named_with_their_days() -> None:
    found = noticed(reposts=[Repost("lever:acme:0", date(2026, 9, 1), date(2026, 9, 30), date(2026, 10, 1))])
    assert found["reposted"].says == (
        "Its board has listed the same content once under another id: "
        "lever:acme:0 (2026-09-01 to 2026-09-30)."
    )
    assert found["reposted"].evidence["count"] == 1


def test_that_it_came_back_is_told_with_the_days() -> None:
    days = [date(2026, 11, 5), date(2026, 11, 12)]
    changes = [Change("lever:acme:1", day, "reopened") for day in days]
    found = noticed(PostingLife(FIRST, LAST, reopened=2), changes)["reopened"]
    assert found.evidence == {"count": 2, "days": days}
    assert "2 times" in found.says


def test_pay_that_is_nowhere_is_noticed() -> None:
    assert "no_salary_stated" in noticed(salary=[], description_text="Lead 12 people, 4 days a week.")


@pytest.mark.parametrize(
    "amount",
    ["$90,000", "90.000 €", "EUR 45k", "ab 3.200 Euro brutto", "£30 an hour", "45k USD", "55 000 zł"],
)
def test_an_amount_of_money_in_the_text_is_not_overlooked(amount: str) -> None:
    assert "no_salary_stated" not in noticed(salary=[], description_text=f"We pay {amount}.")


def test_without_a_text_nothing_is_missing_from_it() -> None:
    assert "no_salary_stated" not in noticed(salary=[], description_text="")


def test_a_dead_link_is_told_with_the_words_of_the_page() -> None:
    gone = Closing(date(2026, 11, 21), "https://a.example/1", "page_says_closed", "No longer open.")
    found = noticed(closings=[gone])["dead_link"]
    assert found.says == 'https://a.example/1 says that it is closed on 2026-11-21 ("No longer open.").'
    assert found.evidence == asdict(gone)


def test_a_link_that_was_dead_before_the_posting_was_seen_again_is_not() -> None:
    gone = Closing(date(2026, 11, 10), "https://a.example/1", "page_gone", "404")
    assert "dead_link" not in noticed(closings=[gone])


def test_evergreen_wording_is_quoted_with_its_place() -> None:
    text = "Hello.\nWe are always looking for drivers."
    found = noticed(description_text=text, title="Talent Pool")["evergreen_wording"]
    title, body = found.evidence["quotes"]
    assert title == {"field": "title", "quote": "Talent Pool", "start": 0, "end": 11}
    assert text[body["start"] : body["end"]] == body["quote"] == "We are always looking for"


def test_a_date_that_moves_while_the_words_stay_is_noticed() -> None:
    assert noticed(dates_stated=["2026-11-02", "2026-11-18"])["date_moved"].says == (
        "Its date moved from 2026-11-02 to 2026-11-18 while its words stayed the same."
    )


def test_a_date_that_is_another_in_another_time_zone_has_not_moved() -> None:
    assert "date_moved" not in noticed(dates_stated=["2026-11-02T23:30:00-05:00", "2026-11-03"])


def test_the_same_opening_on_other_boards_and_in_other_names_is_told() -> None:
    found = noticed(duplicates=[kin("lever:agency:7", "HireFast"), kin("feed:jobs:8", "Acme")])
    assert found["several_postings"].says == (
        "The same opening is posted 2 more times on feed:jobs, lever:agency, in the name of HireFast."
    )


def test_the_same_opening_twice_on_one_board_is_told() -> None:
    found = noticed(duplicates=[kin("lever:acme:2", "Acme")])["several_postings"]
    assert found.says == "The same opening is posted 1 more time on the same board."


def test_a_posting_shown_after_its_last_day_is_noticed() -> None:
    assert "valid_through_passed" in noticed(valid_through="2026-11-19T23:59:59+00:00")
    assert "valid_through_passed" not in noticed(valid_through="2026-11-20")


def test_every_signal_can_be_written_as_json() -> None:
    found = noticed(
        PostingLife(date(2026, 1, 1), LAST, reopened=1),
        salary=[],
        reposts=[Repost("lever:acme:0", FIRST, LAST)],
        closings=[Closing(LAST, "u", "page_gone", "404")],
        title="Talent pool",
        dates_stated=["2026-11-02", "2026-11-18"],
        duplicates=[kin("lever:agency:7", None)],
        valid_through="2026-11-19",
    )
    assert len(found) == 9
    for signal in found.values():
        assert set(orjson.loads(orjson.dumps(signal))) == {"name", "says", "evidence"}
        assert signal.evidence


def test_no_verdict_is_spoken() -> None:
    words = re.compile(r"ghost|fake|scam|suspicio|fraud|score|risk|likely|probab", re.IGNORECASE)
    strings = inspect.getsource(signals) + inspect.getsource(evergreen)
    assert words.findall(strings.replace("more likely a slip", "")) == []


@pytest.mark.parametrize("reason", ClosedReason)
def test_every_reason_to_be_over_has_words(reason: ClosedReason) -> None:
    assert closed_because(reason) != reason.replace("_", " ")
