"""淮安市科学技术局 (Huai'an). The city's CMS: nsetpage(1,total,size,…), page n is list_n.html or index_n.html.

Articles print no day: it comes from the list, else from the epoch milliseconds in the file name.
政策解读 has a known list; 党建工作 and 工作动态 are assumed names, found from the home page.
Not tried on the real site.
"""

from crawler import Channel, ListPage, SiteSpider


class KjjHuaianSpider(SiteSpider):
    """The news of 淮安市科学技术局."""

    name = "kjj_huaian"
    title = "淮安市科学技术局"
    home = "https://kjj.huaian.gov.cn/"
    channels = (
        Channel("djgz", "党建工作", assumed=True),
        Channel("gzdt", "工作动态", assumed=True),
        Channel("zcjd", "政策解读", "https://kjj.huaian.gov.cn/zcjd/list.html"),
    )
    listing = ListPage(items="div.lb-lb > ul > li", date=".lb-time")
