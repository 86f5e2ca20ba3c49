"""Certificates: verified at every connection; a site file may except a host by name, and then it is recorded.

Also an excepted host is verified first: what is wrong with its certificate is what the record says. Nothing
learnt here holds for another host, for another site or for a later run.
"""

from __future__ import annotations

import ssl
from collections.abc import Container

import aiohttp
from scrapy.exceptions import DownloadConnectionRefusedError

#: What OpenSSL's verification codes mean to an operator.
FAULTS = {
    9: "not valid yet",
    10: "expired",
    18: "untrusted (self-signed)",
    19: "untrusted (unknown authority)",
    20: "untrusted (unknown authority)",
    21: "untrusted (unknown authority)",
    23: "revoked",
    62: "wrong host",
    64: "wrong host",
}


class CertificateProblem(DownloadConnectionRefusedError):
    """No proof that the server is the site: its certificate, or the TLS handshake (`host` None)."""

    def __init__(self, detail: str, host: str | None = None) -> None:
        self.detail, self.host = detail, host
        super().__init__(detail)


def problem_of(error: BaseException | None) -> CertificateProblem | None:
    """What kept a TLS connection from being made, in an operator's words; None when TLS had no part in it."""
    if isinstance(error, aiohttp.ClientConnectorCertificateError):
        found = error.certificate_error
        fault = FAULTS.get(getattr(found, "verify_code", -1), "untrusted")
        return CertificateProblem(f"{fault}: {getattr(found, 'verify_message', found)}", error.host)
    if isinstance(error, aiohttp.ClientConnectorSSLError):
        return CertificateProblem(f"handshake: {error.os_error}")
    return None


class Trust:
    """Which hosts a site's run connects to although their certificate proves nothing, and why it does not.

    `excepted`: the hosts a site file names; None: every host (an operator's DOWNLOAD_VERIFY_CERTIFICATES=False).
    """

    def __init__(self, excepted: Container[str] | None) -> None:
        self._excepted = excepted
        self._found: dict[str, str] = {}
        self._context: ssl.SSLContext | None = None

    def excuses(self, host: str, problem: CertificateProblem) -> bool:
        """Whether to connect all the same from now on: the problem is this very host's, and it is excepted."""
        name = plain(host)
        if problem.host is None or plain(problem.host) != name or name in self._found:
            return False
        if self._excepted is not None and name not in self._excepted:
            return False
        self._found[name] = problem.detail
        return True

    def doubt(self, host: str) -> str | None:
        """What is wrong with the certificate of a host that is connected to all the same."""
        return self._found.get(plain(host)) if self._found else None

    def context(self, host: str, verifying: ssl.SSLContext | None) -> ssl.SSLContext | None:
        """The context to connect to a host with."""
        if verifying is None or self.doubt(host) is None:
            return verifying
        if self._context is None:
            self._context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
            self._context.check_hostname = False
            self._context.verify_mode = ssl.CERT_NONE
            self._context.options |= verifying.options
        return self._context


def plain(host: str) -> str:
    """A host name as exceptions are compared: exactly, but for case and the root's dot."""
    return host.lower().rstrip(".")
