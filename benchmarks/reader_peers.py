"""Other extractors behind one signature, each only where it is installed."""

from __future__ import annotations

import contextlib
import io
import warnings
from collections.abc import Callable, Iterator
from typing import Any

from crawler import read_article
from crawler.errors import PageError
from crawler.extract.encoding import decode

Reading = dict[str, Any]
Reader = Callable[[bytes, str], Reading]


def fangzhi(body: bytes, url: str) -> Reading:
    """This project's reader; a page it refuses gives nothing."""
    try:
        return read_article(body, url).to_dict()
    except PageError:
        return {}


def peers() -> Iterator[tuple[str, Reader]]:
    """The installed peers by name."""
    for name, make in (
        ("trafilatura", _trafilatura),
        ("trafilatura fast", _trafilatura_fast),
        ("gne", _gne),
        ("newspaper4k", _newspaper),
        ("readability", _readability),
        ("htmldate", _htmldate),
    ):
        try:
            yield name, _quiet(make())
        except ImportError:
            continue


def _quiet(read: Reader) -> Reader:
    """Peers may print, warn and fail on odd pages: that gives an empty reading, not an end of the run."""

    def wrapped(body: bytes, url: str) -> Reading:
        with warnings.catch_warnings(), contextlib.redirect_stderr(io.StringIO()):
            warnings.simplefilter("ignore")
            try:
                return read(body, url)
            except Exception:  # any failure of a foreign tool on a page is a miss, and must not stop the others
                return {}

    return wrapped


def _trafilatura(*, fast: bool = False) -> Reader:
    from trafilatura import bare_extraction

    def read(body: bytes, url: str) -> Reading:
        found = bare_extraction(decode(body).text, url=url, with_metadata=True, fast=fast)
        if found is None:
            return {}
        author = [name.strip() for name in (found.author or "").split(";") if name.strip()]
        return {"title": found.title, "publish_time": found.date, "author": author, "body": found.text}

    return read


def _trafilatura_fast() -> Reader:
    return _trafilatura(fast=True)


def _gne() -> Reader:
    from gne import GeneralNewsExtractor

    extractor = GeneralNewsExtractor()

    def read(body: bytes, url: str) -> Reading:
        found = extractor.extract(decode(body).text)
        time = (found.get("publish_time") or "").replace(" ", "T").replace("/", "-")
        author = [found["author"]] if found.get("author") else []
        return {"title": found.get("title"), "publish_time": time, "author": author, "body": found.get("content")}

    return read


def _newspaper() -> Reader:
    from newspaper import Article

    def read(body: bytes, url: str) -> Reading:
        article = Article(url, language="zh", fetch_images=False)  # else it asks the sites for every picture
        article.download(input_html=decode(body).text)
        article.parse()
        time = article.publish_date.isoformat() if article.publish_date else None
        return {"title": article.title, "publish_time": time, "author": article.authors, "body": article.text}

    return read


def _readability() -> Reader:
    from lxml import html
    from readability import Document

    def read(body: bytes, url: str) -> Reading:
        document = Document(decode(body).text)
        return {"title": document.short_title(), "body": html.fromstring(document.summary()).text_content()}

    return read


def _htmldate() -> Reader:
    from htmldate import find_date

    def read(body: bytes, url: str) -> Reading:
        return {"publish_time": find_date(decode(body).text, url=url)}

    return read
