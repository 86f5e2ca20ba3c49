"""JSON Feed 1.1 (jsonfeed.org). What it has no key for stands in `_fangzhi`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from crawler.monitor.atom import media_type, post_urn
from crawler.monitor.posts import Post

if TYPE_CHECKING:
    from crawler.monitor.feeds import Feed


def json_feed(feed: Feed) -> bytes:
    """The feed as a JSON Feed document."""
    document = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": feed.home,
        "feed_url": feed.address("json") if feed.base else None,
        "authors": [{"name": feed.author}],
        "items": [_item(post) for post in feed.posts],
    }
    return json.dumps(_filled(document), ensure_ascii=False, indent=1).encode("utf-8") + b"\n"


def _item(post: Post) -> dict[str, Any]:
    return _filled(
        {
            "id": post_urn(post),
            "url": post.url,
            "title": post.title,
            "content_text": post.summary,
            "summary": post.summary,
            "image": post.image,
            "date_published": post.published,
            "date_modified": post.updated,
            "authors": [{"name": name} for name in post.authors or (post.site_title,)],
            "tags": [title for _, title in post.channels],
            "language": post.language,
            "attachments": [
                _filled({"url": url, "mime_type": media_type(url), "title": name}) for url, name in post.attachments
            ],
            "_fangzhi": {
                "id": post.id,
                "site": post.site,
                "channels": [key for key, _ in post.channels],
                "publish_time": post.printed,
                "source": post.source,
                "editor": list(post.editors),
            },
        }
    )


def _filled(values: dict[str, Any]) -> dict[str, Any]:
    """Without what is not known. An empty text stays: an item needs its content."""
    return {key: value for key, value in values.items() if value is not None and (value != [] or key == "items")}
