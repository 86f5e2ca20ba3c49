"""Ids and classes that content systems give to the article itself. Typos are real."""

from __future__ import annotations

import re

_BODY = frozenset(
    [
        *("trs_ueditor", "view", "v_news_content", "wp_articlecontent", "ucapcontent", "ucap-content", "zoom"),
        *("zoomcon", "fontzoom", "zw", "zhengwen", "articlecontnet", "articecontnet", "newscontnet", "con_text"),
        *("con-text", "contenttext", "content_text", "articlebody", "article_body", "article-body", "article_-body"),
        *("detailcontent", "detail_content", "detail-content", "detail_-content", "ewb-article-detail", "show-text"),
        *("show_jj", "nr-zw", "nrwz", "ivs_content", "pages_content", "rm_txt_con", "box_con", "entry-content"),
        *("post-body", "artical", "txt", "article_txt", "mian-text", "word_contentpage", "news_font"),
        *("detailed_w_p2", "js_content", "main_text", "content_main", "contentmain", "article_con", "articlecon"),
        *("news_con", "newscon", "content_body", "contentbody", "text_content", "artibody", "endtext", "post_text"),
        *("wzcon", "neirong", "nr_con", "cont_txt", "xl_con", "infocontent"),
    ]
)
# These with any letters behind them.
_BODY_FAMILIES = re.compile(r"(?:^|\s)(?:trs_editor|vsb_content|article_?-?content|news_?-?content)\w*(?:\s|$)")


def is_body_name(names: str) -> bool:
    """Whether ids and classes are those of an article."""
    if not _BODY.isdisjoint(names.split()):
        return True
    return ("content" in names or "editor" in names) and bool(_BODY_FAMILIES.search(names))
