"""What comes with an article: its pictures with their captions, and the files it offers."""

from __future__ import annotations

import contextlib
import re
from collections import Counter
from collections.abc import Iterator
from urllib.parse import unquote

from lxml.html import HtmlElement

from crawler.extract.body import Body
from crawler.extract.document import text_of
from crawler.extract.noise import is_image_name, is_noise, is_photo_line, opens_box
from crawler.extract.outline import Block, Line, Outline, clean
from crawler.items import Attachment, Image
from crawler.normalize.urls import absolute_url

_FILE = re.compile(r"\.(?:pdf|docx?|xlsx?|pptx?|wps|et|dps|ofd|zip|rar|7z|txt|rtf|csv|ceb|tif)(?:$|[?#&])", re.I)
_FILE_NAME = re.compile(
    r"[^\\/:*?\"<>|\s]{1,120}\.(?:pdf|docx?|xlsx?|pptx?|wps|et|dps|ofd|zip|rar|7z|rtf|csv|ceb)\b", re.I
)
_DOWNLOAD = re.compile(
    r"download\.jsp|downfile\.jsp|downloadattach|attachment\.jspx|downloadfile|filedownload|"
    r"download\.aspx|/attach(?:ment)?/"
)
_QUOTED_FILE = re.compile(r"['\"]([^'\"\s]{1,300}\.(?:pdf|docx?|xlsx?|wps|et|ofd|zip|rar))['\"]", re.I)
_ICON = re.compile(
    r"icon|/ico|logo|default_?(?:pic|img|photo)|nopic|noimg|qrcode|ewm|erweima|blank|spacer|pixel|loading|avatar|emoji|arrow|btn|button|print|"
    r"share|weixin|/_visitcount|visitcount|filetype|fileicon|/theme/|doc\.gif|pdf\.gif|xls\.gif|"
    r"/(?:(?:ms)?word|excel|docx?|xlsx?|pptx?|ppt|pdf|wps|rar|zip|txt|file|attach(?:ment)?|annex|fujian|fj|download|down|new|hot)"
    r"\d{0,3}\.(?:gif|png|svg|ico)"
)
_CODE = re.compile(r"(?:^|[/_\-])(?:qr_?code|ewm|erweima)[\d_\-]{0,12}\.jpe?g$")
# What loads a picture later. In page order of trust: the last are a system's own links to its original.
_LAZY = (
    *("data-original", "data-src", "_src", "data-lazy-src", "data-lazyload", "data-lazy", "data-actualsrc"),
    *("original", "data-echo", "data-url", "lazy-src", "lazyload", "real_src", "file", "orisrc", "vurl", "href"),
)
# What stands in src until then; of lower case, as it takes no longer than it must.
_PLACEHOLDER = re.compile(
    r"blank|loading|load(?:er)?\d?\.|lazy|placeholder|holder\.|spacer|pixel|transparent|/(?:1x1|1px|t|s|x|dot|none|empty|space|"
    r"gr[ae]y|white|default\w{0,8}|grey\w{0,4}|no_?(?:pic|img|image)|zhanwei\w{0,4}|occupy)\d?\.(?:gif|png|jpe?g|svg)"
)
_CAPTION_NAMES = re.compile(
    r"caption|picture-?text|img[_-]?wrapper|img-?text|imgtext|pictext|pic_?note|tushuo|img_descr|img-?desc|figure|"
    r"otitle|pic-?tit|photo_desc|imgnote|tu_?zhu"
)
_CENTRED = re.compile(r"text-align\s*:\s*center", re.I)
_DOWNLOADS = re.compile(
    r"\W{0,3}(?:热门|推荐|最新|常用|资料|文件|表格|其他|软件)下载(?:中心|排行|专区|区)?\W{0,3}|下载(?:中心|排行|专区)\W{0,3}"
)
_ALIGNED = re.compile(r"text-align\s*:\s*(?:justify|left)", re.I)
_INDENTED = re.compile(r"text-indent\s*:\s*[1-9]", re.I)
_SENTENCE_END = re.compile(r"[。！？；]”?$")
# 在屏幕上看图片更有说服力 speaks of pictures and is none's caption.
_PHOTO_CREDIT = re.compile(
    r"摄[。）)]?$|摄影\s?[:：/]|供图|图片来源|资料图|资料图片|图源|图为|图\s?[|｜:：/]|△|▲|↑|^图片|图片[。）)]?$|截图[。）)]?$|\(图|（图|图说"
)
_LONGEST_CAPTION, _SHORT_CAPTION = 120, 40
_MOST_FILES = 500
_CAPTION_REACH = 4
# As the outline keeps one: the line it stands before, its element, its block.
Picture = tuple[int, HtmlElement, Block]


def pictures_of(page: Outline, body: Body) -> list[Picture]:
    """The pictures that the body shows, icons among them."""
    near = page.images_in(min(body.top, body.start), body.end + 1)
    return [picture for picture in near if body.shows(picture[0], picture[2])]


def images_of(page: Outline, body: Body, pictures: list[Picture], base: str) -> tuple[list[Image], set[int]]:
    """Content images among the body's pictures in page order, and the lines that are their captions.

    In the page's tree each of them then has its own address in `src`.
    """
    found: list[Image] = []
    captions: set[int] = set()
    known: set[str] = set()
    shown = [picture for picture in pictures if not _is_small(picture[1])]
    sources = [element.get("src") for _, element, _ in shown]
    counted = Counter(sources) if len(set(sources)) < len(sources) else {}
    for (place, element, block), printed in zip(shown, sources, strict=True):
        source, url = _address(element, base, repeated=counted.get(printed, 0) > 1)
        if url is None or _is_icon(source) or url in known or len(found) >= _MOST_FILES:
            continue
        known.add(url)
        if element.get("src") != source:
            with contextlib.suppress(ValueError):  # lxml refuses control characters
                element.set("src", source)
        line = _caption_line(page, body, place, block, captions)
        if line is not None:
            captions.add(line)
        caption = page.lines[line].text if line is not None else None
        found.append(Image(url=url, caption=caption))
    return found, captions


def _address(element: HtmlElement, base: str, *, repeated: bool) -> tuple[str, str | None]:
    """A picture's address, as printed and as a URL: its src, unless that holds the place of one named elsewhere.

    `repeated`: several pictures of the page have this src.
    """
    attributes = dict(element.items())
    source = attributes.get("src", "").strip()
    named = [value for name in _LAZY if name in attributes and _is_address(value := attributes[name].strip())]
    if _is_address(source):
        named.insert(len(named) if repeated or _PLACEHOLDER.search(source[-80:].lower()) else 0, source)
    for value in named:
        try:
            return value, absolute_url(value, base)
        except ValueError:
            continue
    return "", None


def _is_address(value: str) -> bool:
    return 0 < len(value) < 2000 and not value.startswith(("data:", "javascript:", "file:", "about:"))


def _is_icon(source: str) -> bool:
    source = source.lower()
    if _CODE.search(source[-80:]):
        return True
    return not source.endswith((".jpg", ".jpeg")) and bool(_ICON.search(source[:500]))


def _is_small(element: HtmlElement) -> bool:
    return _size(element, "width") in range(1, 33) or _size(element, "height") in range(1, 33)


def _size(element: HtmlElement, name: str) -> int:
    value = (element.get(name) or "").lower().removesuffix("px").strip()
    return int(value) if value.isascii() and value.isdigit() and len(value) < 6 else 0


def _caption_line(page: Outline, body: Body, place: int, block: Block, taken: set[int]) -> int | None:
    """The line that captions the image standing before lines[place]: the first line after it that looks like one."""
    for line_place in range(place, place + _CAPTION_REACH):
        if line_place >= body.end:
            return None
        line = page.lines[line_place]
        if line_place in taken:
            if not _share_table(line.block, block):
                return None
            continue  # pictures side by side, their captions side by side below them
        if is_image_name(line.text):
            continue
        if line_place > place + 1 and not _share_table(line.block, block):
            return None
        return line_place if _is_caption(page, line_place, block, alone=body.kept == [line_place]) else None
    return None


def _is_caption(page: Outline, place: int, image_block: Block, *, alone: bool) -> bool:
    line = page.lines[place]
    if alone and len(line.text) > _SHORT_CAPTION:
        return False  # all the text of a picture page is no caption
    if len(line.text) > _LONGEST_CAPTION or line.linked or is_noise(line):
        return False
    if is_photo_line(line.text):
        return True
    if any(_CAPTION_NAMES.search(block.names) or block.tag == "figcaption" for block in _near(line.block)):
        return True
    if line.block is image_block and line.block.tag in ("p", "figure", "center"):
        return len(line.text) <= 60 or bool(_PHOTO_CREDIT.search(line.text))
    if _is_picture_table(line.block, image_block):
        return True
    if _is_paragraph(line.block, image_block):
        return bool(_PHOTO_CREDIT.search(line.text))
    if _is_centred(line.block) and (_is_centred(image_block) or not _SENTENCE_END.search(line.text)):
        return len(line.text) <= 80
    if _SENTENCE_END.search(line.text):
        return bool(_PHOTO_CREDIT.search(line.text)) and len(line.text) <= 100
    plain = len(line.text) <= 40 and not line.raw[:2].isspace() and not re.search("[，。；]", line.text)
    return plain or bool(_PHOTO_CREDIT.search(line.text))


def _near(block: Block) -> list[Block]:
    return [near for near in (block, block.parent) if near is not None]


def _is_centred(block: Block) -> bool:
    element = block.element
    return (
        block.tag == "center"
        or element.get("align") == "center"
        or bool(_CENTRED.search((element.get("style") or "")[:300]))
    )


def _is_picture_table(block: Block, image_block: Block) -> bool:
    """Whether a table holds the picture and this line alone: newspapers set picture and caption in rows."""
    table = next((near for near in image_block.chain() if near.tag == "table"), None)
    return table is not None and table.end - table.start == 1 and block.within(table)


def _share_table(block: Block, image_block: Block) -> bool:
    """Whether a caption's cell stands in the innermost table of a picture's cell."""
    if block.tag != "td" or image_block.tag != "td":
        return False
    table = next((near for near in image_block.chain() if near.tag == "table"), None)
    return table is not None and block.within(table)


def _is_paragraph(block: Block, image_block: Block) -> bool:
    """Whether a line below a picture is set as text is: indented, or not centred as the picture is."""
    style = (block.element.get("style") or "")[:300]
    return bool(_INDENTED.search(style)) or (_is_centred(image_block) and bool(_ALIGNED.search(style)))


def attachments_of(page: Outline, body: Body, base: str, until: int) -> list[Attachment]:
    """Files offered in the body and right below it (up to line `until`), in page order."""
    found: dict[str, Attachment] = {}
    linked = [
        (place, url, name)
        for place, element, block in page.links_in(body.start, max(until, body.end + 1))
        if not (place >= body.end and block.noisy)
        for url, name in _linked_file(element, base)
    ]
    if linked and linked[-1][0] > body.end:
        until = next((place for place in range(body.end, until) if _opens_downloads(page.lines[place])), until)
    own = [(url, name) for place, url, name in linked if place < max(until, body.end + 1)]
    for url, name in [*own, *_embedded_files(page, body, base)]:
        found.setdefault(url, Attachment(url=url, name=name))
    return list(found.values())[:_MOST_FILES]


def _opens_downloads(line: Line) -> bool:
    """Whether a line below the text heads a box of other files: 资料下载, 推荐阅读. 附件下载 heads the article's."""
    return opens_box(line.text) or bool(_DOWNLOADS.fullmatch(line.text))


def _linked_file(element: HtmlElement, base: str) -> Iterator[tuple[str, str]]:
    """The file that a link leads to, if it does: its address and its name."""
    href = (element.get("href") or "").strip()
    name = clean(text_of(element)[:300]) or clean((element.get("title") or "")[:300])
    target = _file_target(element, href, name)
    if target is None:
        return
    try:
        url = absolute_url(target, base)
    except ValueError:
        return
    yield url, name or _last_part(url)


def _file_target(element: HtmlElement, href: str, name: str) -> str | None:
    if _FILE.search(href) or _is_download(href.lower()):
        return href
    if (
        "." in name
        and _FILE_NAME.search(name)
        and href
        and not href.lower().startswith(("javascript:", "#", "mailto:"))
    ):
        return href
    if href[:4].lower() == "http":
        return None
    quoted = _QUOTED_FILE.search((element.get("onclick") or href)[:500])
    return quoted[1] if quoted else None


def _is_download(href: str) -> bool:
    # By a word first: the pattern alone takes ten times as long.
    return ("down" in href or "attach" in href) and bool(_DOWNLOAD.search(href))


def _embedded_files(page: Outline, body: Body, base: str) -> Iterator[tuple[str, str]]:
    """PDF players: iframe, embed, object and div[pdfsrc]."""
    for place, element, _ in page.frames:
        source = element.get("src") or element.get("data") or ""
        if body.start <= place <= body.end and (file := _embedded_target(source)):
            yield from _absolute(file, base, element)
    for block in page.blocks_in(body.block.start, body.end + 1):
        if block.tag == "div" and (played := block.element.get("pdfsrc")):
            yield from _absolute(played, base, block.element)


def _embedded_target(source: str) -> str | None:
    if "file=" in source and (query := source.partition("file=")[2]):
        source = unquote(query.partition("&")[0])
    return source if _FILE.search(source) else None


def _absolute(source: str, base: str, element: HtmlElement) -> Iterator[tuple[str, str]]:
    try:
        url = absolute_url(source, base)
    except ValueError:
        return
    yield url, clean((element.get("sudyfile-attr") or element.get("title") or "")[:200]).strip("{}") or _last_part(url)


def _last_part(url: str) -> str:
    return unquote(url.rstrip("/").rpartition("/")[2].partition("?")[0], errors="replace")[:200] or url
