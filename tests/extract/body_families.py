# ruff: noqa: E501 - pages are written as servers send them
"""Bodies in the surroundings that families of content systems put around them, typed before the reader was run."""

from __future__ import annotations

from tests.extract.body_pages import LINKS, SHARE, A, B, BodyPage, C, D, p, page

TITLE = "全市科普工作联席会议召开"
LIST = "".join(
    f'<li><a href="../info/1116/594{n}.htm" title="{t}">{t}</a></li>'
    for n, t in enumerate(("我校召开保密工作会议", "图书馆寒假开放安排", "科研院召开例会"), 1)
)
INDEX = """<table class="xxgk_bg"><tr><td>索 引 号：</td><td>530000-2021-00012</td><td>主题分类：</td><td>科技、教育</td></tr>
<tr><td>发布机构：</td><td>市科技局</td><td>发文日期：</td><td>2021-04-12</td></tr><tr><td>文　　号：</td><td>青科发〔2021〕8号</td><td>有 效 性：</td><td>有效</td></tr></table>"""

PAGES: list[BodyPage] = [
    BodyPage(
        "hanweb: tools and related reading in cells",
        page(
            TITLE,
            f"""<table id="c" width="940" align="center"><tr><td class="title">{TITLE}</td></tr>
<tr><td><table width="100%"><tr><td align="center">发布日期：2021-04-13</td><td>浏览次数：<script src="/visitcount/articlehits.jsp?artid=9"></script></td><td>字号：[ <a href="#">大</a> <a href="#">中</a> <a href="#">小</a> ]</td></tr></table></td></tr>
<tr><td class="bt_content"><!--ZJEG_RSS.content.begin--><div id="zoom"><div>{p(A, B, C)}</div></div><!--ZJEG_RSS.content.end--></td></tr>
<tr><td><table><tr><td>打印本页</td><td>关闭窗口</td></tr></table></td></tr><tr><td>相关阅读：</td></tr><tr><td><ul>{LINKS}</ul></td></tr></table>""",
        ),
        (A, B, C),
    ),
    BodyPage(
        "hanweb: a file with its size",
        page(
            TITLE,
            f"""<div class="bt-box-main"><p class="bt">{TITLE}</p><div class="sj">2021-04-13　信息来源：计划处</div><div id="zoom">{p(A, B)}<p>附件：</p><p><a href="/module/download/downfile.jsp?classid=0&filename=2104131.doc"><img src="/module/jslib/icons/word.png">申报书.doc</a></p></div></div>""",
        ),
        (A, B, "申报书.doc"),
        attachments=1,
    ),
    BodyPage(
        "jpaas: reading aloud, related interpretation",
        page(
            TITLE,
            f"""<div class="article"><p class="article-title">{TITLE}</p><div class="article-info"><span>发布时间：2021-04-13 09:20</span><span>来源：市科协</span></div>
<div class="yybb"><a href="javascript:;">语音播报：</a><span class="t">00:00</span>/<span class="t2">02:10</span></div><div class="article-conca clearfix"><div class="main-txt">{p(A, B)}</div></div>
<div class="xgjd"><div class="tt">相关解读</div><ul>{LINKS}</ul></div><div class="ewm"><img src="/ewm.png"><p>扫一扫，手机打开当前页面</p></div></div>""",
        ),
        (A, B),
    ),
    BodyPage(
        "vsb: files with counts, previous and next",
        page(
            TITLE,
            f"""<form name="_newscontent_fromname"><div><h1 align="center">{TITLE}</h1><div class="meta">作者：办公室　时间：2021-04-13　点击数：<script>_showDynClicks("wbnews", 1412614994, 1081)</script></div><hr>
<div id="vsb_content_2"><div class="v_news_content">{p(A, B)}</div></div><UL style="list-style-type:none;"><li>附件【<a href="/system/_content/download.jsp?urltype=news.DownloadAttachUrl&owner=16&wbfileid=122">汇总表.xls</a>】已下载<span id="nattach122">12</span>次</li></UL>
<div><p align="right">【<a href="javascript:window.opener=null;window.close();">关闭</a>】</p><p>上一条：<a href="5945.htm">我校召开保密工作会议</a></p><p>下一条：<a href="5947.htm">图书馆寒假开放安排</a></p></div></div></form>
<div class="zdtj"><h3>最新文章</h3><ul>{LIST}</ul></div>""",
        ),
        (A, B),
        attachments=1,
    ),
    BodyPage(
        "vsb: one picture with a caption in its own paragraph",
        page(
            TITLE,
            f"""<div class="content"><h3>{TITLE}</h3><div class="content_m">2021-04-13　宣传部</div><div id="vsb_content" class="content_con"><div class="v_news_content">{p(A)}<p style="text-align: center;"><img width="600" src="/__local/0/5D/B7/1.jpg" orisrc="/__local/0/5D/B7/1.jpg" vurl="/_vsl/1" class="img_vsb_content"></p><p style="text-align: center;">会议现场</p>{p(B)}</div></div><div class="content_t">{LIST}</div></div>""",
        ),
        (A, B),
        images=1,
    ),
    BodyPage(
        "webplus: publisher line, a pdf player",
        page(
            TITLE,
            f"""<div class="article" frag="窗口3"><h1 class="arti_title">{TITLE}</h1><p class="arti_metas"><span class="arti_publisher">发布者：颜一鸣</span><span class="arti_update">发布时间：2021-04-13</span><span class="arti_views">浏览次数：<span class="WP_VisitCount">10</span></span></p>
<div class="entry"><div class="read"><div class="wp_articlecontent">{p(A, B)}<div class="wp_pdf_player" pdfsrc="/_upload/article/files/1.pdf" sudyfile-attr="{{'title':'实施方案.pdf'}}"></div></div></div></div><div class="near"><span>上一篇：无</span><span>下一篇：<a href="page.htm">放假通知</a></span></div></div>""",
        ),
        (A, B),
        attachments=1,
    ),
    BodyPage(
        "ucap: correction, QR code, related",
        page(
            TITLE,
            f"""<div class="article oneColumn pub_border"><h1>{TITLE}</h1><div class="pages-date">2021-04-13 09:20 <span class="font">来源： 市政府网站</span><div class="pages_print"><span class="font index_switchsize">【字体：<span class="bigger">大</span> <span class="medium">中</span> <span class="small">小</span>】</span><span class="printIco">打印</span></div></div>
<div class="pages_content" id="UCAP-CONTENT">{p(A, B, C)}</div><div class="editor"><span>【我要纠错】</span>责任编辑：宋一岩</div><div class="related"><div class="ttl">相关稿件</div><ul>{LINKS}</ul></div><div class="wx_code"><img src="/2014images/qr.png">扫一扫在手机打开当前页</div></div>""",
        ),
        (A, B, C),
    ),
    BodyPage(
        "ucap: the index above the document, the number again below the title",
        page(
            TITLE,
            f"""<div class="wrap"><table class="bd1"><tr><td><b>标　　题：</b></td><td colspan="3">{TITLE}</td></tr><tr><td><b>发文机关：</b></td><td>市科技局</td><td><b>成文日期：</b></td><td>2021年04月12日</td></tr><tr><td><b>发文字号：</b></td><td>青科发〔2021〕8号</td><td><b>发布日期：</b></td><td>2021年04月13日</td></tr></table>
<table><tr><td class="b12c" id="UCAP-CONTENT">{p("各县（市、区）科技局：", A, B)}<p style="text-align:right">市科技局</p><p style="text-align:right">2021年4月12日</p><p>（此件公开发布）</p></td></tr></table></div>""",
        ),
        ("各县（市、区）科技局：", A, B, "市科技局", "2021年4月12日", "（此件公开发布）"),
    ),
    BodyPage(
        "gkmlpt: index, attachments, satisfaction survey",
        page(
            TITLE,
            f"""<div class="box"><div class="classify">{INDEX}</div><h1 class="title document-number">{TITLE}</h1><div class="date-row">发布日期：2021-04-13　浏览次数：-</div><div class="article-content">{p(A, B, "青岭市科学技术局", "2021年4月12日")}</div>
<div class="nfw-cms-attachment" data-id="1"></div><div class="feedback-survey"><p>您对本页面的内容是否满意？</p><label>满意</label><label>不满意</label></div><div class="qrcode"><span>扫一扫在手机打开</span></div></div>""",
        ),
        (A, B, "青岭市科学技术局", "2021年4月12日"),
    ),
    BodyPage(
        "jeecms: mood votes and comments",
        page(
            TITLE,
            f"""<div class="con_l"><h1>{TITLE}</h1><div class="msgbar">发布时间：2021-04-13　来源：县委宣传部　浏览：<span id="views">0</span></div><div class="content"><div>{p(A, B, C)}</div></div>
<div class="mood"><p>看完这篇文章有何感觉？已经有<em>3</em>人表态</p><ul><li><a href="#">支持</a><span>2</span></li><li><a href="#">感动</a><span>1</span></li></ul></div><div class="pl"><h3>网友评论</h3><div>共有0条评论，请登录后发表意见。</div></div></div>""",
        ),
        (A, B, C),
    ),
    BodyPage(
        "epoint: sources, tags, dates below",
        page(
            TITLE,
            f"""<div class="ewb-article"><h3 class="ewb-article-title">{TITLE}</h3><div class="ewb-article-sources"><p>【信息时间：2021/4/13】【字号：大 中 小】【我要打印】【关闭】</p></div><div class="ewb-article-detail">{p(A, B)}</div>
<div class="ewb-article-foot"><span>录入时间：2021-04-13</span><span>阅读次数：21</span></div></div>""",
        ),
        (A, B),
    ),
    BodyPage(
        "dede: up and down votes, latest comments",
        page(
            TITLE,
            f"""<div class="viewbox"><div class="title"><h2>{TITLE}</h2></div><div class="info"><small>时间:</small>2021-04-13 09:20<small>来源:</small>未知 <small>作者:</small>admin <small>点击:</small>33次</div><div class="intro">{A[:40]}...</div><div class="content"><table width="100%"><tr><td>{p(A, B)}(责任编辑：admin)</td></tr></table></div>
<div class="newdigg" id="newdigg"><div class="diggbox digg_good"><div class="digg_act">顶一下</div><div class="digg_num">(0)</div><div class="digg_percent"><span>0%</span></div></div><div class="diggbox digg_bad"><div class="digg_act">踩一下</div><div class="digg_num">(0)</div></div></div>
<div class="boxoff"><strong>------分隔线----------------------------</strong></div><div class="handle"><div class="context"><ul><li>上一篇：<a href="1.html">植树节活动</a></li><li>下一篇：没有了</li></ul></div></div></div><div class="mt1"><dl class="tbox"><dt><strong>发表评论</strong></dt><dd>请自觉遵守互联网相关的政策法规，严禁发布色情、暴力、反动的言论。</dd></dl></div>""",
        ),
        (A, B),
    ),
    BodyPage(
        "phpcms: keywords, page links, comments",
        page(
            TITLE,
            f"""<div id="Article"><h1>{TITLE}<br/><span>时间：2021-04-13 09:20:11　来源：本站　作者：管理员</span></h1><div class="summary">{A[:50]}</div><div class="content">{p(A, B, C)}</div><div class="Article-Tool"><span>分享到：</span><img src="/statics/images/ms.jpg"> 您需要登录后才可以收藏</div>
<p class="f14"><strong>上一篇：</strong><a href="1.html">已是第一篇</a><br><strong>下一篇：</strong><a href="2.html">培训通知</a></p></div><div class="bk10"></div><div class="related"><h5>延伸阅读：</h5><ul>{LINKS}</ul></div>""",
        ),
        (A, B, C),
    ),
    BodyPage(
        "huaian: dash subtitle in the body, reading tools",
        page(
            "创新党建载体",
            f"""<div class="nr"><div class="nr-bt">创新党建载体</div><div class="nr-sj">发布日期：2021-04-13　阅读次数：<span></span></div><div class="nr-zw" id="artical"><p align="center">——市科技局探索党建工作新模式</p>{p(A, B)}</div><div class="nr-gn"><a href="#">【打印】</a><a href="#">【关闭】</a></div></div>""",
        ),
        (A, B),
    ),
    BodyPage(
        "rt: editor and auditor below, two columns of services",
        page(
            TITLE,
            f"""<div class="zxshow_nr"><div class="zishow_tit">{TITLE}</div><div class="laiyuan">来源：市科协　发布时间：2021-04-13 14:30　阅读：　字体大小：　打印　保存　收藏</div><div class="show_jj">{p(A, B)}<script>var x=1;</script></div><div class="shdown">网络编辑：刘一斌　信息审核：田小野</div></div>
<div class="fuwu"><div>办事服务</div><ul><li><a href="/1">婚姻登记</a></li><li><a href="/2">户籍办理</a></li></ul><div>便民查询：输入身份证号，可查询社保、医保、公积金。</div></div>""",
        ),
        (A, B),
    ),
    BodyPage(
        "truecms: a wrapper with a counter script and a map",
        page(
            TITLE,
            f"""<div class="content_box"><div class="c_title">{TITLE}</div><div class="c_time">时间：2021-04-13 来源：环保科</div><div class="c_body"><div class="TRS_Editor"><style>.TRS_Editor P{{line-height:2}}</style>{p(A, B)}</div></div><div class="c_jc"><a href="#">我要纠错</a><span>|</span><a href="#">打印</a></div><div class="wzdt">网站地图</div></div>""",
        ),
        (A, B),
    ),
    BodyPage(
        "siteserver: news centre with a card for its account",
        page(
            TITLE,
            f"""<div class="news-detail"><h2 class="news-title">{TITLE}</h2><p class="news-time">2021-04-13</p><div class="news-body"><section><section><p>{A}</p></section><section><p>{B}</p><p><img src="/upload/1.png" alt=""></p></section><section><p>{C}</p></section></section></div><div class="gzh"><img src="/static/gzh.png"><div><h4>青岭科普</h4><p>长按识别二维码关注</p></div></div></div>""",
        ),
        (A, B, C),
        images=1,
    ),
    BodyPage(
        "asp: the picture above the text, table of cells without classes",
        page(
            TITLE,
            f"""<table width="778" align="center"><tr><td><table width="100%"><tr><td align="center"><b>{TITLE}</b></td></tr><tr><td align="center">发布者：<%user%> 发布时间：2010/7/30 16:09:50 阅读：<font color="red">212</font>次 【字体：<a href="#">大</a> <a href="#">中</a> <a href="#">小</a>】</td></tr>
<tr><td><br>&nbsp;&nbsp;&nbsp;&nbsp;{A}<br><br>&nbsp;&nbsp;&nbsp;&nbsp;{B}<br><br>&nbsp;&nbsp;&nbsp;&nbsp;{C}<br></td></tr><tr><td align="right"><a href="javascript:window.print()">打印本页</a> || <a href="javascript:window.close()">关闭窗口</a></td></tr></table></td><td width="180" valign="top"><table><tr><td>本月排行</td></tr><tr><td>·<a href="2.asp">县科协换届大会召开</a></td></tr><tr><td>·<a href="3.asp">科普示范社区名单</a></td></tr></table></td></tr></table>""",
        ),
        (A, B, C),
    ),
    BodyPage(
        "aspx: a bullet before the text, the date again below",
        page(
            TITLE,
            f"""<div id="ctl00_main"><div class="infotitle">{TITLE}</div><div class="infosource">29.05.2018  17:04</div><div class="infotxt"><ul><li>{A}</li></ul>{p(B)}</div><div class="infodate">[ 2018-05-29 ]</div></div>""",
        ),
        (A, B),
    ),
    BodyPage(
        "media centre: picture first, follow button, audio, author below",
        page(
            TITLE,
            f"""<div class="detail"><h1>{TITLE}</h1><div class="bar"><span>青岭融媒</span><span>2021-04-13 09:20</span><button>关注</button><span class="gz">关注</span></div><audio src="1.mp3"></audio><div class="audio-bar">听全文</div><figure><img src="/p/1.jpg"><figcaption>联席会议现场（周文 摄）</figcaption></figure>
<div class="txt-con">{p(A, B)}<p>编辑：王小宁 审核：李一苇 监制：张三丰</p></div><div class="bottom"><span>点赞 12</span><span>评论</span><span>分享</span></div><div class="dl"><p>下载青岭通客户端，看更多精彩</p></div></div>""",
        ),
        (A, B),
        images=1,
    ),
    BodyPage(
        "society: members' links and address inside the wrapper",
        page(
            TITLE,
            f"""<div class="content-wrap"><div class="post"><h1>{TITLE}</h1><div class="post-meta">2021-04-13 | 分类：<a href="/c/1">学会动态</a> | 标签：<a href="/t/1">年会</a></div><div class="post-content">{p(A, B)}</div><div class="post-share">{SHARE}</div><div class="post-nav"><a href="/1">« 上一篇 年会通知</a><a href="/2">下一篇 征文启事 »</a></div></div>
<div class="contact"><h4>联系学会</h4><p>地址：青岭市学府路1号</p><p>电话：0877-7654321</p></div></div>""",
        ),
        (A, B),
    ),
    BodyPage(
        "a notice with links in its sentences",
        page(
            "关于参加线上培训的通知",
            f"""<div class="main"><h1>关于参加线上培训的通知</h1><div>2021-04-13</div><div class="wz_content">{p(A)}<p>培训平台：<a href="http://px.example.cn/">http://px.example.cn/</a></p><p>操作手册见<a href="/sc.html">用户手册</a>，常见问题见<a href="/faq.html">常见问题解答</a>。</p>{p("特此通知。")}<p>联系人：<a href="mailto:a@example.cn">李四维</a></p></div></div>""",
        ),
        (
            A,
            "培训平台：http://px.example.cn/",
            "操作手册见用户手册，常见问题见常见问题解答。",
            "特此通知。",
            "联系人：李四维",
        ),
    ),
    BodyPage(
        "a list of results as table with links to each unit",
        page(
            "科普基地名单",
            f"""<div class="main"><h1>科普基地名单</h1><div>2021-04-13</div><div class="wz_content">{p(A)}<table border="1"><tr><th>序号</th><th>单位</th></tr><tr><td>1</td><td><a href="http://a.example.cn/">青岭市科技馆</a></td></tr><tr><td>2</td><td><a href="http://b.example.cn/">南屏县天文台</a></td></tr></table></div></div>""",
        ),
        (A, "序号\t单位", "1\t青岭市科技馆", "2\t南屏县天文台"),
    ),
    BodyPage(
        "headings in boxes inside the text",
        page(
            "市科协2020年工作总结",
            f"""<div class="main"><h1>市科协2020年工作总结</h1><div>2021-01-13</div><div class="wz_content"><div class="h"><strong>一、主要工作</strong></div>{p(A)}<div class="h"><strong>二、相关信息</strong></div>{p(B)}<h4>更多精彩内容将陆续推出</h4>{p(C)}</div></div>""",
        ),
        ("一、主要工作", A, "二、相关信息", B, "更多精彩内容将陆续推出", C),
    ),
    BodyPage(
        "the text broken by advertisement boxes",
        page(
            TITLE,
            f"""<div class="main"><h1>{TITLE}</h1><div>2021-04-13</div><div class="wz_content">{p(A)}<div class="ad-box"><a href="http://ad.example.cn/">科普商城限时优惠，全场包邮，点击抢购</a></div>{p(B)}<div class="adv"><span>广告</span></div>{p(C, D)}</div></div>""",
        ),
        (A, B, C, D),
    ),
    BodyPage(
        "an interview whose questions are bold boxes",
        page(
            "专访科普达人",
            f"""<div class="main"><h1>专访科普达人</h1><div>2021-04-13</div><div class="wz_content"><div class="q"><b>记者：您是怎么走上科普之路的？</b></div><div class="a">{A}</div><div class="q"><b>记者：今后有什么打算？</b></div><div class="a">{B}</div><div class="a">{C}</div></div></div>""",
        ),
        ("记者：您是怎么走上科普之路的？", A, "记者：今后有什么打算？", B, C),
    ),
    BodyPage(
        "a table that is the whole notice",
        page(
            "停水公告",
            """<div class="main"><h1>停水公告</h1><div>2021-04-13</div><div class="wz_content"><table border="1"><tr><td>停水时间</td><td>4月15日8时至18时</td></tr><tr><td>停水区域</td><td>科技馆片区、学府路沿线</td></tr><tr><td>联系电话</td><td>0877-1234567</td></tr></table></div></div>""",
        ),
        ("停水时间\t4月15日8时至18时", "停水区域\t科技馆片区、学府路沿线", "联系电话\t0877-1234567"),
    ),
]
