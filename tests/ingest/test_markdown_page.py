"""Pages that a crawler wrote down as Markdown give their document and nothing around it."""

from __future__ import annotations

from ingest.readers.markdown_page import read_markdown_page
from ingest.readers.plain_text import read_markdown, read_text

MENU = "\n".join(f"*   [栏目{n}](https://example.invalid/{n}/index.html)" for n in range(20))
BODY = (
    "云桥市自2025年1月1日起调整医保缴费办法，参保人可以在线办理。\n\n"
    "**办理材料**\n\n"
    "1.身份证明原件，可以在[政务服务网](https://example.invalid/zw)上传。\n\n"
    "2.参保登记表，一式两份，由本人签字。\n"
)
PAGE = (
    "Title: 医保缴费有变化！ - 云桥市人民政府门户网站\n\n"
    "URL Source: https://example.invalid/post_1.html\n\n"
    "Markdown Content:\n"
    f"{MENU}\n\n# 医保缴费有变化！\n\n*   2025-01-02\n*   来源：云桥市医疗保障局\n\n"
    f"![Image 1](https://example.invalid/a.png)\n\n{BODY}\n"
    f"扫一扫在手机打开当前页\n\n{MENU}\n\n主办：云桥市人民政府 备案序号：00000000号\n"
)


def test_the_document_is_found_between_the_menus() -> None:
    page = read_markdown_page(PAGE)
    assert page is not None
    assert page.text.split("\n") == [
        "医保缴费有变化！",
        "云桥市自2025年1月1日起调整医保缴费办法，参保人可以在线办理。",
        "办理材料",
        "1.身份证明原件，可以在政务服务网上传。",
        "2.参保登记表，一式两份，由本人签字。",
    ]


def test_what_the_page_states_becomes_hints() -> None:
    page = read_markdown_page(PAGE)
    assert page is not None
    assert page.hints == {
        "title": "医保缴费有变化！ - 云桥市人民政府门户网站",
        "site": "云桥市人民政府门户网站",
        "content_source": "云桥市医疗保障局",
        "published_on": "2025-01-02",
    }


def test_a_text_repeated_in_one_line_below_the_menu_stays_out() -> None:
    lines = [
        f"{n}.第{n}项材料由本人提交，经办机构核对原件后当场退还，不收取任何费用。"
        for n in range(3, 20)
    ]
    long = PAGE.replace(BODY, BODY + "\n\n".join(lines) + "\n")
    page = read_markdown_page(f"{long}\n{MENU}\n{MENU}\n{MENU}\n" + "".join(lines) + "\n")
    assert page is not None
    assert page.text.count("第9项材料") == 1


def test_a_menu_tells_a_page_without_the_crawlers_header() -> None:
    page = read_markdown(f"{MENU}\n\n# 缴费办法\n\n{BODY}".encode(), uri="a.md")
    assert page.text.startswith("缴费办法\n云桥市自")


def test_a_plan_with_a_few_links_is_left_as_it_is() -> None:
    plan = f"# 方案\n\n{BODY}"
    assert read_markdown_page(plan) is None
    assert read_markdown(plan.encode(), uri="a.md").text == plan
    assert read_text(plan.encode(), uri="a.txt").text == plan
