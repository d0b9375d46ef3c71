from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.furniture.removal import split_furniture
from ingest.text.cleaning import clean

LAWS = Path(__file__).resolve().parents[3] / "shared" / "laws"
SEEDS = Path(__file__).resolve().parents[3] / "shared" / "seeds"

DOCUMENT = """云州市人民政府关于印发优化营商环境实施方案的通知
云政发〔2021〕3号
各县(市、区)人民政府,市政府各部门:
现将《云州市优化营商环境实施方案》印发给你们,请遵照执行。
云州市人民政府
2021年3月5日
(此件公开发布)
云州市优化营商环境实施方案
一、总体要求
主办单位:各部门要公开联系方式:电话、地址和邮编。
二、主要任务
(一)压缩接电时间。高压用户不超过40个工作日。
联系人:张三,联系电话:000-12345678
附件:1.任务分工表
2.时限一览表
云州市人民政府办公室
2021年3月6日
抄送:市委办公室,市人大常委会办公室。"""

HEADS = [
    "文章搜索",
    "您当前的位置:首页 > 政务公开 > 政策文件",
    "首页>通知公告>正文",
    "发布日期:2021-03-08 查看次数:147 次",
    "2021-03-08 09:24 来源:云州日报 字号:[大 中 小] 打印",
    "  • 文章来源:云州市自然资源局",
    "  • 点击次数:",
    "索引号:011/2021-00123 | 主题分类:综合政务",
    "文 号:云政发〔2021〕3 号 | 签发单位: |",
    "| 索 引 号: | 011/2021-00123 | 发文机关: | 云州市人民政府 |",
    "| 扫一扫在手机打开当前页 |",
    "无障碍阅读 长者助手 繁体版 登录",
    "字体:【大】【中】【小】 打印本页 关闭窗口",
    "分享到:微信 微博",
    "* [用户登录](https://example.org/login)",
    "[](javascript:void(0))",
    "云州市人民政府门户网站",
    "点击查看政策解读:一图读懂营商环境方案",
    "[首页](https://example.org/) > [政务公开](https://example.org/zwgk)",
    "## 搜索热词：[社保](https://example.org/s?k=1)[医保](https://example.org/s?k=2)",
    "[![图 1](https://example.org/logo.png)](https://example.org/)",
    "相关新闻\n- 【一图读懂】优化营商环境方案 2021-03-09\n• 云州召开营商环境会议",
    "云州市人民政府关于印发优化营商环境实施方案的通知_云州市人民政府门户网站",
    "云政发〔2021〕3号《云州市人民政府关于印发优化营商环境实施方案的通知》",
    "文章搜索\n信息中心\n发布日期:2021-03-08",
]
TAILS = [
    "主办单位:滨海县人民政府办公室\n推荐使用IE8及以上版本浏览器浏览\n联系方式:000-12345678",
    "网站标识码:1201160049",
    "网站首页   平台简介   服务范围   合作伙伴   联系我们",
    "地址:云州市解放路1号 邮编:430077\n版权所有:云州市中小企业服务中心",
    "邮编:430077  云ICP备12345678号-3\n\n云公网安备 12345678901234号",
    "本文内容来自互联网,如有侵权请联系我们删除,电话:000-12345678",
    "![云州政务微信](http://example.org/weixin.jpg)\n扫描二维码 关注我们",
    "上一篇:云州市人民政府关于印发规划的通知\n下一篇:没有了",
    "【打印本页】【关闭窗口】",
    "相关链接\n关于《云州市优化营商环境实施方案》的解读\n云州市优化营商环境专题 2021-03-09",
    "责任编辑:李四\n分享到:",
    "扫一扫在手机打开当前页\n相关稿件\n云州县\n白水县\nCopyright © 2021 云州",
    "微信\n微博\n客户端\n云州市人民政府主办\n技术支持:云州软件公司",
    "您是第 12345 位访问者",
    "建议使用1024×768分辨率浏览本站",
    "* ![Image 9](http://example.org/a.jpg)云州政府网",
]


def body_of(raw: str) -> list[str]:
    return [line for line in split_furniture(clean(raw)).body.text.split("\n") if line]


@pytest.mark.parametrize("head", HEADS)
def test_what_stands_above_the_document_goes(head):
    assert body_of(f"{head}\n\n{DOCUMENT}") == body_of(DOCUMENT)


@pytest.mark.parametrize(
    "title",
    [
        "云州市关于印发\n公共租赁住房租赁补贴发放管理办法的通知",
        "滨海新区住建\n系统公共租赁住房租赁补贴发放管理办法",
        "云州市住建系统\n关于印发住房\n公共租赁住房租赁补贴发放管理办法的通知",
    ],
)
def test_a_title_below_a_menu_keeps_its_first_lines(title):
    menu = "网站首页\n政务公开\n魅力云州\n各区县动态\n云州市概况"
    assert body_of(f"{menu}\n{title}\n各区人民政府:\n一、好。")[:-2] == title.split("\n")


@pytest.mark.parametrize("head", HEADS[2:-3])
def test_what_stands_between_title_and_salutation_goes(head):
    title, rest = DOCUMENT.split("\n", 1)
    assert body_of(f"{title}\n{head}\n{rest}") == body_of(DOCUMENT)


@pytest.mark.parametrize("tail", TAILS)
def test_what_stands_below_the_document_goes(tail):
    assert body_of(f"{DOCUMENT}\n\n{tail}\n") == body_of(DOCUMENT)


@pytest.mark.parametrize("tail", TAILS)
def test_both_at_once_are_told_apart(tail):
    for head in HEADS:
        page = split_furniture(clean(f"{head}\n{DOCUMENT}\n{tail}"))
        assert [line for line in page.body.text.split("\n") if line] == body_of(DOCUMENT), head
        assert page.head.text
        assert page.tail.text


def test_the_document_itself_loses_nothing():
    assert split_furniture(clean(DOCUMENT)).dropped == ()


@pytest.mark.parametrize(
    "ending",
    [
        "联系电话:000-12345678",
        "地址:云州市解放路1号 电话:000-12345678",
        "市教育局基础教育科联系电话:12345678",
        "公开方式:主动公开",
        "主题词:经济管理 通知",
        "云州市人民政府\n2021年3月5日",
        "| 东街 | 12345678 | 东街1号 |",
        "附件下载:招生计划表.xls",
        "主办单位:云州市商务局\n云州市人民政府\n2021年3月5日",
        "张三市教育局副局长\n李四市财政局副局长",
    ],
)
def test_last_lines_that_are_the_documents_own_stay(ending):
    text = clean(f"{DOCUMENT}\n{ending}")
    assert split_furniture(text).dropped == ()


def test_a_linked_attachment_keeps_its_name():
    raw = f"{DOCUMENT}\n[附件1.任务分工表.docx](https://example.org/a.docx)"
    assert body_of(raw)[-1] == "附件1.任务分工表.docx"


@pytest.mark.parametrize("title", ["停水通知", "招生公告", "云州市人民政府令"])
def test_a_short_title_between_cues_stays(title):
    raw = f"首页>通知公告\n{title}\n发布日期:2021-03-08\n一、停水范围"
    assert body_of(raw) == [title, "一、停水范围"]


@pytest.mark.parametrize(
    "mark",
    [
        "- 3 -",
        "— 12 —",
        "第 3 页 共 9 页",
        "===PAGE 3===",
        "---",
        "<!-- INFO END -->",
        "|---|---|",
        "↺",
    ],
)
def test_marks_of_pages_go_wherever_they_stand(mark):
    first, second = "一、接电时间。\n", "二、用气时间。"
    assert split_furniture(clean(f"{first}{mark}\n{second}")).body.text.split() == [
        first.strip(),
        second,
    ]


def test_signs_of_a_quotation_go_and_its_lines_stay():
    text = "第一节 供水\n> 专栏 1 重点工程\n>\n> 1.堤防42公里\n>> 更多\n>5%以上\n> =2"
    assert split_furniture(clean(text)).body.text == (
        "第一节供水\n专栏1重点工程\n\n1.堤防42公里\n>>更多\n>5%以上\n>=2"
    )


@pytest.mark.parametrize("text", ["-5", "3", "二、共3页", "- 提高效率", "第三页内容", "<!--未闭合"])
def test_lines_that_only_look_like_marks_stay(text):
    assert body_of(f"一、范围。\n{text}\n二、其他。")[1] == text


def test_links_keep_their_words():
    raw = "一、依据[国办发〔2020〕1号](https://example.org/a(1).html)办理![图](x.png)。"
    assert split_furniture(clean(raw)).body.text == "一、依据国办发〔2020〕1号办理。"


def test_a_linked_title_stays():
    title = "云州市人民政府关于印发优化营商环境实施方案的通知"
    assert body_of(f"首页>正文\n[{title}](https://example.org/a)\n一、范围")[0] == title


def test_dropped_lines_stay_within_reach():
    raw = f"发布日期:2021-10-15\n文章来源:乳石市自然资源局\n{DOCUMENT}\n主办单位:乳石市政府"
    page = split_furniture(clean(raw))
    assert page.head.text == "发布日期:2021-10-15\n文章来源:乳石市自然资源局\n"
    assert page.tail.text == "主办单位:乳石市政府"
    span = page.tail.alignment.raw_span(0, len(page.tail))
    assert raw[span.start : span.end] == page.tail.text
    start = page.body.text.index("(一)")
    span = page.body.alignment.raw_span(start, start + 9)
    assert raw[span.start : span.end] == page.body.text[start : start + 9]


@settings(deadline=None)
@given(
    st.lists(
        st.one_of(st.sampled_from(HEADS + TAILS + DOCUMENT.split("\n")), st.text(max_size=20)),
        max_size=30,
    ).map("\n".join)
)
def test_body_and_dropped_spans_make_up_the_text(raw):
    text = clean(raw)
    page = split_furniture(text)
    assert list(page.dropped) == sorted(page.dropped)
    assert all(0 <= span.start < span.end <= len(text) for span in page.dropped)
    dropped = sum(span.end - span.start for span in page.dropped)
    assert len(page.body) + dropped == len(text)
    assert len(page.body) == page.body.alignment.length
    assert len(page.head) + len(page.tail) <= dropped


@pytest.mark.parametrize(
    "piece",
    ["[a](", "![a](", "<!--", "\n", " ", "首页(大)中小", "-", "|", "\n首页", "[a](http:(", "首页>"],
)
def test_time_is_linear(assert_linear, piece):
    assert_linear(lambda raw: split_furniture(clean(raw)), piece)


def test_empty_text_has_no_parts():
    page = split_furniture(clean(""))
    assert (len(page.body), len(page.head), len(page.tail), page.dropped) == (0, 0, 0, ())


FURNITURE_OF_SEEDS = {
    "000": "weixin 二维码",
    "001": "文章搜索 当前的位置 查看次数 主办单位 邮编 ICP 公网安备",
    "002": "侵权",
    "003": "IE8 网站标识码",
    "004": "发布日期 文章来源 点击次数",
}


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the seed documents are not beside the repository")
@pytest.mark.parametrize(("prefix", "furniture"), FURNITURE_OF_SEEDS.items())
def test_seed_documents_lose_their_furniture_and_nothing_else(prefix, furniture):
    (path,) = SEEDS.glob(f"{prefix}_*.txt")
    text = clean(path.read_text(encoding="utf-8"))
    page = split_furniture(text)
    for words in furniture.split():
        assert words not in page.body.text
        assert words in page.head.text + page.tail.text
    assert len(page.dropped) <= 9
    assert len(page.body) > 0.95 * len(text)


@pytest.mark.skipif(not LAWS.is_dir(), reason="the law texts are not beside the repository")
def test_laws_lose_nothing_but_comments_and_repeated_titles():
    paths = sorted(LAWS.glob("**/*.md"))[::11]
    for path in paths:
        text = clean(path.read_text(encoding="utf-8"))
        title = text.text.split("\n", 1)[0].strip("# ")
        for start, end in split_furniture(text).dropped:
            piece = text.text[start:end].strip()
            assert piece.startswith(("<!--", "|--")) or piece == title, path.name


@pytest.mark.parametrize(
    "line",
    [
        "(三)保护版权所有者权益,推荐使用正版软件",
        "依法查处侵权行为,并及时告知权利人。",
        "(四)发布平台要公开技术支持单位:名称和电话",
        "各单位要在网站首页设置专栏,方便企业扫描二维码关注。",
        "12.网站要标明ICP备案号和主办单位:全称",
        "| 主办单位 | 承办单位 |",
        "附:网站标识码清单",
    ],
)
def test_clauses_about_furniture_are_not_furniture(line):
    assert split_furniture(clean(f"{DOCUMENT}\n{line}")).dropped == ()
    assert (
        split_furniture(clean(f"一、总则\n{line}\n主办单位:某县")).body.text.split("\n")[1]
        == clean(line).text
    )
