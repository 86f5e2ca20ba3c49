"""Which host is connected to although its certificate proves nothing: the one that is excepted, and no other."""

from __future__ import annotations

import asyncio
import ssl
from types import SimpleNamespace

from yarl import URL

from crawler.net.certificates import CertificateProblem, Trust
from crawler.net.guard import AddressGuard, GuardedConnector


def wrong(host: str | None) -> CertificateProblem:
    return CertificateProblem("expired: certificate has expired", host)


def test_only_the_very_host_that_is_excepted_is_excused_and_only_for_its_own_fault() -> None:
    trust = Trust({"a.cn"})
    assert trust.doubt("a.cn") is None
    assert not trust.excuses("b.cn", wrong("b.cn"))
    assert not trust.excuses("a.cn", wrong("b.cn")), "another host's certificate"
    assert not trust.excuses("a.cn", wrong(None)), "no certificate at all"
    assert not trust.excuses("sub.a.cn", wrong("sub.a.cn"))
    assert trust.doubt("a.cn") is None
    assert trust.excuses("A.cn.", wrong("a.CN"))
    assert not trust.excuses("a.cn", wrong("a.cn")), "once is enough"
    assert trust.doubt("A.CN.") == "expired: certificate has expired"
    assert trust.doubt("b.cn") is None and trust.doubt("sub.a.cn") is None


def test_an_operator_may_except_all_and_each_is_told_apart() -> None:
    trust = Trust(None)
    assert trust.excuses("b.cn", wrong("b.cn"))
    assert trust.doubt("b.cn") and trust.doubt("a.cn") is None


def test_a_connection_is_verified_unless_its_host_was_excused() -> None:
    async def contexts() -> None:
        trust, loop = Trust({"a.cn"}), asyncio.get_running_loop()
        verifying = ssl.create_default_context()
        verifying.options |= ssl.OP_NO_TICKET
        async with (
            GuardedConnector(AddressGuard(), trust, ssl=verifying) as connector,
            GuardedConnector(AddressGuard(), ssl=verifying) as strict,
        ):
            a, b, plain = (
                SimpleNamespace(url=URL(url), ssl=True, is_ssl=lambda url=url: url.startswith("https"), loop=loop)
                for url in ("https://a.cn/", "https://b.cn/", "http://a.cn/")
            )
            assert connector._get_ssl_context(a) is verifying
            trust.excuses("a.cn", wrong("a.cn"))
            found = connector._get_ssl_context(a)
            assert (found.verify_mode, found.check_hostname) == (ssl.CERT_NONE, False)
            assert found.options & ssl.OP_NO_TICKET and connector._get_ssl_context(a) is found
            assert connector._get_ssl_context(b) is verifying and connector._get_ssl_context(plain) is None
            assert strict._get_ssl_context(a) is verifying

    asyncio.run(contexts())
