"""The breadcrumb, however it is set: with a lead or without, in one line or a cell a step; a menu is none."""

from __future__ import annotations

import pytest

from crawler import read_article

TEXT = "<p>" + "青岚县科学技术协会组织开展流动科技馆巡展活动，全县二十所学校的学生参观了展览。" * 3 + "</p>"
A = '<a href="/x/">{}</a>'.format


@pytest.mark.parametrize(
    ("path", "steps"),
    [
        (f"<div>您现在的位置：{A('首页')} &gt; {A('新闻')} &gt; {A('部门动态')} &gt; 正文</div>", ("新闻", "部门动态")),
        (f"<div class='pos'>{A('首页')} > {A('基层工会')} > 正文</div>", ("基层工会",)),
        (f"<div class='bread'>{A('首页')}>{A('互动交流')}>{A('意见征集')}</div>", ("互动交流", "意见征集")),
        ("<div class='loc'>首页 - 学会公告 - 会议纪要</div>", ("学会公告", "会议纪要")),
        ("<div class='dh'>网站首页 >> 新闻中心 >> 院所动态</div>", ("新闻中心", "院所动态")),
        (f"<nav class='breadcrumb'><ol><li>{A('Home')}</li><li>{A('News')}</li></ol></nav>", ("News",)),
        (
            "<div>当前位置：<table><tr><td><a>首页</a></td><td>></td><td><a>政务公开</a></td><td>></td><td><a>公示公告</a></td></tr></table></div>",
            ("政务公开", "公示公告"),
        ),
        (f"<div>{' - '.join(map(A, ('首页', '新闻', '北京', '汽车', '导航')))}</div>", ()),
        (f"<div>{' | '.join(map(A, ('首页', '政务公开', '办事服务')))}</div>", ()),
        (f"<ul><li>{A('首页')}</li><li>{A('政务公开')}</li><li>{A('办事服务')}</li></ul>", ()),
    ],
)  # fmt: skip
def test_a_path_is_read_and_a_menu_is_not(path: str, steps: tuple[str, ...]) -> None:
    page = f"<html><body>{path}<h1>流动科技馆走进青岚县</h1><div>发布时间：2023-04-05</div>{TEXT}{TEXT}</body></html>"
    assert read_article(page.encode(), "http://www.qlkx.gov.cn/a/1.html").breadcrumb == steps


@pytest.mark.parametrize(
    ("tag", "path", "steps"),
    [
        ("流动科技馆走进青岚县-青岚新闻网", "青岚新闻网 &gt; 图片新闻 &gt; 正文", ("图片新闻",)),
        ("流动科技馆走进青岚县_通知公告", "通知公告 &gt; 县级公告 &gt; 正文", ("通知公告", "县级公告")),
        ("流动科技馆走进青岚县-青岚县科协", "青岚县科协 &gt; 正文", ("青岚县科协",)),
        ("流动科技馆走进青岚县", "青岚县科协 &gt; 工作动态 &gt; 正文", ("青岚县科协", "工作动态")),
    ],
)
def test_the_sites_own_name_is_no_step(tag: str, path: str, steps: tuple[str, ...]) -> None:
    head = f"<html><head><title>{tag}</title></head><body><div class='mbx'>{path}</div>"
    page = f"{head}<h1>流动科技馆走进青岚县</h1><div>发布时间：2023-04-05</div>{TEXT}{TEXT}</body></html>"
    assert read_article(page.encode(), "http://www.qlkx.gov.cn/a/1.html").breadcrumb == steps
