"""The download handler: Scrapy's aiohttp handler with a guarded connector and bounded bodies.

What leaves this process passes through `GuardedConnector`; what comes in passes through `_read`.
"""

import socket
from collections.abc import Iterable, Sequence
from time import monotonic
from typing import TYPE_CHECKING, Any, cast

import aiohttp
from aiohttp.abc import ResolveResult
from aiohttp.connector import Connection
from aiohttp.tracing import Trace
from scrapy import Request
from scrapy.core.downloader.handlers._aiohttp import AiohttpDownloadHandler, _ClientResponse
from scrapy.http import Response
from scrapy.utils.ssl import _make_ssl_context

from jobs_assets.pages import PageOutcome
from scrapy_project.addresses import AddressGuard, AddressRefused, is_public
from scrapy_project.decoding import ACCEPT_ENCODING, BadEncoding, EndsEarly, TooLarge, decode

if TYPE_CHECKING:
    from scrapy.crawler import Crawler


class GuardedConnector(aiohttp.TCPConnector):
    """Connects only to addresses that the guard has seen and let through.

    aiohttp connects to exactly the addresses that `_resolve_host` returns, literal or looked up, so a
    name that resolves differently a moment later (rebinding) gains nothing. The socket factory looks at
    each address once more right before it is used.
    """

    def __init__(self, guard: AddressGuard) -> None:
        # No limits here: the scheduler counts what is in flight, per host and in all.
        super().__init__(socket_factory=self._socket, limit=0, ttl_dns_cache=300)
        self._guard = guard
        self._vetted: set[tuple[str, int]] = set()

    async def _resolve_host(
        self, host: str, port: int, traces: Sequence[Trace] | None = None
    ) -> list[ResolveResult]:
        found = await super()._resolve_host(host, port, traces)
        for result in found:
            self._guard.check(host, port, result["host"])
            if not is_public(result["host"]):
                self._vetted.add((result["host"], port))
        return found

    def _socket(self, info: tuple[Any, ...]) -> socket.socket:
        family, kind, protocol, _, destination = info
        address, port = destination[:2]
        if not is_public(address) and (address, port) not in self._vetted:
            raise AddressRefused(f"refused {address}: not an address that was checked")
        return socket.socket(family, kind, protocol)


class _TimedResponse(_ClientResponse):
    """Remembers when its request had been sent."""

    sent_at: float = 0.0

    async def start(self, connection: Connection) -> aiohttp.ClientResponse:
        self.sent_at = monotonic()
        return await super().start(connection)


class GuardedDownloadHandler(AiohttpDownloadHandler):
    """Downloads one page: bounded in time, on the wire and unpacked, without its content encoding.

    A body that had to be cut (`meta["defect"]` says why) is still returned, so that it can be kept.
    """

    experimental = False  # what Scrapy calls experimental here is what the tests of this project run on
    lazy = False

    def __init__(self, crawler: "Crawler") -> None:
        # Not through the parent's constructor: it would open a session on a connector without a guard.
        super(AiohttpDownloadHandler, self).__init__(crawler)
        settings = crawler.settings
        self._timeout = settings.getfloat("DOWNLOAD_TIMEOUT")
        self._ssl_context = _make_ssl_context(settings)
        self._guard = AddressGuard(settings.getlist("ALLOW_HOSTS"))
        self._session = aiohttp.ClientSession(
            connector=GuardedConnector(self._guard),
            cookie_jar=aiohttp.DummyCookieJar(),
            auto_decompress=False,
            response_class=_TimedResponse,
            headers={
                "User-Agent": settings["USER_AGENT"],
                "Accept": "*/*",
                "Accept-Encoding": ACCEPT_ENCODING,
            },
            skip_auto_headers=("Content-Type",),
        )
        # aiohttp would ask once more by itself when a connection breaks: a request that nobody counted or
        # kept.
        self._session._retry_connection = False

    async def download_request(self, request: Request) -> Response:
        """The response to a request; raises AddressRefused or one of Scrapy's download errors."""
        self._guard.check_url(request.url)
        timeout = request.meta.get("download_timeout", self._timeout)
        async with self._make_request(request, timeout) as response:
            request.meta["sent_at"] = cast("_TimedResponse", response).sent_at
            self.crawler.engine.scheduler.answered(request)  # type: ignore[union-attr] # ours, see settings.py
            body = await self._read(response, request.meta)
            return Response(
                request.url,
                status=response.status,
                headers=_header_pairs(response),
                body=body,
                request=request,
            )

    async def _read(self, response: _ClientResponse, meta: dict[str, Any]) -> bytes:
        limit: int = meta.get("download_maxsize", self._default_maxsize)
        parts: list[bytes] = []
        try:
            await _receive(response, parts, limit)
            body = parts[0] if len(parts) == 1 else b"".join(parts)
            coding = response.headers.get("Content-Encoding")
            return decode(body, coding, limit) if coding else body
        except TooLarge as error:
            meta["defect"] = (PageOutcome.TOO_LARGE, str(error))
            plain = "Content-Encoding" not in response.headers
            return b"".join(parts)[:limit] if plain and meta.get("keep_prefix") else b""
        except aiohttp.ClientPayloadError:
            came, stated = sum(map(len, parts)), response.headers.get("Content-Length", "")
            of = f" of {int(stated):,}" if stated.isdecimal() else ""
            meta["defect"] = (PageOutcome.TRUNCATED, f"the body ends too early, after {came:,}{of} bytes")
        except EndsEarly as error:
            meta["defect"] = (PageOutcome.TRUNCATED, str(error))
        except BadEncoding as error:
            meta["defect"] = (PageOutcome.HTTP_ERROR, str(error))
        return b"".join(parts)


async def _receive(response: _ClientResponse, parts: list[bytes], limit: int) -> None:
    """Collects the body into `parts`, which the caller keeps also when the rest never comes."""
    size = 0
    async for part in response.content.iter_any():
        size += len(part)
        parts.append(part)
        if size > limit:
            raise TooLarge(f"the body is larger than {limit:,} bytes")


def _header_pairs(response: _ClientResponse) -> Iterable[tuple[str, str]]:
    return response.headers.items()
