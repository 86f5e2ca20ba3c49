"""Names as pages print them: split, joined, and told apart from accounts and units."""

from __future__ import annotations

import pytest

from crawler.normalize.people import could_sign, is_account, looks_like_name, names_in


@pytest.mark.parametrize(
    ("printed", "names"),
    [
        ("张三", ["张三"]),
        ("张 三", ["张三"]),
        ("张 三 丁晓光 李 四", ["张三", "丁晓光", "李四"]),
        ("韩 天露", ["韩天露"]),
        ("刘景远 胡国椿", ["刘景远", "胡国椿"]),
        ("汤诗瑶、丁涛", ["汤诗瑶", "丁涛"]),
        ("王五一；赵六合", ["王五一", "赵六合"]),
        ("南都记者 余毅菁 摄影报道", ["余毅菁"]),
        ("杨倩_NF4425", ["杨倩"]),
        ("市林业局 窦春生", ["窦春生"]),
        ("武汉大学历史学院郭伦", ["郭伦"]),
        ("德清县发改局", ["德清县发改局"]),
        ("Demi Xia", ["Demi Xia"]),
        ("阿依古丽·买买提", ["阿依古丽·买买提"]),
        ("周其森 教授", ["周其森"]),
        ("图🖊 林莫尘 葛玲珑", ["林莫尘", "葛玲珑"]),
        ("📷张三丰", ["张三丰"]),
        ("余方圆 向雪梅 返回首页，查看更多", ["余方圆", "向雪梅"]),
        ("點擊查看", []),
        ("王小明／台北報導", ["王小明"]),
        ("李四海报道", ["李四海"]),
        ("記者林小芳", ["林小芳"]),
        ("干事 谷雨田", ["谷雨田"]),
        ("实习生 谷雨田、见习 沈清明", ["谷雨田", "沈清明"]),
        ("学生", ["学生"]),
        ("Gu Yutian and Shen Qingming", ["Gu Yutian", "Shen Qingming"]),
        ("", []),
    ],
)
def test_names_are_split_and_joined(printed: str, names: list[str]) -> None:
    assert names_in(printed) == names


@pytest.mark.parametrize(
    "text", ["完", "图", "全文", "此件公开发布", "共印500份", "图片由主办方提供", "高温补贴", "今日海港区报", "见图"]
)
def test_what_is_no_byline_gives_no_names(text: str) -> None:
    assert names_in(text, strict=True) == []


@pytest.mark.parametrize("text", ["袁传仓", "灰河乡 胡风怡", "澄江县政法委 李树周", "陈一平 王仁", " 窦健康"])
def test_unlabelled_byline_gives_names(text: str) -> None:
    assert names_in(text, strict=True)


@pytest.mark.parametrize("name", ["admin", "管理员", "系统发布管理员", "zjmm", "佚名", "HN666", "12345", "值班账号"])
def test_accounts_are_no_people(name: str) -> None:
    assert is_account(name)


@pytest.mark.parametrize("name", ["张三", "欧阳若兰", "Demi Xia", "市科协", "管小平"])
def test_people_and_units_are_no_accounts(name: str) -> None:
    assert not is_account(name)


def test_units_do_not_look_like_names() -> None:
    assert [text for text in ("安监局", "文联", "党委", "教育厅", "方庄村") if looks_like_name(text)] == []


@pytest.mark.parametrize(
    "text",
    ["谷雨田 雨石磊", "雨石磊、谷雨田", "谷雨田 琼花", "教师 谷雨田", "傅石、谷雨田", "谷雨田 沈清 雨石磊 霜降雪"],
)
def test_a_rare_surname_among_names_signs(text: str) -> None:
    assert could_sign(text)


@pytest.mark.parametrize(
    "text",
    [
        "获悉",
        "雨石磊",
        "高度 评价",
        "谷雨田 走基层",
        "谷雨田 获悉",
        "谷雨田 副主任",
        "谷雨田 雨石磊 霜降月",
        "和平 发展",
        "",
    ],
)
def test_words_among_names_do_not_sign(text: str) -> None:
    assert not could_sign(text)


def test_common_surnames_are_known() -> None:
    for name in ("洪怡君", "赖建平", "賴建平", "代丽", "魯大海", "簡志明", "強小明", "紀文", "諸小青", "贝小康"):
        assert looks_like_name(name), name


def test_a_unit_with_a_dot_is_no_foreigner() -> None:
    assert names_in("范思源 共享联盟·麦川站 涂晓东") == ["范思源", "涂晓东"]
    assert looks_like_name("买买提·艾力")
