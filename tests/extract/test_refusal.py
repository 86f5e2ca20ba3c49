"""Pages that are no answer are recognised; articles that speak of them are not."""

from __future__ import annotations

import pytest

from crawler.extract.encoding import decode
from crawler.extract.refusal import refusal
from tests.extract.labelled_pages import PAGES


@pytest.mark.parametrize(
    ("page", "status", "kind"),
    [
        ('<html><head><meta content="x"><script>$_ts={};</script></head><body></body></html>', None, "blocked"),
        ("<script>document.cookie='__jsl_clearance_s=1';location.href='/'</script>", 521, "blocked"),
        ("<html><script>var arg1='4D2F0A';var _0x4818=[];</script></html>", 200, "blocked"),
        ("<html><body></body></html>", 412, "blocked"),
        ("<html><script src='/a.js'></script></html>", 202, "blocked"),
        ("<title>访问验证</title><body>请完成安全验证后继续访问</body>", 200, "blocked"),
        ("<title>提示</title><body>您的请求疑似攻击行为，已被网站防火墙拦截</body>", 200, "blocked"),
        (
            "<title>页面不存在</title><body><div>首页 新闻</div><p>您访问的页面不存在或已删除</p></body>",
            200,
            "soft_404",
        ),
        ("<title>云山县</title><body><a href='/'>首页</a><h2>抱歉，该信息已被删除</h2></body>", 200, "soft_404"),
        ("<title>系统提示</title><body>请先登录后查看</body>", 200, "login"),
        (
            "<title>用户登录</title><form><input name=u><input type='password'><button>登录</button></form>",
            200,
            "login",
        ),
        ("<form>账号 <input name=u> 密码 <INPUT class=p TYPE=password> 验证码</form>", 200, "login"),
        ("<title>统一身份认证平台</title>" + "<p>首页 帮助 联系我们</p>" * 30 + "<input type=password>", 200, "login"),
        ("<title>云山县</title><body>网站维护中，请稍后再试</body>", 200, "maintenance"),
    ],
)
def test_refusal_is_recognised(page: str, status: int | None, kind: str) -> None:
    found = refusal(page, status=status)
    assert found is not None
    assert found.kind == kind


def test_empty_answer_with_a_guards_header_is_blocked() -> None:
    found = refusal("", headers={"wzws-ray": "1-2"})
    assert found is not None
    assert found.kind == "blocked"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: f"{page.family}-{page.name}")
def test_articles_are_no_refusals(page) -> None:  # type: ignore[no-untyped-def]
    assert refusal(decode(page.html.encode(page.charset, "ignore")).text, status=200) is None


@pytest.mark.parametrize(
    "page",
    [
        "<title>云山县</title><div><input type=password></div>" + "<a href=/x>栏目导航中心</a>" * 30,
        "<title>登录</title><input type=password>" + "<li><a href=/a>某某市召开会议</a>2024-01-05</li>" * 5,
        "<title>关于统一身份认证的通知</title><p>各单位：</p><p>时间：2024-01-05 来源：某局</p><input type=password>",
        "<title>搜索</title><input type=text name=password><p>没有结果</p>",
    ],
)
def test_a_password_field_in_a_corner_is_no_log_in_page(page: str) -> None:
    assert refusal(page, status=200) is None


@pytest.mark.parametrize("mark", ["<script>", "<title>", "<!--", "<", "document.cookie", "<p ", "<style", ">啊，"])
def test_broken_markup_stays_cheap(mark: str) -> None:
    refusal(mark * 50_000)
