"""Sample feeds: what they state comes out as it went in, and every posting of every page is found."""

from collections import deque
from collections.abc import Sequence
from urllib.parse import parse_qsl, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scrapy.http import TextResponse

from jobs_assets.boards.board import board_by_url
from jobs_assets.kinds import KINDS
from jobs_assets.pages import BoardDay, BoardOutcome, PageOutcome, SourcePage
from jobs_assets.parsing import parse_page
from jobs_assets.postings import Posting
from jobs_assets.samples.answers import Answer, Asked
from jobs_assets.samples.employers import Employer
from jobs_assets.samples.generator import SamplePosting, sample
from jobs_assets.samples.kinds import feed_shapes
from scrapy_project.bounds import Bounds
from scrapy_project.spiders.feed import FeedSpider

POSTINGS = [sample(index, seed=1) for index in range(0, 16_000, 11)]
SHAPES = ("rss", "himalayas", "indeed", "arbeitnow", "atom", "themuse", "usajobs", "remotive")


def firm_with(shape: str) -> Employer:
    return next(one.employer for one in POSTINGS if feed_shapes.shape_of(one.employer) == shape)


def ask(firm: Employer, postings: Sequence[SamplePosting], url: str) -> Answer | None:
    parts = urlsplit(url)
    asked = Asked("feed", firm.token, parts.path, dict(parse_qsl(parts.query)))
    return feed_shapes.answer(firm, postings, lambda native_id: None, asked)


def read(posting: SamplePosting) -> Posting:
    firm = posting.employer
    answer = ask(firm, [posting], feed_shapes.board_url(firm))
    assert answer is not None
    [found] = parse_page(SourcePage("feed:x", "feed", "x", "Given", "https://x.example/", answer.body))
    assert isinstance(found, Posting), found
    return found


@pytest.mark.parametrize("shape", SHAPES)
def test_a_feed_states_a_posting(shape: str) -> None:
    shown = [one for one in POSTINGS if feed_shapes.shape_of(one.employer) == shape][:60]
    assert len(shown) == 60
    for posting in shown:
        found = read(posting)
        assert found.posting_id == f"feed:x:{feed_shapes.native_id(posting)}"
        assert (found.title, found.url) == (posting.title, feed_shapes.listing_url(posting))
        assert found.apply_url == feed_shapes.apply_url(posting)
        # The author of an Atom entry is not said to be the employer.
        assert found.hiring_organization == ("Given" if shape == "atom" else posting.employer.name)
        assert found.description_text
        assert (found.date_posted or "")[:10] == posting.posted.date().isoformat()
        if shape in {"rss", "indeed", "arbeitnow", "himalayas", "remotive", "usajobs"}:
            assert found.employment_type == [posting.employment_type]
        band, country = feed_shapes.pay_stated(posting), posting.employer.country
        assert [(one.min, one.max, one.interval) for one in found.salary] == (
            [(band.min, band.max, band.interval)] if band else []
        )
        if feed_shapes.lists_remote_work_alone(posting.employer):
            assert (found.workplace, found.remote_eligibility) == ("remote", [country.code])
        elif shape not in {"atom", "themuse", "usajobs"} and posting.workplace == "remote":
            assert found.workplace == "remote"
        if shape not in {"atom", "himalayas", "remotive"} and posting.workplace != "remote":
            assert (found.job_location[0].city, found.job_location[0].country) == (
                posting.cities[0].name,
                country.code,
            )


def crawled(firm: Employer, postings: Sequence[SamplePosting]) -> tuple[BoardDay, list[str]]:
    """A spider's run against the sample feed, asked directly: the day it left, and the addresses."""
    board = board_by_url(KINDS["feed"], feed_shapes.board_url(firm))
    spider = FeedSpider(board, bounds=Bounds(max_pages=10_000))
    waiting = deque(spider.begin())
    asked: list[str] = []
    while waiting:
        output = waiting.popleft()
        if isinstance(output, BoardDay):
            assert not waiting
            return output, asked
        asked.append(output.url)
        answer = ask(firm, postings, output.url)
        assert answer is not None, output.url
        meta = output.meta | {"outcome": PageOutcome.OK, "message": None}
        response = TextResponse(
            output.url,
            body=answer.body,
            headers={"Content-Type": answer.content_type},
            request=output.replace(meta=meta),
        )
        assert spider.wrong_type(output.meta["page"], answer.body, answer.content_type) is None
        waiting.extend(spider.on_page(response))
    raise AssertionError("the run has no end")


@given(st.sampled_from(SHAPES), st.sampled_from([0, 1, 19, 20, 21, 40, 99, 100, 101, 200, 305]))
def test_every_posting_of_a_feed_is_found_and_none_twice(shape: str, count: int) -> None:
    firm = firm_with(shape)
    day, asked = crawled(firm, POSTINGS[:count])
    assert day.outcome is (BoardOutcome.COMPLETE if count else BoardOutcome.EMPTY), day.message
    assert day.postings == count
    assert len(set(asked)) == len(asked)
    if count and shape not in {"arbeitnow", "indeed"}:
        assert day.advertised == count
