"""People as pages print them: 张 三、李四 王五 becomes three names; accounts and units are told apart."""

from __future__ import annotations

import re

from crawler.normalize.surnames import COMPOUND_SURNAMES, PLACES, SURNAMES

_SPLIT = re.compile(r"[、,，;；/／|｜&＆\n\t]+|\s+(?:和|与|及|and)\s+")
_SPACE = re.compile(r"[\s\u3000\xa0\0]+")
_HAN = re.compile(r"[\u4e00-\u9fff\u3400-\u4dbf〇]+")
_ACCOUNT = re.compile(
    r"^(?:admin\w*|administrator|root|test\w*|system|user\w*|guest|editor|webmaster|"
    r"[a-z][a-z0-9_.\-]{1,30}|[A-Za-z]{1,8}[_\-]?\d+\w*|\d+|\w{0,14}管理员\d*|佚名|匿名|未知|无|不详|"
    r"网站编辑|值班账号|"
    r"\w{0,10}账号|\w{0,10}帐号|网站管理|超级用户|网络|本站|本网|本站原创|小编|编辑部?|责编|null|None|"
    r"网友|转载|互联网|原创|系统)$",
    re.I,
)
_UNIT = re.compile(
    r"(?:科协|文联|残联|妇联|工会|商会|局|办|处|科|股|部|厅|委|院|所|会|社|报|网|台|站|中心|公司|政府|"
    r"学校|大学|学院|医院|协会|学会|集团|银行|支部|党委|党组|组|室|队|街道|镇|乡|村|县|市|区|省|团|联|"
    r"馆|厂|店|版|刊|小学|中学|法院|检察院|编辑部|时讯|資訊|资讯|快讯|日报|晚报|晨报|时报|客户端|融媒体|辦|"
    r"處|傳媒|传媒|工作室|办公室|课题组|记者站|通讯社|电视台|频道)$"
)


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_WORDS = _words(
    "党委 党组 党办 支部 团委 文联 管理员 完 全文 图片 图 节选 摘要 有删节 有删减 略 附图 文图 图文 "
    "下同 待续 未完待续 续 上 下 中 "
    "一 二 三 四 五 左 右 前 后 完毕 结束 资料图 资料图片 效果图 示意图 原文 摄 本文 来稿 供稿 单位 "
    "全国 高温 方案 金额 国家 安全 平安 平台 文件 时间 明天 今天 成立 成果 常委 主任 书记 "
    "方法 和平 有关 关于 高级 路线 应急 连续 相关 原因 信息 公开 公示 明确 项目 师生 原创 编辑 金融 "
    "商务 农业 农村 季度 全年 年底 单元 单项 管理 解读 解释 时评 时报 国际 向上 乐观 平均 平方米 万元 "
    "亿元 万人 千米 公里 公斤 试行 暂行 修订 修订版 征求意见稿 草案 关注 关闭 关閉 查看 查阅 游客 管理者 "
    "谢谢 于是 和谐 解决 安心 放心 向前 时候 容易 明显 宋体 "
    "时政 时事 高校 高清 国内 国風 文化 文旅 文明 文章 卫生 石油 党建 党史 党务 党课 廉政 法治 严选 于都 官方 "
    "全部 简体 简介 向导 历史 展开 显示 海外 港澳 房产 康养 舆情 单位 学校 路况 云端 水利 林业 牧业 平民 "
    "金句 金榜 万象 万家 毛笔 左侧 右侧 顶部 封面 来源 来自 丘陵 干事 党员 安装 计算 "
    "儲存 儲能 遲到 集体 多人 同上 待定 轮值 值班 通过 合格 完成 公布 "
    "代表 代理 代码 代办 代建 代课 代发 洪水 洪涝 洪峰 "
    "車輛 車站 連續 連絡 連線 強調 強化 強烈 紀念 紀錄 簡單 簡介 簡體 "
    "计划 应用 应届 强国 荣誉 荣获 支持 支付 成绩 成员"
)
# 文/干事 隋海燕: what people do, before who they are. A name alone may be one of these words: 作者：学生.
JOBS = _words(
    "干事 科员 主任科员 一级科员 教师 老师 学生 同学 实习生 志愿者 工作人员 见习 实习 辅导员 法官助理 检察官助理 "
    "宣传员 宣传委员"
)
_TAIL = re.compile(
    r"(?:摄影报道|文/图|图/文|文图|图文|摄影|攝影|报道|摄制|整理|综合报道|综合|綜合|编译|編譯|/文|/摄|文|摄|攝|等)$"
)
_LEAD = re.compile(
    r"^(?:本[报報]|本[网網]|本[台臺]|本刊|全媒[体體]|融媒[体體]?|[见見][习習]|[实實][习習]|特[约約]|首席|特派)?"
    r"(?:[记記]者|通[讯訊][员員]|[实實][习習]生|[编編][辑輯]|作者|撰文)[\s:：/／|｜]+"
    r"|^(?:文字|文|图|圖)[:：/／|｜]+"
    r"|^(?:本[报報]|本[网網]|[见見][习習]|[实實][习習]|特[约約])?(?:[记記]者|通[讯訊][员員])(?=[\u4e00-\u9fff]{2,4}$)"
)
# 图🖊 李慧: a pictogram, and what stands before it, are no letters of a name.
_PICTOGRAM = re.compile("(?:[文图圖摄攝字]\\s*)?[\u2190-\u21ff\u2300-\u27bf\u2b00-\u2bff\ufe0f\U0001f000-\U0001faff]+")
# 返回首页，查看更多: words of links.
_LINK_WORDS = re.compile(
    r"(?:返回|查看|点击|點擊|阅读[全原]|閱讀|更多|展开|收起|关注|關注|订阅|進入|进入|下载|下載|登录|登入|举报|檢舉|分享|打印|列印|"
    r"加入|打开|往期|扫码|掃描|扫描|複製|复制|[Tt][Aa]的|全部|我要|显示|隐藏).*"
)
_PUBLISHER = re.compile(
    r"(?:网|網|報|报|新聞|社|台|站|日报|晚报|新闻|新闻网|客户端|中心|局|办|办公室|厅|委|部|院|协会|学会|科协|"
    r"政府|发布|在线|传媒|资讯|資訊|時報|杂志|频道|云|公众号|微信|學會|協會|辦公室|辦|處|处|科|"
    r"[市县区省州镇乡]|联|会|报道|號|号)$"
)
_NO_PUBLISHER = re.compile(
    r"(?:国内|國內|国际|國際|社会|社會|时政|時政|财经|財經|体育|體育|综合|本地|今日|最新|图片|视频|"
    r"行业|公司|校园|部门|基层)新[闻聞]$|"
    r"首页|动态|公告|通知|栏目|列表|正文|位置|字号|打印|分享|评论|责任|登录|注册|\d{3}|[，。！？：:]|要闻|头条|工作"
)
# 李绍平/文 杨艳/图: who took the pictures wrote nothing.
_TOOK = re.compile(r"[\u4e00-\u9fff·]{2,4}\s*[/／]\s*(?:图|摄影?|攝影?|圖)(?=$|[\s、，,])")
_WROTE = re.compile(r"(?<=[\u4e00-\u9fff])\s*[/／]\s*(?:文字?|撰文)(?=$|[\s、，,])")
_TIME = re.compile(r"[\d:：/.\-年月日时分秒]+")
# Words around names that are no names: 南都记者 余毅菁 摄影报道.
_ROLE_WORD = re.compile(
    r"[\w《》]{0,8}(?:记者|記者|通讯员|通訊員|实习生|专栏作者|特约作者)|(?:摄影|攝影)?(?:报道|報道|"
    r"報導|报导)|摄影|攝影|"
    r"整合|综合|综合报道|文/?图|图/?文|文[并並/／]?[摄攝]|图片|整理|编译|编辑|"
    r"谢谢.{0,4}|感谢.{0,4}|您好|大家好|教授|副教授|研究员|博士|院士|网络整理|作者单位.*|单位.*"
)
# 台北報導, 綜合報導; but 王小明報導
_REPORTED = re.compile(r"([\u4e00-\u9fff]{1,8})(?:报道|報道|報導|报导|專電|专电|特稿)")
_POSITION = re.compile(
    r"[\u4e00-\u9fff]{2,}(?:教授|研究员|研究員|主席|书记|主任|院士|博士|校长|院长|会长|处长|局长|厅长|部长|秘书长|工程师|专家|总编|律师|医师|讲师)$"
)
_IS_A = re.compile(r"^(?:均?系|均为|分别)")
# 武汉大学历史学院郭伦
_UNIT_AND_NAME = re.compile(
    r"^([^由为的是对将把]{2,}(?:学院|大学|中学|小学|医院|科协|政府|局|处|科|股|部|厅|委|办|社|报|网|"
    r"中心))([\u4e00-\u9fff]{2,3})$"
)
_SENTENCE = re.compile(r"[的了有是对为被将]")
_ASIDE = re.compile(r"[（(【\[][^（）()【】\[\]]{0,40}[)）】\]]?")
_BETWEEN = re.compile(r"[\s、，,\0]{1,4}")
# No letter of what a report says of its people or of itself: 获悉, 走基层, 好故事.
_RARE_NAME = re.compile(
    r"[^\W\da-zA-Z_的了是在和与及为将等已由对从就走进到发好新大小上下前后内外本各我你他这那不有没无要会能可记者报道摄图编审校播"
    r"获悉看见问访说谈写讯电网站台社部局组委室处科员长师生们副正总原现兼主年月日时天第个次名件一二三四五六七八九十工作活动事故观察视点"
    r"][^\W\da-zA-Z_的了是在和与及为将等已由对从就走进到好上下前后内外各我你他这那不有没要会能记者报道摄图编审校播"
    r"获悉看见问访说谈写讯电网站台社部局组委室处科员们年月日时次件作活动事故察视点手录层线行任席授]{1,2}"
)
_FOREIGN = re.compile(r"[A-Z][A-Za-z.'’\-]+(?:\s[A-Z][A-Za-z.'’\-]*){1,3}")
_LONGEST_NAME = 24
_MOST = 30
_MOST_RARE = 6


def names_in(raw: str, *, strict: bool = False) -> list[str]:
    """The names in a printed value, in order. `strict`: nothing unless every part could be a person's name."""
    if not raw:
        return []  # as most sources have nobody behind them
    text = _PICTOGRAM.sub(" ", _ASIDE.sub(" ", raw[:400]))
    if _WROTE.search(text):
        text = _WROTE.sub(" ", _TOOK.sub(" ", text))
    names: list[str] = []
    for part in _SPLIT.split(text):
        names += _in_part(part, strict)
    names = [name for name in names if 2 <= len(name) <= _LONGEST_NAME]
    if any(looks_like_name(name) for name in names):
        # 李明远，云山大学教授: what follows says who that is.
        names = [name for name in names if looks_like_name(name) or not _POSITION.search(name)]
    if strict:
        people = [name for name in names if looks_like_name(name)]
        # 灰河乡 胡风怡: a unit before the name is no author, but any other word means this is no byline.
        if not people or any(name not in people and not is_unit(name) for name in names):
            return []
        return people[:_MOST]
    return names[:_MOST]


def could_sign(text: str) -> bool:
    """Whether people may be named so behind a role: 车同轨 书同文, a surname that no list has beside a known one."""
    if names_in(text, strict=True):
        return True
    words = [word for word in _BETWEEN.split(text.strip()) if word not in JOBS]
    sure = [word for word in words if looks_like_name(word)]
    if not sure or len(words) > 2 * len(sure) or len(words) > _MOST_RARE:
        return False
    # 高度 评价: two letters beside two letters may be any words.
    full = any(len(name) > 2 for name in sure)
    return all((full or len(word) > 2) and could_be_name(word) for word in words if word not in sure)


def could_be_name(word: str) -> bool:
    """Whether a word is no other word that we know; for those that stand among names alone."""
    return bool(_RARE_NAME.fullmatch(word)) and word not in _WORDS | PLACES | JOBS and not is_unit(word)


def looks_like_name(text: str) -> bool:
    """Whether a word could be a Chinese person's full name: a surname and one or two characters more."""
    if not _HAN.fullmatch(text.replace("·", "")) or text in _WORDS or text in PLACES:
        return False
    if "·" in text:
        return 4 <= len(text) <= 16 and not text.endswith(_DOTTED_UNITS)
    if text[:2] in COMPOUND_SURNAMES:
        return 3 <= len(text) <= 4
    if _UNIT.search(text) and len(text) > 2:
        return len(text) == 3 and text[0] in SURNAMES and not text.endswith(_UNIT_ENDS)
    return text[0] in SURNAMES and 2 <= len(text) <= 3 and not (len(text) == 2 and text[1] in "委办局处厅联部室组")


# 共享联盟·麦川站
_DOTTED_UNITS = ("站", "社", "报", "网", "台", "部", "局", "中心", "频道", "客户端")
_UNIT_ENDS = tuple("局办厅委院报网台站县市区省镇乡联社会村馆辦處部科处室队组所厂店版刊")


def is_account(name: str) -> bool:
    """Whether a name is an account or a stand-in (admin, 管理员, zjmm, 佚名), not a person or unit."""
    return bool(_ACCOUNT.match(name)) and not looks_like_name(name)


def is_unit(name: str) -> bool:
    """Whether a name is that of an organisation."""
    return bool(_UNIT.search(name)) and not looks_like_name(name)


def is_publisher(name: str) -> bool:
    """Whether a name reads like a medium or an office that publishes: 科技日报, 市科协, 新华社."""
    return bool(_PUBLISHER.search(name)) and len(name) >= 3 and not _NO_PUBLISHER.search(name)


def _in_part(part: str, strict: bool) -> list[str]:
    part = part.strip(" \t\xa0\u3000\0:：.。*·|-—")
    part = _LEAD.sub("", part)
    if _FOREIGN.fullmatch(part):
        return [part]
    words = [name for word in _joined([word for word in _SPACE.split(part) if word]) if (name := _bare(word))]
    people = [word for word in words if looks_like_name(word)]
    # 市林业局 窦春生: the unit before a name says where the author works.
    dropped = frozenset() if strict else JOBS
    return [word for word in words if word in people or not (is_unit(word) or word in dropped)] if people else words


def _joined(words: list[str]) -> list[str]:
    """张 三 is one name: a single character goes with the short word after it."""
    joined: list[str] = []
    place = 0
    while place < len(words):
        word = words[place]
        following = words[place + 1] if place + 1 < len(words) else ""
        if len(word) == 1 and _HAN.fullmatch(word) and 1 <= len(following) <= 2 and _HAN.fullmatch(following):
            joined.append(word + following)
            place += 2
        else:
            joined.append(word)
            place += 1
    return joined


def _bare(word: str) -> str:
    if len(word) >= 6 and (glued := _UNIT_AND_NAME.match(word)) and looks_like_name(glued[2]):
        return glued[2]
    if (reported := _REPORTED.fullmatch(word)) and (len(word) > 2):
        word = reported[1] if looks_like_name(reported[1]) else ""
    if (
        _ROLE_WORD.fullmatch(word)
        or _TIME.fullmatch(word)
        or (_LINK_WORDS.match(word) and not looks_like_name(word))
        or _IS_A.match(word)
        or (len(word) > 5 and _SENTENCE.search(word) and not is_unit(word))
    ):
        return ""
    word = _LEAD.sub("", word).strip("：:*·|-—_《》“”\"'")
    if len(word) > 3 and not looks_like_name(word):
        word = _TAIL.sub("", word)
    # 杨倩_NF4425: a staff number behind the name.
    return re.sub(r"(?<=[\u4e00-\u9fff])[_\-]?[A-Za-z]{1,4}\d{2,8}$", "", word)
