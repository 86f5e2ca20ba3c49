# ruff: noqa: E501 - pages are written as servers send them
"""The page around an article as content systems draw it, written for the project: one shell a family.

{tag} is <title>, {metas} goes into the head, {title}, {header}, {body}, {footer} are the article's own.
"""

SHELLS = {
    "trs": """<!DOCTYPE html><html><head><meta charset="utf-8"><title>{tag}</title>{metas}
<script>var _trs_='x';</script></head><body><div class="header"><div class="wrap"><a href="/"><img src="/images/logo.png"></a>
<ul class="nav"><li><a href="/">首页</a></li><li><a href="/xwdt/">新闻动态</a></li><li><a href="/zwgk/">政务公开</a></li></ul></div></div>
<div class="bread">您现在的位置：<a href="/">首页</a> &gt; <a href="../../">新闻动态</a> &gt; <a href="../">科协要闻</a></div>
<div class="xl-main"><div class="xl-tit"><h1>{title}</h1></div><div class="xl-info">{header}</div>
<div class="xl-con" id="zoom"><div class="view TRS_UEDITOR trs_paper_default"><style>.TRS_Editor P{{margin:0}}</style>{body}</div></div>
{footer}</div><div class="bottom">主办单位：青岭省科学技术协会　网站标识码：5300000012　滇ICP备05001234号</div></body></html>""",
    "hanweb": """<!DOCTYPE html><html><head><meta charset="utf-8"><title>{tag}</title>{metas}
<link href="/script/page.css" rel="stylesheet"></head><body><!--GS_0001_D7--><div id="top"><a href="/">网站首页</a> | <a href="/col/col12/index.html">机构</a></div>
<table width="960"><tr><td class="weizhi">当前位置：<a href="/">首页</a>&gt;&gt;<a href="/col/col282/index.html">通知公告</a></td></tr></table>
<table id="c" width="940"><tr><td class="title" align="center">{title}</td></tr><tr><td align="center" class="xx">{header}</td></tr>
<tr><td class="bt_content"><div id="zoom">{body}</div></td></tr><tr><td>{footer}</td></tr></table>
<div id="foot">版权所有：南屏市科学技术局　Produced By 大汉网络 大汉版通发布系统　苏ICP备10202020号</div></body></html>""",
    "jpaas": """<!DOCTYPE html><html lang="zh"><head><meta charset="utf-8"><title>{tag}</title>{metas}</head>
<body><div class="page-head"><div class="con"><a href="/">江屏省科技厅</a><div class="search"><input type="text"></div></div></div>
<div class="con-main"><div class="pos">当前位置：<a href="/">首页</a> <span>&gt;</span> <a href="/col/col122/index.html">工作动态</a></div>
<div class="article"><p class="article-title">{title}</p><div class="article-info clearfix">{header}</div>
<div class="article-conca">{body}</div>{footer}</div></div>
<script src="/api-gateway/jpaas-publish-server/front/page/build/unit"></script><div class="page-foot">主办：江屏省科技厅</div></body></html>""",
    "vsb": """<!DOCTYPE html><html><head><meta charset="utf-8"><title>{tag}</title>{metas}</head><body>
<div class="menu"><ul><li><a href="../../index.htm">首页</a></li><li><a href="../../xwzx.htm">新闻中心</a></li></ul></div>
<div class="winstyle19">当前位置: <a href="../../index.htm">首页</a>>><a href="../../xwzx.htm">新闻中心</a>>>正文</div>
<form name="_newscontent_fromname"><div class="content"><h2 align="center">{title}</h2><div align="center" class="txt-info">{header}</div>
<div id="vsb_content_2"><div class="v_news_content">{body}</div></div><div id="div_vote_id"></div>
<p>上一条：<a href="5945.htm">我校召开保密工作会议</a></p><p>下一条：<a href="5947.htm">图书馆寒假开放安排</a></p>{footer}</div></form>
<div class="copyright">版权所有 © 江屏理工大学　地址：大学路1号</div></body></html>""",
    "webplus": """<!DOCTYPE html><html><head><meta charset="utf-8"><title>{tag}</title>{metas}</head><body>
<div class="wp-header"><ul class="wp_nav"><li><a href="/main.htm">首页</a></li><li><a href="/xwgg/list.htm">新闻公告</a></li></ul></div>
<div class="path">当前位置：<a href="/main.htm">首页</a> > <a href="/xwgg/list.htm">新闻公告</a></div>
<div class="infobox"><div class="article"><h1 class="arti_title">{title}</h1><h2 class="arti_title"></h2>{header}
<div class="entry"><div class="read"><div class="wp_articlecontent">{body}</div></div></div></div>{footer}</div>
<div class="wp-footer">Copyright © 云湖学院</div></body></html>""",
    "ucap": """<!DOCTYPE html><html><head><meta charset="utf-8"><title>{tag}</title>{metas}</head><body>
<div class="top"><a href="/">首页</a> <a href="/zwgk/">政务公开</a></div>
<div class="BreadcrumbNav"><a href="/">首页</a> &gt; <a href="/xw/">新闻</a> &gt; <a href="/xw/yw/">要闻</a></div>
<div class="article oneColumn pub_border"><h1><ucaptitle>{title}</ucaptitle></h1><div class="pages-date">{header}
<div class="pages_print">【字体：<span>大</span> <span>中</span> <span>小</span>】<a href="javascript:window.print()">打印</a></div></div>
<div class="pages_content" id="UCAP-CONTENT"><ucapcontent>{body}</ucapcontent></div>{footer}</div>
<div class="footer">主办单位：河谷市人民政府办公室　网站标识码3306000012</div></body></html>""",
    "gkmlpt": """<!DOCTYPE html><html><head><meta charset="utf-8"><title>{tag}</title>{metas}<script>var SID='755325';</script></head><body>
<div class="gkml-head"><a href="/gkmlpt/index">政府信息公开</a></div>
<div class="classify"><table><tbody><tr><td class="label">索引号:</td><td><span>{index}</span></td><td class="label">分类:</td><td><span>通知</span></td></tr>
<tr><td class="label">发布机构:</td><td><span>岭海市科学技术局</span></td><td class="label">成文日期:</td><td><span>2022-06-01</span></td></tr>
<tr><td class="label">名称:</td><td colspan="3"><span>{title}</span></td></tr>
<tr><td class="label">文号:</td><td><span>{number}</span></td><td class="label">发布日期:</td><td><span>{date}</span></td></tr></tbody></table></div>
<h1 class="title document-number">{title}</h1><div class="date-row"><span>{header}</span></div>
<div class="article-content">{body}</div>{footer}<div class="foot">主办：岭海市科学技术局</div></body></html>""",
    "jeecms": """<!DOCTYPE html><html><head><meta charset="utf-8"><title>{tag}</title>{metas}
<link href="/r/cms/www/default/css/style.css" rel="stylesheet"></head><body><div id="nav"><a href="/">首页</a><a href="/tz/index.jhtml">通知</a></div>
<div class="weizhi">当前位置：<a href="/">首页</a> - <a href="/sjdt/index.jhtml">市局动态</a> - 正文</div>
<div class="con_l"><h1>{title}</h1><div class="msgbar">{header}</div><div class="content">{body}</div>{footer}</div>
<div class="foot">中原市上河区政府　豫ICP备10000001号</div></body></html>""",
    "asp": """<html><head><meta http-equiv="Content-Type" content="text/html; charset=gb2312"><title>{tag}</title>{metas}</head>
<body><table width="760" align="center"><tr><td><a href="/">首页</a> | <a href="ShowClass.asp?ClassID=3">信息动态</a></td></tr>
<tr><td>您现在的位置： <a href="/">杏花县科协</a> &gt;&gt; <a href="ShowClass.asp?ClassID=3">信息动态</a> &gt;&gt; 正文</td></tr></table>
<table width="760" align="center"><tr><td class="Article_tdbgall" align="center"><font size="4"><b>{title}</b></font></td></tr>
<tr><td align="center" class="Article_tdbgall">{header}</td></tr><tr><td class="Article_tdbgall" id="fontzoom">{body}</td></tr>
<tr><td align="right">{footer}</td></tr></table>
<table width="760" align="center"><tr><td>Copyright &copy; 2006-2010 杏花县科学技术协会　站长：admin</td></tr></table></body></html>""",
    "epoint": """<!DOCTYPE html><html><head><meta charset="utf-8"><title>{tag}</title>{metas}</head><body><!-- EWB-FRONT -->
<div class="ewb-header"><a href="/">首页</a></div><div class="ewb-location"><span>您的位置：</span><a href="/">首页</a> / <a href="/zwdt/">政务动态</a></div>
<div class="ewb-article"><h3 class="ewb-article-title">{title}</h3><div class="ewb-article-sources">{header}</div>
<div class="ewb-article-detail">{body}</div>{footer}</div><div class="ewb-footer">德州市人民政府</div></body></html>""",
    "dede": """<!DOCTYPE html><html><head><meta charset="utf-8"><title>{tag}</title>{metas}</head><body>
<div class="head"><a href="/">主页</a> <a href="/a/xw/">新闻</a></div><div class="place"><strong>当前位置:</strong> <a href="/">主页</a> > <a href="/a/xw/">新闻</a> ></div>
<div class="viewbox"><div class="title"><h2>{title}</h2></div><div class="info">{header}</div><div class="content">{body}</div>
<div class="handle">{footer}<div class="context"><ul><li>上一篇：<a href="/a/xw/1.html">植树节活动</a></li><li>下一篇：没有了</li></ul></div></div></div>
<div class="pleft"><dl class="tbox"><dt><strong>热点内容</strong></dt><dd><ul><li><a href="/a/9.html">县科协换届大会召开</a></li></ul></dd></dl></div>
<div class="footer">Powered by DedeCMS</div></body></html>""",
    "huaian": """<!DOCTYPE html><html><head><meta charset="utf-8"><title>{tag}</title>{metas}</head><body><div class="header">淮湖市科学技术局</div>
<div class="wz">现在位置：<a href="/">首页</a> &gt; <a href="/zcjd/list.html">政策解读</a> &gt; 文章</div>
<div class="nr"><div class="nr-bt">{title}</div><div class="nr-sj">{header}</div><div class="nr-zw" id="artical">{body}</div>{footer}</div>
<div class="footer">主办：淮湖市科学技术局</div></body></html>""",
}
