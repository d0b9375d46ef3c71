from __future__ import annotations

from ingest.furniture.contents import drop_contents
from ingest.structure.lines import read_lines
from ingest.text.cleaning import clean, fold_punctuation

ENTRIES = ["第一章 总则", "第二章 登记", "第三章 附则"]
BODY = [
    "第一章 总则", "第一条 为了规范登记，制定本办法。",
    "第二章 登记", "第二条 登记应当及时办理。",
    "第三章 附则", "第三条 本办法自公布之日起施行。",
]  # fmt: skip


def kept(lines: list[str]) -> list[str]:
    raw = "\n".join(lines)
    text = clean(raw)
    folded = fold_punctuation(text.text)
    found = drop_contents(read_lines(text, folded, raw), folded)
    return [text.text[line.start : line.end] for line in found]


def test_a_table_of_contents_is_left_out_with_its_title() -> None:
    assert kept(["目 录", *ENTRIES, *BODY]) == kept(BODY)


def test_page_numbers_behind_the_entries_do_not_hide_them() -> None:
    entries = [f"{entry}……{page}" for page, entry in enumerate(ENTRIES, 1)]
    assert kept(["目录", *entries, *BODY]) == kept(BODY)


def test_headings_that_do_not_come_again_are_content() -> None:
    lines = ["一、窗口服务", "二、网上服务", "三、上门服务", "四、电话服务"]
    assert kept(lines) == lines


def test_equal_short_items_in_two_lists_stay() -> None:
    lines = ["一、设立", "1.申请表", "2.身份证明", "二、注销", "1.申请表", "2.身份证明"]
    assert kept(lines) == lines


def test_items_that_two_articles_share_stay() -> None:
    items = ["（一）拒绝检查的；", "（二）隐瞒情况的；", "（三）逾期不改的。"]
    lines = ["第一条 有下列情形的，处罚款：", *items, "第二条 有下列情形的，吊销许可证：", *items]
    assert kept(lines) == [line.replace(" ", "") for line in lines]


def test_items_without_a_mark_at_their_end_that_two_articles_share_stay() -> None:
    items = ["（一）申请书", "（二）身份证明", "（三）权属证书"]
    lines = ["第一条申请变更的，应当提交：", *items, "第二条申请注销的，应当提交：", *items]
    assert kept(lines) == lines


def test_entries_below_the_title_may_end_with_a_mark() -> None:
    for mark in ("。", "："):
        headings = [
            f"{number}、{words}{mark}"
            for number, words in zip("一二三", ("总体要求", "主要任务", "保障措施"), strict=True)
        ]
        body = [line for heading in headings for line in (heading, "各单位应当认真落实有关要求。")]
        assert kept(["目录", *headings, *body]) == body
