"""Choosing among statements: precedence, refinement, conflicts, credits, the content digest."""

from __future__ import annotations

from dataclasses import replace

from crawler.items import Attachment, Printed, Said
from crawler.normalize.article import normalize_article
from crawler.site import Channel, Site

URL = "http://www.yunshan.gov.cn/xw/1.html"
SITE = Site(
    name="yunshan", title="云山县人民政府", home="http://www.yunshan.gov.cn/", channels=(Channel("xw", "新闻"),)
)
META = Said(field="publish_time", raw="2020-04-03", method="meta", locator="meta[name=PubDate]")
LABEL = Said(field="publish_time", raw="2020-04-03 14:30", method="label", locator="header: 发布时间：")
LISTED = Said(field="publish_time", raw="2020-04-05", method="list", locator="list entry")


def read(*said: Said, **more: object) -> Printed:
    return Printed(url=URL, said=said, **more)  # type: ignore[arg-type]


def test_more_precise_time_of_the_same_day_wins_and_both_are_evidence() -> None:
    article = normalize_article(read(META, LABEL))
    assert (article.publish_time, article.publish_precision) == ("2020-04-03T14:30:00+08:00", "minute")
    assert article.provenance["publish_time"].raw == "2020-04-03 | 2020-04-03 14:30"


def test_other_days_are_kept_as_warnings() -> None:
    article = normalize_article(read(META, LISTED))
    assert article.publish_time == "2020-04-03"
    assert article.warnings == ("publish_time: meta and list differ by 2 days",)


def test_a_year_that_a_list_did_not_print_is_no_conflict() -> None:
    earlier = Said(field="publish_time", raw="2021-04-03", method="list", locator="list entry")
    assert normalize_article(read(META, earlier)).warnings == ()


def test_rule_beats_everything() -> None:
    rule = Said(field="publish_time", raw="2019-01-01", method="rule", locator="span.date")
    assert normalize_article(read(META, LABEL, rule)).publish_time == "2019-01-01"


def test_unreadable_value_gives_way_to_the_next() -> None:
    broken = Said(field="publish_time", raw="加载中", method="meta", locator="meta[name=PubDate]")
    assert normalize_article(read(broken, LABEL)).publish_time == "2020-04-03T14:30:00+08:00"


def test_meta_author_is_never_believed_alone() -> None:
    operator = Said(field="author", raw="王操作", method="meta", locator="meta[name=author]")
    assert normalize_article(read(operator)).author == ()


def test_own_name_resolves_to_the_sites_title_when_known() -> None:
    own = Said(field="source", raw="本网", method="label", locator="header: 来源：", role="来源")
    assert normalize_article(read(own)).source == "本网"
    article = normalize_article(read(own), site=SITE)
    assert (article.source, article.source_raw) == ("云山县人民政府", "本网")


def test_accounts_stay_in_credits_with_a_warning() -> None:
    editor = Said(field="editor", raw="zjmm", method="label", locator="footer: 责任编辑：", role="责任编辑")
    article = normalize_article(read(editor))
    assert article.editor == ()
    assert [(credit.role, credit.name) for credit in article.credits] == [("责任编辑", "zjmm")]
    assert article.warnings == ("editor: 责任编辑 zjmm looks like an account",)


def test_printed_heading_beats_the_joined_meta_title() -> None:
    meta = Said(field="title", raw="主标题在前 副标题在后", method="meta", locator="meta[name=ArticleTitle]")
    heading = Said(field="title", raw="主标题在前", method="heuristic", locator="h1")
    assert normalize_article(read(meta, heading)).title == "主标题在前"


def test_digest_ignores_counters_and_guessed_dates() -> None:
    views = Said(field="views", raw="12", method="label", locator="header: 浏览：")
    plain = read(LABEL, paragraphs=("正文。",))
    assert _digest(plain) == _digest(replace(plain, said=(*plain.said, views)))
    assert _digest(read(LISTED)) == _digest(read())
    assert _digest(read(LABEL)) != _digest(read())
    assert _digest(read(paragraphs=("一",))) != _digest(read(paragraphs=("二",)))


def test_digest_knows_attachments_by_address_and_name_not_by_bytes() -> None:
    file = Attachment(url="http://a.cn/1.pdf", name="附件")
    fetched = replace(file, sha256="00")
    assert _digest(read(attachments=(file,))) == _digest(read(attachments=(fetched,)))
    assert _digest(read(attachments=(file,))) != _digest(read())


def _digest(printed: Printed) -> str | None:
    return normalize_article(printed).content_sha256
