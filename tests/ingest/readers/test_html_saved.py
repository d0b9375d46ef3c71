"""Saved pages: what shows only after a click, lists of all kinds, frames, WeChat."""

from __future__ import annotations

import pytest

from ingest.readers.html import read_html

NAV = "<div><a href='/'>首页</a><a href='/a'>政务公开</a><a href='/b'>办事服务</a></div>"
POPUP = "<div style='display:none'>您访问的链接即将离开本网站，是否继续？请确认。</div>"
LOW = "一、城市低保标准提高到每人每月720元。"
RURAL = "二、农村低保标准提高到每人每月560元，自7月1日起执行。"


def page(body: str, *, title: str = "") -> bytes:
    head = f"<meta charset='utf-8'><title>{title}</title>"
    return f"<html><head>{head}</head><body>{NAV}{body}</body></html>".encode()


def lines(body: str) -> list[str]:
    return read_html(page(body), uri="a.html").text.split("\n")


@pytest.mark.parametrize(
    "hidden",
    ["style='display: none;'", "hidden", "aria-hidden='true'", "style='visibility:hidden'"],
)
def test_what_an_accordion_or_a_tab_hides_inside_the_text_is_read(hidden: str) -> None:
    assert lines(f"<div><p>{LOW}</p><div {hidden}><p>{RURAL}</p></div></div>{POPUP}") == [
        LOW,
        RURAL,
    ]


def test_answers_stand_below_their_questions() -> None:
    pairs = [
        ("问：多久可以到账？", "答：审核通过后3个工作日内到账。"),
        ("问：可以代办吗？", "答：可以，需提供委托书。"),
    ]
    items = (f"<div>{q}</div><div style='display:none'><p>{a}</p></div>" for q, a in pairs)
    assert lines(f"<div>{''.join(items)}</div>") == [text for pair in pairs for text in pair]


@pytest.mark.parametrize(
    "hidden",
    [
        f"<div><p>{LOW}</p></div>",  # a copy for telephones
        "<ul><li><a href='1'>关于提高低保标准的政策解读，请点击查看。</a></li></ul>",
        "<p>扫一扫在手机打开当前页，分享到微信。</p>",
        "<span>隐藏</span>",
    ],
)
def test_other_hidden_parts_of_the_text_stay_out(hidden: str) -> None:
    body = f"<div><p>{LOW}</p><div style='display:none'>{hidden}</div><p>{RURAL}</p></div>"
    assert lines(body) == [LOW, RURAL]


def test_a_hidden_word_breaks_no_line() -> None:
    assert lines(
        f"<p>{LOW[:6]}<span style='display:none'>隐藏</span>{LOW[6:]}</p><p>{RURAL}</p>"
    ) == [LOW, RURAL]


def test_an_article_of_wechat_is_read_without_the_words_around_it() -> None:
    text = f"<section><p>{LOW}</p></section><p>{RURAL}</p>"
    around = (
        "<p>预览时标签不可点</p><p>微信扫一扫<br>关注该公众号</p><p>继续滑动看下一个</p>"
        "<p>当前内容可能存在未经审核的第三方商业营销信息，请确认是否继续访问。</p>"
        "<p>：，，，，，，，，。视频小程序赞，轻点两下取消赞在看，轻点两下取消在看分享留言收藏听过</p>"
    )
    body = f"<div id='js_content' style='visibility: hidden; opacity: 0; '>{text}</div>{around}"
    assert lines(body) == [LOW, RURAL]


def test_a_frame_that_holds_its_page_is_read() -> None:
    inner = f"<p>{LOW}</p><p>{RURAL}</p>".replace("<", "&lt;").replace(">", "&gt;")
    assert lines(f"<iframe srcdoc='{inner}'></iframe>") == [LOW, RURAL]


@pytest.mark.parametrize(
    ("attributes", "marks"),
    [
        ("", ["1.", "2."]),
        ("start='3'", ["3.", "4."]),
        ("type='a'", ["a.", "b."]),
        ("type='A'", ["A.", "B."]),
        ("type='i'", ["i.", "ii."]),
        ("reversed", ["2.", "1."]),
        ("style='list-style-type: cjk-ideographic'", ["一、", "二、"]),
        ("style='list-style: simp-chinese-informal inside'", ["一、", "二、"]),
        ("style='margin:0; list-style-type:upper-roman'", ["I.", "II."]),
        ("style='list-style: none'", ["", ""]),
        ("style='list-style-type:disc'", ["", ""]),
        ("type='no such type' start='x'", ["1.", "2."]),
    ],
)
def test_numbers_are_written_as_browsers_draw_them(attributes: str, marks: list[str]) -> None:
    items = ["申请人填写申请表，交到窗口。", "乡镇审核，5个工作日内完成。"]
    body = f"<ol {attributes}>{''.join(f'<li>{item}</li>' for item in items)}</ol>"
    expected = [mark + item for mark, item in zip(marks, items, strict=True)]
    assert lines(f"<div><p>{LOW}</p>{body}</div>") == [LOW, *expected]


def test_raised_figures_keep_their_value_and_deleted_words_are_gone() -> None:
    body = "<p>每年处理2×10<sup>4</sup>立方米<sup>[1]</sup>，由<del>5月</del><ins>6月</ins>起执行。</p>"
    assert lines(body) == ["每年处理2×10⁴立方米[1]，由6月起执行。"]


def test_a_panel_that_shows_does_not_hide_those_beside_it() -> None:
    shown = f"<div class='body'><p>各县（区）民政局：</p><p>{LOW}</p></div>"
    hidden = f"<div class='collapse' aria-hidden='true'><p>{RURAL}</p></div>"
    read = lines(f"<div class='article'><div class='panel'>{shown}{hidden}</div></div>{POPUP}")
    assert read == ["各县（区）民政局：", LOW, RURAL]


def test_a_short_notice_is_whole_though_links_outweigh_it() -> None:
    attached = "".join(
        f"<p>{n}.<a href='{n}.docx'>专家申报表及汇总表{n}.docx</a></p>" for n in (1, 2)
    )
    related = (
        "<p>相关链接：</p><ul><li><a href='9'>关于公布评审专家名单的公告，请查收</a></li></ul>"
    )
    body = f"<div><p>{LOW}</p><p>{RURAL}</p>{attached}<p>某市财政局</p>{related}</div>"
    assert lines(body) == [
        LOW,
        RURAL,
        "1.专家申报表及汇总表1.docx",
        "2.专家申报表及汇总表2.docx",
        "某市财政局",
    ]


def test_links_inside_the_text_are_no_list_of_related_pages() -> None:
    link = "<p><a href='1'>某市人民政府关于提高低保标准的通知</a></p>"
    assert lines(f"<div><p>{LOW}</p>{link}<p>{RURAL}</p></div>")[1].startswith("某市人民政府")


def test_buttons_in_brackets_are_no_line_of_the_text() -> None:
    body = f"<div><p>{LOW}</p><p>{RURAL}</p><p>【<a href='#'>打印</a>】【<a href='#'>关闭</a>】</p></div>"
    assert lines(body) == [LOW, RURAL]
