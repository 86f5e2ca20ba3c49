"""A site's calendar: its posts, read from `texts/<site>.txt` and told by the prose writer.

One line is one post: `2026-01-22 09:15 | layout | channels | topic | trait; trait=value; …`, newest first.
The layout `link` is a row of a list that leads nowhere in the demo: it has `title` and `href` only.

What a post says: title, subtitle, source, author, editor, reviewer, views, tag, origin, publisher, number,
index, issuer (as printed; empty: the label without a value) · text (a sample), note (a text of notes.txt),
short (one paragraph), bare (files only) · dateline, byline (before and behind the text) · picture (2: two
of them), caption, table, pdf, docx.
How it is served: id · pinned · moved (lists know its old address) · gone (404) · soft (a page that says so)
· twin (a second address) · from, session, href=twisted (another spelling) · nometa, drift, shifted
(see the sites).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from email.utils import format_datetime
from html import escape
from pathlib import Path
from string import Template

from crawler.demo.answer import Answer, redirect
from crawler.demo.prose import TEXTS, Writer, notes

_HERE = Path(__file__).parent
CHINA = timezone(timedelta(hours=8))
_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".jpg": "image/jpeg",
    ".png": "image/png",
    ".pdf": "application/pdf",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
_CHART = 5
# What the drawings show: 1, 3 and 8 meetings, 2 a field, 4 a laboratory, 5 a chart, 6 a museum, 7 a street.
_DRAWINGS = {
    "party": (1, 7),
    "theory": (8, 1),
    "science": (6, 4),
    "forum": (3, 5),
    "visit": (7, 2),
    "training": (8, 5),
    "rural": (2, 4),
    "enterprise": (4, 3),
    "volunteer": (7, 6),
    "clean": (1, 8),
    "notice": (5, 6),
    "publicity": (6, 5),
    "civic": (7, 5),
    "brief": (6, 5),
}


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture in the text: the drawing's number, the file name the site gives it, a printed caption."""

    drawing: int
    name: str
    caption: str | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells, the heading row first."""

    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Attached:
    """A file offered at the end: "pdf" or "docx", and its printed name."""

    kind: str
    name: str


Block = str | Picture | Table | Attached


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """One post of a site, before any markup. `number` counts from the calendar's first line."""

    number: int
    layout: str
    channels: tuple[str, ...]
    published: datetime
    title: str
    blocks: tuple[Block, ...]
    traits: Mapping[str, str]

    @property
    def day(self) -> str:
        """The day as most sites print it."""
        return self.published.strftime("%Y-%m-%d")

    @property
    def minute(self) -> str:
        """The minute as most sites print it."""
        return self.published.strftime("%Y-%m-%d %H:%M")

    @property
    def modified(self) -> str:
        """The post's Last-Modified header."""
        return format_datetime(self.published.astimezone(UTC), usegmt=True)

    def trait(self, name: str, default: str = "") -> str:
        """A trait's value; a trait without one gives the empty text."""
        return self.traits.get(name, default)


def posts_of(site: str) -> tuple[Post, ...]:
    """The site's posts, newest first."""
    writer = Writer(site)
    lines = (TEXTS / f"{site}.txt").read_text("utf-8").splitlines()
    rows = [line for line in lines if line and not line.startswith("#")]
    return tuple(_post(row, number, writer) for number, row in enumerate(rows, 1))


def _post(row: str, number: int, writer: Writer) -> Post:
    when, layout, channels, topic, *rest = (cell.strip() for cell in row.split("|"))
    published = datetime.strptime(when, "%Y-%m-%d %H:%M").replace(tzinfo=CHINA)
    pairs = (trait.strip().partition("=") for trait in "|".join(rest).split(";"))
    traits = {key: value for key, _, value in pairs if key}
    title, blocks = "", list[Block]()
    if "text" in traits:
        blocks = _sample(traits["text"])
    elif "note" in traits:
        blocks = _dressed(list(notes()[traits["note"]]), topic, traits, number, writer)
    elif layout != "link":
        story = writer.story(topic, published.date(), number)
        title, blocks = story.title, _dressed(list(story.paragraphs), topic, traits, number, writer)
    return Post(
        number=number,
        layout=layout,
        channels=tuple(channels.split()),
        published=published,
        title=traits.get("title", title),
        blocks=tuple(blocks),
        traits=traits,
    )


def _dressed(paragraphs: list[str], topic: str, traits: Mapping[str, str], number: int, writer: Writer) -> list[Block]:
    if "bare" in traits:
        paragraphs = []
    elif "short" in traits:
        paragraphs = paragraphs[:1]
    if paragraphs:
        paragraphs[0] = traits.get("dateline", "") + paragraphs[0]
        paragraphs[-1] += traits.get("byline", "")
    blocks: list[Block] = list(paragraphs)
    if "picture" in traits:
        blocks.insert(1, Picture(_DRAWINGS[topic][0], f"{number:03d}a", _caption(traits, number, 1, writer)))
    if traits.get("picture") == "2":
        blocks.insert(4, Picture(_DRAWINGS[topic][1], f"{number:03d}b", _caption(traits, number, 2, writer)))
    if "table" in traits:
        blocks.insert(-1, Table(writer.table(number)))
    blocks += [Attached(kind, traits[kind]) for kind in ("pdf", "docx") if kind in traits]
    return blocks


def _caption(traits: Mapping[str, str], number: int, nth: int, writer: Writer) -> str | None:
    return writer.caption(number, nth) if "caption" in traits else None


def _sample(name: str) -> list[Block]:
    """A hand-kept text: a paragraph a line; `!name|caption` is a picture."""
    blocks: list[Block] = []
    for line in (TEXTS / f"{name}.txt").read_text("utf-8").split("\n"):
        if line.startswith("!"):
            file, _, caption = line[1:].partition("|")
            drawing = 1 + sum(isinstance(block, Picture) for block in blocks)
            blocks.append(Picture(drawing, file, caption or None))
        elif line:
            blocks.append(line)
    return blocks


def template(name: str) -> Template:
    """A page template of `templates/`."""
    return Template((_HERE / "templates" / f"{name}.html").read_text("utf-8"))


def file_answer(path: str, modified: str | None) -> Answer:
    """A file of the demo (`pictures/3.jpg`, `styles/tongchuan.css`) as an answer."""
    file = _HERE / path
    return Answer(body=file.read_bytes(), content_type=_TYPES[file.suffix], modified=modified)


def picture_file(drawing: int) -> str:
    """The file of a drawing; the chart is a PNG, the others are JPEG."""
    return f"pictures/{drawing}.{'png' if drawing == _CHART else 'jpg'}"


def files_of(post: Post, where: Callable[[Post, int, Block], str], *, validators: bool = True) -> dict[str, Answer]:
    """The post's pictures and attachments, each at the address that `where` gives it."""
    found = {}
    modified = post.modified if validators else None
    for nth, block in enumerate(post.blocks):
        if isinstance(block, Picture):
            found[where(post, nth, block)] = file_answer(picture_file(block.drawing), modified)
        elif isinstance(block, Attached):
            found[where(post, nth, block)] = file_answer(f"files/attachment.{block.kind}", modified)
    return found


def redirect_moved(post: Post, old: str, new: str) -> dict[str, Answer]:
    """The old address of a moved post, leading to the new one; nothing for a post that did not move."""
    return {old: redirect(new)} if "moved" in post.traits else {}


def text_answer(text: str, *, status: int = 200) -> Answer:
    """A plain text answer, for robots.txt."""
    return Answer(body=text.encode(), content_type="text/plain; charset=utf-8", status=status)


def table_markup(table: Table, attributes: str = "") -> str:
    """A table as every editor leaves it."""
    rows = ("".join(f"<td>{escape(cell)}</td>" for cell in row) for row in table.rows)
    body = "\n".join(f"<tr>{cells}</tr>" for cells in rows)
    return f"<table {attributes}>\n{body}\n</table>"


def newest(posts: list[Post]) -> str:
    """Last-Modified of a list: when its newest post came."""
    return max(posts, key=lambda post: post.published).modified


def pages_of(posts: list[Post], size: int) -> list[list[Post]]:
    """The posts of one list cut into pages; an empty list has one empty page."""
    return [posts[at : at + size] for at in range(0, len(posts), size)] or [[]]


def readable(posts: tuple[Post, ...], channel: str) -> list[Post]:
    """The channel's posts that have a page, newest first: those between which 上一篇 and 下一篇 lead."""
    return [each for each in posts if channel in each.channels and each.layout != "link" and "gone" not in each.traits]


def neighbours(posts: tuple[Post, ...], post: Post) -> tuple[Post | None, Post | None]:
    """The next newer and the next older post of the post's first channel."""
    own = readable(posts, post.channels[0])
    at = own.index(post)
    return (own[at - 1] if at else None), (own[at + 1] if at + 1 < len(own) else None)


def listed(posts: tuple[Post, ...], channel: str) -> list[Post]:
    """A channel's posts as its list shows them: pinned ones first, then newest first."""
    own = [post for post in posts if channel in post.channels]
    return sorted(own, key=lambda post: ("pinned" not in post.traits, -post.published.timestamp()))
