"""What names an article for good."""

from __future__ import annotations

from crawler import platforms
from crawler.normalize.urls import identity as url_identity


def identify(url: str) -> str:
    """The identity of the article at a URL: the platform's one form for its spellings, else the canonical URL
    without its scheme. List-page URLs never serve: they mean other pages from day to day."""
    return platforms.identity(url) or url_identity(url)
