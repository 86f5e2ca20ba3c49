"""The words that pages print around their values: labels by field, tools, and the traditional forms of both.

Data only. A label stands here once; matching is crawler.extract.labels' work.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

# Fields of the record, plus: credit (a printed role without a field of its own), weak_time (dates of an
# update), document_time (dates of the document, not of its publication), other (ends a value, says nothing).
_LABELS: dict[str, str] = {
    "publish_time": (
        "发布时间 发布日期 发表时间 发表日期 发稿时间 发布于 发表于 公开日期 公开时间 公布日期 "
        "公布时间 生成日期 编辑日期 信息时间 "
        "信息发布时间 录入时间 添加时间 加入时间 上传时间 上网时间 上传日期 提供时间 刊发时间 刊登时间 刊登日期 "
        "公告日期 公告时间 张贴日期 上版日期 上架日期 发稿日期 时间 日期"
    ),
    "weak_time": (
        "更新时间 更新日期 最后修改于 最后修改 修改时间 修改日期 最近更新 最后更新 最后更新日期 最后更新时间 "
        "最后异动日期 异动日期 更新于 更新"
    ),
    "document_time": "成文日期 成文时间 发文日期 发文时间 印发日期 印发时间 签发日期 制发日期",
    "source": (
        "来源 来源于 信息来源 文章来源 新闻来源 稿件来源 内容来源 文件来源 消息来源 本文来源 供稿来源 "
        "素材来源 来稿来源 稿源 来自 转贴自 转载自 转自 摘自 "
        "文章出处 出处 来源媒体 来源网站 来源单位 来源部门 来源处室"
    ),
    "author": (
        "作者 文字作者 原作者 文章作者 本文作者 稿件作者 撰稿 撰稿人 撰文 撰写 撰写人 执笔 采写 文 "
        "文字 文图 图文 文/图 图/文 文|图 文字/图片 文字图片 文字/摄影 "
        "记者 本报记者 本网记者 本台记者 本刊记者 见习记者 实习记者 全媒体记者 融媒体记者 特约记者 "
        "首席记者 通讯员 特约通讯员 本报通讯员 "
        "特派记者 实习生 文字记者 报道 采访 作者单位及姓名 撰稿/摄影 文/摄影"
    ),
    "editor": (
        "编辑 责编 责任编辑 网络编辑 网站编辑 值班编辑 编发 本期编辑 本文编辑 执行编辑 文字编辑 "
        "图文编辑 新媒体编辑 微信编辑 实习编辑 见习编辑 实习责编 见习责编 "
        "网编 编辑人 编辑员 编辑人员 责任编缉 责任编 编缉"
    ),
    "reviewer": (
        "审核 信息审核 审核人 审核人员 内容审核 责任审核 审核员 审稿 审稿人 编审 责任编审 审签 审签人 审定 "
        "审阅 审读 初审 复审 终审 初审人 复审人 终审人 "
        "初核 复核 核稿 一审 二审 三审 一审一校 二审二校 三审三校 一审/一校 二审/二校 三审/三校 "
        "一审人 二审人 三审人 审核/发布"
    ),
    "credit": (
        "校对 责任校对 校核 审校 校审 一校 二校 三校 签发 签发人 核发 统筹 监制 总监制 出品 出品人 "
        "策划 主编 总编 总编辑 执行主编 副主编 美编 美术编辑 "
        "文章录入 信息录入 编辑录入 录入编辑 录入 录入者 录入人 录入员 发布者 发布人 发布员 信息发布 信息员 上传 "
        "上传者 上传人 供稿 供稿人 供稿者 供稿单位 来稿 投稿 投稿人 "
        "摄影 摄影记者 图片记者 视频记者 摄影作者 图片作者 图片 图片摄影 图 摄 摄像 供图 供图单位 照片 视频 "
        "剪辑 制图 设计 制作 排版 责任排版 版式 美工 校稿 拍摄 图编 审发 "
        "编导 主播 播音 配音 翻译 编译 编校 编委 值班编委 "
        "值班主任 值班总编 值班主编 技术 海报 供稿/照片 文稿 拟稿 拟稿人 责任人 会签 总编审 组稿 "
        "转载编辑 视频编辑 点评 监审 总监审 预审 校译 译校 文案 信息提供 信息报送 报送人"
    ),
    "views": (
        "浏览次数 浏览量 浏览数 浏览 点击次数 点击量 点击数 点击率 点击 阅读次数 阅读量 阅读数 阅读 "
        "阅览 阅览次数 访问次数 访问量 人气 人气指数 "
        "被浏览 已被浏览 被阅读 已被阅读 被点击 "
        "被浏览次数 查看次数 查看 点阅次数 点阅 点阅数 点阅人次 点阅率 浏览人次 阅读人次 阅读人数 浏览人数 访问人次 "
        "已浏览 已阅读 已阅 本文已被浏览 围观 热度"
    ),
    "document_number": "发文字号 文号 文件编号 文件号 公文文号 发文文号 文件字号",
    "index_number": "索引号 索引 信息索引号 索引编号 公开索引号 索取号",
    "issuer": (
        "发布机构 发文机构 发文机关 发文单位 发布单位 发布部门 发布机关 公开责任部门 公开责任单位 "
        "制发机关 制文机关 发布处室 发布科室 公开主体 公开机构 "
        "责任部门 信息提供单位 公告单位 张贴单位 提供单位"
    ),
    "original_url": "原文链接 原文地址 原文网址 原始链接 来源链接 来源网址 文章链接",
    "title": "标题 文章标题 公告标题 信息标题 新闻标题",
    "other": (
        "名称 信息名称 文件名称 主题 主题词 主题分类 组配分类 信息分类 公开分类 公开类别 "
        "公开方式 公开范围 公开形式 公开时限 公文种类 公文类别 内容概述 "
        "有效性 有效期 是否有效 时效性 生效日期 废止日期 失效日期 实施日期 施行日期 效力状态 体裁 "
        "体裁分类 服务对象 服务对象分类 关键词 关键字 栏目 所属栏目 "
        "所属分类 信息类别 文章类别 类别 分类 类型 属于 专题 标签 评论 评论数 评论次数 回复 跟帖 "
        "原标题 原文标题 版权声明 免责声明 声明 电话 联系电话 咨询电话 "
        "邮箱 电子邮箱 网址 地址 邮编 传真 联系人 联络人 承办人 图片来源 数据来源 资料来源 视频来源 资金来源 "
        "收入来源 经费来源 能源来源 题图 封面 报名时间 活动时间 会议时间 "
        "开始时间 结束时间 截止时间 截止日期 出生日期 公示时间 公示日期 公示期 有效时间 办公时间 "
        "开放时间 创建时间 抓取时间 当前时间 生成时间 页面生成时间 下载次数 下载量 下载 "
        "字数 大小 文件大小 文章字数 全文字数 资料 项目名称 受理时间 办理时间 答复时间 来信时间 "
        "提问时间 留言时间 审核时间 编审时间 签发时间 点赞 转发 分享次数 收藏次数 支持 反对 "
        "所属地区 地区 所在地 语言 文章编号 编号 期号 刊期 导读 摘要 简介 内容摘要 内容提要 提要 "
        "核心提示 附件 附件下载 链接 上一篇 下一篇 上一条 下一条 "
        "相关链接 相关新闻 相关阅读 相关文章 作者单位 作者简介 编者按 编者注 来源说明 主办 承办 "
        "主办单位 承办单位 协办单位 时长 播放 播放次数 播放量"
    ),
}

# Words of reading tools: they end a value without needing a colon.
TOOLS: tuple[str, ...] = (
    *(
        "【字",
        "[字",
        "【大",
        "[大",
        "字体",
        "字號",
        "字号",
        "字體",
        "打印",
        "列印",
        "保存",
        "收藏",
        "关闭",
        "關閉",
        "分享",
        "扫一扫",
        "视力",
    ),
    *(
        "纠错",
        "繁体",
        "放大",
        "缩小",
        "A+",
        "A-",
        "T|T",
        "+ -",
        "背景颜色",
        "大 中 小",
        "双击",
        "滚屏",
        "朗读",
        "听新闻",
        "参与互动",
    ),
    *("我有话说", "手机扫", "小字", "大字"),
)
# Words that also occur in names (微信公众号“科协之声”): they end a value only as words of their own.
LOOSE_TOOLS: tuple[str, ...] = (
    *(
        "微信",
        "微博",
        "推荐",
        "语音",
        "复制",
        "返回",
        "举报",
        "点赞",
        "默认",
        "我要评论",
        "手机看",
        "客户端看",
        "用手机",
        "扫码",
        "我要",
    ),
)


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


LABELS: dict[str, str] = {label: field for field, labels in _LABELS.items() for label in labels.split()}

# Labels of pages in English, also in a Chinese site's shell: with a colon, where a piece of a line begins.
ENGLISH: dict[str, str] = {
    **dict.fromkeys(("Source", "SOURCE"), "source"),
    **dict.fromkeys(("Author", "Authors", "Writer", "Reporter", "Reporters", "By", "Written by", "Text by"), "author"),
    **dict.fromkeys(("Editor", "Editors", "EDITOR", "Edited by", "Web editor", "Web Editor"), "editor"),
    **dict.fromkeys(("Photo by", "Photos by", "Proofreader", "Proofread by", "Translator", "Photographer"), "credit"),
    **dict.fromkeys(("Updated", "Last updated", "Last Updated"), "weak_time"),
    **dict.fromkeys(("Published", "Release time", "Release Time", "Publish time", "Publish Time"), "publish_time"),
}

# Labels that a value may follow without a colon: 编辑 刘锐 编审 吕莹, 文/方爱宁, 来源 | 棱镜.
PERSON_FIELDS = frozenset({"author", "editor", "reviewer", "credit"})

# One-character labels and those that are everyday words need a boundary on their left, even inside a line of labels.
WEAK_LABELS = _words(
    "文 图 摄 时间 日期 更新 来自 图片 视频 照片 设计 制作 技术 采访 报道 阅读 浏览 查看 主题 分类 "
    "类型 附件 地址 链接 下载 专题 声明 简介 支持 反对 "
    "名称 标题 编号 大小 字数 资料 上传 审定 审阅 核稿 主办 承办 点评 地区 语言 电话 索引 责任人 出品 "
    "采写 执笔 点击 回复 热度 播放 时长 标签 转发 围观 "
    "报名时间 主编 总编 签发 录入 投稿 来稿 网址 摘要 导读 提要 评论"
)

# What follows them on a line are the titles of other articles.
ELSEWHERE = _words("上一篇 下一篇 上一条 下一条 相关链接 相关新闻 相关阅读 相关文章")

# Same length, so that places in the simplified text are places in the printed one.
SIMPLIFIED = str.maketrans(
    "來編輯緝責記報導發佈時間點擊瀏覽閱讀審稿攝圖訊員錄號關體類別題標見習實終複覆復對簽籤監製統籌採寫執筆轉載貼機構網絡"
    "單數響應聞專傳內創動務協臺後圍聲處廢開當態總擬據無權條欄氣熱狀種稱簡約經結聯範視觀計議論設訪評詞譯話詢語說"
    "費資讚贊郵鏈鍵長問頁項頻於區組異張樣啟隊電",
    "来编辑缉责记报导发布时间点击浏览阅读审稿摄图讯员录号关体类别题标见习实终复复复对签签监制统筹采写执笔转载贴机构网络"
    "单数响应闻专传内创动务协台后围声处废开当态总拟据无权条栏气热状种称简约经结联范视观计议论设访评词译话询语说"
    "费资赞赞邮链键长问页项频于区组异张样启队电",
)

_TRADITIONAL = re.compile(f"[{''.join(map(chr, SIMPLIFIED))}]")


def simplified(text: str) -> str:
    """A text with traditional letters of labels in their simplified form. Most have none: that is asked first."""
    return text.translate(SIMPLIFIED) if _TRADITIONAL.search(text) else text


def first_letters(labels: Iterable[str]) -> frozenset[str]:
    """The letters that labels begin with, also in the traditional forms that stand for them."""
    simple = {label[0] for label in labels}
    return frozenset(simple | {chr(old) for old, new in SIMPLIFIED.items() if chr(new) in simple})


# Blocks that hold no article, by words of their id and classes. A wrapper named so may still hold most of the page:
# what is no article in any case stands in ALWAYS_NOISE.
# Words of ids and classes, between white space and hyphens.
NOISE_NAMES = frozenset(
    [
        *("nav", "navbar", "navigation", "menu", "sidebar", "side", "aside"),
        *("related", "relate", "recommend", "tuijian"),
        *("share", "comment", "comments", "comment_list", "comment_box", "comment_area", "pinglun", "reply"),
        *("footer", "foot", "copyright", "breadcrumb", "breadcrumbs", "crumb", "crumbs", "position", "hot", "rank"),
        *("ranking", "prev", "next", "prevnext", "pager", "pagenav", "page_nav", "pagesnav", "pages_nav", "pagination"),
        *("tool", "tools", "toolbar", "ewm", "qrcode", "login", "search", "advert", "adverts", "ad", "ads", "banner"),
        *("friendlink", "friendlinks", "links", "tags", "disclaimer", "statement", "xgxw", "xgyd", "xglj", "xgwz"),
        *("sxp", "hotnews", "relatednews", "related_news", "box_share"),
    ]
)
# With any letters behind them.
NOISE_FAMILIES = re.compile(r"(?:^|[\s\-])(?:bdshare|jiathis|recommend)\w*(?:$|[\s\-])")
ALWAYS_NOISE = re.compile(
    r"(?:^|[\s\-])(?:comments?|comment[_-]?(?:list|box|area)|pinglun|reply|related|recommend\w*)(?:$|[\s\-])"
)
NOISE_TAGS = frozenset(["nav", "footer", "aside"])
