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
from urllib.parse import urlsplit
from urllib.request import getproxies

from aiohttp import ClientRequest, InvalidUrlClientError, TCPConnector
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
_PROXY_PORTS = {"http": 80, "https": 443}
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")


class ForbiddenAddress(Exception):
    """A host that may not be connected to: private, loopback, link-local … or not on the route table."""


@dataclass(frozen=True, slots=True)
class AddressGuard:
    """Decides where connections may go.

    `allowed`: host names, addresses or networks that may be crawled although private. `routes`: when set,
    the only hosts that exist, each led to another address and port; this is the demo's one hook.
    `proxies`: hosts and ports of the operator's own proxies.
    """

    allowed: frozenset[str] = frozenset()
    routes: Mapping[Route, Route] | None = None
    proxies: frozenset[Route] = frozenset()
    networks: tuple[ipaddress.IPv4Network | ipaddress.IPv6Network, ...] = field(default=())

    @classmethod
    def allowing(cls, names: Iterable[str], proxies: Iterable[Route] = ()) -> AddressGuard:
        """A guard that lets the named hosts, addresses and networks through, and the proxies at their own ports."""
        hosts: set[str] = set()
        networks = []
        for name in names:
            try:
                networks.append(ipaddress.ip_network(name.strip("[]"), strict=False))
            except ValueError:
                hosts.add(name.lower().rstrip("."))
        return cls(frozenset(hosts), None, frozenset(proxies), tuple(networks))

    def route(self, host: str, port: int) -> Route | None:
        """Where the route table leads a host; None without a table. Unknown hosts are refused."""
        if self.routes is None:
            return None
        try:
            return self.routes[host.lower().rstrip("."), port]
        except KeyError:
            raise ForbiddenAddress(f"{host}:{port} is not one of the demo's hosts") from None

    def check(self, host: str, addresses: Sequence[str], port: int | None = None) -> None:
        """Raise ForbiddenAddress unless every address of a host may be connected to (at this port)."""
        name = host.lower().rstrip(".")
        if name in self.allowed or (name, port) in self.proxies:
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
        _check_localhost(self._guard, host, port)
        found = await super()._resolve_host(host, port, traces)  # type: ignore[arg-type]
        self._guard.check(host, [result["host"] for result in found], port)
        return found

    async def check_behind_proxy(self, host: str) -> None:
        """Raise ForbiddenAddress for a host that a proxy shall be asked for and that leads to a private address here.

        As good as it gets: the proxy looks the name up itself, and names that only it knows go through.
        """
        _check_localhost(self._guard, host)
        try:
            found = await super()._resolve_host(host, 0)
        except InvalidUrlClientError as error:  # 127.1: who knows what the proxy makes of it
            raise ForbiddenAddress(str(error)) from error
        except OSError:
            return
        self._guard.check(host, [result["host"] for result in found])


def _check_localhost(guard: AddressGuard, host: str, port: int | None = None) -> None:
    """localhost is this machine, whatever a name server says."""
    name = host.lower().rstrip(".")
    if name == "localhost" or name.endswith(".localhost"):
        guard.check(host, ["127.0.0.1"], port)


def _result(host: str, address: str, port: int) -> ResolveResult:
    return {
        "hostname": host,
        "host": address,
        "port": port,
        "family": socket.AF_INET,
        "proto": 0,
        "flags": socket.AI_NUMERICHOST,
    }


def proxy_routes() -> list[Route]:
    """Host and port of each proxy that the environment names, as a URL or, as many write it, as host:port."""
    named = [urlsplit(proxy if "//" in proxy else f"//{proxy}") for name, proxy in getproxies().items() if name != "no"]
    ports = [(proxy.hostname, proxy.port or _PROXY_PORTS.get(proxy.scheme)) for proxy in named]
    return [(host, port) for host, port in ports if host and port]


def split_hosts(setting: str) -> list[str]:
    """Names in a setting, separated by commas or spaces."""
    return [name for name in re.split(r"[,\s]+", setting) if name]
