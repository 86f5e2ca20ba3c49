"""What the demo's sites say: enough, varied, the samples word for word, the same at every start."""

from __future__ import annotations

import os
import re
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest
from lxml import html

from crawler.demo.posts import Attached, Picture, Table, posts_of
from crawler.demo.sites import all_sites

NAMES = ("gyjgdjw", "tongchuan", "kjt_sc", "scimall", "kjj_huaian")
SAMPLES = Path(os.environ.get("FANGZHI_CORPUS", Path(__file__).parents[3] / "shared")) / "samples"
SITES = dict(zip(NAMES, all_sites(), strict=True))


def text_of(body: bytes) -> str:
    root = html.fromstring(
        body.decode("gb18030" if b"gb2312" in body[:400] else "utf-8").encode(),
        parser=html.HTMLParser(encoding="utf-8"),
    )
    for element in root.iter("script", "style"):
        element.drop_tree() if element.tag == "style" else element.clear(keep_tail=True)
    return root.text_content()


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


@pytest.mark.parametrize("name", NAMES)
def test_enough_posts_in_two_channels(name: str) -> None:
    written = [post for post in posts_of(name) if post.layout != "link" and "gone" not in post.traits]
    assert len(written) >= 42
    assert len({channel for post in written for channel in post.channels}) >= 2


@pytest.mark.parametrize("name", NAMES)
def test_no_two_articles_share_a_paragraph(name: str) -> None:
    told = Counter(
        block.strip() for post in posts_of(name) for block in post.blocks if isinstance(block, str) and len(block) >= 30
    )
    assert not [paragraph for paragraph, times in told.items() if times > 1]


@pytest.mark.parametrize("name", NAMES)
def test_titles_differ(name: str) -> None:
    titles = Counter(post.title for post in posts_of(name))
    assert not [title for title, times in titles.items() if times > 1]


@pytest.mark.parametrize("name", NAMES)
def test_posts_are_newest_first_and_not_of_the_future(name: str) -> None:
    posts = posts_of(name)
    assert all(newer.published >= older.published for newer, older in pairwise(posts))
    # The demo plays January 2026, when sample 000 was new.
    assert posts[0].day <= "2026-01-23"


ARTICLE = re.compile(r"/Show\.aspx|/resources/site/1/html/.+\d\.html|/kjt/\w+/20|\d\.jhtml|/article/detail|/art/w/")


@pytest.mark.parametrize("name", NAMES)
def test_links_lead_to_pages_but_for_the_deleted(name: str) -> None:
    site = SITES[name]
    missing = set()
    for page in site.pages.values():
        if page.content_type.startswith("text/html") and page.status == 200:
            links = html.fromstring(page.body).xpath("//a/@href | //img/@src")
            own = [
                link
                for link in links
                if link.startswith("/") and (ARTICLE.search(link) or link[-4:] in (".jpg", ".png"))
            ]
            missing.update(link for link in own if site.answer(link).status == 404)
    assert len(missing) == sum("gone" in post.traits for post in posts_of(name))


@pytest.mark.parametrize("name", NAMES)
def test_every_kind_of_block_and_row_occurs(name: str) -> None:
    posts = posts_of(name)
    kinds = {type(block) for post in posts for block in post.blocks}
    assert {Picture, Table, Attached} <= kinds
    assert {"pinned", "gone", "moved", "twin", "short", "bare"} <= {trait for post in posts for trait in post.traits}
    assert any(len(post.channels) > 1 for post in posts)
    hrefs = [post.trait("href") for post in posts if post.layout == "link"]
    assert any("mp.weixin.qq.com" in href for href in hrefs) and any(href.startswith("javascript:") for href in hrefs)


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="no samples beside this checkout (FANGZHI_CORPUS)")
@pytest.mark.parametrize(("number", "name"), list(enumerate(NAMES)))
def test_sample_is_printed_word_for_word(number: int, name: str) -> None:
    (sample,) = SAMPLES.glob(f"{number:03d}_*.txt")
    lines = [line for line in sample.read_text("utf-8").splitlines() if line.strip()]
    # The counters change at every fetch; the bullet is the list item's own.
    lines = [re.sub(r"第\d+位|访问\d+次", "", line).replace("• ", "") for line in lines]
    pages = [page.body for page in SITES[name].pages.values() if page.content_type.startswith("text/html")]
    texts = [text_of(page) for page in pages if page]
    texts = [re.sub(r"第@@VISITS@@位|访问@@TODAY@@次", "", text) for text in texts]
    best = min(([line for line in lines if squeezed(line) not in squeezed(text)] for text in texts), key=len)
    assert not best
    (post,) = (post for post in posts_of(name) if "text" in post.traits)
    written = "\n".join(block for block in post.blocks if isinstance(block, str))
    for line in lines:
        if len(line) >= 100:
            # Inside a paragraph even the odd spaces are the sample's own.
            assert line.strip() in written


def test_built_twice_the_same() -> None:
    again = {site.host: site for site in all_sites.__wrapped__()}
    for site in all_sites():
        assert site.pages == again[site.host].pages
