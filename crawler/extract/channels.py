"""The channels of a site, found from its home page's links: by how they look, or by a printed name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from crawler.extract.encoding import decode
from crawler.extract.list_links import followable
from crawler.extract.list_source import ListSource, plain
from crawler.extract.list_titles import clean_title
from crawler.site import Site

_MORE = re.compile(r"[\s\[【<>＞》»+…·.]*(?:查看)?(?:更多|more|全部|MORE)[\s\]】>＞》»+…·.]*|[+＋]|>{1,2}|»", re.I)
_HOME = re.compile(
    r"(?:网站|返回)?(?:首页|主页)|home|english|登录|注册|设为首页|加入收藏|无障碍.*|繁体.*|搜索|邮箱.*", re.I
)
_NEWS = re.compile(
    r"新闻|动态|要闻|快讯|通知|公告|公示|资讯|信息|政策|文件|解读|工作|科普|党建|活动|学术|报道|头条|专栏|热点|时政|会议"
)
_LIST = re.compile(
    r"/(?:index\w*|list\w*|default|more|newschild|col\d+)?(?:\.\w{3,5})?$|/(?:col|list|channel|column|node)[/_.\d?]|list|class",
    re.I,
)
_ARTICLE = re.compile(
    r"/t\d{8}_|/art/\d{4}/|/art_|/info/\d+/\d+|/\d{4}/\d{4}/|content_\d|c\d+a\d+|/\d{6}/|/\d{8}/|[?&](?:id|aid|articleid|newsid)=\d",
    re.I,
)
_MAX_TITLE = 14
_MAX_CHANNELS = 200


@dataclass(frozen=True, slots=True)
class ChannelLink:
    """A link of a home page that may lead to a list; `score` orders them, best first."""

    title: str
    url: str
    score: float


@dataclass(frozen=True, slots=True)
class _HomeLink:
    node: int
    words: str
    url: str


def _source(body: bytes, url: str, charset: str | None, site: Site | None) -> ListSource:
    decoded = decode(body, charset)
    return ListSource(decoded.text, url, site=site, charset=decoded.charset)


def find_channels(body: bytes, url: str, *, charset: str | None = None, site: Site | None = None) -> list[ChannelLink]:
    """Links of a home page that look like list columns of the same site, best first, each URL once."""
    source = _source(body, url, charset, site)
    found: dict[str, ChannelLink] = {}
    for link in _links(source):
        title = _heading(source, link) if _MORE.fullmatch(link.words) else link.words
        if not title or not 2 <= len(title) <= _MAX_TITLE or _HOME.fullmatch(title):
            continue
        score = _score(title, link.url)
        known = found.get(link.url)
        if score > 0 and (known is None or known.score < score):
            found[link.url] = ChannelLink(title, link.url, score)
    return sorted(found.values(), key=lambda channel: -channel.score)[:_MAX_CHANNELS]


def find_channel(
    body: bytes, url: str, title: str, *, charset: str | None = None, site: Site | None = None
) -> str | None:
    """The URL of the channel printed as `title` on a home page, None when no link of the site says so.

    A link whose text (or title attribute) is the name wins, then one that differs in white space only, then
    the 更多 link of a block that the name heads.
    """
    source = _source(body, url, charset, site)
    links = _links(source)
    wanted = _bare(title)
    if not wanted:
        return None
    ways = (
        lambda link: link.words == title,
        lambda link: _bare(link.words) == wanted,
        lambda link: _bare(source.layout.nodes[link.node].get("title") or "") == wanted,
        lambda link: bool(_MORE.fullmatch(link.words)) and _bare(_heading(source, link)) == wanted,
    )
    for way in ways:
        found = [link.url for link in links if way(link)]
        if found:
            return max(found, key=lambda address: bool(_LIST.search(address)))
    return None


def _links(source: ListSource) -> list[_HomeLink]:
    layout, home = source.layout, urlsplit(source.url)[1:4]
    found = []
    for node in layout.links:
        element = layout.nodes[node]
        href = element.get("href")
        url = source.absolute(href) if href and followable(href) else None
        # Homes carry blocks of outside links, some hidden, some bought: none of them is a channel.
        if url and source.owns(url) and urlsplit(url)[1:4] != home:
            words = plain(layout.slice(node)) or _image_words(source, node) or element.get("title") or ""
            found.append(_HomeLink(node, clean_title(words) or words.strip(), url))
    return found


def _image_words(source: ListSource, node: int) -> str:
    for number in range(node + 1, source.layout.last[node] + 1):
        words = source.layout.nodes[number].get("alt") or source.layout.nodes[number].get("title")
        if words and words.strip():
            return " ".join(words.split())
    return ""


def _heading(source: ListSource, link: _HomeLink) -> str:
    """The words that head the block of a 更多 link: the shortest text around it that is more than itself."""
    layout = source.layout
    for climbed, outer in enumerate(layout.ancestors(link.node)):
        words = plain(layout.text[layout.start[outer] : layout.start[link.node]]) or plain(
            layout.text[layout.end[link.node] : layout.end[outer]]
        )
        if words:
            return clean_title(words) if len(words) <= _MAX_TITLE else ""
        if climbed > 4:
            break
    return ""


def _score(title: str, url: str) -> float:
    if _ARTICLE.search(url):
        return 0.0
    score = 1.0 + 2.0 * bool(_NEWS.search(title)) + 1.5 * bool(_LIST.search(url))
    return score - 0.1 * max(len(title) - 6, 0)


def _bare(text: str) -> str:
    return re.sub(r"\s+", "", text)
