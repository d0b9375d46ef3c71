"""The words of the pages that compare, in both languages."""

from __future__ import annotations

from collections.abc import Mapping

# key: (Chinese, English), as in `translations`.
COMPARING_WORDS: Mapping[str, tuple[str, str]] = {
    "compare_title": ("各地对比", "Compare places"),
    "compare_lead": (
        "同一个问题，各地怎么规定：一地一行，数值、条款、文号、日期并列，没有的标明未找到。",
        "One question, many places: values, clauses, numbers and dates side by side, "
        "and “not found” where a place says nothing.",
    ),
    "compare_label": ("要对比的问题", "What to compare"),
    "compare_submit": ("对比", "Compare"),
    "compare_places": ("对比的地区（可不填）", "Places (optional)"),
    "compare_places_hint": (
        "用逗号隔开，如：襄阳市，威海市；不填则对比所有有相关条款的地区。",
        "Separated by commas, e.g. 襄阳市, 威海市. Without any, all places with a relevant clause.",
    ),
    "compare_result": ("对比结果", "Comparison"),
    "compare_count": (
        "{places} 个地区，{rows} 行，用时 {took} 毫秒",
        "{places:place/places}, {rows:row/rows}, in {took} ms",
    ),
    "compare_left_out": (
        "另有 {count} 个地区有相关条款，未列出。请填写要对比的地区。",
        "{count:more place has/more places have} a relevant clause. Name the places to compare.",
    ),
    "compare_place": ("地区", "Place"),
    "compare_said": ("规定", "What it says"),
    "compare_clause": ("条款与原文", "Clause and quote"),
    "compare_document": ("文号、日期", "Document"),
    "compare_no_place": ("（地区不明）", "(place unknown)"),
    "compare_none": ("各地都没有相关条款", "No place has a clause on this"),
    "compare_rest": ("没有数值的地区", "Places without a figure"),
    "compare_unit": ("单位：{unit}", "in {unit}"),
    "compare_places_count": ("{count} 地", "{count:place/places}"),
    "compare_units_hint": (
        "事项或单位不同的数值分组列出，互不换算：工作日与自然日不能直接比较。",
        "Figures of different subjects or units stand apart and are not converted: "
        "working days are not calendar days.",
    ),
    "compare_question": ("这个问题各地对比", "Compare places on this question"),
    "sort_label": ("排序", "Sort by"),
    "sort_group": ("事项", "Subject"),
    "sort_place": ("地区", "Place"),
    "sort_value": ("数值", "Value"),
    "sort_date": ("日期", "Date"),
    "download": ("下载", "Download"),
    "similar_link": ("其他地区的类似条款", "Similar clauses elsewhere"),
    "similar_title": ("其他地区的类似条款", "Similar clauses elsewhere"),
    "similar_hint": (
        "以下 {count} 条来自其他地区，按相近程度排列，并列出不同之处。",
        "{count:clause/clauses} of other places, the most alike first, with what differs.",
    ),
    "similar_here": ("本条", "This clause"),
    "similar_there": ("对照条款", "The other clause"),
    "similar_figures": ("数值对照", "Figures side by side"),
    "similar_no_figures": (
        "{place}的这一条没有写明数值。",
        "This clause of {place} states no figure.",
    ),
    "similar_unstated": (
        "{place}另有 {count} 项数值，对照条款未写明",
        "{count:figure/figures} of {place} that the other clause does not state",
    ),
    "similar_added": ("{place}另有", "Only in {place}"),
    "similar_missing": ("{place}独有", "Only in {place}"),
    "similar_none": (
        "没有找到其他地区的类似条款。",
        "No clause of another place is on the same task.",
    ),
}
