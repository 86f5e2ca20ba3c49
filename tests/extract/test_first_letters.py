"""Expressions that run only where one of their letters stands: the letters must belong to all of their words."""

from __future__ import annotations

import re

import pytest
from lxml.html import document_fromstring

from crawler.extract import bylines, crumbs, head_names, header, labels, noise, titles
from crawler.extract.meta import read_head
from crawler.extract.outline import outline
from crawler.extract.scripts import read_scripts
from crawler.extract.vocabulary import ENGLISH, LABELS, SIMPLIFIED, simplified

_GUARDED = (
    (
        crumbs._PATH_LETTER,
        crumbs._LEAD,
        "您现在的位置：首页 所在位置：首页 當前位置 当前栏目：新闻 你在这里 您在这里 目前的位置 位於",
    ),
    (crumbs._PATH_LETTER, crumbs._HOME, "首页 主页 Home HOME 首頁 市科协网站首页"),
    (
        header._VIEWS_LETTER,
        header._VIEWS_SUFFIX,
        "12次浏览 12人阅读 12点击 12浏覽 12閱讀 12views 12Views 👁12",
    ),
    (
        header._VIEWS_LETTER,
        header._VIEWS_BARE,
        "浏览(12) 阅读量(12) 点击(12) 访问量(12) 查看(12) 人气(12) 浏覽(12) 閱讀(12) 點閱(12) "
        "ClickNum:12 Clicks:12 Hits:12 Views:12 Visits:12",
    ),
    (
        bylines._DATELINE_LETTER,
        bylines._DATELINE,
        "云山讯（记者李明远） 云山电(记者李明远) 报道，（记者李明远）",
    ),
    (bylines._DATELINE_LETTER, bylines._REPORTED_BY, "本报记者李明远报道： 本网讯李明远报导："),
    (
        bylines._ROLE_LETTER,
        bylines._ALONE,
        "记者李明远 通讯员李明远 本报评论员李明远 实习生李明远 撰稿人李明远 特约撰稿李明远 作者：李明远",
    ),
    (
        noise._PAGE_LETTER,
        noise._OF_THE_PAGE,
        "请同意隐私政策 載入中... 缓冲… 正在加载中 加載中 自动播放 自動播放 向上滑動 新聞不漏接 广告 廣告 ad "
        "收听 聽新聞 语音播报 长按二维码 長按識別 暂无评论 END 点击蓝字 点擊名片 浏览12次 本文阅读 点击：12 "
        "访问 附件1【通知.pdf】已下载3次 点个赞 在看点赞 本文共1200字 阅读时间约3分钟 分享收藏 點讚轉發 "
        "关注评论 關注留言 評論转发",
    ),
)

# One word for each way in which an expression whose first letter is looked at may begin.
_TOOLS = (
    "字体 大小 中 小 默认 超大 打印 保存 收藏 关闭 窗口 页面 本页 此文 正文 分享 到 至 和 微信 新浪 腾讯 QQ "
    "空间 朋友圈 好友 扫一扫 二维码 在手机上打开当前页 手机 语音 朗读 阅读 播报 视力 保护色 纠错 我要 返回 "
    "顶部 列表 繁体 简体 举报 点赞 放大 缩小 加入 推荐 复制 链接 地址 A+ T + - 评论 参与 条 上一篇 下一条 "
    "首页 尾页 末页 没有了 无 全文 展开 收起 更多 来源 作者 编辑 时间 浏览量 点击数 次 7 已关注 關注 关註 "
    "订阅 訂閱 追蹤 打赏 赞赏 赞 讚 赏 踩 顶 留言 列印 字級 複製 連結 转发 轉寄 社群 facebook linkedin google "
    "plurk instagram whatsapp messenger weibo wechat LINE share Like mail Twitter telegram tweet T"
)
_MARKS = (
    "#PAGE_BREAK# pagebreak [NextPage] 浏览器不支持嵌入式框架 您的浏览器不支持视频 【1】【2】 ——— 12 "
    "微信扫一扫分享 用微信扫码关注 使用微信扫描二维码 转播到腾讯微博 正文已结束 返回市科协首页 赞3赏分享 "
    "赏分享 分享 附件： 图集 +3 精彩组图 高清组图 关注本文 #科普#大篷车 返回，查看更多 点击查看详情>> "
    "立即查看更多 展开全文 请扫码阅读全文 点击加载更多"
)


@pytest.mark.parametrize(("letters", "expression", "words"), _GUARDED)
def test_every_word_of_an_expression_has_a_letter_of_its_guard(
    letters: re.Pattern[str], expression: re.Pattern[str], words: str
) -> None:
    for word in words.split():
        assert expression.search(word), word
        assert letters.search(word), word


def test_every_tool_is_known_by_its_first_letter() -> None:
    assert [word for word in _TOOLS.split() if not noise._TOOL_LINE.fullmatch(word)] == []


def test_every_mark_of_a_page_is_known() -> None:
    assert noise._is_mark("共3页 1 2")
    assert [word for word in _MARKS.split() if not noise._is_mark(word)] == []


@pytest.mark.parametrize(
    "text",
    [
        *("免责声明：转载请注明", "【版权声明】", "（特别声明", "[郑重声明]", "本文图片来自网络", "图片来源于互联网"),
        *("文中图片来自网络", "部分图片来自网络", "以上图片来源网络"),
    ],
)
def test_a_disclaimer_is_known_by_its_first_letter(text: str) -> None:
    assert noise._is_disclaimer(text)


def test_a_caption_may_end_like_a_sentence() -> None:
    captions = ("午门调试灯光。杜洋摄。", "午门调试灯光 杜洋攝。", "大桥通车。受访者供图。", "大橋通車。受訪者供圖。")
    assert all(noise.is_photo_line(caption) for caption in captions)
    assert not noise.is_photo_line("会议要求认真抓好落实。")


@pytest.mark.parametrize(
    "text",
    [
        *(
            "版权所有：市科协",
            "COPYRIGHT 2020",
            "copyright 2020",
            "京ICP备05000000号",
            "icp证",
            "公网安备",
            "网站标识码",
        ),
        *("网安备", "All Rights Reserved", "ALL RIGHT RESERVED", "技术支持：某公司", "建议使用1024分辨率"),
        *("违法和不良信息举报", "未经书面授权"),
    ],
)
def test_a_footer_is_known_in_capitals_and_small_letters(text: str) -> None:
    assert noise.is_site_footer(text)


def test_a_label_without_a_mark_is_found_whatever_it_is() -> None:
    for label in sorted(label for label in labels._NAMED if label.isalpha()):
        assert [found.label for found in labels.read_labels(f"{label} 李明远")] == [label]


def test_every_label_of_a_source_holds_a_letter_of_its_guard() -> None:
    assert all(labels._SOURCE_LETTER.search(label) for label in labels._SOURCES)


@pytest.mark.parametrize(
    "raw",
    [
        *("责编：李明远", "（責任編輯：李明远）", "【来源】云山日报", "* 編輯 李明远", "Editor: Gu Yutian"),
        *("作\u3000者：李明远", "科普部 谷雨田 供稿", "原标题：科技馆进山区", "文/李明远"),
    ],
)
def test_a_line_of_credits_is_known_by_its_first_letters(raw: str) -> None:
    assert noise.is_credit_line(raw)


@pytest.mark.parametrize("text", ["【科技馆】进山区", "·科技馆进山区", "科 技馆进山区", "科技馆进山区"])
def test_a_line_agrees_with_the_head_whatever_marks_it_opens_with(text: str) -> None:
    root = document_fromstring(f"<title>科技馆进山区_云山市科协</title><p>天气</p><p>{text}</p>")
    names = head_names.Names(read_head(root, b""))
    assert names.agreements(outline(root, read_scripts([])).lines, 200) == {1: names.agreement(text)}
    assert names.agreement(text) > 0


def test_every_label_ends_with_a_letter_before_which_a_mark_is_looked_at() -> None:
    assert all(labels._label_before(label, len(label), 0)[1] == label for label in LABELS)


def test_an_english_label_is_found_where_a_piece_begins_and_nowhere_else() -> None:
    for label in sorted(ENGLISH):
        value = "2020-04-03" if "time" in ENGLISH[label] else "Gu Yutian"
        for line in (f"{label}: {value}", f"Yunshan | {label}: {value}", f"（{label}：{value}）"):
            assert [(found.label, found.value) for found in labels.read_labels(line)] == [(label, value)], line
        assert labels.read_labels(f"as told in the {label}: {value}") == ()


def test_simplified_leaves_no_traditional_letter_of_a_label() -> None:
    letters = "".join(map(chr, SIMPLIFIED))
    assert simplified(letters) == letters.translate(SIMPLIFIED) and simplified("来源") == "来源"


def test_no_block_says_more_for_a_heading_than_the_search_believes() -> None:
    html = "<div class='title'><div class='title'><h1 class='title'>山区学校迎来科技馆</h1></div></div>"
    line = outline(document_fromstring(html), read_scripts([])).lines[0]
    assert titles._form(line.block) == titles._BEST_FORM
