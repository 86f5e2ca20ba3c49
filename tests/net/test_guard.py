"""The address guard, asked where the connection is made: aiohttp's own resolution of every spelling."""

from __future__ import annotations

import asyncio
import ipaddress
import socket
from typing import Any

import pytest
from aiohttp import InvalidUrlClientError
from aiohttp.abc import AbstractResolver
from hypothesis import given
from hypothesis import strategies as st

from crawler.net.guard import AddressGuard, ForbiddenAddress, GuardedConnector, is_public, split_hosts

PRIVATE = """
0.0.0.0 0.1.2.3 10.0.0.1 10.255.255.255 100.64.0.1 100.100.100.200 100.127.255.255 127.0.0.1 127.255.255.254
169.254.0.1 169.254.169.254 172.16.0.1 172.31.255.255 192.0.0.1 192.0.0.170 192.0.2.1 192.88.99.1 192.168.0.1
192.168.255.255 198.18.0.1 198.19.255.255 198.51.100.1 203.0.113.1 224.0.0.1 239.255.255.255 240.0.0.1
255.255.255.255 :: ::1 ::127.0.0.1 ::ffff:127.0.0.1 ::ffff:10.0.0.1 ::ffff:169.254.169.254 ::ffff:0:127.0.0.1
::7f00:1 64:ff9b::127.0.0.1 64:ff9b::10.0.0.1 64:ff9b::169.254.169.254 64:ff9b:1::127.0.0.1 64:ff9b:1::8.8.8.8
100::1 2001::1 2001:0:7f00:1::1 2001:db8::1 2002:7f00:1:: 2002:a00:1::1 2002:c0a8:101::1 2002:a9fe:a9fe:: 3fff::1
4000::1 5f00::1 fc00::1 fd00::1 fd00:ec2::254 fe80::1 febf::1 fec0::1 ff02::1 ff0e::1
""".split()  # noqa: SIM905 - a table reads better
PUBLIC = """
1.1.1.1 8.8.8.8 100.63.255.255 100.128.0.1 172.15.0.1 172.32.0.1 192.167.1.1 198.17.1.1 198.20.0.1 223.255.255.255
202.96.128.86 ::ffff:8.8.8.8 64:ff9b::8.8.8.8 2400:3200::1 240e::1 2606:4700:4700::1111 2002:808:808::1
""".split()  # noqa: SIM905 - a table reads better
#: Spellings that a resolver turns into 127.0.0.1, 10.0.0.1 or 169.254.169.254 without asking anyone.
SPELLINGS = """
127.1 127.0.1 0 0x7f.1 0x7f000001 0x7F000001 2130706433 017700000001 0177.0.0.1 0177.1 127.0.0.1 127.000.000.001
00.0.0.0 localhost LOCALHOST localhost. LocalHost. foo.localhost foo.localhost. 10.1 0xa000001 167772161 012.0.0.1
0xa9fea9fe 2852039166 169.16689662 0251.0376.0251.0376 ::1 ::ffff:127.0.0.1 0:0:0:0:0:0:0:1 ::ffff:7f00:1
""".split()  # noqa: SIM905 - a table reads better


async def resolve(guard: AddressGuard, host: str, resolver: AbstractResolver | None = None) -> list[Any]:
    async with GuardedConnector(guard, resolver=resolver) as connector:
        return await connector._resolve_host(host, 80)


@pytest.mark.parametrize("address", PRIVATE)
def test_addresses_that_are_not_public_are_refused(address: str) -> None:
    assert not is_public(ipaddress.ip_address(address))
    with pytest.raises(ForbiddenAddress):
        AddressGuard().check("news.example.cn", [address])


@pytest.mark.parametrize("address", PUBLIC)
def test_public_addresses_pass(address: str) -> None:
    AddressGuard().check("news.example.cn", [address])


@given(st.ip_addresses(v=4) | st.ip_addresses(v=6))
def test_what_python_calls_private_is_never_public(address: Any) -> None:
    if not address.is_global or address.is_multicast:
        nat = address.version == 6 and address in ipaddress.ip_network("64:ff9b::/96")
        mapped = address.version == 6 and address.ipv4_mapped
        assert nat or mapped or not is_public(address)


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_no_spelling_of_a_private_address_gets_through(spelling: str) -> None:
    # aiohttp refuses some spellings itself, the resolver does not know others: nothing is connected to either way.
    with pytest.raises((ForbiddenAddress, InvalidUrlClientError, OSError)):
        asyncio.run(resolve(AddressGuard(), spelling))


def test_one_private_address_among_public_ones_refuses_the_host() -> None:
    with pytest.raises(ForbiddenAddress, match=r"10\.0\.0\.1"):
        AddressGuard().check("news.example.cn", ["8.8.8.8", "10.0.0.1"])


@pytest.mark.parametrize(
    ("allowed", "host", "address"),
    [
        ("news.intra", "news.intra", "10.1.2.3"),
        ("NEWS.intra.", "news.INTRA", "10.1.2.3"),
        ("127.0.0.1", "127.0.0.1", "127.0.0.1"),
        ("10.0.0.0/8", "news.intra", "10.1.2.3"),
        ("[fd00::1]", "news.intra", "fd00::1"),
        ("fd00::/8", "news.intra", "fd12::1"),
    ],
)
def test_named_hosts_addresses_and_networks_pass_and_nothing_else(allowed: str, host: str, address: str) -> None:
    guard = AddressGuard.allowing([allowed])
    guard.check(host, [address])
    with pytest.raises(ForbiddenAddress):
        guard.check("other.intra", ["192.168.7.7"])


def test_an_allowed_address_does_not_allow_its_neighbours() -> None:
    guard = AddressGuard.allowing(split_hosts("127.0.0.1, fd00::1 news.intra"))
    for address in ("127.0.0.2", "fd00::2", "::1", "::ffff:127.0.0.2"):
        with pytest.raises(ForbiddenAddress):
            guard.check("x.example.cn", [address])
    with pytest.raises(ForbiddenAddress):
        guard.check("sub.news.intra", ["10.0.0.1"])


class Rebinding(AbstractResolver):
    """A name server that answers with a public address first and a private one afterwards."""

    def __init__(self) -> None:
        self.asked = 0

    async def resolve(self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET) -> Any:
        self.asked += 1
        address = "8.8.8.8" if self.asked == 1 else "127.0.0.1"
        return [{"hostname": host, "host": address, "port": port, "family": family, "proto": 0, "flags": 0}]

    async def close(self) -> None:
        """Nothing to close."""


def test_a_name_that_changes_its_address_is_checked_at_every_connection() -> None:
    async def twice() -> None:
        async with GuardedConnector(AddressGuard(), resolver=Rebinding()) as connector:
            found = await connector._resolve_host("rebind.example.cn", 80)
            assert [result["host"] for result in found] == ["8.8.8.8"]
            with pytest.raises(ForbiddenAddress):
                await connector._resolve_host("rebind.example.cn", 80)

    asyncio.run(twice())


def test_the_route_table_leads_known_hosts_and_refuses_all_others() -> None:
    guard = AddressGuard(routes={("www.example.gov.cn", 443): ("127.0.0.1", 9999)})
    found = asyncio.run(resolve_port(guard, "WWW.example.gov.cn.", 443))
    assert (found[0]["host"], found[0]["port"]) == ("127.0.0.1", 9999)
    for host, port in (("www.example.gov.cn", 80), ("example.gov.cn", 443), ("127.0.0.1", 9999), ("8.8.8.8", 443)):
        with pytest.raises(ForbiddenAddress):
            asyncio.run(resolve_port(guard, host, port))


async def resolve_port(guard: AddressGuard, host: str, port: int) -> list[Any]:
    async with GuardedConnector(guard) as connector:
        return await connector._resolve_host(host, port)


#: The last address of each range that may not be connected to, and the first beyond it where that one is public.
LAST = """
0.255.255.255 10.255.255.255 100.127.255.255 127.255.255.255 169.254.255.255 172.31.255.255 192.0.0.255 192.0.2.255
192.88.99.255 192.168.255.255 198.19.255.255 198.51.100.255 203.0.113.255 239.255.255.255 255.255.255.255
1fff:ffff:: 7fff:ffff:: ffff:ffff:: 2001:1ff:ffff:: 2001:db8:ffff:ffff:: 3fff:fff:ffff::
""".split()  # noqa: SIM905 - a table reads better
BEYOND = """
1.0.0.0 11.0.0.0 100.128.0.0 128.0.0.0 169.255.0.0 172.32.0.0 192.0.1.0 192.0.3.0 192.88.100.0 192.169.0.0
198.20.0.0 198.51.101.0 203.0.114.0 2000:: 2001:200:: 2001:db9:: 3fff:1000:: 64:ff9b::202.96.128.86
""".split()  # noqa: SIM905 - a table reads better


@pytest.mark.parametrize("address", LAST)
def test_a_range_is_refused_to_its_last_address(address: str) -> None:
    with pytest.raises(ForbiddenAddress):
        AddressGuard().check("news.example.cn", [address])


@pytest.mark.parametrize("address", BEYOND)
def test_the_next_address_is_public(address: str) -> None:
    AddressGuard().check("news.example.cn", [address])


def test_a_zone_behind_an_address_hides_nothing() -> None:
    for address in ("fe80::1%eth0", "::1%lo", "fe80::1%"):
        with pytest.raises(ForbiddenAddress):
            AddressGuard().check("news.example.cn", [address])


def test_what_is_allowed_excuses_nothing_else() -> None:
    guard = AddressGuard.allowing(["10.1.2.3/8", "fd00::/8", "News.intra.."], proxies=[("proxy.intra", 3128)])
    guard.check("x.example.cn", ["10.255.0.1", "fd12::1", "8.8.8.8"])
    guard.check("PROXY.intra.", ["192.168.0.1"], 3128)
    for port in (80, None):
        with pytest.raises(ForbiddenAddress):
            guard.check("proxy.intra", ["192.168.0.1"], port)
    guard.check("news.intra", ["192.168.0.1"])
    for addresses in (["10.1.2.3", "192.168.0.1"], ["fd00::1", "::1"], ["192.168.0.1", "10.1.2.3"]):
        with pytest.raises(ForbiddenAddress):
            guard.check("x.example.cn", addresses)


class Liar(AbstractResolver):
    """A name server that calls everything public."""

    async def resolve(self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET) -> Any:
        return [{"hostname": host, "host": "8.8.8.8", "port": port, "family": family, "proto": 0, "flags": 0}]

    async def close(self) -> None:
        """Nothing to close."""


@pytest.mark.parametrize("host", ["localhost", "LocalHost.", "foo.localhost", "FOO.Localhost."])
def test_localhost_is_this_machine_whatever_a_name_server_says(host: str) -> None:
    with pytest.raises(ForbiddenAddress):
        asyncio.run(resolve(AddressGuard(), host, Liar()))
    assert asyncio.run(resolve(AddressGuard.allowing(["127.0.0.1"]), host, Liar()))


def test_names_that_only_look_like_localhost_are_resolved() -> None:
    for host in ("mylocalhost", "localhost.example.cn", "foo.localhosts"):
        assert asyncio.run(resolve(AddressGuard(), host, Liar()))[0]["host"] == "8.8.8.8"


def test_a_route_is_an_address_that_nobody_looks_up() -> None:
    guard = AddressGuard(routes={("www.example.gov.cn", 80): ("127.0.0.1", 9999)})
    assert asyncio.run(resolve(guard, "www.example.gov.cn", Liar())) == [
        {
            "hostname": "www.example.gov.cn", "host": "127.0.0.1", "port": 9999, "family": socket.AF_INET,
            "proto": 0, "flags": socket.AI_NUMERICHOST,
        }
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("setting", "names"),
    [("", []), (" , ", []), ("ab", ["ab"]), ("a.cn,b c", ["a.cn", "b", "c"]), (" ab ,\tb,,c\n", ["ab", "b", "c"])],
)
def test_hosts_in_a_setting_stand_apart_by_commas_or_spaces(setting: str, names: list[str]) -> None:
    assert split_hosts(setting) == names
