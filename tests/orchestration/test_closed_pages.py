"""What a day's pages say of postings that are over, beside what its listings still show."""

from collections.abc import Iterator
from datetime import UTC, datetime

import orjson

from jobs_assets.daily import records
from jobs_assets.pages import Fetch, PageOutcome, PageRole
from jobs_assets.postings import Closed, Posting, Record
from jobs_assets.store.partitions import StoredPage

AT = datetime(2026, 5, 1, tzinfo=UTC)
SITE = "https://careers.acme.example"
API = "https://acme.wd5.myworkdayjobs.com/wday/cxs/acme/careers"
PATH = "/job/Reading/Baker_JR-12"


def page(
    number: int, url: str, role: PageRole, *, board: str = "site:careers.acme.example", **keys: object
) -> StoredPage:
    given: dict[str, object] = {"outcome": PageOutcome.OK, "status": 200, "body_hash": str(number)} | keys
    return StoredPage(number, Fetch(board, url, role, fetched_at=AT, **given))  # type: ignore[arg-type] # any field


def read(pages: list[StoredPage], **bodies: bytes) -> Iterator[tuple[int, Record]]:
    return records(pages, lambda number: bodies[f"page_{number}"], {})


def missing(number: int, outcome: PageOutcome, status: int, role: PageRole, **headers: str) -> StoredPage:
    url = f"{SITE}/jobs/{number}-baker"
    return page(number, url, role, outcome=outcome, status=status, body_hash=None, headers=headers)


def test_a_postings_page_that_answers_404_or_410_is_gone() -> None:
    pages = [
        missing(n, PageOutcome.NOT_FOUND, status, PageRole.POSTING) for n, status in ((1, 404), (2, 410))
    ]
    assert [record for _, record in read(pages)] == [
        Closed("site:careers.acme.example", None, f"{SITE}/jobs/{n}-baker", "page_gone", f"status {status}")
        for n, status in ((1, 404), (2, 410))
    ]


def test_one_that_leads_to_the_list_is_gone_and_one_that_has_moved_is_not() -> None:
    gone = missing(1, PageOutcome.REDIRECT, 302, PageRole.POSTING, location="/jobs")
    moved = missing(2, PageOutcome.REDIRECT, 301, PageRole.POSTING, location="/de/jobs/2-baker")
    [(number, closed)] = read([gone, moved])
    assert isinstance(closed, Closed)
    assert (number, closed.reason, closed.quote) == (1, "page_gone", "status 302: /jobs")
    assert closed.url == f"{SITE}/jobs/1-baker"


def test_what_could_not_be_had_says_nothing() -> None:
    troubles = (
        PageOutcome.THROTTLED,
        PageOutcome.HTTP_ERROR,
        PageOutcome.NETWORK_ERROR,
        PageOutcome.BOT_WALL,
    )
    pages = [missing(n, outcome, 503, PageRole.POSTING) for n, outcome in enumerate(troubles)]
    pages.append(missing(9, PageOutcome.NOT_FOUND, 404, PageRole.LISTING))
    assert list(read(pages)) == []


def test_a_listing_that_still_shows_a_posting_keeps_it_and_what_its_page_says_is_told_too() -> None:
    board = "workday:acme/careers"
    row = {"title": "Baker", "externalPath": PATH}
    pages = [
        page(1, f"{API}/jobs", PageRole.LISTING, board=board),
        page(2, f"{API}{PATH}", PageRole.POSTING, board=board),
    ]
    found = list(
        read(
            pages,
            page_1=orjson.dumps({"total": 1, "jobPostings": [row]}),
            page_2=orjson.dumps({"jobPostingInfo": {"title": "Baker", "posted": False}}),
        )
    )
    closed, posting = sorted(found, key=lambda each: -each[0])
    assert isinstance(posting[1], Posting)
    assert isinstance(closed[1], Closed)
    assert (closed[0], posting[0]) == (2, 1)
    assert closed[1].posting_id == posting[1].posting_id


def test_a_list_that_says_of_another_page_that_it_is_gone_is_not_gone_itself() -> None:
    body = b"<html><body><h1>Job not found</h1></body></html>"
    roles = {1: PageRole.LISTING, 2: PageRole.POSTING}
    pages = [page(number, f"{SITE}/{number}", role) for number, role in roles.items()]
    assert [number for number, _ in read(pages, page_1=body, page_2=body)] == [2]
