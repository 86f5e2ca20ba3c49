"""Every family from its list address alone: all posts, none foreign, none twice, whatever happened in between."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

import pytest

from crawler import PageError, platforms, read_list
from crawler.items import Entry, Listing, PageRequest
from tests.replicas import FAMILIES, Replica

MOST_REQUESTS = 60


def fetch(wish: PageRequest) -> bytes | None:
    """The answer to a request, None when the server refuses it."""
    request = Request(
        wish.url.partition("#")[0], data=wish.body or None, method=wish.method, headers=dict(wish.headers)
    )
    try:
        with urlopen(request, timeout=10) as answer:
            return answer.read()
    except HTTPError:
        return None


@dataclass
class Walked:
    """A walk to the end of a list: what it found, the pages it read, the requests it made."""

    entries: dict[str, Entry] = field(default_factory=dict)
    listings: list[Listing] = field(default_factory=list)
    requests: int = 0


def walk(url: str) -> Walked:
    """Follows `next`, taking the first request whose answer has something new."""
    walked = Walked()
    wishes: tuple[PageRequest, ...] = (PageRequest(url),)
    while wishes:
        listing = None
        for wish in wishes:
            walked.requests += 1
            assert walked.requests < MOST_REQUESTS, "the walk does not end"
            listing = _read(wish, walked)
            if listing is not None:
                break
        if listing is None:
            break
        walked.listings.append(listing)
        walked.entries |= {entry.url: entry for entry in listing.entries if entry.url not in walked.entries}
        wishes = listing.next
    return walked


def _read(wish: PageRequest, walked: Walked) -> Listing | None:
    body = fetch(wish)
    try:
        listing = read_list(body, wish.url, fetched_at="2026-11-22T00:00:00Z") if body is not None else None
    except PageError:
        return None
    if listing is None or listing.entries_elsewhere:
        return listing
    if walked.entries and not follows(walked.listings[-1], listing):
        return None
    new = any(entry.url not in walked.entries for entry in listing.entries)
    return listing if new else None


def follows(before: Listing, after: Listing) -> bool:
    """Whether a page continues the list: it says so by its number, or its posts live where the known ones live."""
    if before.page is not None and after.page == before.page + 1:
        return True
    return bool({folder(entry) for entry in before.entries} & {folder(entry) for entry in after.entries})


def folder(entry: Entry) -> str:
    return re.sub(r"[0-9a-f-]{8,}|\d+", "0", urlsplit(entry.url).path)


def said(walked: Walked) -> dict[str, tuple[str, str | None]]:
    return {url: (entry.title, entry.date) for url, entry in walked.entries.items()}


@pytest.fixture(params=FAMILIES.values(), ids=FAMILIES.keys())
def site(request):
    with request.param() as running:
        yield running


def test_the_whole_list_is_walked_and_nothing_else(site: Replica):
    walked = walk(site.list_url)
    assert said(walked) == site.expected()
    assert walked.listings[0].platform == site.platform
    assert walked.listings[0].why
    assert sum(len(listing.entries) for listing in walked.listings) == len(site.posts), "something was listed twice"


def test_the_walk_ends_at_the_last_page(site: Replica):
    walked = walk(site.list_url)
    assert walked.listings[-1].next == ()
    assert walked.requests <= site.pages + 3


def test_new_pinned_moved_edited_and_deleted_posts(site: Replica):
    walk(site.list_url)
    old = site.posts[-2].number
    site.publish("刚刚发布的第一篇新闻稿件")
    site.pin(old)
    site.move(site.posts[4].number, 0)
    site.edit(site.posts[6].number, title="标题改过以后的一篇新闻")
    site.delete(site.posts[9].number)
    walked = walk(site.list_url)
    assert said(walked) == site.expected()


def test_a_pinned_post_says_so(site: Replica):
    site.pin(site.posts[-1].number)
    if site.platform in ("gkmlpt", "epoint", "json_api", "huaian_open"):
        pytest.skip("its answers do not say what is pinned")
    entries = list(walk(site.list_url).entries.values())
    assert [entry.pinned for entry in entries] == [True] + [False] * (len(entries) - 1)


def test_a_list_of_one_page_has_no_next(site: Replica):
    for post in site.posts[site.size - 1 :]:
        site.delete(post.number)
    walked = walk(site.list_url)
    assert said(walked) == site.expected()
    assert walked.listings[-1].next == ()


def test_a_last_page_of_one_post(site: Replica):
    while len(site.posts) % site.size != 1:
        site.delete(site.posts[-1].number)
    assert said(walk(site.list_url)) == site.expected()


def test_article_addresses_are_of_their_platform(site: Replica):
    platform = next(known for known in platforms.PLATFORMS if known.name == site.platform)
    if platform.article_url is None:
        pytest.skip("any address may be an article's")
    for post in site.posts:
        assert platform.article_url.search(site.address(post))


def test_identities_are_one_for_each_article(site: Replica):
    found = [platforms.identity(site.address(post)) for post in site.posts]
    assert len(set(found)) in (1, len(site.posts))
    if len(set(found)) == 1:
        assert found[0] is None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("http://a.gov.cn/art/2020/4/3/art_282_30332664.html", "https://a.gov.cn/art/2020/4/3/art_77_30332664.html"),
        (
            "http://a.edu.cn/content.jsp?urltype=news.NewsContentUrl&wbtreeid=1074&wbnewsid=64481",
            "http://a.edu.cn/info/1074/64481.htm",
        ),
        (
            "http://a.edu.cn/content.jsp?wbnewsid=64481&urltype=news.NewsContentUrl&wbtreeid=1074",
            "http://a.edu.cn/info/1074/64481.htm",
        ),
        ("http://a.edu.cn/2022/1031/c166a317/page.htm", "http://a.edu.cn/2022/1031/c99a317/page.psp"),
        ("http://a.edu.cn/01/3d/c166a317/page.htm", "http://a.edu.cn/2022/1031/c166a317/page.htm"),
    ],
)
def test_spellings_of_one_article_have_one_identity(one, other):
    assert platforms.identity(one) == platforms.identity(other) is not None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("http://a.gov.cn/art/2020/4/3/art_282_30332664.html", "http://b.gov.cn/art/2020/4/3/art_282_30332664.html"),
        ("http://a.edu.cn/info/1074/64481.htm", "http://a.edu.cn/info/1074/64482.htm"),
        ("http://a.edu.cn/_s1/2022/1031/c166a317/page.htm", "http://a.edu.cn/_s2/2022/1031/c166a317/page.htm"),
    ],
)
def test_different_articles_have_different_identities(one, other):
    assert platforms.identity(one) != platforms.identity(other)


@pytest.mark.parametrize(
    "url",
    ["http://a.gov.cn/col/col282/index.html", "http://a.edu.cn/gzdt/12.htm", "http://a.edu.cn/list2.htm", "x", ""],
)
def test_list_pages_have_no_identity(url):
    assert platforms.identity(url) is None
