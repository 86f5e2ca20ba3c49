"""fangzhi with a name server of its own: every `*.fault.test` is 127.0.0.1, so that each fault has its own host.

    python -m tests.faults.names crawl …

The guard is the real one: the hosts are let through by ALLOW_PRIVATE_HOSTS, every other spelling of a private
address stays shut. Names under `.void.test` resolve to nothing, without a question to the network.
"""

from __future__ import annotations

import socket
from typing import Any

from crawler.cli.main import run

LOCAL = ".fault.test"
VOID = ".void.test"
_resolve = socket.getaddrinfo


def resolve(host: Any, *arguments: Any, **options: Any) -> Any:
    """socket.getaddrinfo with the test's names."""
    name = host.decode() if isinstance(host, bytes) else str(host)
    if name.endswith(VOID):
        raise socket.gaierror(socket.EAI_NONAME, "no such name")
    return _resolve("127.0.0.1" if name.endswith(LOCAL) else host, *arguments, **options)


if __name__ == "__main__":
    socket.getaddrinfo = resolve
    run()
