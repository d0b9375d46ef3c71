"""Saved web pages."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.readers.html import read_html
from ingest.readers.html_content import is_sentence
from ingest.readers.html_dom import drop_unread, parse_page
from ingest.readers.html_hidden import set_aside_hidden
from ingest.readers.html_lines import page_lines
from ingest.text.decoding import decode

NAVIGATION = "<ul>" + "".join(f'<li><a href="/{n}">栏目{n}</a></li>' for n in range(12)) + "</ul>"
FOOTER = (
    "<div><p>版权所有：某市人民政府办公室，未经许可，不得转载。</p>"
    "<p>网站标识码：1234567890　ICP备00000000号</p></div>"
)
BODY = [
    "各区人民政府，市政府各部门、各直属机构：",
    "为进一步优化营商环境，结合本市实际，现就有关事项通知如下。",
    "一、总体要求",
    "全面推行告知承诺制，办电时间压减到12个工作日以内。",
    "二、主要任务",
    "企业开办一日办结，不动产登记一窗受理、并行办理。",
]


def page(content: str, *, head: str = "", before: str = "", after: str = "") -> bytes:
    return (
        f"<!DOCTYPE html><html><head><meta charset='utf-8'>{head}</head><body>{NAVIGATION}{before}"
        f"<div class='wrap'><div class='article'>{content}</div></div>{after}{FOOTER}</body></html>"
    ).encode()


def paragraphs(texts: list[str]) -> str:
    return "".join(f"<p>　　{text}</p>\n" for text in texts)


def lines(data: bytes) -> list[str]:
    return read_html(data, uri="a.html").text.split("\n")


def test_the_document_is_found_among_navigation_and_footer() -> None:
    assert lines(page(paragraphs(BODY))) == BODY


@pytest.mark.parametrize("block", ["<div>{}</div>", "<section>{}</section>", "{}<br>"])
def test_paragraphs_of_any_markup_are_lines(block: str) -> None:
    assert lines(page("".join(block.format(text) for text in BODY))) == BODY


def test_a_document_inside_layout_tables_is_found() -> None:
    menu = '<td><a href="/">首页</a><br><a href="/x">政务公开</a></td>'
    frame = f"<table><tr>{menu}<td><table><tr><td>{paragraphs(BODY)}</td></tr></table></td></tr>"
    assert lines(page(f"{frame}</table>")) == BODY


def test_what_stands_below_a_menu_in_one_block_is_kept() -> None:
    menu = '<a href="/">首页</a> <a href="/x">政策</a> <a href="/y">互动</a>'
    assert lines(page(f"<p>{menu}</p>" + paragraphs(BODY))) == BODY
    kept = lines(page(paragraphs(BODY) + f"<p>{menu}<br>第九条 本办法由某局解释。</p>"))
    assert kept[-1] == "第九条 本办法由某局解释。"


def test_a_table_in_a_cell_is_part_of_its_row() -> None:
    inner = (
        "<table><tr><td>父亲</td><td>原件</td></tr><tr><td>母亲</td><td>复印件</td></tr></table>"
    )
    table = (
        "<table border=1><tr><td>材料名称</td><td>要求</td></tr>"
        f"<tr><td>居民户口簿（父母双方）</td><td>{inner}</td></tr><tr><td>申请表</td><td>1份</td></tr></table>"
    )
    assert lines(page(paragraphs(BODY) + table))[-3:] == [
        "| 材料名称 | 要求 |",
        "| 居民户口簿（父母双方） | 父亲 原件;母亲 复印件 |",
        "| 申请表 | 1份 |",
    ]


TITLE = "云桥县人民政府关于加强城乡居民<br>最低生活保障工作的意见"


@pytest.mark.parametrize(
    ("window", "first"),
    [
        ("云桥县政府信息公开", "云桥县人民政府关于加强城乡居民最低生活保障工作的意见"),
        ("政策文件", "云桥县人民政府关于加强城乡居民最低生活保障工作的意见"),
        ("云桥县最低生活保障办法", "云桥县最低生活保障办法"),
    ],
)
def test_the_title_above_the_text_counts_where_the_windows_is_of_the_site(
    window: str, first: str
) -> None:
    frame = f"<table><tr><td>{TITLE}</td></tr><tr><td>{'<br>'.join(BODY)}<br>附则</td></tr></table>"
    assert lines(page(frame, head=f"<title>{window}</title>"))[0] == first


@pytest.mark.parametrize(
    ("headings", "first"),
    [
        ("<h1>企业开办“一件事”办事指南</h1>", "企业开办“一件事”办事指南"),
        ("<h2>企业开办“一件事”办事指南</h2>", "企业开办一件事"),
        ("<h1>企业开办“一件事”办事指南</h1><h1>二</h1>", "企业开办一件事"),
    ],
)
def test_the_heading_that_opens_the_text_is_its_title(headings: str, first: str) -> None:
    data = page(headings + paragraphs(BODY), head="<title>企业开办一件事</title>")
    assert lines(data)[0] == first


@pytest.mark.parametrize(
    ("window", "first"),
    [
        ("热点问答 | 云桥市医疗保障局", BODY[0]),
        ("云桥市门诊共济保障热点问答 | 云桥市医疗保障局", "云桥市门诊共济保障热点问答"),
        ("好消息！看病能多报了", "好消息！看病能多报了"),
    ],
)
def test_a_column_of_a_site_is_no_title(window: str, first: str) -> None:
    assert lines(page(paragraphs(BODY), head=f"<title>{window}</title>"))[0] == first


def test_tables_of_data_are_rows_with_spans_filled() -> None:
    table = (
        "<table><thead><tr><th rowspan=2>事项</th><th colspan=2>时限</th></tr>"
        "<tr><th>高压</th><th>低压</th></tr></thead>"
        "<tr><td><p>办电</p></td><td>40个</td><td>15个<br>工作日</td></tr></table>"
    )
    assert lines(page(paragraphs(BODY) + table + "<p>以上时限，自受理之日起计算。</p>")) == [
        *BODY,
        "| 事项 | 时限 高压 | 时限 低压 |",
        "| 办电 | 40个 | 15个 工作日 |",
        "以上时限，自受理之日起计算。",
    ]


def test_short_lines_lists_and_text_without_a_block_are_kept() -> None:
    content = paragraphs(BODY) + "<ul><li>甲</li><li>乙</li></ul>散落的文字<p>附件</p>"
    assert lines(page(content))[len(BODY) :] == ["甲", "乙", "散落的文字", "附件"]


def test_numbers_that_browsers_draw_are_written_unless_the_text_has_them() -> None:
    content = (
        "<ol start=3><li>提交申请</li><li value=9>现场核查</li></ol><ol><li>（一）受理</li></ol>"
    )
    assert lines(page(paragraphs(BODY) + content))[len(BODY) :] == [
        "3.提交申请",
        "9.现场核查",
        "（一）受理",
    ]


def test_scripts_glosses_and_hidden_copies_are_left_out() -> None:
    hidden = f"<div style='display:none'>{paragraphs(BODY)}</div>"
    noise = "<script>var a = '。，；';</script><ruby>规<rt>guī</rt></ruby>定<!-- 注释 -->"
    assert lines(page(hidden + paragraphs(BODY) + f"<p>{noise}</p>")) == [*BODY, "规定"]


def test_a_page_whose_text_is_all_hidden_is_still_read() -> None:
    data = page(f"<div style='display: none'>{paragraphs(BODY)}</div>")
    assert set(BODY) <= set(lines(data))


def test_line_breaks_of_the_source_do_not_split_or_space_words() -> None:
    assert (
        lines(page("<p>办理\n   时间压减到\n12 个工作日，<b>全程</b>\n<i>网办</i>。</p>" * 3))
        == ["办理时间压减到 12 个工作日，全程网办。"] * 3
    )


def test_entities_are_resolved() -> None:
    assert lines(
        page("<p>&#19968;、&ldquo;一网通办&rdquo;&nbsp;A&amp;B，全面推行，不得例外。</p>")
    ) == ["一、“一网通办”\u00a0A&B，全面推行，不得例外。"]


def test_meta_tags_are_hints() -> None:
    head = (
        '<meta name="ArticleTitle" content="关于优化营商环境的通知">'
        '<meta name="PubDate" content="2024-05-06 09:30">'
        '<meta name="ContentSource" content="某市发展改革委"><meta name="SiteName" content="某市网站">'
    )
    assert dict(read_html(page(paragraphs(BODY), head=head), uri="a.html").hints) == {
        "title": "关于优化营商环境的通知",
        "published_on": "2024-05-06",
        "content_source": "某市发展改革委",
        "site": "某市网站",
    }


def test_the_title_is_put_before_a_text_that_lacks_it() -> None:
    head = "<title>某市优化营商环境条例_政策文件_某市人民政府门户网站</title>"
    assert lines(page(paragraphs(BODY), head=head))[0] == "某市优化营商环境条例"


@pytest.mark.parametrize(
    "opening", ["<p>某市优化</p><p>营商环境条例</p>", "<h1>某市优化营商环境 条例</h1>"]
)
def test_a_title_in_the_text_is_not_repeated(opening: str) -> None:
    head = "<title>某市优化营商环境条例</title>"
    assert "".join(lines(page(opening + paragraphs(BODY), head=head))).count("某市优化") == 1


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("某市优化营商环境条例-某市人民政府门户网站", "某市优化营商环境条例"),
        ("某市行动方案（2022—2024年）", "某市行动方案（2022—2024年）"),
        ("某市“十四五”规划——关于营商环境", "某市“十四五”规划——关于营商环境"),
        ("通知 | 某局", "通知 | 某局"),  # too short to be a title without the rest
    ],
)
def test_the_site_is_taken_off_the_title_of_the_window(title: str, expected: str) -> None:
    data = page(paragraphs(BODY), head=f"<title>{title}</title>")
    assert read_html(data, uri="a.html").hints["title"] == expected


FACTS = {
    "index_number": "000014349/2018-00228",
    "topic": "科技、教育",
    "issuer": "某市人民政府办公室",
    "issued_on": "2018-12-23",
    "title": "关于优化营商环境的通知",
    "document_number": "某政办发〔2018〕126号",
    "published_on": "2019-01-08",
}


def test_a_table_of_facts_is_hints_and_not_text() -> None:
    table = (
        "<table><tr><td><b>索 引 号：</b></td><td>000014349/2018-00228</td><td>主题分类：</td>"
        "<td>科技、教育</td></tr><tr><td>发文机关：</td><td>某市人民政府办公室</td><td>成文日期：</td>"
        "<td>2018年12月23日</td></tr><tr><td>标　　题：</td><td colspan=3>关于优化营商环境的通知</td></tr>"
        "<tr><td>发文字号：</td><td>某政办发〔2018〕126号</td><td>发布日期：</td><td>2019年1月8日</td></tr>"
        "<tr><td>主 题 词：</td><td></td></tr></table>"
    )
    for data in (
        page(paragraphs(BODY), before=table),
        page(table + paragraphs(BODY)),
        (table + f"<table><tr><td>{paragraphs(BODY)}</td></tr></table>").encode(),
    ):
        extraction = read_html(data, uri="a.html")
        assert dict(extraction.hints) == FACTS
        assert extraction.text.split("\n") == [FACTS["title"], *BODY]


@pytest.mark.parametrize(
    "facts",
    [
        "<p>发文字号：某政发〔2020〕1号　成文日期：2020-03-04</p>",
        "<ul><li><span>文　　号：</span><span>某政发〔2020〕1号</span></li>"
        "<li><span>发文日期：</span><em>2020年3月4日</em></li></ul>",
        "<dl><dt>文号</dt><dd>某政发〔2020〕1号</dd><dt>成文日期</dt><dd>2020.3.4</dd></dl>",
        "<div>【文号】：某政发〔2020〕1号 【成文日期】：2020/03/04 【浏览量】：-</div>",
    ],
)
def test_facts_of_any_markup_are_read(facts: str) -> None:
    hints = read_html(page(paragraphs(BODY), before=facts), uri="a.html").hints
    assert hints["document_number"] == "某政发〔2020〕1号"
    assert hints["issued_on"] == "2020-03-04"


def test_facts_run_together_are_split_at_their_labels() -> None:
    facts = "<p><span>发布时间：<b>2024-01-02</b></span><span>来源：<b>某局</b></span>"
    facts += "<span>浏览量：<b>-</b></span></p>"
    hints = read_html(page(paragraphs(BODY), before=facts), uri="a.html").hints
    assert hints["published_on"] == "2024-01-02"
    assert "浏览" not in "".join(hints.values())


def test_labels_inside_the_text_are_text() -> None:
    form = "<table><tr><td>名称：</td><td></td></tr><tr><td>文号：</td><td>略</td></tr></table>"
    extraction = read_html(page(paragraphs(BODY) + form), uri="a.html")
    assert "document_number" not in extraction.hints
    assert "文号：" in extraction.text


@pytest.mark.parametrize("charset", ["gb2312", "gbk", "big5", "utf-8"])
def test_pages_are_read_in_their_charset(charset: str) -> None:
    text = "本條例自公布之日起施行，原有規定同時廢止。" if charset == "big5" else BODY[1]
    data = f"<html><head><meta charset={charset}></head><body><p>{text}</p></body></html>"
    assert lines(data.encode(charset)) == [text]


@pytest.mark.parametrize(
    "data", [b"<html></html>", b"<p> </p>", b"<!-- -->", b"<div><script>1</script>"]
)
def test_a_page_without_text_gives_none(data: bytes) -> None:
    assert read_html(data, uri="a.html").text.strip() == ""


def test_a_list_of_links_falls_back_to_its_lines() -> None:
    assert "栏目3" in read_html(page(""), uri="a.html").text


def test_deep_nesting_and_open_tags_are_survived() -> None:
    assert lines(page("<div><font>" * 400 + paragraphs(BODY)))[: len(BODY)] == BODY


def test_no_sentence_of_a_saved_page_is_lost(shared: Path) -> None:
    """Every visible sentence of the real pages is in the text, unless it is furniture."""
    pages = sorted((shared / "pages").rglob("*.html"))
    assert pages
    furniture = ("版权所有", "标识码", "ICP", "当前位置", "所在的位置", "主办", "来源", "统一编号")
    lost = []
    for path in pages:
        data = path.read_bytes()
        extraction = read_html(data, uri=path.name)
        text = "".join(extraction.text.replace("｜", "|").split())
        hints = "".join(extraction.hints.values())
        root = parse_page(decode(data, uri=path.name))
        drop_unread(root)
        set_aside_hidden(root)
        for line in page_lines(root):
            squeezed = "".join(line.text.split())
            known = squeezed in text or squeezed in "".join(hints.split())
            if is_sentence(line) and not known and not any(word in line.text for word in furniture):
                lost.append((path.name, line.text))
    labels = ("联系我们", "邮编：", "日期：", "文　　号：", "发布机关：", "所在位置")
    assert [item for item in lost if not any(label in item[1] for label in labels)] == []


def test_state_council_pages_give_their_facts(shared: Path) -> None:
    pages = sorted((shared / "pages" / "statecouncil").glob("*.html"))
    assert pages
    for path in pages:
        extraction = read_html(path.read_bytes(), uri=path.name)
        assert {"index_number", "issuer", "issued_on", "title", "document_number"} <= set(
            extraction.hints
        ), path.name
        assert "索引号" not in "".join(extraction.text.split()), path.name
        title = "".join(extraction.hints["title"].split())
        assert title in "".join(extraction.text.split()), path.name


def test_a_notice_of_one_paragraph_keeps_what_stands_around_it() -> None:
    page = (
        "<html><body><div><h1>某某县人民政府关于同意设立便民服务中心的批复</h1><p>某政复〔2023〕4号</p>"
        "<p>城关镇人民政府：</p><p>你镇关于设立便民服务中心的请示收悉，经研究，同意设立城关镇便民服务中心，请按规定办理。</p>"
        "<p>某某县人民政府</p><p>2023年5月4日</p></div></body></html>"
    )
    text = read_html(page.encode(), uri="u").text
    assert text.startswith("某某县人民政府关于")
    assert text.endswith("2023年5月4日")


def test_a_page_may_call_its_date_time() -> None:
    page = (
        "<html><body><h1>某某区人才住房补贴常见问题</h1><p>时间：2024-03-21 16:30:11　来源：某某区人力资源和社会保障局</p>"
        "<p>问：补贴标准是多少？</p><p>答：博士每人十五万元，硕士每人五万元，分三年等额发放，银行卡须为本人账户。</p></body></html>"
    )
    hints = read_html(page.encode(), uri="u").hints
    assert hints["published_on"] == "2024-03-21"
    assert hints["content_source"] == "某某区人力资源和社会保障局"


def test_a_link_above_the_text_is_no_title_of_it() -> None:
    other = '<div><a href="/x.html">临江市关于进一步加强人才工作的若干措施</a></div>'
    head = "<title>临江市人才公寓申请须知</title>"
    before = f"<h1>临江市人才公寓申请须知</h1>{other}"
    data = page(paragraphs(BODY), head=head, before=before)
    assert read_html(data, uri="a.html").hints["title"] == "临江市人才公寓申请须知"
