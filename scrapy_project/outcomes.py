"""What an answer, or the lack of one, means: status codes and errors to outcomes and remedies. Pure."""

import re
from collections.abc import Mapping

from scrapy.exceptions import (
    CannotResolveHostError,
    CloseSpider,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
    UnsupportedURLSchemeError,
)

from jobs_assets.errors import JobsError
from jobs_assets.pages import BoardOutcome, PageOutcome
from scrapy_project.addresses import AddressRefused

TRANSIENT_STATUS = frozenset({408, 500, 502, 503, 504, 520, 521, 522, 523, 524})

# aiohttp puts its TLS settings between host and reason: "host a:443 ssl:<SSLContext object at 0x…> [why]".
_TLS_OBJECT = re.compile(r" ssl:(<[^>]*>|\S+)")


class PageMissing(IgnoreRequest):
    """A request ended without a page, for a reason that is an outcome and no defect.

    `because` is the outcome behind it, where it has one of its own: a page is disallowed because the
    network failed its robots.txt. Subclasses Scrapy's IgnoreRequest, so that nothing logs it as an error
    of ours.
    """

    def __init__(
        self,
        outcome: PageOutcome,
        message: str,
        *,
        transient: bool = False,
        because: PageOutcome | None = None,
    ) -> None:
        super().__init__(message)
        self.outcome = outcome
        self.transient = transient
        self.because = because or outcome


def page_missing(error: BaseException | None) -> PageMissing:
    """The outcome of a request that failed with `error`.

    A JobsError comes from our own archive (a full disk, another crawl in its place): it is the end of
    this crawl and no page's outcome, so it raises CloseSpider, which is how Scrapy is told from a
    callback.
    """
    if isinstance(error, PageMissing):
        return error
    if isinstance(error, JobsError):
        raise CloseSpider(str(error)) from error
    text = _TLS_OBJECT.sub("", str(error))
    match error:
        case AddressRefused():
            return PageMissing(PageOutcome.REFUSED_ADDRESS, text)
        case UnsupportedURLSchemeError():
            return PageMissing(PageOutcome.REFUSED_ADDRESS, f"the address cannot be used: {text}")
        case DownloadTimeoutError():
            return PageMissing(PageOutcome.NETWORK_ERROR, f"timeout: {text.rstrip('.')}", transient=True)
        case CannotResolveHostError():
            return PageMissing(PageOutcome.NETWORK_ERROR, f"no such host: {text}")
        case DownloadConnectionRefusedError():
            return PageMissing(PageOutcome.NETWORK_ERROR, f"no connection: {text}", transient=True)
        case DownloadFailedError():
            return PageMissing(PageOutcome.NETWORK_ERROR, f"the connection broke: {text}", transient=True)
        case _:
            return PageMissing(
                PageOutcome.NETWORK_ERROR, f"{type(error).__name__}: {text or 'no details'}", transient=True
            )


def outcome_of_status(status: int, headers: Mapping[str, str]) -> PageOutcome:
    """The outcome that a status code alone states. `headers` have lower-case names."""
    if status == 304:
        return PageOutcome.NOT_MODIFIED
    if status < 300:
        return PageOutcome.OK
    if status < 400:
        return PageOutcome.REDIRECT if "location" in headers else PageOutcome.HTTP_ERROR
    if status in (404, 410):
        return PageOutcome.NOT_FOUND
    if status == 429 or (status == 503 and "retry-after" in headers):
        return PageOutcome.THROTTLED
    return PageOutcome.HTTP_ERROR


# What a board comes to when its listing could not be had at all.
BOARD_OUTCOME = {
    PageOutcome.NOT_FOUND: BoardOutcome.GONE,
    PageOutcome.THROTTLED: BoardOutcome.THROTTLED,
    PageOutcome.DISALLOWED: BoardOutcome.DISALLOWED,
    PageOutcome.REFUSED_ADDRESS: BoardOutcome.REFUSED,
    PageOutcome.BOT_WALL: BoardOutcome.BLOCKED,
    PageOutcome.LOGIN_WALL: BoardOutcome.BLOCKED,
    PageOutcome.EMPTY_SHELL: BoardOutcome.BLOCKED,
}

_REMEDY = {
    PageOutcome.NOT_FOUND: "check the token or address in boards.yaml",
    PageOutcome.THROTTLED: "the host asks for fewer requests: run again later",
    PageOutcome.BOT_WALL: "a bot check stands before it: remove the board, or ask its owner for a feed",
    PageOutcome.LOGIN_WALL: "it asks for a login: use the board's public address in boards.yaml",
    PageOutcome.EMPTY_SHELL: "only a browser fills this page: look for the ATS behind it and follow that",
    PageOutcome.WRONG_TYPE: "not what this kind of board answers: check the kind and token in boards.yaml",
    PageOutcome.TOO_LARGE: "raise JOBS_CRAWL__MAX_BODY_MB if the board really is this large",
    PageOutcome.TRUNCATED: "the connection closed early: run again",
    PageOutcome.NETWORK_ERROR: "check the address in boards.yaml, or run again when the host is up",
    PageOutcome.HTTP_ERROR: "run again later; if it stays, check the address in boards.yaml",
}


def remedy(outcome: PageOutcome) -> str:
    """What a user can do about an outcome, or "" where the message already says it."""
    return _REMEDY.get(outcome, "")


def sentence(url: str, message: str, advice: str) -> str:
    """What became of a page and what a user can do about it."""
    text = f"{url}: {message}"
    return text if not advice or advice in text else f"{text.rstrip('.')}. {advice[0].upper()}{advice[1:]}"
