"""The table's row: what a server does wrong, where, and what must come of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from tests.faults.server import FILE, HOME, LIST, PART, ROBOTS, SECOND, SPOILT_PATH, Answer, Replica

Place = Literal["article", "list", "page 2", "home", "robots", "file", "part"]
PATHS: dict[str, str] = {
    "article": SPOILT_PATH, "list": LIST, "page 2": SECOND, "home": HOME, "robots": ROBOTS, "file": FILE, "part": PART,
}  # fmt: skip
_EXTRA = {
    "file": f'<p><a href="{FILE}">附件：工作方案.pdf</a></p>',
    "part": "",
}


@dataclass(frozen=True)
class Fault:
    """One fault and its expected outcome.

    `kinds`: problem kinds of which exactly one must stand in the report, for the spoilt URL unless `elsewhere`;
    empty: the page is good all the same. `health` and `code` of the run. `stored`: whether the spoilt post may become
    a record. `says`: words of the problem's detail, such as a limit's name. `again`: whether the next run asks for what was spoilt; it is sound then, and must be stored.
    """

    name: str
    answer: Answer
    place: Place = "article"
    kinds: str = ""
    health: str = "ok"
    code: int = 0
    stored: bool = False
    again: bool = False
    extra: str = ""
    more: tuple[tuple[str, Answer], ...] = ()  # answers of other paths that the fault needs
    elsewhere: bool = False
    says: str = ""

    @property
    def host(self) -> str:
        """The fault's own host name: letters and digits of its name."""
        return "".join(char if char.isascii() and char.isalnum() else "-" for char in self.name.lower()).strip("-")

    @property
    def path(self) -> str:
        return PATHS[self.place]

    def replica(self) -> Replica:
        """The site that has this fault."""
        return Replica({self.path: self.answer, **dict(self.more)}, self.place == "page 2", self.extra or _EXTRA.get(self.place, ""))  # fmt: skip
