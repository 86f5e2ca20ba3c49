"""Nothing that a page prints reaches a terminal, a log, a mail or a unit as more than text."""

from __future__ import annotations

import json
import logging
import re
import shlex
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from crawler.cli.crawl import _OneLine
from crawler.cli.main import _complain
from crawler.cli.progress import _plain
from crawler.cli.schedule import _escaped, _quoted, crontab, environment, program, systemd_units
from crawler.cli.words import printable
from crawler.errors import UsageError

#: One of each kind of character that is no text: what it does, and how it is shown.
HOSTILE = {
    "\x1b[2J": "\\u001b[2J",  # clears the screen
    "\x07": "\\u0007",
    "\x9b2J": "\\u009b2J",  # the same in one byte
    "\r": "\\u000d",  # writes over its own line
    "\n": "\\u000a",
    "\t": "\\u0009",
    "\x7f": "\\u007f",
    "\x00": "\\u0000",
    "\u202e": "\\u202e",  # turns the line around
    "\u2066": "\\u2066",
    "\u200b": "\\u200b",
    "\ufeff": "\\ufeff",
    "\ud83d": "\\ud83d",  # half a character: no UTF-8
    "\ue000": "\\ue000",  # whatever the font says
    "\u2028": "\\u2028",
    "\u2029": "\\u2029",
}
TEXT = "某市 Some-town 01 《通知》 é 𠮷 🎉 ~!\u3000\xa0"


@pytest.mark.parametrize("hostile", HOSTILE)
def test_what_moves_the_cursor_or_turns_the_line_is_shown_as_its_number(hostile: str) -> None:
    assert printable(f"a{hostile}b") == f"a{HOSTILE[hostile]}b"


def test_text_stays_as_it_is() -> None:
    assert printable(TEXT) == TEXT


@given(st.text(st.characters(blacklist_categories=())))
def test_whatever_is_printed_is_one_line_that_any_terminal_takes(text: str) -> None:
    shown = printable(text)
    assert len(shown.splitlines()) <= 1 and shown.encode("utf-8").decode() == shown
    assert not {unicodedata.category(character) for character in shown} & {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}


def test_page_text_is_no_markup_of_a_table() -> None:
    console = Console(width=80, highlight=False)
    with console.capture() as shown:
        console.print(_plain("[red]红[/] [link=http://evil.cn]x[/link] \x1b[31m"))
    assert shown.get() == "[red]红[/] [link=http://evil.cn]x[/link] \\u001b[31m\n"


def test_a_log_line_of_page_text_can_forge_no_other() -> None:
    record = logging.LogRecord("n", logging.INFO, "", 0, "read %s", ("a\r\n2026 INFO forged\x1b[31m",), None)
    assert _OneLine("%(levelname)s %(message)s").format(record) == "INFO read a\n  2026 INFO forged\\u001b[31m"


@pytest.mark.parametrize("as_json", [False, True])
def test_a_complaint_is_text_and_one_document_for_machines(
    as_json: bool, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "argv", ["fangzhi", "crawl", *(["--json"] if as_json else [])])
    with pytest.raises(SystemExit) as ended:
        _complain("某局\x1b[2J\nnext line", 5)
    shown = capsys.readouterr()
    assert ended.value.code == 5
    assert shown.err == "fangzhi: 某局\\u001b[2J\nnext line\n"
    assert shown.out == ("" if not as_json else '{"error": "某局\\u001b[2J\\nnext line", "exit_code": 5}\n')
    assert not as_json or json.loads(shown.out)["error"] == "某局\x1b[2J\nnext line"


# -- units ---------------------------------------------------------------------------------------------

ODD = Path("/srv/a b%c'd\"e$HOME`x`\\y")


@pytest.fixture(autouse=True)
def quiet(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("FANGZHI_CONTACT", "http_proxy", "https_proxy", "no_proxy", "FANGZHI_NOTIFY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("FANGZHI_LANG", "en")


def test_a_unit_is_told_what_it_needs_and_no_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    passed_on = {name: f"{name} value" for name in ("FANGZHI_CONTACT", "http_proxy", "https_proxy", "no_proxy")}
    for name, value in {**passed_on, "FANGZHI_NOTIFY": "mailto://user:word@h", "HOME": "/h"}.items():
        monkeypatch.setenv(name, value)
    places = {"FANGZHI_HOME": str(ODD), "FANGZHI_OUTPUT": "/out", "FANGZHI_LANG": "en"}
    assert environment(ODD, Path("/out")) == passed_on | places
    monkeypatch.setenv("FANGZHI_CONTACT", "")
    assert "FANGZHI_CONTACT" not in environment(ODD, Path("/out"))
    for hostile in ("a\nPATH=/evil", "a\rb"):
        monkeypatch.setenv("FANGZHI_CONTACT", hostile)
        with pytest.raises(UsageError):
            environment(ODD, Path("/out"))


def test_a_crontab_runs_one_command_a_line_whatever_its_folders_are_called() -> None:
    text = crontab(ODD, ODD / "output")
    lines = [line.removeprefix("# ") for line in text.split("\n") if line and not re.match("# ?[a-z]", line, re.I)]
    assert text.endswith("\n") and len(text.splitlines()) == 7 and len(lines) == 3
    settings = [f"FANGZHI_HOME={ODD}", f"FANGZHI_OUTPUT={ODD / 'output'}", "FANGZHI_LANG=en"]
    for line, when, arguments in (
        (lines[0], "* * * * * ", ["crawl", "--due", ">>", str(ODD / "output" / "due.log"), "2>&1"]),
        (lines[1], "30 7 * * * ", ["status", "--failing"]),
        (lines[2], "*/10 * * * * ", ["feed", ">", "/dev/null"]),
    ):
        assert line.startswith(when)
        command = line.removeprefix(when)
        assert "%" not in command.replace("\\%", ""), "to cron a bare % is the end of the line"
        assert shlex.split(command.replace("\\%", "%")) == [*settings, str(program()), *arguments]
    said_first = lines[1].removeprefix("30 7 * * * ").replace("\\%", "%").partition(shlex.quote(str(program())))[0]
    said = subprocess.run(
        ["sh", "-c", f"{said_first} printenv FANGZHI_HOME"], capture_output=True, text=True, check=True
    )
    assert said.stdout == f"{ODD}\n"


def test_a_systemd_unit_quotes_words_and_doubles_specifiers() -> None:
    assert _quoted('A=%h "x" \\n') == '"A=%%h \\"x\\" \\\\n"'
    assert _escaped("/srv/a b%c") == "/srv/a b%%c"
    service = systemd_units(ODD, ODD)["fangzhi.service"]
    assert f"\nEnvironment={_quoted(f'FANGZHI_HOME={ODD}')}\n" in service
    assert f"\nWorkingDirectory={_escaped(str(ODD))}\n" in service
