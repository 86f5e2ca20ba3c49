"""The body's markup: what may stay in it, tag by tag, and that nothing else does."""

from __future__ import annotations

import pytest

from crawler import read_article
from crawler.extract.markup import _SANITISER

A = "会议指出，要坚持问题导向，围绕产业需求布局创新链，推动成果就地转化，服务本地企业发展，完善科技创新体系。"
B = "会议要求，各单位要抓好会议精神的落实，定期报告进展，年底前完成全部任务，有关情况及时向社会公开通报。"
KEPT = """
br hr pre blockquote h2 h3 h4 h5 h6 ul ol li dl dt dd figure figcaption table thead tbody tfoot tr td th caption
b strong i em u s sub sup
""".split()  # noqa: SIM905 - a table reads better
DROPPED = "script style noscript textarea select button svg object iframe template title".split()  # noqa: SIM905


def markup(inside: str) -> str:
    """body_html of an article with this between its two paragraphs."""
    page = (
        "<html><head><title>科技活动周启动</title></head><body><h1>科技活动周启动</h1><p>发布时间：2020-01-01</p>"
        f'<div class="content"><p>{A}</p>{inside}<p>{B}</p></div></body></html>'
    )
    found = read_article(page.encode(), "http://www.yunshan.gov.cn/xw/1.html").body_html
    assert found and A in found and B in found
    return found


WRAPPED = {
    "li": "<ul><li>{}</li></ul>", "dt": "<dl><dt>{}</dt></dl>", "dd": "<dl><dd>{}</dd></dl>",
    "figcaption": "<figure><figcaption>{}</figcaption></figure>", "caption": "<table><caption>{}</caption></table>",
    **{name: f"<table><{name}><tr><td>{{}}</td></tr></{name}></table>" for name in ("thead", "tbody", "tfoot")},
    "tr": "<table><tr><td>{}</td></tr></table>", "td": "<table><tr><td>{}</td></tr></table>",
    "th": "<table><tr><th>{}</th></tr></table>", "br": "<p>{}<br>完</p>", "hr": "<p>{}</p><hr>",
    "table": "<table><tr><td>{}</td></tr></table>", "ul": "<ul><li>{}</li></ul>", "ol": "<ol><li>{}</li></ol>",
    "dl": "<dl><dd>{}</dd></dl>", "figure": "<figure>{}</figure>",
    **{name: f"<p><{name}>{{}}</{name}></p>" for name in ("b", "strong", "i", "em", "u", "s", "sub", "sup")},
}  # fmt: skip


@pytest.mark.parametrize("name", KEPT)
def test_a_tag_of_text_stays_without_its_attributes(name: str) -> None:
    whole = WRAPPED.get(name, f"<{name}>{{}}</{name}>").format("某市召开第三次科技创新工作会议，部署下一步工作。")
    found = markup(whole.replace(f"<{name}", f'<{name} onclick="x()" style="color:red" class="c" id="i"'))
    assert f"<{name}>" in found and "某市召开第三次" in found
    assert not any(word in found for word in ("onclick", "style", "class", "id="))


@pytest.mark.parametrize("name", DROPPED)
def test_a_tag_that_acts_is_gone_with_all_it_holds(name: str) -> None:
    found = markup(f"<{name}>alert(1)</{name}>")
    assert name not in found and "alert" not in found


@pytest.mark.parametrize("name", ["font", "center", "marquee", "form", "x-evil", "span", "section"])
def test_any_other_tag_is_gone_and_its_text_stays(name: str) -> None:
    found = markup(f"<p><{name} onload=x>附言如下，请各单位遵照执行。</{name}></p>")
    assert f"<{name}" not in found and "附言如下" in found and "onload" not in found


def test_links_pictures_and_cells_keep_what_they_need() -> None:
    link = '<p>详见<a href="/a.html" title="题" target="_blank" rel="x" onclick="x()">全文</a>，请查收。</p>'
    assert 'href="' in markup(link) and 'title="题"' in markup(link)
    assert not any(word in markup(link) for word in ("target", "rel=", "onclick"))
    picture = '<p><img src="/a.jpg" alt="图" title="题" width="9" onerror="x()" srcset="x"></p>'
    assert 'src="' in markup(picture) and 'alt="图"' in markup(picture) and 'title="题"' in markup(picture)
    assert not any(word in markup(picture) for word in ("width", "onerror", "srcset"))
    rows = '<tr><th colspan="2" rowspan="3" bgcolor=red>甲乙丙</th></tr><tr><td colspan="4" rowspan="5">丁</td></tr>'
    found = markup(f"<table border=1>{rows}</table>")
    assert all(
        f'{name}="{span}"' in found for name, span in (("colspan", 2), ("rowspan", 3), ("colspan", 4), ("rowspan", 5))
    )
    assert "border" not in found and "bgcolor" not in found


@pytest.mark.parametrize("scheme", ["javascript", "data", "vbscript", "file", "mailto", "ftp", "JaVaScRiPt"])
def test_links_lead_to_web_addresses_only(scheme: str) -> None:
    found = markup(f'<p>详见<a href="{scheme}:alert(1)">全文</a>，请查收。</p>')
    assert "alert(1)" not in found and "全文" in found


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_web_addresses_stay(scheme: str) -> None:
    assert f'href="{scheme}://b.cn/x"' in markup(f'<p>详见<a href="{scheme}://b.cn/x">全文</a>，请查收。</p>')


def test_comments_are_gone() -> None:
    assert "<!--" not in markup("<!-- <script>x</script> -->") and "script" not in markup(
        "<!--[if IE]><script>x</script>-->"
    )


@pytest.mark.parametrize("name", DROPPED)
def test_the_sanitiser_itself_drops_what_acts(name: str) -> None:
    """The reader takes most of these out before; what it leaves does not pass either."""
    assert _SANITISER.clean(f"<p>前</p><{name}>alert(1)</{name}><p>后</p>") == "<p>前</p><p>后</p>"


def test_the_sanitiser_itself_knows_paragraphs_and_headings_and_no_comments() -> None:
    text = "<h1>题</h1><p>文</p>"
    assert _SANITISER.clean(f"<!-- x -->{text}<!--[if IE]><script>x</script><![endif]-->") == text
