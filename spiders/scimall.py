"""科技工作者之家 (SciMall). An aggregator with an application of its own; no list address is known.

Both channels' names and the layout of its lists are assumed; they are found from the home page.
The tail (来源, 原文链接, 版权声明 …) is as the known article prints it. Not tried on the real site.
"""

from crawler import Channel, SiteSpider


class ScimallSpider(SiteSpider):
    """The news that 科技工作者之家 collects from associations and learned societies."""

    name = "scimall"
    title = "科技工作者之家"
    home = "https://www.scimall.org.cn/"
    channels = (
        Channel("kxdt", "科协动态", assumed=True),
        Channel("xhdt", "学会动态", assumed=True),
    )
    assumed = True
