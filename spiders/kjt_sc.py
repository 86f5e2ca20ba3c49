"""四川省科学技术厅 (Sichuan). `newschild.shtml` lists now; articles until about 2019 came from a JEECMS (`.jhtml`).

公示通知 has a known list; 工作动态 and 党建工作 are assumed names, found from the home page.
Not tried on the real site.
"""

from crawler import Channel, SiteSpider


class KjtScSpider(SiteSpider):
    """The news of 四川省科学技术厅."""

    name = "kjt_sc"
    title = "四川省科学技术厅"
    home = "https://kjt.sc.gov.cn/"
    channels = (
        Channel("gstz", "公示通知", "https://kjt.sc.gov.cn/kjt/gstz/newschild.shtml"),
        Channel("gzdt", "工作动态", assumed=True),
        Channel("djgz", "党建工作", assumed=True),
    )
