"""Words by which lines of page furniture are known: navigation, records, footers, adverts.

Patterns match a whole line with half-width punctuation, without the spaces, bullets and table
bars around it. Where on the page a cue counts is for `ingest.furniture.removal` to say.
"""

from __future__ import annotations

import re
from enum import Enum, auto

from ingest.furniture.page_marks import IMAGE, LINK
from ingest.structure.marks import match_mark


class Cue(Enum):
    """What a line looks like, by itself."""

    NAVIGATION = auto()
    """Part of the page's own interface: menus, position, buttons, search, QR codes."""
    RECORD = auto()
    """Facts stated about the document in a table of contents: `索引号:… 发文机关:…`."""
    CREDIT = auto()
    """Facts about the page: `发布日期:… 来源:… 浏览次数:… 责任编辑:…`."""
    RELATED = auto()
    """The heading of a list of other documents."""
    FOOTER = auto()
    """Whose site it is: host, licence, copyright, browser; disclaimers and adverts."""
    CONTACT = auto()
    """Address or telephone; part of a footer, or of the document itself."""
    CLOSING = auto()
    """The end of the document itself: signature, date, a note in brackets."""
    CONTENT = auto()
    """A numbered line, a sentence, an attachment, a distribution list."""
    OTHER = auto()


def read_cue(line: str) -> Cue:
    """Say what a line looks like.

    Args:
        line: Without its newline, punctuation folded to half-width.
    """
    words = line.strip(_MARGIN)
    if not words:
        return Cue.OTHER
    if match_mark(line, 0, len(line)) is not None or _FILE.search(words):
        return Cue.CONTENT
    if len(words) <= _CUE_MAX_CHARS:
        if _ADVERT.fullmatch(words):
            return Cue.FOOTER
        for cue, pattern in _PATTERNS if "。" not in words else ():
            if pattern.fullmatch(words):
                return cue
    if "](" in words and _is_link_menu(words):
        return Cue.NAVIGATION
    if _is_content(line, words):
        return Cue.CONTENT
    return Cue.CLOSING if _CLOSING.fullmatch(words) else Cue.OTHER


def is_menu_word(line: str) -> bool:
    """Tell whether a line could be one entry of a menu: a few characters that name no document."""
    return _MENU_WORD.fullmatch(line.strip(_MARGIN)) is not None


def names_document(line: str) -> bool:
    """Tell whether a line could be a whole title: it is long and ends with what is issued."""
    words = line.strip(_MARGIN)
    return len(words) >= _TITLE_MIN_CHARS and words.endswith(tuple(_DOCUMENT_NAMES))


def names_office(line: str) -> bool:
    """Tell whether a line ends as the names of authorities do."""
    return _OFFICE.search(line.strip(_MARGIN)) is not None


def opens_title(line: str) -> bool:
    """Tell whether a line could be the first of a title in lines: 滨海市关于印发, 滨海新区住房."""
    return _OPENS_TITLE.match(line.strip(_MARGIN)) is not None


def says_position(line: str) -> bool:
    """Tell whether a line says where on its site a page stands: `当前位置:首页>通知公告`."""
    return _POSITION.match(line.strip(_MARGIN)) is not None


def is_list_entry(line: str) -> bool:
    """Tell whether a line could be one entry of a list of links: bulleted or dated."""
    return _LIST_ENTRY.fullmatch(line) is not None


def is_salutation(line: str) -> bool:
    """Tell whether a line addresses those a notice is for: `各区人民政府,市政府各部门:`."""
    return _SALUTATION.fullmatch(line) is not None


_MARGIN = " |•·*_+-—>»«#【】"
_CUE_MAX_CHARS = 300
_SENTENCE_MIN_CHARS = 60
_MENU_ENTRY_MAX_CHARS = 12
_TITLE_MIN_CHARS = 12
_OFFICE = re.compile(r"(?:政府|委员会|办公[室厅]|[局厅部院署委会社行])\Z")

# A title begins with a place as an entry of a menu does: 各区县动态, 走进滨海市, 滨海新区概况.
_OPENS_TITLE = re.compile(
    r".{0,12}(?:关于|印发)"
    r"|(?![各全县市区]|走进|魅力|印象|智慧|开发区|示范区|旅游|[一-鿿]?景区|.*(?:概况|动态|新闻|要闻|介绍|简介|风貌|风采|资讯|公开"
    r"|服务|之窗|频道|专栏|专题|公告|信息|政务|导航)\Z)[一-鿿]{2,6}[省市县区州旗][一-鿿]"
)

_POSITION = re.compile(
    r"(?:您|你)?(?:现在|当前)?(?:所在|所处)?的?(?:当前)?(?:页面)?位置(?:是|为)?[:>]"
    r"|(?:网站)?(?:首页|主页) ?[>›»→]"
)
_MENU = (
    "网站首页|首页|主页|(?:政务|信息|政府信息)公开|政务服务|办事服务|网上办事|在线服务|互动交流|政民互动|公众参与"
    "|新闻中心|信息中心|政策法规|政策文件|最新文件|最新政策|重要文件|法规文件|通知公告|平台简介|机构概况|机构设置|服务范围|合作伙伴|联系我们|关于我们"
    "|关于本站|网站地图|网站声明|免责声明|法律声明|隐私(?:声明|保护|政策)|使用帮助|帮助中心|友情链接|意见反馈|设为首页"
    "|加入收藏|收藏本[页站]|收藏|无障碍(?:阅读|浏览)?|适老(?:版|化)?|长者(?:模式|助手|版|专区)|关怀版|繁(?:體|体)(?:中文|版)?"
    "|简体(?:中文|版)?|English|EN|RSS|手机版|电脑版|移动版|客户端|微信|微博|登录|登陆|注册|退出|用户中心|个人中心"
    "|我要(?:打印|纠错|分享|收藏|评论)|打印(?:本页|此页|本文|文章|文本|页面)?|关闭(?:窗口|本页|此页|页面)?|返回(?:顶部|首页|列表|上[一]?页)?"
    "|复制链接|保存本页|语音播[报放]|视力保护色|分享(?:到|至)?|(?:字[号体](?:大小)?:?)?[【\\[(]?大[】\\])]?中[】\\])]?小[】\\])]?|字[号体](?:大小)?"
    "|上一[篇页条]|下一[篇页条]|TOP|站内搜索|网站搜索|搜索|(?:下载|导出|收藏)(?:法规|文件|全文|本文)|[大中小]号"
    "|(?:精确|模糊|高级|开始)检索|条款摘要|详细信息|全文|正文|THE (?:BEGINNING|END)|END"
)
_GAP = r"[ _|/·:,、>【】\[\]()<-]*+"
_SCAN = (
    r"[^。]{0,16}(?:扫一扫|扫描|扫码|长按|识别)[^。]{0,12}(?:二维码|关注|打开|分享|浏览|访问|手机)[^。]{0,24}"
    r"|(?:微信|手机|移动端|官方|政务)?(?:公众号|二维码|微信|微博)?[ :]?(?:二维码|扫一扫|关注我们)"
)
_NAVIGATION = (
    r"(?:您|你)?(?:现在|当前)?(?:所在|所处)?的?(?:当前)?(?:页面)?位置(?:是|为)?:.*|(?:您|你)?(?:现在|当前)(?:所)?在?的?位置:?.*"
    r"|(?:网站)?(?:首页|主页)(?:[>›»/\\→-]+.*)"
    # Atomic, because menu words can be split in several ways and the gap may hold their brackets.
    rf"|(?>(?:{_MENU}){_GAP})++"
    r"|(?:站内|文章|全文|高级|热门|全站|信息)?(?:搜索|检索|查询)(?:热词|关键[词字])?(?::.{0,80})?"
    r"|(?:一键)?分享(?:到|至)?:.{0,60}|上一[篇页条]:.*|下一[篇页条]:.*"
    rf"|{_SCAN}|(?:点击)?(?:查看|阅读)?(?:相关|政策|文件)?(?:政策)?解读:.{{0,80}}|点击(?:查看|阅读).{{0,6}}解读.*"
    r"|.{2,20}(?:门户网站|政府网站|政务网|官方网站|政府网|信息网)|[本网]站已?支持IPv6.{0,20}"
    r"|下载地址:(?: ?(?:请?点击|https?:|www\.)[^。,]{0,80})?"
    r"|请?点击(?:此处|这里)(?:下载|查看)[^。,]{0,8}"
    r"|URL ?Source:.*|Published ?Time:.*|Markdown ?Content:"
    r"|您?(?:的浏览器|当前浏览器)不支持.*|={3,}.*={3,}"
    r"|(?:您好|欢迎)[^。]{0,12}(?:今天是|访问|光临|来到)[^。]{0,40}|今天是[^。]{0,40}"
)
_RELATED = (
    r"(?:相关|有关)(?:新闻|链接|文章|阅读|解读|报道|文件|政策|稿件|信息|推荐|内容|文档)(?:链接)?:?"
    r"|(?:推荐|延伸|热门|热点|最新)(?:阅读|新闻|推荐|文章|信息|资讯):?|猜你喜欢:?|(?:政策)?解读链接:?|(?:政策|文件|相关)解读"
)
_CREDIT_LABELS = (
    "发布日期|发布时间|公告日期|公告时间|发表时间|发稿时间|更新日期|更新时间|录入时间|上传时间|信息来源|文章来源|稿件来源|内容来源"
    "|新闻来源|来源|稿源|转载自|点击次数|点击数|点击量|点击率|点击|查看次数|浏览次数|浏览量|浏览|阅读次数|阅读量|阅读数"
    "|阅读|访问次数|访问量|人气|责任编辑|文字编辑|编辑|责编|录入|作者|字号|字体|视力保护色|保护视力色"
)
_RECORD_LABELS = (
    "索引号|信息索引|索取号|发文机关|发布机构|发布机关|发布单位|发布部门|发文单位|发文部门|制发机关|制定机关|签发单位"
    "|签发时间|签发日期|成文日期|成文时间|生成日期|发文日期|发文时间|印发日期|公开日期|公开时间|生效时间|生效日期|实施日期"
    "|施行日期|失效日期|失效时间|废止日期|废止时间|终止日期|有效期至|发文字号|发文文号|文件编号|公文字号|发布文号|文号|统一编号"
    "|登记编号|规范性文件编号|主题分类|主题词|信息分类|组配分类|体裁分类|体裁|服务对象|公开方式|公开范围|公开形式"
    "|公开类别|类别|栏目|归档时间|归档日期|颁[发布](?:日期|时间|部门|机关|单位)|制定部门|政策文号|(?:法律|文件)效力|效力(?:等级|级别)|应用分类|公开属性|公开时限|信息名称|文件名称|标题|内容概述|内容概要|关键词|有效性|时效性|效力状态|文件状态|是否有效|文件有效性"
)
_CLOCK = r"\d{1,2}:\d{2}(?::\d{2})?"
_DAY = r"\d{4}(?:[-/.]\d{1,2}[-/.]\d{1,2}|年\d{1,2}月\d{1,2}日)"
_VALUES = r"[\]】]?(?:[: |]|(?<=[\]】])|(?=\d))[^。]*"
_CREDIT = (
    rf"(?:{_DAY} ?(?:{_CLOCK})?)?[ |/·\[(]*(?:{_CREDIT_LABELS}){_VALUES}|{_DAY} ?{_CLOCK}.{{0,40}}"
    r"|(?:浏览|阅读|点击|查看)?\d{0,9}次(?:浏览|阅读|点击)?"
)
# Labels may be set apart by a space alone, which is gone: 文件编号北区政办发〔2020〕11号.
_RECORD = (
    rf"[ |/·\[(]*(?:{_RECORD_LABELS})(?:{_VALUES}|[一-鿿]{{1,14}}[〔\[(](?:19|20)\d\d[^。]*"
    rf"|[一-鿿]{{2,20}}(?:发布机构|发文机关|公开方式|成文日期|生成日期|发布日期)[^。]*"
    r"|(?:现行)?有效|已?(?:失效|废止)|(?:主动|依申请)公开)"
)
_FOOTER = (
    r"(?:版权|著作权)(?:所有|归).*|.{0,40}版权所有.{0,60}"
    r"|.*(?:Copyright|©|All ?Rights? ?Reserved).*"
    r"|.{0,60}(?:ICP|icp)(?:备|证)?.{0,60}\d.*|.{0,20}公?网安备.*|(?:备案|许可证)(?:编)?号:.*"
    r"|网站(?:标识|识别)码.*|(?:政府)?网站标识.{0,4}:.*"
    r"|(?:网站|本站|网页)?(?:主办|承办|协办|主管|管理|维护|运维|建设|制作|开发)(?:单位|方|机构|维护|运营)?(?:单位)?:.*"
    r"|(?:网站)?(?:技术|运维|平台)支持(?:单位|电话)?:.*|.{2,30}(?:主办|承办|协办|制作维护|运行维护)"
    r"|.{0,30}(?:建议|推荐|最佳).{0,20}(?:浏览器|分辨率|IE ?\d|Chrome|浏览本|浏览效果).{0,40}"
    r"|您是第.{0,12}(?:位|个)?(?:访客|访问者|浏览者).*|(?:总|今日|网站)?(?:访问|浏览)(?:量|人数|次数):?.{0,20}"
    r"|(?:网站)?(?:纠错|找错|举报)(?:电话|邮箱)?:.{0,60}|政府网站找错|党政机关|适老化无障碍服务"
)
_ADVERT = re.compile(
    r"[^。]*(?:侵权|侵犯)[^。]{0,24}(?:删除|告知本|联系我|联系本|与我们联系).{0,100}"
    r"|[^。]{0,16}(?:来自|来源于|转载自|摘自)(?:网络|互联网).{0,100}"
    r"|(?:免责|版权|郑重)声明:.*|(?:如需)?(?:转载|引用)(?:时)?[,]?(?:请|须|应)?注明.*"
    r"|.{0,10}仅供参考.{0,20}以.{0,30}为准.{0,10}"
)
_CONTACT_LABELS = (
    "(?:单位|办公|联系|通讯|通信|公司|详细)?地址|邮编|邮政编码|E-?mail|(?:电子)?邮箱|电子邮件|传真|网址"
    "|(?:联系|咨询|服务|值班|办公|热线|监督|投诉|举报|客服)?(?:电话|热线)|联系人|联系方式|手机|QQ|微信号?"
)
_CONTACT = rf"(?:{_CONTACT_LABELS}):?.{{0,100}}|[\d()+ -]{{7,30}}"
_PATTERNS = tuple(
    (cue, re.compile(pattern, re.IGNORECASE))
    for cue, pattern in (
        (Cue.NAVIGATION, _NAVIGATION),
        (Cue.RELATED, _RELATED),
        (Cue.FOOTER, _FOOTER),
        (Cue.CREDIT, _CREDIT),
        (Cue.RECORD, _RECORD),
        (Cue.CONTACT, _CONTACT),
    )
)
# A link to an attachment is the document's own, wherever it stands and however it looks.
_FILE = re.compile(r"附[件表录]|\.(?:docx?|xlsx?|pdf|wps|et|zip|rar)\b", re.IGNORECASE)
_CLOSING = re.compile(
    rf"{_DAY}|[零〇○一二三四五六七八九十]{{4}}年.{{2,6}}日|\(.*\)|.{{0,60}}{_DAY}(?:印发)?"
    r"|.{0,80}(?:人民政府|委员会|办公[室厅]|[局厅部院署委会社行])"
)
_DISTRIBUTION = re.compile(r"(?:抄送|抄报|主送|分送|报送|发至|附)[:.、]")
_DOCUMENT_NAMES = (
    "通知 公告 通告 通报 办法 意见 方案 规定 条例 细则 计划 规划 决定 决议 批复 函 指南 指引 报告"
    " 令 法 纲要 规则 措施 清单 标准"
).split()
_MENU_WORD = re.compile(
    "[\u4e00-\u9fff]{2,8}" + "".join(f"(?<!{name})" for name in _DOCUMENT_NAMES)
)
_LIST_ENTRY = re.compile(rf"[•·*>|-] *.{{2,150}}|.{{2,120}}[\[( ]?{_DAY}[\])]?")
_SALUTATION = re.compile(r"[^。;|]{2,200}:")
_TABLE_ROW = re.compile(r"\|[^|]*[^| ][^|]*\|[^|]*[^| ]")
_CLAUSE_MARK = re.compile("[,;:]")


def _is_link_menu(words: str) -> bool:
    """Tell whether a line is a menu of links: hardly a word outside them, and each is short."""
    if "。" in words:
        return False
    words = IMAGE.sub("", words)
    rest = LINK.sub("", words).strip(_MARGIN)
    names = (match["words"] for match in LINK.finditer(words))
    return len(rest) <= _MENU_ENTRY_MAX_CHARS and all(
        len(name) <= _MENU_ENTRY_MAX_CHARS for name in names
    )


def _is_content(line: str, words: str) -> bool:
    if "。" in words or _DISTRIBUTION.match(words):
        return True
    if line.startswith("|") and _TABLE_ROW.match(line):
        return True
    return len(words) >= _SENTENCE_MIN_CHARS and _CLAUSE_MARK.search(words) is not None
