"""The labels that real pages print, in the spellings of real pages: one value, the right field, nothing swallowed."""

from __future__ import annotations

from itertools import product

import pytest

from crawler.extract.labels import read_labels
from crawler.extract.outline import EDGE
from crawler.normalize.dates import find_date

FIELDS: dict[str, str] = {
    "publish_time": "发布时间 发布日期 发表时间 发表日期 时间 日期 编辑日期 公开日期 生成日期 信息时间 录入时间 "
    "发表于 发布于",
    "weak_time": "更新时间 最后修改于",
    "document_time": "成文日期 发文日期",
    "source": "来源 信息来源 文章来源 新闻来源 稿件来源 稿源 来自 本文来源 转贴自 素材来源 供稿来源",
    "issuer": "发布机构 发文机构 发文机关 公开责任部门 发布单位",
    "author": "作者 文字作者 原作者 撰稿 撰文 文 文字 文图 文/图 通讯员 记者 本报记者 见习记者 全媒体记者 报道",
    "editor": "编辑 责编 责任编辑 网络编辑 值班编辑 编发",
    "reviewer": "审核 信息审核 审核人 审稿 编审 审签 初审 复审 终审 一审 二审 三审 一审一校 二审二校 三审三校",
    "credit": "校对 签发 统筹 监制 主编 美编 文章录入 发布者 发布人 发布员 供稿 供稿人 摄影 图片 图片作者 摄 供图 照片",
    "views": "浏览次数 浏览量 浏览 点击量 点击数 点击率 点击 阅读次数 阅读量 阅读 阅览 访问次数 人气 被浏览次数",
    "index_number": "索引号",
    "document_number": "文号 发文字号",
    "other": "主题词 组配分类 信息分类 有效性 内容概述",
}
TRADITIONAL: dict[str, str] = {
    "publish_time": "發布時間 發佈時間 發佈日期 發表時間 時間 編輯日期 公開日期 錄入時間 發表於 "
    "刊登日期 張貼日期 上版日期 公告日期",
    "weak_time": "更新時間 最後更新 最後更新日期 最後異動日期",
    "source": "來源 信息來源 文章來源 新聞來源 稿件來源 來自 轉載自",
    "issuer": "發布單位 發佈單位 發佈機構 公告單位",
    "author": "撰稿 撰文 記者 本報記者 特約記者 通訊員 採訪 採寫",
    "editor": "編輯 責任編輯 責編 網絡編輯 執行編輯",
    "reviewer": "審核 審稿 編審 終審 覆審 核稿",
    "credit": "攝影 圖片 發佈者 監製 校對 統籌 錄入",
    "views": "瀏覽次數 瀏覽量 點擊數 點擊率 點閱 點閱數 點閱次數 閱讀 瀏覽人次 人氣",
    "title": "標題",
    "other": "聯絡人 資料來源 關鍵字 電話",
}
VALUES = {
    "publish_time": "2020-04-03 14:30",
    "weak_time": "2020-04-03",
    "document_time": "2020年4月3日",
    "source": "云山科协",
    "issuer": "云山科协",
    "views": "1038",
    "index_number": "000014349/2020-00012",
    "document_number": "云科协发〔2020〕6号",
    "title": "关于印发《科普条例》（试行）的通知",
    "other": "科普",
}
PERSON = "谷雨田"
SIMPLIFIED = [(label, field) for field, labels in FIELDS.items() for label in labels.split()]
EVERY = SIMPLIFIED + [(label, field) for field, labels in TRADITIONAL.items() for label in labels.split()]
SPELLINGS = (
    "{label}：{value}",
    "{label}:{value}",
    "{label} ： {value}",
    "{label}：　{value}",
    f"{EDGE}{{label}}：{EDGE}{{value}}{EDGE}",
    f"{{label}}{EDGE}：{EDGE}{{value}}",
    "【{label}：{value}】",
    "（{label}：{value}）",
    "　{label}﹕{value}　",
    "| {label}: {value} |",
)


def values_of(field: str, line: str) -> list[str]:
    return [found.value.strip(f"{EDGE}】| ") for found in read_labels(line) if found.field == field]


@pytest.mark.parametrize(("label", "field"), EVERY)
def test_a_label_gives_its_value(label: str, field: str) -> None:
    value = VALUES.get(field, PERSON)
    for spelling in SPELLINGS:
        assert values_of(field, spelling.format(label=label, value=value)) == [value], spelling


@pytest.mark.parametrize(
    ("label", "field"), [(label, field) for label, field in EVERY if len(label) > 1 and "/" not in label]
)
def test_spaced_letters_are_one_label(label: str, field: str) -> None:
    value = VALUES.get(field, PERSON)
    for space in (" ", "　", "\xa0", "  ", "\u2002"):
        assert values_of(field, f"{space.join(label)}：{value}") == [value], repr(space)


@pytest.mark.parametrize(
    "following", ["作者：谷雨田", "发布时间：2020-04-03", "字体：大 中 小", "打印", "【字号", "点击："]
)
@pytest.mark.parametrize(("label", "field"), SIMPLIFIED)
def test_an_empty_value_never_takes_the_next_label(label: str, field: str, following: str) -> None:
    for gap in ("", " ", EDGE, "　"):
        first = read_labels(f"{label}：{gap}{following}")[0]
        assert (first.field, first.value) == (field, "")


@pytest.mark.parametrize(("label", "field"), SIMPLIFIED)
def test_a_value_ends_at_the_next_label(label: str, field: str) -> None:
    value = VALUES.get(field, PERSON)
    for following, gap in product(
        ("来源", "作者", "发布时间", "浏览次数", "责任编辑", "审核", "字体", "打印"), (" ", "　　", EDGE)
    ):
        assert value in values_of(field, f"{label}：{value}{gap}{following}：云海 关闭"), following


@pytest.mark.parametrize(
    "line",
    [
        *(
            "资金来源：财政拨款",
            "图片来源：新华社",
            "数据来源：统计局",
            "報名時間：2020-04-03",
            "报名时间：2020-04-03",
            "活动时间：4月3日",
        ),
        *("出生日期：1980-04-03", "截止日期：2020-04-03", "下载次数：33", "作者简介：教授", "版权声明：本站"),
        *("凡注明“来源：本网”的作品", "注明来源：云山网", "原文：见附件", "图文：见附件"),
    ],
)
def test_words_that_hold_a_label_are_none(line: str) -> None:
    fields = {found.field for found in read_labels(line) if found.value}
    assert not fields & {"publish_time", "source", "views", "editor", "reviewer"}
    assert "图文" in line or "author" not in fields


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("编辑 刘锐 编审 吕莹 监制 周虹宇", {"编辑": "刘锐", "编审": "吕莹", "监制": "周虹宇"}),
        ("編輯 劉銳　審核 呂瑩", {"编辑": "劉銳", "审核": "呂瑩"}),
        (
            "一审一校:洪晓晓 二审二校:万雪平 三审三校:江旺龙",
            {"一审一校": "洪晓晓", "二审二校": "万雪平", "三审三校": "江旺龙"},
        ),
        ("一审/一校：洪晓晓 三审 / 三校：江旺龙", {"一审/一校": "洪晓晓", "三审/三校": "江旺龙"}),
        ("文/方爱宁  摄/周霄佳", {"文": "方爱宁", "摄": "周霄佳"}),
        ("文|方爱宁 图|周霄佳", {"文": "方爱宁", "图": "周霄佳"}),
        ("作者｜方爱宁　编辑｜周霄佳", {"作者": "方爱宁", "编辑": "周霄佳"}),
        ("供稿/照片:离退处 李宁 编辑:曹含熙", {"供稿/照片": "离退处 李宁", "编辑": "曹含熙"}),
        ("作者:刘景远 胡国椿  来源:检察日报", {"作者": "刘景远 胡国椿", "来源": "检察日报"}),
        ("作者:张 三 来源:检察日报", {"作者": "张 三", "来源": "检察日报"}),
        (
            "日期:2022/11/17 14:46来源:镜湖区教育局作者:乐礼当阅读次数:",
            {"来源": "镜湖区教育局", "作者": "乐礼当", "阅读次数": ""},
        ),
        ("发布者:发布时间:2010-04-08浏览次数:1270", {"发布者": "", "发布时间": "2010-04-08", "浏览次数": "1270"}),
        ("来源:科技日报(记者 张三)作者:李四海", {"来源": "科技日报(记者 张三)", "作者": "李四海"}),
    ],
)
def test_lines_of_several_labels(line: str, found: dict[str, str]) -> None:
    read = {label.label: label.value.strip(EDGE) for label in read_labels(line)}
    assert {label: read.get(label) for label in found} == found


@pytest.mark.parametrize(
    ("printed", "iso"),
    [
        *[(text, "2020-04-03T14:30:00+08:00") for text in ("2020-04-03 14:30", "2020/4/3 14:30", "2020.04.03 14:30")],
        *[
            (text, "2020-04-03T14:30:00+08:00")
            for text in ("2020年04月03日14:30", "2020年4月3日 14时30分", "2020年4月3日 14點30分")
        ],
        *[
            (text, "2020-04-03T14:30:00+08:00")
            for text in ("03.04.2020  14:30", "2020-04-03T14:30:00+08:00", "2020－4－3 14：30")
        ],
        *[
            (text, "2020-04-03T14:30:12+08:00")
            for text in ("2020-4-3 14:30:12", "2020/04/03 14:30:12", "2020-04-03-14:30:12")
        ],
        *[
            (text, "2020-04-03")
            for text in ("2020-04-03", "[2020-04-03]", "(2020-04-03)", "20200403", "二〇二〇年四月三日")
        ],
        *[
            (text, "2020-04-03")
            for text in ("2020-04-03 00:00:00", "2020-04-03-23:59:59", "2020年4月3日 0:00", "民國109年4月3日")
        ],
        ("2020-04-03 01:39:11.0", "2020-04-03T01:39:11+08:00"),
        ("（2005-04-03 17:19PM）", "2005-04-03T17:19:00+08:00"),
        ("2020年4月3日 下午 5:19:00", "2020-04-03T17:19:00+08:00"),
        ("2021-09-154733", "2021-09-15"),
        ("3.4.20", None),
        ("4733-22-11", None),
    ],
)
def test_dates_in_every_spelling(printed: str, iso: str | None) -> None:
    moment = find_date(printed)
    assert (moment.iso if moment else None) == iso
