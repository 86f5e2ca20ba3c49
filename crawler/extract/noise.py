"""Lines of a page that are not the article: tools, previous and next, disclaimers, site footers."""

from __future__ import annotations

import re

from lxml.html import HtmlElement

from crawler.extract.document import text_of
from crawler.extract.labels import Labelled, has_label, read_labels
from crawler.extract.outline import Line
from crawler.extract.vocabulary import ENGLISH, LABELS, PERSON_FIELDS, first_letters
from crawler.normalize.dates import find_date

# After such a line the article is over (unless most of its text still follows).
_END = re.compile(
    r"^[\s\W]{0,6}(?:[上下前后][一1]?篇|[上下前后]一?[条條个個页頁则則]\s*(?:[\d:：>»】\]|]|$|没有|無|无)|"
    r"网友评论|发表评论|我要(?:评论|留言|发表意见)|全部评论|评论区|友情链接|网站地图|"
    r"版权声明|免责声明|特别声明|郑重声明|版权所有|版权归|Copyright|©|返回顶部|回[顶頂][部端]|回上一?[页頁]|"
    r"打印本页|关闭本页|关闭窗口|打印正文|【?(?:打印|关闭|收藏|返回|纠错)】?\s*(?:【|$|关闭|打印|本页)|"
    r"分享(?:到|至|本文|文章)?\s*(?:[:：]|$|-|微信|微博|朋友圈|QQ)|"
    r"[扫掃]一[扫掃](?:\W{0,4}(?:二[维維]码)?\W{0,4}$|.{0,12}(?:手机|手機|打开|打開|关注|分享|下载|当前|本页))|我要纠错|【我要纠错】|举报\s*(?:$|文章|此|该|本)|"
    r"关键[词字]\s*[:：>]|相关热[词搜].{0,4}[:：]|[标標][签籤]\s*[:：]|Tags?\s*[:：]|[扫掃]描.{0,12}二[维維][码碼](?:\W{0,4}$|.{0,12}(?:关注|打开|下载|公众号|客户端|分享|更多|阅读))|正文已结束|您(?:对|认为)(?:本|该|此|以上).{0,16}(?:满意|有用|帮助)|"
    r".{0,6}[报爆]料(?:热线)?\s*[:：]|不感兴趣|网站标识码|主办单位\s*[:：].{0,40}承办单位|(?:ICP|.ICP)备)",
    re.I,
)
# These end it too, unless a sentence begins with them: 相关政策出台后，…; 最新发布的数据显示，….
_END_ALONE = re.compile(
    r"^[\s\W]{0,6}(?:相关(?:新闻|文章|阅读|信息|资讯|推荐|稿件|报道|链接|文件|内容|解读|政策|专题|文档)|"
    r"推荐(?:阅读|资讯|新闻|文章)|热门(?:推荐|文章|新闻|资讯|评论)|猜你喜欢|延伸阅读|延伸\W{0,3}推荐|为您推荐|"
    r"更多(?:新闻|文章|精彩|资讯|信息|>)|热点(?:新闻|推荐|排行)|精彩(?:推荐|图集)|最新(?:文章|资讯|新闻|评论|发布)|"
    r"点击排行|阅读排行|排行榜|关注我们|联系我们|关于我们|扫码(?:关注|阅读|分享|下载|打开|查看)|往期(?:回顾|推荐)|阅读原文)(?P<rest>.*)",
)
_SENTENCE = re.compile(r"^[^\s:：>》】\])）|].*[。；，]")
# 联系我们：0877-2012345，李老师 is a notice's own.
_OWN_CONTACT = re.compile(r"[:：]\D{0,16}\d{3}[\d\-—转，、\s]{4}")
# Asked of every line. That each alternative begins with one plain letter makes the search for those quick.
_FOOTER = re.compile(
    r"版权所有|公网安备|网站标识码|网安备|技术支持\s*[:：]|建议使用.{0,12}分辨率|违法和不良信息|未经.{0,12}(?:授权|许可)|"
    r"C(?i:opyright)|c(?i:opyright)|I(?i:CP)[备证]|i(?i:CP)[备证]|A(?i:ll Rights? Reserved)|a(?i:ll Rights? Reserved)"
)
# As quick, and for the same reason.
_REUSE = r".{0,120}(?:联系|删除|责任|注明|处理|负责|保留|追究)"
_FORBIDDEN = (
    r".{0,12}(?:授权|授權|许可|允许|书面|同意).{0,12}(?:不得|禁止|请勿|严禁).{0,20}"
    r"(?:[转轉][载載]|摘编|复制|使用|引用|镜像|传播|公開)"
)
_DISCLAIMER = re.compile(
    rf"转载{_REUSE}|版权{_REUSE}|著作权{_REUSE}|侵权{_REUSE}|不代表(?:本|其|赞同).{{0,20}}(?:观点|立场|证实)|"
    rf"仅供参考.{{0,30}}(?:不构成|投资)|凡.{{0,6}}(?:注明|标注)“?来源|凡本(?:网|站|报)|未经{_FORBIDDEN}|非經{_FORBIDDEN}"
)
_DISCLAIMER_START = re.compile(
    r"[【\[(（]?(?:免责|版权|特别|郑重)声明|(?:本文|文中|部分|以上)?图片.{0,6}(?:来自|来源于?)(?:网络|互联网)"
)
_DISCLAIMER_LETTERS = frozenset("【[(（免版特郑本文部以图")
# Laws and duties speak of copyright too: 第八条　未经许可，不得…; （三）版权登记管理，负责查处侵权案件.
_OF_ITSELF = re.compile(
    r"[转轉][载載]|本(?:网|站|文|平台|公众号|報|报|刊|号|图|網)|以上|侵权.{0,20}(?:联系|删|告知)|^.{0,4}(?:版权|免责|特别|郑重)(?:声明|所有|归)|"
    r"©|观点|图片|仅供参考|原创|来源[:：“]"
)
_NOTICE = re.compile(
    r".{0,8}(?:声明|聲明|凡|本文|本网|本網|本站|以上|文章|转载|轉載|未经|版权|图片|文中|部分|来源|注|特别|郑重|如)"
)
_OF_THE_SITE = re.compile(r"凡本|本(?:网|站|公众号|平台)")
_NUMBERED = re.compile(
    r"^\s*(?:第[一二三四五六七八九十百千\d]{1,6}[条章节款]|[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十\d]{1,3}[)）]|\d{1,2}[.．、])"
)
# Possessive: 大小 is also 大 and 小, and a line of eighty would be tried in every way. First of all the first letter is
# looked at: that alone tells most lines.
_TOOL_LINE = re.compile(
    r"(?=[\W\d字大中小默超打保收关關窗页本此正分到至和微新腾Q空朋好扫二在手语朗阅播视纠我返顶列繁简举点赞讚赏踩放缩加推复複链連地A-Z参"
    r"评条上下首尾末没无全展更来作编时浏次已订訂追留转轉社])(?:[\s\W]|字体|字号|大小|大|中|小|默认|超大|打印|保存|收藏|关闭|窗口|页面|本页|此页|此文|本文|"
    r"正文|分享|到|至|和|微信|微博|新浪|腾讯|QQ|空间|朋友圈|好友|扫一扫|二维码|"
    r"在手机(?:上)?打开当前页|手机|语音|朗读|阅读|播报|视力|保护色?|纠错|我要|返回|顶部|列表|繁体|简体|"
    r"举报|点赞|放大|缩小|加入|推荐|复制|链接|地址|A\+|A-|A|T(?![a-z])|\+|-|评论|参与|条|"
    r"上一?[篇页条]|下一?[篇页条]|首页|尾页|末页|没有了|无|全文|展开|收起|更多|来源|作者|编辑|时间|"
    r"浏览(?:次数|量|数)?|点击(?:数|量|率|次数)?|阅读(?:次数|量|数)?|次|\d|"
    r"已?[关關][注註]|订阅|訂閱|追蹤|打赏|赞赏|[赞讚赏踩顶]|留言|列印|字級|複製|連結|[转轉][发發寄]|社群|"
    r"facebook|twitter|linkedin|google|plurk|telegram|instagram|whatsapp|messenger|weibo|wechat|line|share|like|tweet|mail)++",
    re.I,
)
# 无, 大 and 时间 in a cell are a table's.
_TOOL = re.compile(
    r"打印|关闭|收藏|分享|字[体号]|二维码|扫一扫|微[信博]|返回|顶部|朗读|播报|纠错|[上下]一?[篇页条]|点赞|举报"
)
# 关键词：融合 above paragraphs is a heading among others.
_SUBHEADS = frozenset(["h2", "h3", "h4"])
_HEADS = frozenset(["无", "时间", "地址", "作者", "全文", "手机", "评论"])
# What a page says of itself, alone on its line: consent, a player that loads, a hint to scroll on. All hold one of
# these letters, and few other lines do.
_PAGE_LETTER = re.compile("[私载載冲取播滑漏广廣Dd听聽按暂击擊览阅访点點看字享藏转轉注评評言]")
_OF_THE_PAGE = re.compile(
    r"[請请]?同意.{0,12}[隱隐]私.{0,30}|.{0,8}(?:加[载載]|[载載]入|缓冲|[读讀]取)中?(?:\.{2,}|…+)|"
    r"(?:正在)?加[载載]中.{0,10}|自[动動]播放.{0,12}|[請请]?(?:[繼继][續续])?[向往上下]{1,2}滑[動动]?.{0,8}|"
    r".{0,24}新聞不漏接.{0,16}|(?:广告|廣告|AD)|(?:收听|聽新聞|听新闻|语音播报)[\s:：\d/]*|"
    r"[长長]按.{0,10}[二識识].{0,16}|暂无(?:简介|评论|标签)|[\W_]*(?:THE\s?)?END[\W_]*|.{0,6}点[击擊].{0,8}(?:蓝字|名片).{0,12}|"
    r"(?:本文|本页|该文)?(?:已被?|被|共)?(?:浏览|阅读|点击|访问)(?:次数|量)?[:：\s]*\d*\s*次?|"
    r"附件\s?\d{0,2}\s?【[^】]{1,80}】\s?已?下载\s?\d{0,6}\s?次|"
    r"[\W_]*点个?\W?(?:在看|赞).{0,12}|(?:本文|全文)(?:共|约)?(?:字数)?\W?\d{2,6}\s?字.{0,16}|(?:预计)?阅读(?:时间|时长|本文)\W?.{0,8}分钟\W?|"
    r"(?:[欢歡]迎)?(?:(?:分享|[点點][赞讚]|在看|收藏|[转轉][发發]|[关關]注|[评評][论論]|留言)[、，,/\s和]*){2,}\W*",
    re.I,
)
_PUNCTUATION = re.compile(r"[，。；！？、,;!?…”]")
_IMAGE_NAME = re.compile(r"[\w\-.（）() ]{1,80}\.(?:jpe?g|png|gif|bmp|webp)", re.I)
_IMAGE_ENDS = frozenset("gGfFpP")  # of jpg, jpeg, png, gif, bmp, webp
# 影片由省科协联合拍摄。 is a sentence.
_PHOTO_LINE = re.compile(
    r"(?:\s|记者|記者|通讯员|[\u4e00-\u9fff]{1,3}\s?/?)(?:(?<!拍)[摄攝]|翻[摄攝])(?:\s?\d{2,4}年\d+月\d+日)?[。）)]?$|"
    r"供[图圖][。）)]?$|^[◎▲△▼↑]\s?(?:[图圖]|供图|资料图|.{0,40}(?:截图|剧照|海报)$)|[/／][图圖][:：].{1,12}$|"
    r"[。\s](?:视觉中国|[东東]方IC|IC ?photo|人民视觉|CFP|GettyImages)\s*(?:资料图?片?|图片?|供图|发)?$|"
    r"[（(](?:[资資]料[图照圖]片?|示意[图圖]|翻[攝摄].{0,14}|取自.{0,20}|[图圖][/／:：|｜].{1,16}|(?:视频|影片|视讯)截图|"
    r"(?:图|圖|照片|图片|圖片).{0,10}提供)[)）]$"
)
_PHOTO_ENDS = frozenset("摄攝图圖)）日国料片发")
_PHOTO_LETTER = re.compile("[摄攝图圖]")
_COLON = re.compile("[:：]")
_LETTER = re.compile(r"[A-Za-z\u4e00-\u9fff]")
_MARKS = re.compile(
    r"(?=[\W_\dP浏您共使用微转正返赞赏分附图精高关])(?:#?PAGE_?BREAK#?|"
    r"\[NextPage\]|浏览器不支持嵌入式框架.*|您的浏览器不支持.{0,30}|"
    r"(?:【\d{1,2}】\s*){2,}|[\s\W_]{1,200}|"
    r"(?:共\s*\d+\s*页)?\s*(?=\d\s*\d)\d+(?:\s+\d+)*\s*(?:下一页)?|"
    r"(?:使?用)?微信扫.{0,16}(?:分享|关注|打开|一扫|二维码).{0,14}|转播到.{0,6}微博|"
    r"正文已结束.{0,40}|返回.{0,12}首页[>》]*|赞?\d*赏?分享|附件(?:信息|下载)?\s*[:：]|附件(?:信息|下载)?"
    r"|图集|\+\d|(?:精彩|高清)组图|关注本文|(?:#[^\s#]{1,20}\s*){2,}|返回.{0,8}[，,]?查看更多)",
    re.I,
)
# These may begin with anything, and are short.
_UNFOLDS = re.compile(
    r".{0,4}点击(?:查看|进入).{0,12}>>|"
    r".{0,8}(?:查看更多|展开全文|点击查看全文|点击展开|扫码阅读全文|阅读全文，请先登录|点击加载更多).{0,4}"
)
_LONGEST_UNFOLDING = 24
_FILE_NAME = re.compile(r"附件|download|\.(?:pdf|docx?|xlsx?|pptx?|wps|et|ofd|zip|rar|txt)\b", re.I)
_ORIGINAL_TITLE = re.compile(r"[（(【\[]?\s*(?:本文)?原(?:文)?标题\s*[：:].{0,150}")
_OWN_ADDRESS = ("本文链接：", "本文地址：", "本文网址：", "本文链接:", "本文地址:", "本文网址:")
_TAIL_LABELS = frozenset(["原标题", "标签", "关键词", "关键字", "所属分类", "所属栏目", "原文标题", "图片来源"])
_LABEL_FIELDS = frozenset({"publish_time", "weak_time", "source", "views", "original_url"}) | PERSON_FIELDS
_CREDIT_LETTERS = first_letters(
    label for label, field in LABELS.items() if field in _LABEL_FIELDS or label in _TAIL_LABELS
) | first_letters(ENGLISH)
_BEFORE_CREDITS = " \t\xa0\u3000\0\r\n（(【[—-|｜*※"
# 科普部 谷雨田 供稿
_LONGEST_GIVEN = 8
# （作者：贺一村，系某大学文学院教授） says more than a name.
_PRESENTS = re.compile(r"[，,]\s{0,3}(?:系|为|是|现任|现为|曾任|单位)")
_NUMERIC_DAY = re.compile(r"^[\s\0\[(（]*\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}:\d{2}:\d{2}")
# 记者：您是怎么走上科普之路的？ asks.
_SPOKEN = re.compile(r"[？?！!。]")
_LONGEST_CREDIT = 160
# 加载 in a cell may be a table's word, 长按识别二维码关注青岭科普 is not.
_LONGEST_WORD = 10
# What no announcement of an event says: 日期：2014年07月01日 信息来源：市档案馆 阅读次数：876 is a header.
_HEADER_ONLY = frozenset({"source", "views", "author", "editor"})


def ends_article(text: str) -> bool:
    """Whether a line is one of those that follow an article: 上一篇, 相关新闻, 版权声明."""
    if len(text) > 300:
        return False
    if _END.match(text):
        return True
    alone = _END_ALONE.match(text)
    if alone is None or _SENTENCE.match(alone["rest"]):
        return False
    return not (alone["rest"] and _OWN_CONTACT.match(alone["rest"]))


_RELATED = re.compile(
    r"^[\s\W]{0,6}(?:相关|推荐|热门|猜你|延伸|更多|热点|精彩|最新|点击排行|友情链接|网站地图|版权所有|"
    r"Copyright|网友评论|发表评论)"
)


def opens_related(text: str) -> bool:
    """Whether a line opens a list of other articles, or the site's footer: no label below it is the article's."""
    return len(text) <= 60 and bool(_RELATED.match(text))


# The heading of a box of other articles, alone on its line.
_BOX_HEAD = re.compile(
    r"[\s\W]{0,4}(?:(?:相[关關]|更多|推[荐薦]|延[伸展]|精[彩选選]|[热熱][门門点點]|最新|往期|猜你|[编編][辑輯]部?|[为為]您|其他|[扩擴]展)"
    r"(?:[相热熱][关關门門])?(?:新[闻聞]|文章|[阅閱][读讀]|[报報][道導]|推[荐薦]|信息|[资資][讯訊]|[链連][接結]|稿件|[内內]容|[图圖]片|[组組][图圖]|"
    r"[视視][频頻]|影音|[专專][题題]|解[读讀]|回[顾顧]|喜[欢歡]|[点點][阅閱]|[评評][论論]){1,2}|"
    r"(?:[阅閱][读讀]|[点點][击擊閱])?排行榜?|看更多|(?:[点點][击擊])?[进進]入[专專][题題])"
    r"[\s\W]{0,4}(?:more|MORE|更多)?[\s\W]{0,4}"
)


_DAY = re.compile(r"\d{1,4}[-/.年月]\d{1,2}")
_ENTRY_REST = 20


def is_link_line(line: Line) -> bool:
    """Whether a line is mostly link, the day beside it not counted: 科普大篷车进山区 2021-03-02."""
    size, links = len(line.text), line.links
    if links * 2 > size:  # line.linked, written out: this is asked of every line
        return True
    return links >= 4 and size - links <= _ENTRY_REST and bool(_DAY.search(line.text))


def opens_box(text: str) -> bool:
    """Whether a line is the heading of a box of other articles: 相关阅读, 【熱門點閱】, 精彩视频推荐."""
    return len(text) <= 24 and bool(_BOX_HEAD.fullmatch(text))


def closes_article(line: Line) -> bool:
    """Whether a line names the editors, as the last line of an article does: （责任编辑：张珺）."""
    if len(line.text) > 60 or not is_credit_line(line.raw):
        return False
    return any(label.field == "editor" for label in read_labels(line.raw))


def is_header_line(line: Line) -> bool:
    """Whether a line belongs to the header: labels, or a date with little beside it."""
    text = line.text
    if len(text) > 150 or "。" in text:
        return False
    if text[0] == "由" and len(text) <= 80 and _SUBMITTED.match(text):
        return True
    if has_label(line.raw):
        return not _PUNCTUATION.search(text) or text.count("：") + text.count(":") > 1
    moment = find_date(text)
    # （2007年6月29日第十届全国人民代表大会常务委员会第二十八次会议通过） belongs to the document.
    if text[0] in "（(" and text[-1] in "）)" and len(text) > 20:
        return False
    if moment is None:
        return False
    # 大通县政府网站 www.datong.gov.cn 发表日期：2018年3月1日 9:05 【编辑录入：王志刚】
    dated = any(label.field == "publish_time" and find_date(label.value) for label in read_labels(line.raw))
    return dated or len(text) - (moment.end - moment.start) <= 30


# Drupal: 由 admin 提交于 周三, 05/06/2020 - 11:20
_SUBMITTED = re.compile(r"由?.{0,24}(?:提交|发布|发表|發表|發佈|创建)[于於]\s?\W?(?:\d|[星周週]|[一二三四五六日]\b)")


def is_own_header(line: Line) -> bool:
    """Whether a line that opens the text still is the page's header: its labels, a day with a publisher."""
    text = line.text
    if len(text) > 150 or "。" in text:
        return False
    if text[0] == "由" and len(text) <= 80 and _SUBMITTED.match(text):
        return True
    found = read_labels(line.raw)
    if found and (len(found) > 1 or found[0].start <= 2):
        if _is_schedule(found) or any(_SPOKEN.search(label.value) for label in found):
            return False
        return any(label.field in _LABEL_FIELDS for label in found)
    return is_header_line(line) and not _PUNCTUATION.search(text)


def is_day_alone(text: str) -> bool:
    """Whether a line is hardly more than a day."""
    moment = find_date(text) if len(text) <= 24 and not has_label(text) else None
    return moment is not None and len(text) - (moment.end - moment.start) <= 4


def is_site_footer(text: str) -> bool:
    """Whether a line belongs to the site's footer."""
    return bool(_FOOTER.search(text[:300]))


def is_file_link(element: HtmlElement) -> bool:
    """Whether a link offers a file, by its address or its text."""
    if _FILE_NAME.search((element.get("href") or "")[:500]):
        return True
    return bool(_FILE_NAME.search(text_of(element)[:300]))


def is_photo_line(text: str) -> bool:
    """Whether a line is a caption by its photographer: 午门调试灯光。中新社记者 杜洋 摄. The picture may be gone."""
    if len(text) > 90 or text[0] in "（(":
        return False
    if text[-1] == "。":  # as nearly every paragraph's end
        return bool(_PHOTO_LETTER.search(text) and _PHOTO_LINE.search(text))
    return (text[-1] in _PHOTO_ENDS or text[0] in "◎▲△▼↑" or "/图" in text) and bool(_PHOTO_LINE.search(text))


def is_image_name(text: str) -> bool:
    """Whether a line is nothing but the file name of a picture."""
    return text[-1:] in _IMAGE_ENDS and bool(_IMAGE_NAME.fullmatch(text))


def is_noise(line: Line) -> bool:
    """Whether a line inside the article is none of its text."""
    if line.noise is None:
        line.noise = _is_noise(line)
    return line.noise


def _is_noise(line: Line) -> bool:
    text = line.text
    if text[0] in "原本" and ((line.linked and text.startswith("原文链接")) or text.startswith(_OWN_ADDRESS)):
        return True
    if len(text) <= _LONGEST_CREDIT:
        if _TOOL_LINE.fullmatch(text) and _LETTER.search(text) and not _is_value(line):
            return True
        if _is_of_the_page(text) and (len(text) > _LONGEST_WORD or not _in_cell(line)):
            return True
        if (
            is_image_name(text)
            or ("原" in text and _ORIGINAL_TITLE.fullmatch(text))
            or (_is_mark(text) and not _in_cell(line))
        ):
            return True
        if is_credit_line(line.raw) and not _heads_column(line) and line.block.tag not in _SUBHEADS:
            return True
    return len(text) < 300 and _is_disclaimer(text) and _is_notice(text)


def _is_of_the_page(text: str) -> bool:
    return len(text) <= 60 and bool(_PAGE_LETTER.search(text) and _OF_THE_PAGE.fullmatch(text))


def _is_mark(text: str) -> bool:
    return bool(_MARKS.fullmatch(text) or (len(text) <= _LONGEST_UNFOLDING and _UNFOLDS.fullmatch(text)))


def _in_cell(line: Line) -> bool:
    """Whether a line stands in a table cell, where √ and 2100 mean something."""
    return any(block.tag in ("td", "th") for block in (line.block, line.block.parent) if block is not None)


def _is_value(line: Line) -> bool:
    """Whether a line of words that tools use too is none: 无, a heading, or a table's 时间."""
    return line.text.strip("。；;.:：") in _HEADS or (
        _in_cell(line) and len(line.text) <= 4 and not _TOOL.search(line.text)
    )


def _heads_column(line: Line) -> bool:
    """Whether a cell holds a label alone, as the head of a table's column does: 编号 | 作者 | 单位."""
    return len(line.text) <= 6 and not _COLON.search(line.text) and _in_cell(line)


def _is_disclaimer(text: str) -> bool:
    return bool((text[0] in _DISCLAIMER_LETTERS and _DISCLAIMER_START.match(text)) or _DISCLAIMER.search(text))


def _is_notice(text: str) -> bool:
    if "来稿" in text or "投稿" in text:
        return False  # rules for contributors are an article's own text
    if not _OF_ITSELF.search(text) or (_NUMBERED.match(text) and not _OF_THE_SITE.search(text)):
        return False
    return text[:1] in "【[（(※*" or bool(_NOTICE.match(text))


def _is_schedule(found: tuple[Labelled, ...]) -> bool:
    """Whether 时间： or 日期： says when something takes place: a page prints its own day in numbers."""
    if any(label.field in _HEADER_ONLY for label in found):
        return False
    return any(
        label.label in ("时间", "日期") and label.value and not _NUMERIC_DAY.search(label.value) for label in found
    )


def is_credit_line(raw: str) -> bool:
    """Whether a line holds only labels and their values: 网络编辑:刘斌 信息审核:田野."""
    found = read_labels(raw) if _may_open_credits(raw) else ()
    if not found or _PRESENTS.search(raw):
        return False
    if not all(label.field in _LABEL_FIELDS or label.label in _TAIL_LABELS for label in found):
        return False
    before = raw[: found[0].start].strip(_BEFORE_CREDITS)
    if any(_SPOKEN.search(label.value) for label in found) or _is_schedule(found):
        return False
    return len(before) <= 1 and all(
        len(label.value) <= (300 if label.field == "original_url" else 60) for label in found
    )


def _may_open_credits(raw: str) -> bool:
    """Whether one of a line's first two letters begins a label, or names stand before the last word.

    Asked of every line, before its labels are read.
    """
    opening = raw.lstrip(_BEFORE_CREDITS)
    if opening[:1] in _CREDIT_LETTERS or opening[1:].lstrip(_BEFORE_CREDITS)[:1] in _CREDIT_LETTERS:
        return True
    return "供稿" in raw[-_LONGEST_GIVEN:]
