"""Certificates: each fault is refused by its own name; an exception holds for one host of one site and is recorded."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from warcio.archiveiterator import ArchiveIterator

from tests.faults.names import LOCAL
from tests.faults.server import FILE, LIST, SPOILT_PATH, FaultServer, Replica
from tests.faults.tls import Certificates, cutting
from tests.faults.wire import said
from tests.sites import FAST, Ended, Home, post_page

#: How a host fails, and the words that say so.
BAD = {
    "expired": "expired",
    "too-new": "not valid yet",
    "wrong-host": "wrong host",
    "unknown-authority": "untrusted (unknown authority)",
    "self-signed": "untrusted (self-signed)",
}


def site_file(home: Home, name: str, base: str, *hosts: str) -> None:
    """A site whose file names `hosts`, as Python."""
    home.site_file(name, base, {"news": LIST}, more=f"    hosts = ({''.join(f'{host}, ' for host in hosts)})\n")
    path = home.root / "spiders" / f"{name}.py"
    path.write_text(path.read_text().replace("import Channel,", "import Channel, Host,"))


def site_of(host: str) -> str:
    return host.replace("-", "_")


def excepted(host: str) -> str:
    return f'Host("{host}{LOCAL}", verify_certificate=False)'


def run(home: Home, certificates: Certificates, *arguments: str, **environment: str) -> Ended:
    """A command with the test's names, that trusts the test's authority."""
    return home.run(
        "-m", "tests.faults.names", *arguments, command=sys.executable, timeout=120,
        PYTHONPATH=str(Path(__file__).parents[2]), SSL_CERT_FILE=str(certificates.bundle),
        **environment,
    )  # fmt: skip


def crawl(home: Home, certificates: Certificates, hosts: Any, *more: str) -> Ended:
    allowed = ",".join(host + LOCAL for host in hosts)
    return run(
        home, certificates, "crawl", *FAST[2:], "-s", f"ALLOW_PRIVATE_HOSTS={allowed}", "-s", "RETRY_TIMES=0",
        "-s", "DOWNLOAD_TIMEOUT=5", *more,
    )  # fmt: skip


@pytest.fixture(scope="module")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> Certificates:
    made = Certificates(tmp_path_factory.mktemp("certificates"))
    made.sound("sound")
    for fault in BAD:
        show = getattr(made, fault.replace("-", "_"))
        show(fault)
        show(f"{fault}-excepted")
    return made


@pytest.fixture(scope="module")
def crawled(
    certificates: Certificates, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Home, FaultServer, Ended]]:
    """Each fault twice, by default and excepted, and a sound host with a needless exception; `sound` is read as well."""
    home = Home.make(tmp_path_factory.mktemp("tls") / "home")
    hosts = ["sound", *(fault + kind for fault in BAD for kind in ("", "-excepted"))]
    with FaultServer({host: Replica() for host in hosts}, certificates.server()) as server:
        for host in hosts:
            exceptions = [excepted(host)] if host.endswith("-excepted") or host == "sound" else []
            site_file(home, site_of(host), server.base(host), *exceptions)
        yield home, server, crawl(home, certificates, hosts, "--jobs", "8")


@pytest.mark.parametrize("fault", BAD)
def test_a_bad_certificate_is_refused_by_its_name_and_nothing_is_sent(crawled: Any, fault: str) -> None:
    home, server, _ = crawled
    report = home.report(site_of(fault))
    assert (report["health"], report["exit_code"]) == ("unreachable", 3)
    assert set(report["problem_counts"]) == {"certificate"}
    assert BAD[fault] in report["problems"][0]["detail"]
    assert not server.asked[fault] and not home.records(site_of(fault))
    assert report["certificates_not_verified"] == {}


@pytest.mark.parametrize("fault", BAD)
def test_an_excepted_host_is_read_and_every_place_says_so(crawled: Any, fault: str) -> None:
    home, _, _ = crawled
    name, host = site_of(f"{fault}-excepted"), f"{fault}-excepted{LOCAL}"
    report = home.report(name)
    assert report["exit_code"] == 0 and report["problems"] == []
    assert BAD[fault] in report["certificates_not_verified"][host]
    records = home.records(name)
    assert len(records) == 3
    for record in records:
        origin = record["provenance"]["evidence"]
        assert origin["method"] == "rule" and "verify_certificate=False" in origin["locator"]
        assert host in origin["raw"] and BAD[fault] in origin["raw"]
    info, *responses = warc_heads(home.output / name)
    assert info["certificates"] == f"verified, but for {host}"
    assert responses and all(BAD[fault] in (found or "") for found in responses)


def warc_heads(folder: Path) -> list[Any]:
    """What warcinfo says, then what each response record says of its certificate."""
    found: list[Any] = []
    with next(folder.glob("*.warc.gz")).open("rb") as file:
        for record in ArchiveIterator(file):
            if record.rec_type == "warcinfo":
                lines = record.content_stream().read().decode().splitlines()
                found.append(dict(line.split(": ", 1) for line in lines if line))
            elif record.rec_type == "response":
                found.append(record.rec_headers.get_header("X-Certificate-Not-Verified"))
    return found


def test_a_sound_certificate_is_verified_although_it_is_excepted(crawled: Any) -> None:
    home, _, _ = crawled
    assert home.report("sound")["certificates_not_verified"] == {}
    assert all("evidence" not in record["provenance"] for record in home.records("sound"))
    assert warc_heads(home.output / "sound")[1:] == [None] * 5


def test_verify_sites_and_doctor_show_it(crawled: Any, certificates: Certificates) -> None:
    home, server, _ = crawled
    ended = home.run("verify", "expired_excepted", "sound", "--deep", "--json")
    assert ended.code == 0, ended.out
    seen = {site["site"]: site["unverified"] for site in ended.json["sites"]}
    assert seen["sound"] == {} and sum(seen["expired_excepted"].values()) == 5
    assert "certificate was not verified" in home.run("verify", "expired_excepted").out
    sites = {row["site"]: row["unverified_hosts"] for row in home.run("sites", "--json").json["sites"]}
    assert sites["expired"] == [] and sites["expired_excepted"] == [f"expired-excepted{LOCAL}"]
    assert "expired-excepted.fault.test: certificate not verified" in home.run("sites").out
    allowed = ",".join(host + LOCAL for host in server.replicas)
    asked = run(
        home, certificates, "doctor", "expired", "expired_excepted", "sound", "--json",
        "-s", f"ALLOW_PRIVATE_HOSTS={allowed}", "-s", "DOWNLOAD_DELAY=0", "-s", "RETRY_TIMES=0", "-s", "RETRY_WAIT=0",
    )  # fmt: skip
    found = {row["what"]: (row["verdict"], row["detail"]) for row in json.loads(asked.out)["findings"]}
    assert found["expired"][0] == "bad" and "expired: certificate has expired" in found["expired"][1]
    assert found["expired_excepted"][0] == "note" and "not verified: expired" in found["expired_excepted"][1]
    assert found["sound"][0] == "note" and "is sound" in found["sound"][1]


def test_verify_finds_a_record_that_hides_it(crawled: Any, tmp_path: Path) -> None:
    from crawler.archive.verify import Held, _evidence_problems

    record = crawled[0].records("expired_excepted")[0]
    evidence = record["evidence"]
    held = {(evidence["warc"], evidence["offset"]): Held(evidence["record_id"], evidence["payload_sha256"], "expired")}
    record["evidence"]["also"] = []
    assert list(_evidence_problems(record, held)) == []
    del record["provenance"]["evidence"]
    assert len(list(_evidence_problems(record, held))) == 1


def test_an_exception_never_holds_for_another_host(home: Home, certificates: Certificates) -> None:
    """Hosts of the same site, below the excepted one, of its files, and of another site in the same command."""
    hosts = ("self-signed-excepted", "self-signed", "expired", "sound")
    certificates.self_signed("below.self-signed-excepted")
    below = f"below.{hosts[0]}"
    with FaultServer({}, certificates.server()) as server:
        article = said(b"", "302 Found", ("Location", server.base("expired") + SPOILT_PATH))
        deeper = said(b"", "302 Found", ("Location", server.base(below) + SPOILT_PATH))
        extra = f'<p><a href="{server.base("expired")}{FILE}">附件：方案.pdf</a></p>'
        pictured = said(post_page(1, extra=extra).encode())
        answers = {SPOILT_PATH: article, "/art/2024/t00003.html": deeper, "/art/2024/t00001.html": pictured}
        server.replicas |= {hosts[0]: Replica(answers), **{host: Replica() for host in (*hosts[1:], below)}}
        site_file(home, "kjj", server.base(hosts[0]), excepted(hosts[0]), f'"expired{LOCAL}"')
        site_file(home, "other", server.base("self-signed"))
        crawl(home, certificates, [*hosts, below])
        problems = {(p["kind"], p["url"].partition("//")[2].partition(":")[0]) for p in home.report("kjj")["problems"]}
        assert problems == {("certificate", f"expired{LOCAL}"), ("certificate", below + LOCAL)}
        assert set(home.report("kjj")["certificates_not_verified"]) == {hosts[0] + LOCAL}
        assert home.report("other")["health"] == "unreachable"
        assert not any(server.asked[host] for host in ("expired", below, "self-signed"))
    assert [record["attachments"][0]["sha256"] for record in home.records("kjj")] == [None]


def test_switched_off_by_the_operator_it_is_recorded_too(home: Home, certificates: Certificates) -> None:
    with FaultServer({"expired": Replica()}, certificates.server()) as server:
        site_file(home, "kjj", server.base("expired"))
        assert crawl(home, certificates, ["expired"], "-s", "DOWNLOAD_VERIFY_CERTIFICATES=False").code == 0
    assert "expired" in home.report("kjj")["certificates_not_verified"][f"expired{LOCAL}"]
    assert warc_heads(home.output / "kjj")[0]["certificates"] == "verified, but for every host"
    assert all("expired" in record["provenance"]["evidence"]["raw"] for record in home.records("kjj"))
    assert home.run("verify").code == 0


@pytest.mark.parametrize(
    ("server", "kind"),
    [({}, "connection"), ({"reset": True}, "connection"), ({"say": b"HTTP/1.1 400 Bad\r\n\r\n"}, "certificate")],
    ids=["cut", "reset", "no TLS at all"],
)
def test_a_handshake_that_fails_says_so_whether_excepted_or_not(
    home: Home, certificates: Certificates, server: dict[str, Any], kind: str
) -> None:
    with cutting(**server) as port:
        site_file(home, "kjj", f"https://cut{LOCAL}:{port}")
        site_file(home, "kept", f"https://cut{LOCAL}:{port}", excepted("cut"))
        assert crawl(home, certificates, ["cut"]).code == 3
    for name in ("kjj", "kept"):
        report = home.report(name)
        assert report["health"] == "unreachable" and set(report["problem_counts"]) == {kind}
        assert "handshake" in report["problems"][0]["detail"]
        assert report["certificates_not_verified"] == {}


@pytest.mark.parametrize("host", ["http://a.example.cn", "a.example.cn/x", "*.example.cn", "", "a.example.cn:443"])
def test_an_exception_names_one_host(home: Home, host: str) -> None:
    site_file(home, "kjj", "http://www.example.cn", f"Host({host!r}, verify_certificate=False)")
    ended = home.run("sites")
    assert ended.code == 2 and "kjj.py: hosts" in ended.err
