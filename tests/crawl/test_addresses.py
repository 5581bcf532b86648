"""The address guard: no page, redirect, sitemap or DNS answer sends us to a private address."""

import asyncio
import socket
from ipaddress import IPv4Address, IPv6Address, ip_address
from pathlib import Path

import aiohttp
import pytest
from aiohttp import web
from aiohttp.abc import AbstractResolver, ResolveResult
from hypothesis import given
from hypothesis import strategies as st

from jobs_assets.boards.board import Board
from jobs_assets.pages import BoardOutcome, PageOutcome
from scrapy_project.addresses import AddressGuard, AddressRefused, is_public, loopback_host_port, not_public
from scrapy_project.handler import GuardedConnector
from tests.crawl.loopback import Loopback, crawl, routes

NOT_PUBLIC = [
    "127.0.0.1",
    "127.8.9.10",
    "0.0.0.0",
    "10.0.0.1",
    "172.16.0.1",
    "192.168.1.1",
    "169.254.169.254",
    "100.64.0.1",
    "100.127.255.254",
    "192.0.0.1",
    "192.0.2.1",
    "198.18.0.1",
    "198.51.100.1",
    "203.0.113.1",
    "224.0.0.1",
    "239.255.255.255",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "fe80::1",
    "fe80::1%lo",
    "fec0::1",
    "fc00::1",
    "fd12:3456::1",
    "ff02::1",
    "2001:db8::1",
    "::ffff:127.0.0.1",
    "::ffff:10.0.0.1",
    "::ffff:a9fe:a9fe",
    "::127.0.0.1",
    "64:ff9b::127.0.0.1",
    "64:ff9b::10.0.0.1",
    "64:ff9b:1::7f00:1",
    "2002:7f00:1::",
    "2002:a00:1::1",
    "2001:0:7f00:1::",
]


@pytest.mark.parametrize("address", NOT_PUBLIC)
def test_an_address_that_is_not_public_is_refused_whatever_name_led_to_it(address: str) -> None:
    with pytest.raises(AddressRefused, match="JOBS_CRAWL__ALLOW_HOSTS"):
        AddressGuard().check("careers.example.com", 443, address)


@pytest.mark.parametrize(
    "address", ["8.8.8.8", "1.1.1.1", "93.184.215.14", "2606:4700::1111", "64:ff9b::8.8.8.8"]
)
def test_a_public_address_is_let_through(address: str) -> None:
    AddressGuard().check("example.com", 443, address)


@given(st.ip_addresses(v=4))
def test_an_ipv6_form_of_an_ipv4_address_is_never_more_public_than_it(address: IPv4Address) -> None:
    number = int(address)
    forms = [(0xFFFF << 32) | number, (0x64FF9B << 96) | number, (0x2002 << 112) | (number << 80), number]
    for form in forms:
        if not_public(address):
            assert not_public(IPv6Address(form)), IPv6Address(form)


@pytest.mark.parametrize(
    "url",
    [
        "http://2130706433/",
        "http://0x7f000001/",
        "http://0x7f.1/",
        "http://0177.0.0.1/",
        "http://127.1/",
        "http://127.0.0.1./",
        "http://user@127.0.0.1/",
        "http://example.com@127.0.0.1/",
        "http://user:secret@example.com/",
        "ftp://example.com/",
        "file:///etc/passwd",
        "gopher://example.com/",
        "http:///nowhere",
    ],
)
def test_an_address_in_disguise_is_refused_by_its_spelling(url: str) -> None:
    with pytest.raises(AddressRefused):
        AddressGuard(["127.0.0.0/8"]).check_url(url)


@pytest.mark.parametrize(
    ("allow", "host", "port", "address", "let_through"),
    [
        ("10.0.0.5", "10.0.0.5", 80, "10.0.0.5", True),
        ("10.0.0.5", "10.0.0.6", 80, "10.0.0.6", False),
        ("10.0.0.0/8", "intranet", 80, "10.9.9.9", True),
        ("intranet", "intranet", 8080, "10.9.9.9", True),
        ("intranet:8080", "intranet", 8080, "10.9.9.9", True),
        ("intranet:8080", "intranet", 80, "10.9.9.9", False),
        ("intranet", "other", 80, "10.9.9.9", False),
        ("127.0.0.1:8099", "127.0.0.1", 8099, "127.0.0.1", True),
        ("127.0.0.1:8099", "127.0.0.1", 22, "127.0.0.1", False),
        ("127.0.0.1:8099", "rebound.example", 8099, "127.0.0.1", False),
        ("localhost:8099", "localhost", 8099, "127.0.0.1", True),
        ("localhost:8099", "localhost", 8099, "10.0.0.1", False),
        ("[::1]:8099", "::1", 8099, "::1", True),
    ],
)
def test_what_is_allowed_by_name_is_let_through_and_nothing_beside_it(
    allow: str, host: str, port: int, address: str, *, let_through: bool
) -> None:
    guard = AddressGuard([allow])
    if let_through:
        guard.check(host, port, address)
    else:
        with pytest.raises(AddressRefused):
            guard.check(host, port, address)


def test_an_entry_that_names_nothing_is_an_error() -> None:
    with pytest.raises(ValueError, match="not a host"):
        AddressGuard([":80"])


@pytest.mark.parametrize(
    ("url", "allowed"),
    [
        ("http://127.0.0.1:8099", "127.0.0.1:8099"),
        ("http://localhost:8099/replay", "localhost:8099"),
        ("http://[::1]:8099/", "[::1]:8099"),
        ("https://127.0.0.1", "127.0.0.1:443"),
        ("http://10.0.0.1:8099", None),
        ("https://example.com", None),
        ("http://127.0.0.1.example.com", None),
    ],
)
def test_only_a_base_url_on_loopback_is_its_own_permission(url: str, allowed: str | None) -> None:
    assert loopback_host_port(url) == allowed


class ScriptedResolver(AbstractResolver):
    """Answers each look-up with the next of its addresses."""

    def __init__(self, *answers: list[str]) -> None:
        self._answers = iter(answers)

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        return [
            ResolveResult(
                hostname=host,
                host=address,
                port=port,
                family=socket.AF_INET6 if ":" in address else socket.AF_INET,
                proto=0,
                flags=socket.AI_NUMERICHOST,
            )
            for address in next(self._answers)
        ]

    async def close(self) -> None:
        """Nothing to close."""


class Trap:
    """Listens where nothing may connect, and counts who does."""

    def __init__(self) -> None:
        self.connections = 0

    async def __aenter__(self) -> "Trap":
        self._server = await asyncio.start_server(self._caught, "127.0.0.1", 0)
        self.port: int = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(self, *_: object) -> None:
        self._server.close()
        await self._server.wait_closed()

    async def _caught(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        writer.write(b"HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n")
        writer.close()


async def fetch(connector: GuardedConnector, resolver: AbstractResolver, url: str) -> int:
    connector._resolver = resolver
    async with aiohttp.ClientSession(connector=connector) as session, session.get(url) as response:
        return response.status


@pytest.mark.parametrize(
    "answers",
    [
        [["127.0.0.1"]],
        [["8.8.8.8", "127.0.0.1"]],
        [["::ffff:127.0.0.1"]],
        [["::1"]],
        [["169.254.169.254"]],
    ],
)
def test_a_name_that_resolves_to_a_private_address_is_not_connected_to(answers: list[list[str]]) -> None:
    async def attempt() -> int:
        async with Trap() as trap:
            connector = GuardedConnector(AddressGuard())
            with pytest.raises(AddressRefused):
                await fetch(connector, ScriptedResolver(*answers), f"http://careers.example.com:{trap.port}/")
            return trap.connections

    assert asyncio.run(attempt()) == 0


def test_a_name_that_resolves_anew_to_a_private_address_is_not_connected_to() -> None:
    async def attempt() -> int:
        async with Trap() as trap:
            # First an address that may be used, then, in the same session, one that may not.
            guard = AddressGuard(["127.0.0.0/29"])
            connector = GuardedConnector(guard)
            connector._use_dns_cache = False
            connector._resolver = ScriptedResolver(["127.0.0.1"], ["127.0.0.9"])
            url = f"http://careers.example.com:{trap.port}/"
            async with aiohttp.ClientSession(connector=connector) as session:
                async with session.get(url) as response:
                    assert response.status == 200
                with pytest.raises(AddressRefused):
                    await session.get(url)
            return trap.connections

    assert asyncio.run(attempt()) == 1


def test_the_socket_is_not_opened_for_an_address_that_was_never_checked() -> None:
    async def attempt() -> None:
        connector = GuardedConnector(AddressGuard())
        with pytest.raises(AddressRefused):
            connector._socket((socket.AF_INET, socket.SOCK_STREAM, 0, "", ("127.0.0.1", 80)))
        await connector.close()

    asyncio.run(attempt())


VECTORS = [
    "http://127.0.0.2:{port}/",
    "http://127.0.0.2:{port}/robots.txt",
    "//127.0.0.2:{port}/",
    "http://localhost:{port}/",
    "http://LOCALHOST:{port}/",
    "http://localhost.:{port}/",
    "http://0.0.0.0:{port}/",
    "http://0:{port}/",
    "http://127.2:{port}/",
    "http://0x7f.2:{port}/",
    "http://0x7f000002:{port}/",
    "http://2130706434:{port}/",
    "http://0177.0.0.2:{port}/",
    "http://[::1]:{port}/",
    "http://[::ffff:127.0.0.2]:{port}/",
    "http://[::ffff:7f00:2]:{port}/",
    "http://[0:0:0:0:0:ffff:127.0.0.2]:{port}/",
    "http://[::127.0.0.2]:{port}/",
    "http://[64:ff9b::7f00:2]:{port}/",
    "http://[2002:7f00:2::]:{port}/",
    "http://[fe80::1%25lo]:{port}/",
    "http://user@127.0.0.2:{port}/",
    "http://example.com@127.0.0.2:{port}/",
    "http://127.0.0.2:{port}@127.0.0.2:{port}/",
    "http://127。0。0。2:{port}/",
    "http://①②⑦.⓪.⓪.②:{port}/",
    "http://127.0.0.2.:{port}/",
    "http://127.0.0.2:{port}\\@example.com/",
    "http:127.0.0.2:{port}/",
    "http:///127.0.0.2:{port}/",
    "http://127.0.0.2%00.example.com:{port}/",
    "http://127.0.0.2:{port}#@example.com/",
    "http://169.254.169.254/latest/meta-data/",
    "http://10.0.0.1/",
    "http://100.64.0.1/",
    "file:///etc/passwd",
    "ftp://127.0.0.2:{port}/",
]


def test_no_redirect_sitemap_or_link_leads_to_an_address_on_this_machine(tmp_path: Path) -> None:
    async def caught(request: web.Request) -> web.StreamResponse:
        return web.Response(text="caught")

    targets: list[str] = []

    async def handler(request: web.Request) -> web.StreamResponse:
        number = request.path.removeprefix("/v1/boards/v").removesuffix("/jobs")
        if number.isdecimal():
            # Not through web.Response's own header check, which would not send some of these.
            location = targets[int(number)].encode("utf-8").decode("latin-1")
            return web.Response(status=302, headers={"Location": location})
        if request.path == "/robots.txt":
            lines = "".join(f"Sitemap: {target}\n" for target in targets)
            return web.Response(text=f"User-agent: *\nAllow: /\n{lines}")
        if request.path == "/careers/":
            links = "".join(
                f'<a href="{target}jobs/1">job</a><iframe src="{target}job"></iframe>' for target in targets
            )
            return web.Response(text=f"<html><body>{links}</body></html>", content_type="text/html")
        return web.Response(status=404)

    # Everything of this machine but the board's own address is a trap on the same port.
    with (
        Loopback({"127.0.0.1": handler}) as server,
        Loopback({"127.0.0.2": caught, "::1": caught}) as trapped,
    ):
        targets.extend(vector.replace("{port}", str(trapped.port)) for vector in VECTORS)
        assert len(targets) >= 30
        boards = [Board("greenhouse", f"v{number}", base_url=server.url()) for number in range(len(targets))]
        boards.append(Board("site", "careers", url=server.url(path="/careers/"), base_url=server.url()))
        crawled = crawl(tmp_path, boards, per_host=0)
        assert crawled.status == 0
        assert trapped.hits == []
    for number, target in enumerate(targets):
        board = crawled.boards[f"greenhouse:v{number}"]
        assert board.outcome in (BoardOutcome.REFUSED, BoardOutcome.FAILED, BoardOutcome.GONE), target
    refused = [
        fetch
        for fetches in crawled.fetches.values()
        for fetch in fetches
        if fetch.outcome is PageOutcome.REFUSED_ADDRESS
    ]
    assert len(refused) >= 20
    assert all(fetch.status is None and fetch.error for fetch in refused)


def test_a_board_on_a_private_address_is_refused_with_the_remedy(tmp_path: Path) -> None:
    with Loopback({"127.0.0.1": routes()}) as server:
        # Not a base_url but the board's own address: that is no permission.
        board = Board("site", "intranet", url=server.url(path="/jobs/"))
        refused = crawl(tmp_path, [board])
        assert server.hits == []
        allowed = crawl(tmp_path, [board], allow_hosts=(f"127.0.0.1:{server.port}",))
        assert server.hits
    assert refused.boards[board.board_id].outcome is BoardOutcome.REFUSED
    assert f"add 127.0.0.1:{server.port} to JOBS_CRAWL__ALLOW_HOSTS" in (
        refused.boards[board.board_id].message or ""
    )
    assert allowed.boards[board.board_id].outcome is BoardOutcome.GONE


@given(st.ip_addresses())
def test_public_means_globally_routed_unicast(address: IPv4Address | IPv6Address) -> None:
    if is_public(str(address)):
        assert ip_address(str(address)).is_global
        assert not address.is_multicast
