"""Names without a label: lines of their own, datelines and closing parentheses, simplified and traditional."""

from __future__ import annotations

import pytest

from crawler.extract.bylines import byline_line, closing_byline, opening_byline
from crawler.normalize.people import names_in


def authors(statements: object) -> list[str]:
    return [name for said in statements if said.field == "author" for name in names_in(said.raw)]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("本报记者 谷雨田 沈 清", ["谷雨田", "沈清"]),
        ("□ 青岚晚报记者 解子涵", ["解子涵"]),
        ("《瞭望台》作者 周纯一", ["周纯一"]),
        ("山海日報 記者林宸安／即時報導", ["林宸安"]),
        ("記者范姜佳/綜合報導", ["范姜佳"]),
        ("記者 歐陽小明、李四海／新北報導", ["歐陽小明", "李四海"]),
        ("【記者王小美／高雄報導】", ["王小美"]),
        ("【本報記者 陳大文 香港報道】", ["陳大文"]),
        ("文／記者林小芳 攝影／王大明", ["林小芳"]),
        ("文/本报记者 李雪松", ["李雪松"]),
        ("本报记者 冯雅文", ["冯雅文"]),
        ("本报记者冯雅文", ["冯雅文"]),
        ("本报记者 谷雨田 文", ["谷雨田"]),
        ("本报记者 谷雨田文", ["谷雨田"]),
        ("中央通訊社記者蘇志宗苗栗縣9日電", ["蘇志宗"]),
        ("记者 李明远 通讯员 赵大海 文/图", ["李明远", "赵大海"]),
    ],
)
def test_a_line_of_reporters_names_them(line: str, names: list[str]) -> None:
    assert authors(byline_line(line)) == names


@pytest.mark.parametrize(
    "line",
    [
        *(
            "记者 了解到",
            "记者从会上 获悉",
            "记者节 快乐",
            "记者 手记",
            "记者站 报道",
            "通讯员的工作",
            "作者为本报记者",
        ),
        *("新海社记者 陈晓光摄", "記者黃博郎攝", "中青网记者 韩海丹 摄影", "作者 返回首页", "记者 高雄報導"),
    ],
)
def test_a_line_that_names_no_writer_stays_unread(line: str) -> None:
    assert authors(byline_line(line)) == []


def test_a_photographer_is_a_credit() -> None:
    (said,) = byline_line("山海社记者 陈晓光摄")
    assert (said.field, said.role, said.raw) == ("credit", "摄影", "陈晓光")


@pytest.mark.parametrize(
    ("paragraph", "names"),
    [
        ("（海島社記者溫貴安台北22日電）行政部門表示，", ["溫貴安"]),
        ("（海島社記者 溫貴安 台北22日電）行政部門表示，", ["溫貴安"]),
        ("（海島社記者歐陽德明華盛頓3日專電）雙方表示，", ["歐陽德明"]),
        ("〔自立時報記者陳心瑜／台北報導〕市府宣布，", ["陳心瑜"]),
        ("[記者林保光/花蓮報導]縣府宣布，", ["林保光"]),
        ("（記者 張三豐 報導）縣府宣布，", ["張三豐"]),
        ("青岚社云山5月30日电（记者翟翔宇、刘奕湛）会议指出，", ["翟翔宇", "刘奕湛"]),
        ("本报讯（记者 荆文静 通讯员 沈平）近日，", ["荆文静", "沈平"]),
        ("（记者从会上了解到）近日，", []),
        ("（台北22日電）行政部門表示，", []),
        ("〔資料照／台北報導〕市府宣布，", []),
    ],
)
def test_a_dateline_names_its_reporters(paragraph: str, names: list[str]) -> None:
    assert authors(opening_byline(paragraph)) == names


@pytest.mark.parametrize(
    "paragraph",
    [
        "緩解。（編輯：蘇龍騰）1120221",
        "结束。（编辑：蘇龍騰）",
        "緩解。(責任編輯:蘇龍騰)",
        "緩解。（編輯 / 蘇龍騰）20230221。",
    ],
)
def test_an_editor_in_closing_parentheses(paragraph: str) -> None:
    said = list(closing_byline(paragraph.removesuffix("。")))
    assert [(one.field, one.raw) for one in said] == [("editor", "蘇龍騰")]


@pytest.mark.parametrize(
    "paragraph", ["中海社发（王一帆 摄）", "（王一帆/摄）", "（图/王一帆）", "（供图 王一帆）", "（王一帆攝）"]
)
def test_a_photographer_in_parentheses_is_a_credit(paragraph: str) -> None:
    assert [(said.field, names_in(said.raw)) for said in closing_byline(paragraph)] == [("credit", ["王一帆"])]


@pytest.mark.parametrize("paragraph", ["（王一帆 文/摄）", "（文并摄 王一帆）", "（王一帆 文/图）", "（文/王一帆）"])
def test_who_wrote_and_took_pictures_is_an_author(paragraph: str) -> None:
    assert authors(closing_byline(paragraph)) == ["王一帆"]


@pytest.mark.parametrize(
    ("paragraph", "source"),
    [
        ("取得了良好效果。（今日海港区报）", "今日海港区报"),
        ("取得了良好效果。(云山日报)", "云山日报"),
        ("取得了良好效果。（新华网）", "新华网"),
        ("取得了良好效果。（县融媒体中心）", "县融媒体中心"),
        ("取得了良好效果。（据云山日报）", None),
        ("取得了良好效果。（云山日报供图）", None),
        ("取得了良好效果。（互联网）", None),
        ("取得了良好效果。（年度工作简报）", None),
        ("取得了良好效果。（此件公开发布）", None),
        ("取得了良好效果。（市科协办公室）", None),
    ],
)
def test_a_medium_alone_in_closing_parentheses_is_the_source(paragraph: str, source: str | None) -> None:
    found = [said.raw for said in closing_byline(paragraph) if said.field == "source"]
    assert found == ([source] if source else [])


@pytest.mark.parametrize(
    ("paragraph", "names"),
    [
        ("取得了良好效果。（来源：云山新闻网 记者谷雨田）", ["谷雨田"]),
        ("取得了良好效果。（来源：云山新闻网）", []),
        ("取得了良好效果。（来源：云山新闻网 记者站）", []),
    ],
)
def test_who_wrote_for_the_source_in_parentheses(paragraph: str, names: list[str]) -> None:
    assert authors(closing_byline(paragraph)) == names


@pytest.mark.parametrize(
    ("paragraph", "names"),
    [
        ("临大新闻网6月22日电（通讯员 翁若楠 摄影 晁海波）6月20日下午，座谈会举行。", ["翁若楠"]),
        ("（中央社記者洪怡君台北15日電）受旺盛西南風影響，今天午後雷雨猛烈。", ["洪怡君"]),
    ],
)
def test_who_took_the_pictures_and_where_is_no_name_of_a_dateline(paragraph: str, names: list[str]) -> None:
    assert authors(opening_byline(paragraph)) == names
