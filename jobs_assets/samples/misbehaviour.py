"""What each fault does to an exchange: in place of the answer, to its body, or to the way it is sent."""

import asyncio
import re
import zlib
from collections.abc import Awaitable, Callable, Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from importlib.resources import files
from uuid import NAMESPACE_URL, uuid5

import orjson
from aiohttp import web

from jobs_assets.samples.answers import HTML, JSON, XML, Answer, Asked
from jobs_assets.samples.closed_pages import closed, nearly_closed
from jobs_assets.samples.faults import Fault
from jobs_assets.samples.kinds import SAMPLE_KINDS, role_of, speaks

# Where a posting's text begins: escaped at Greenhouse, in paragraphs or in Lever's divs elsewhere.
_TEXT_START = re.compile(rb"&lt;p&gt;|<p>|<div>")
_FIRST_OBJECT = re.compile(rb"\[\{")
_MEGABYTE = 1 << 20

Before = Callable[[web.BaseRequest, Fault, Asked], Awaitable[web.StreamResponse | None]]
OnAnswer = Callable[[Answer, Fault, Asked], Answer]
Sending = Callable[[web.BaseRequest, Fault, Answer], Awaitable[web.StreamResponse]]


class Reset(Exception):
    """The connection is to be dropped without an answer."""


# In place of the answer


async def _slow(_request: web.BaseRequest, fault: Fault, _asked: Asked) -> None:
    await asyncio.sleep(fault.amount)


async def _reset(_request: web.BaseRequest, _fault: Fault, _asked: Asked) -> None:
    raise Reset


async def _throttled(_request: web.BaseRequest, fault: Fault, _asked: Asked) -> web.Response:
    return web.Response(status=429, text="Too many requests\n", headers={"Retry-After": fault.value or "2"})


async def _server_error(_request: web.BaseRequest, fault: Fault, _asked: Asked) -> web.Response:
    return web.Response(status=int(fault.amount), text="Something went wrong\n")


async def _burst(_request: web.BaseRequest, fault: Fault, asked: Asked) -> web.Response | None:
    if asked.asked_before >= fault.amount:
        return None
    return web.Response(status=429, text="Too many requests\n", headers={"Retry-After": "0"})


async def _some_errors(_request: web.BaseRequest, fault: Fault, asked: Asked) -> web.Response | None:
    return web.Response(status=500, text="Something went wrong\n") if _is_struck(asked, fault) else None


async def _some_resets(_request: web.BaseRequest, fault: Fault, asked: Asked) -> None:
    if _is_struck(asked, fault):
        raise Reset


def _is_struck(asked: Asked, fault: Fault) -> bool:
    """True for a fixed share of a board's pages, by what is asked."""
    page = f"{asked.token}{asked.rest}?{sorted(asked.query.items())} {asked.posted}"
    return zlib.crc32(page.encode()) % max(1, int(fault.amount)) == 0


async def _not_found(_request: web.BaseRequest, _fault: Fault, asked: Asked) -> web.Response:
    if asked.ats == "site":
        return web.Response(status=404, text="<h1>Not found</h1>", content_type="text/html")
    return web.json_response({"status": 404, "error": "Not found"}, status=404)


def _page(name: str, status: int = 200, headers: Mapping[str, str] | None = None) -> Before:
    body = (files("jobs_assets.samples") / "walls" / f"{name}.html").read_bytes()

    async def say(_request: web.BaseRequest, _fault: Fault, _asked: Asked) -> web.Response:
        return web.Response(status=status, body=body, headers={"Content-Type": HTML, **(headers or {})})

    return say


_OPENINGS = {
    "json": (JSON, b'{"jobs":['),
    "xml": (XML, b"<jobs>"),
    "html": (HTML, b"<!DOCTYPE html>\n<html><body>"),
}


async def _endless_body(request: web.BaseRequest, _fault: Fault, asked: Asked) -> web.StreamResponse | None:
    """Where a vendor has no pages, its answer itself never ends."""
    kind = SAMPLE_KINDS.get(asked.ats)
    if asked.ats in ("lever", "site") or (kind is not None and kind.endless is not None):
        return None
    content_type, opening = _OPENINGS[speaks(asked.ats)]
    response = web.StreamResponse(headers={"Content-Type": content_type})
    await response.prepare(request)
    await response.write(opening)
    filler = b" " * 65_536
    while True:  # until the other side has had enough, which raises
        await response.write(filler)


async def _bomb(request: web.BaseRequest, fault: Fault, _asked: Asked) -> web.StreamResponse | None:
    if "gzip" not in request.headers.get("Accept-Encoding", ""):
        return None
    response = web.StreamResponse(headers={"Content-Type": HTML, "Content-Encoding": "gzip"})
    await response.prepare(request)
    for chunk in _packed_megabytes(int(fault.amount)):
        await response.write(chunk)
    await response.write_eof()
    return response


@lru_cache(maxsize=2)
def _packed_megabytes(count: int) -> tuple[bytes, ...]:
    return tuple(_pack_megabytes(count))


def _pack_megabytes(count: int) -> Iterator[bytes]:
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    megabyte = b" " * _MEGABYTE
    for _ in range(count):
        if packed := packer.compress(megabyte):
            yield packed
    yield packer.flush()


# To the body


def _at_first_text(body: bytes, plain: bytes) -> bytes:
    """The body with something put in at the start of its first description, escaped if that is."""
    match = _TEXT_START.search(body)
    if match is None:
        return body
    if match.group().startswith(b"&"):
        plain = plain.replace(b"<", b"&lt;").replace(b">", b"&gt;")
    return body[: match.end()] + plain + body[match.end() :]


def _invalid_utf8(answer: Answer, _fault: Fault, _asked: Asked) -> Answer:
    return replace(answer, body=_at_first_text(answer.body, b"\xff\xfe\xc3( "))


def _nested(answer: Answer, fault: Fault, _asked: Asked) -> Answer:
    return replace(answer, body=_at_first_text(answer.body, b"<div>" * int(fault.amount)))


def _nan(answer: Answer, _fault: Fault, _asked: Asked) -> Answer:
    return replace(answer, body=_FIRST_OBJECT.sub(b'[{"rank":NaN,', answer.body, count=1))


def _duplicate_keys(answer: Answer, _fault: Fault, asked: Asked) -> Answer:
    name = b"text" if asked.ats == "lever" else b"title"
    return replace(answer, body=_FIRST_OBJECT.sub(b'[{"%s":"An older title",' % name, answer.body, count=1))


def _wrong_charset(answer: Answer, fault: Fault, _asked: Asked) -> Answer:
    return replace(answer, content_type=f"{answer.content_type.partition(';')[0]}; charset={fault.value}")


def without_end(asked: Asked) -> Asked:
    """The question that an endlessly paging board answers whatever page was asked for: that for the first."""
    if (kind := SAMPLE_KINDS.get(asked.ats)) is not None:
        return kind.first_page(asked)
    return replace(
        asked, query={k: v for k, v in asked.query.items() if k not in ("skip", "limit", "page", "turn")}
    )


def _endless_pages(answer: Answer, _fault: Fault, asked: Asked) -> Answer:
    """Every page of a listing is full of postings with new ids, and leads to another."""
    if (kind := SAMPLE_KINDS.get(asked.ats)) is not None:
        return kind.endless(answer, asked) if kind.endless and role_of(asked) == "listing" else answer
    if asked.ats == "lever" and role_of(asked) == "listing":
        return replace(answer, body=orjson.dumps(_full_page(orjson.loads(answer.body), asked)))
    if role_of(asked) == "sitemap":
        turn = asked.number("turn", 0) + 1
        next_one = f"https://careers.{asked.token}.example/sitemap.xml?turn={turn}"
        body = (
            '<?xml version="1.0" encoding="UTF-8"?>\n'
            '<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
            f"<sitemap><loc>{next_one}</loc></sitemap></sitemapindex>\n"
        )
        return Answer(body.encode(), XML, answer.last_modified)
    if asked.ats == "site" and role_of(asked) == "listing":
        following = asked.number("page", 1) + 1
        link = f'<a rel="next" href="/jobs?page={following}">{following}</a></main>'.encode()
        return replace(answer, body=answer.body.replace(b"</main>", link, 1))
    return answer


def _full_page(postings: list[dict[str, object]], asked: Asked) -> list[dict[str, object]]:
    skip, limit = asked.number("skip", 0), asked.number("limit", len(postings))
    return [
        postings[at % len(postings)] | {"id": str(uuid5(NAMESPACE_URL, f"{asked.token}/{at}"))}
        for at in range(skip, skip + limit)
        if postings
    ]


# To the way it is sent


async def _truncated(request: web.BaseRequest, _fault: Fault, answer: Answer) -> web.StreamResponse:
    response = web.StreamResponse(headers={"Content-Type": answer.content_type})
    response.content_length = len(answer.body)
    await response.prepare(request)
    await response.write(answer.body[: len(answer.body) // 2])
    raise Reset


def is_sent_so(fault: Fault, asked: Asked) -> bool:
    """Whether a fault is of the way that this answer is sent."""
    if fault.name not in SENDING or role_of(asked) == "robots":
        return False
    return fault.name != "some-truncated" or _is_struck(asked, fault)


async def _drip(request: web.BaseRequest, fault: Fault, answer: Answer) -> web.StreamResponse:
    response = web.StreamResponse(headers={"Content-Type": answer.content_type})
    response.content_length = len(answer.body)
    await response.prepare(request)
    for at in range(len(answer.body)):
        await response.write(answer.body[at : at + 1])
        await asyncio.sleep(fault.amount)
    return response


BEFORE: dict[str, Before] = {
    "slow": _slow,
    "reset": _reset,
    "429": _throttled,
    "5xx": _server_error,
    "burst": _burst,
    "some-5xx": _some_errors,
    "some-reset": _some_resets,
    "notfound": _not_found,
    "botwall": _page("botwall", 403, {"Server": "cloudflare", "cf-mitigated": "challenge"}),
    "loginwall": _page("loginwall"),
    "shell": _page("shell"),
    "html": _page("moved"),
    "endless": _endless_body,
    "bomb": _bomb,
}
ON_ANSWER: dict[str, OnAnswer] = {
    "invalid-utf8": _invalid_utf8,
    "nested": _nested,
    "nan": _nan,
    "duplicate-keys": _duplicate_keys,
    "charset": _wrong_charset,
    "closed200": closed,
    "nearly-closed": nearly_closed,
    "endless": _endless_pages,
}
SENDING: dict[str, Sending] = {"truncated": _truncated, "some-truncated": _truncated, "drip": _drip}
ON_ROBOTS: dict[str, tuple[Before, Fault | None]] = {
    "robots-503": (_server_error, Fault("5xx", "503")),
    "robots-slow": (_slow, None),
}
