"""铜川市人民政府 (Tongchuan). Lists are news_list.rt?…pageNo=N; static article pages since 2017.

The columns' numbers are not known: the channels are found from the home page by name.
Both article layouts and both lists' classes are confirmed by public crawlers of the site;
公示公告 as a channel is assumed. Not tried on the real site.
"""

from crawler import ArticlePage, Channel, ListPage, Rule, SiteSpider


class TongchuanSpider(SiteSpider):
    """The news of 铜川市人民政府 and its departments."""

    name = "tongchuan"
    title = "铜川市人民政府"
    home = "https://www.tongchuan.gov.cn/"
    channels = (
        Channel("bmdt", "部门动态"),
        Channel("tcyw", "铜川要闻"),
        Channel("gsgg", "公示公告", assumed=True),
    )
    listing = ListPage(items="div.list > ul > li, .zilist_rlb > ul > li", date="span:last-child")
    articles = (
        ArticlePage(
            when="div.show-text",
            breadcrumb=Rule("div.position.border a", many=True, optional=True),
            body="div.show-text",
        ),
        ArticlePage(when=".zxshow_nr", body=".show_jj"),
    )
