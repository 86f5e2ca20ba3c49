"""广元机关党建 (Guangyuan). A small CMS of 2019 whose list addresses are not known: both channels are found by name.

Assumed: the channels 通知公告 and 理论学习 (only 党建快讯 is printed on a known page). Not tried on the real site.
"""

from crawler import Channel, SiteSpider


class GyjgdjwSpider(SiteSpider):
    """The news of 广元机关党建."""

    name = "gyjgdjw"
    title = "广元机关党建"
    home = "http://www.gyjgdjw.gov.cn/"
    channels = (
        Channel("djkx", "党建快讯"),
        Channel("tzgg", "通知公告", assumed=True),
        Channel("llxx", "理论学习", assumed=True),
    )
