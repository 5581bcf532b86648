"""The address guard: which addresses a crawl may connect to. Pure: it resolves and connects nothing.

A page, a redirect, a sitemap or a DNS answer is somebody else's word; none of them may lead us into a
private network. The connector asks this guard about the address it is about to use, not about the one in
the URL.
"""

import re
from collections.abc import Iterable
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from typing import TypeAlias
from urllib.parse import urlsplit

Address: TypeAlias = IPv4Address | IPv6Address
Network: TypeAlias = IPv4Network | IPv6Network

# Prefixes that carry an IPv4 address in their last 32 bits: NAT64 (RFC 6052, RFC 8215) and the deprecated
# IPv4-compatible form (RFC 4291, 2.5.5.1), which some stacks still route.
_NAT64 = IPv6Network("64:ff9b::/96")
_EMBEDS_LAST_32 = (_NAT64, IPv6Network("64:ff9b:1::/48"), IPv6Network("::/96"))
# What inet_aton takes for an address though it is not written as one: 2130706433, 0x7f.1, 0177.0.0.1,
# 127.1.
_NUMERIC_HOST = re.compile(r"(0x[0-9a-f]*|[0-9]+)(\.(0x[0-9a-f]*|[0-9]+)){0,3}\.?", re.IGNORECASE)


class AddressRefused(Exception):
    """A request would have left for an address that no page may send us to."""


def embedded_ipv4(address: IPv6Address) -> IPv4Address | None:
    """The IPv4 address that an IPv6 address stands for: mapped, 6to4, NAT64 or IPv4-compatible."""
    if address.ipv4_mapped is not None:
        return address.ipv4_mapped
    if address.sixtofour is not None:
        return address.sixtofour
    if any(address in network for network in _EMBEDS_LAST_32):
        return IPv4Address(int(address) & 0xFFFFFFFF)
    return None


def not_public(address: Address) -> str | None:
    """Why an address is not a public one ("loopback", "private", …), or None if it is.

    The ranges are those of IANA's special-purpose registries as the standard library knows them, so
    carrier-grade NAT (100.64.0.0/10), documentation and benchmarking ranges are refused as well.
    """
    if isinstance(address, IPv6Address):
        inner = embedded_ipv4(address)
        if inner is not None and (reason := not_public(inner)):
            return reason
        if inner is not None and (address.ipv4_mapped or address in _NAT64):
            return None  # nothing but another spelling of a public IPv4 address
        if address.is_site_local:
            return "site-local"
    for reason in ("unspecified", "loopback", "link_local", "multicast", "private", "reserved"):
        if getattr(address, f"is_{reason}"):
            return reason.replace("_", "-")
    return None if address.is_global else "not globally routed"


def is_public(address: str) -> bool:
    """Whether an address, as text, is a public one."""
    return not_public(ip_address(address.partition("%")[0])) is None


class AddressGuard:
    """Lets public addresses through, and beyond them only what was allowed by name.

    `allow`: "host", "host:port", an address ("10.0.0.5", "[::1]:8099") or a network ("10.0.0.0/8").
    """

    def __init__(self, allow: Iterable[str] = ()) -> None:
        self._networks: list[Network] = []
        self._names: set[tuple[str, int | None]] = set()
        self._spelt_well: set[str] = set()
        for entry in allow:
            self._allow(entry.strip())

    def _allow(self, entry: str) -> None:
        try:
            self._networks.append(ip_network(entry, strict=False))
        except ValueError:
            parts = urlsplit(f"//{entry}")
            if not parts.hostname:
                raise ValueError(f"{entry!r} is not a host, host:port, address or network") from None
            self._names.add((parts.hostname, parts.port))

    def check_url(self, url: str) -> None:
        """Raises AddressRefused where the URL alone is reason enough."""
        slash = url.find("/", 8)  # after "https://"
        authority = url[:slash] if slash > 0 else url
        if authority in self._spelt_well:
            return
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https"):
            raise AddressRefused(f"refused {url}: only http and https are crawled")
        if parts.username is not None or parts.password is not None:
            raise AddressRefused(f"refused {parts.hostname}: a user name or password in the address")
        host = parts.hostname or ""
        if not host or (_NUMERIC_HOST.fullmatch(host) and not _is_canonical(host)):
            raise AddressRefused(f"refused {host or url}: not a host name or an address in its usual form")
        if slash > 0:
            self._spelt_well.add(authority)

    def check(self, host: str, port: int, address: str) -> None:
        """Raises AddressRefused unless `host`, which resolved to `address`, may be connected to on `port`."""
        parsed = ip_address(address.partition("%")[0])
        reason = not_public(parsed)
        if reason is None or self._allowed(host.lower().rstrip("."), port, parsed):
            return
        seen = host if host == address else f"{host} ({address})"
        raise AddressRefused(
            f"refused {seen}: a {reason} address. If you mean it, "
            f"add {host}:{port} to JOBS_CRAWL__ALLOW_HOSTS"
        )

    def _allowed(self, host: str, port: int, address: Address) -> bool:
        if (host, None) in self._names or (host, port) in self._names:
            return host != "localhost" or address.is_loopback
        return any(address in network for network in self._networks)


def loopback_host_port(url: str) -> str | None:
    """The "host:port" of a URL on this machine's loopback (a literal address or localhost), else None.

    A board's `base_url` is the user's own word, so the sample boards need no entry in the allow-list.
    """
    parts = urlsplit(url)
    host = parts.hostname or ""
    try:
        loopback = host == "localhost" or ip_address(host).is_loopback
        port = parts.port or (443 if parts.scheme == "https" else 80)
    except ValueError:
        return None
    if not loopback:
        return None
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"


def _is_canonical(host: str) -> bool:
    try:
        return str(IPv4Address(host)) == host
    except ValueError:
        return False
