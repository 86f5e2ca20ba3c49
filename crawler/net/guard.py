"""The address guard: which addresses may be connected to, checked where the connection is made.

The check sits behind name resolution, on the very addresses that will be used: a name that changes its
answer between check and connect (DNS rebinding) gains nothing.
"""

from __future__ import annotations

import ipaddress
import re
import socket
import ssl
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from aiohttp import ClientRequest, TCPConnector
from aiohttp.abc import ResolveResult

from crawler.net.certificates import Trust

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Route = tuple[str, int]

_NEVER = tuple(
    ipaddress.ip_network(network)
    for network in (
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12",
        "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24",
        "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
        # Of IPv6 only global unicast (2000::/3) is public, and not all of it.
        "::/3", "4000::/2", "8000::/1", "2001::/23", "2001:db8::/32", "3fff::/20",
    )
)  # fmt: skip
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")


class ForbiddenAddress(Exception):
    """A host that may not be connected to: private, loopback, link-local … or not on the route table."""


@dataclass(frozen=True, slots=True)
class AddressGuard:
    """Decides where connections may go.

    `allowed`: host names, addresses or networks that may be crawled although private. `routes`: when set,
    the only hosts that exist, each led to another address and port; this is the demo's one hook.
    `proxies`: hosts of the operator's own proxies.
    """

    allowed: frozenset[str] = frozenset()
    routes: Mapping[Route, Route] | None = None
    proxies: frozenset[str] = frozenset()
    networks: tuple[ipaddress.IPv4Network | ipaddress.IPv6Network, ...] = field(default=())

    @classmethod
    def allowing(cls, names: Iterable[str], proxies: Iterable[str] = ()) -> AddressGuard:
        """A guard that lets the named hosts, addresses and networks through."""
        hosts: set[str] = set()
        networks = []
        for name in names:
            try:
                networks.append(ipaddress.ip_network(name.strip("[]"), strict=False))
            except ValueError:
                hosts.add(name.lower().rstrip("."))
        return cls(frozenset(hosts), None, frozenset(proxy.lower() for proxy in proxies), tuple(networks))

    def route(self, host: str, port: int) -> Route | None:
        """Where the route table leads a host; None without a table. Unknown hosts are refused."""
        if self.routes is None:
            return None
        try:
            return self.routes[host.lower().rstrip("."), port]
        except KeyError:
            raise ForbiddenAddress(f"{host}:{port} is not one of the demo's hosts") from None

    def check(self, host: str, addresses: Sequence[str]) -> None:
        """Raise ForbiddenAddress unless every address of a host may be connected to."""
        name = host.lower().rstrip(".")
        if name in self.allowed or name in self.proxies:
            return
        for text in addresses:
            address = ipaddress.ip_address(text.partition("%")[0])
            if any(address in network for network in self.networks):
                continue
            if not is_public(address):
                raise ForbiddenAddress(f"{host} leads to {text}, which is not a public address")


def is_public(address: Address) -> bool:
    """Whether an address belongs to the public Internet, also behind IPv4-in-IPv6 notations."""
    return not any(form in network for form in _forms(address) for network in _NEVER)


def _forms(address: Address) -> list[Address]:
    """What an address stands for: itself, or the IPv4 address that it carries."""
    if not isinstance(address, ipaddress.IPv6Address):
        return [address]
    if address.ipv4_mapped:
        return [address.ipv4_mapped]
    if address in _NAT64:
        return [ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)]
    return [address, address.sixtofour] if address.sixtofour else [address]


class GuardedConnector(TCPConnector):
    """aiohttp's connector with the guard behind its name resolution, and the run's trust behind its handshakes."""

    def __init__(self, guard: AddressGuard, trust: Trust | None = None, **options: object) -> None:
        super().__init__(use_dns_cache=False, **options)  # type: ignore[arg-type]
        self._guard, self._trust = guard, trust or Trust(())

    def _get_ssl_context(self, req: ClientRequest) -> ssl.SSLContext | None:
        return self._trust.context(req.url.host or "", super()._get_ssl_context(req))

    async def _resolve_host(self, host: str, port: int, traces: Sequence[object] | None = None) -> list[ResolveResult]:
        route = self._guard.route(host, port)
        if route:
            return [_result(host, *route)]
        if host.lower().rstrip(".") == "localhost" or host.lower().rstrip(".").endswith(".localhost"):
            self._guard.check(host, ["127.0.0.1"])
        found = await super()._resolve_host(host, port, traces)  # type: ignore[arg-type]
        self._guard.check(host, [result["host"] for result in found])
        return found


def _result(host: str, address: str, port: int) -> ResolveResult:
    return {
        "hostname": host,
        "host": address,
        "port": port,
        "family": socket.AF_INET,
        "proto": 0,
        "flags": socket.AI_NUMERICHOST,
    }


def split_hosts(setting: str) -> list[str]:
    """Names in a setting, separated by commas or spaces."""
    return [name for name in re.split(r"[,\s]+", setting) if name]
