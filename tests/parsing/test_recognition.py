"""A capture's format is known by its shape: over all captures, right or refused, never wrong."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from jobs_assets.captures import FORMATS, format_of, postings_of
from jobs_assets.errors import UsageError
from jobs_assets.kinds import KINDS
from jobs_assets.postings import Posting
from tests.parsing.pages import SHARED_DATA
from tests.parsing.stated import feed
from tests.parsing.test_captures_of_kinds import NO_CAPTURES

REFUSED = "refused"
ICIMS = "html_liveness/icims-search-page.html"
NEED_THEIR_ADDRESS = {
    "smartrecruiters/smartrecruiters_detail.json",  # the id is in it alone
    ICIMS,  # the links are relative to it
}


def captures() -> Iterator[Path]:
    for path in sorted(SHARED_DATA.rglob("*")):
        folder = path.relative_to(SHARED_DATA).parts[0]
        if path.is_file() and folder not in NO_CAPTURES and path.suffix != ".md":
            yield path


def due(path: Path) -> str:
    """The format of a capture, by where it lies and what the table of stated fields reads it as."""
    name = path.relative_to(SHARED_DATA).as_posix()
    folder = name.partition("/")[0]
    if folder in KINDS:
        return folder
    if name in feed.PAGES:
        return "feed"
    if name == ICIMS:
        return "icims"
    return {".html": "html", ".txt": "text"}.get(path.suffix, REFUSED)


def found(path: Path) -> str:
    try:
        return format_of(path.read_bytes(), None)
    except UsageError:
        return REFUSED


@pytest.mark.skipif(not SHARED_DATA.is_dir(), reason=f"no captures at {SHARED_DATA}")
def test_every_capture_is_recognised_or_refused() -> None:
    paths = list(captures())
    assert {path.name: found(path) for path in paths if found(path) != due(path)} == {}
    assert len({due(path) for path in paths}) > 20


@pytest.mark.skipif(not SHARED_DATA.is_dir(), reason=f"no captures at {SHARED_DATA}")
def test_a_capture_of_a_kind_is_read_without_its_address() -> None:
    kinds = [path for path in captures() if due(path) in KINDS]
    unread = {
        path.relative_to(SHARED_DATA).as_posix()
        for path in kinds
        if not any(isinstance(one, Posting) for one in postings_of(path.read_bytes(), due(path)))
    }
    assert len(kinds) > 40
    assert unread == NEED_THEIR_ADDRESS


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b'{"jobs": [{"id": 1, "absolute_url": "https://a.example/1"}]}', "greenhouse"),
        (b'[{"id": "a", "absolute_url": "https://a.example/1"}]', "gem"),
        (b'{"absolute_url": "/1", "internal_job_id": 2, "title": "Baker"}', "greenhouse"),
        (b'[{"id": "a", "hostedUrl": "/a"}]', "lever"),
        (b'{"result": {"jobOpening": {"jobOpeningName": "Baker"}}}', "bamboohr"),
        (b'{"data": {"positions": [{"name": "Baker", "positionUrl": "/1"}]}}', "eightfold"),
        (b"<?xml version='1.0'?><offers><offer><careers_url>/1</careers_url></offer></offers>", "recruitee"),
        (b"<Job-Listing><Job><ReqId>1</ReqId></Job></Job-Listing>", "successfactors"),
        (
            b'<rss xmlns:tt="https://teamtailor.com/locations"><channel><item/></channel></rss>',
            "teamtailor",
        ),
        (b"<rss><channel><item><title>Baker</title></item></channel></rss>", "feed"),
        (b'<table id="jobs_table"><tr id="row_job_1"><td>Baker</td></tr></table>', "jazzhr"),
        (b'<div class="BambooHR-ATS-board"></div>', "bamboohr"),
        (b"<html><script>COMPANY_POSITIONS_DATA = [];</script></html>", "comeet"),
        (b"<div><p>We look for a baker.</p></div>", "html"),
        (b"We look for a baker: { salary: 3 }", "text"),
    ],
)  # fmt: skip
def test_a_shape_is_its_formats(body: bytes, kind: str) -> None:
    assert format_of(body, None) == kind


@pytest.mark.parametrize(
    "body",
    [
        b'{"jobs": [{"jobUrl": "/1", "absolute_url": "/1"}]}',  # two vendors' marks
        b'{"jobs": []}',
        b'{"note": "\\"jobUrl\\" and \\"hostedUrl\\" in a text"}',
        b'{"jobs": [{"jobUrl": ',
        b"<offers><offer><id>1</id></offer></offers>",
    ],
)
def test_what_no_format_or_more_than_one_has_is_refused_with_the_remedy(body: bytes) -> None:
    with pytest.raises(UsageError, match="--url") as refused:
        format_of(body, None)
    assert all(name in str(refused.value) for name in FORMATS)


def test_an_address_of_a_board_decides_before_the_shape() -> None:
    assert format_of(b'{"jobs": []}', "https://jobs.ashbyhq.com/acme") == "ashby"
