"""The words of the pages in both languages."""

from __future__ import annotations

from collections.abc import Mapping

from service.pages.comparing_words import COMPARING_WORDS
from service.pages.languages import Language

# key: (Chinese, English); {names} are filled in by `translate`, {count:row/rows} with its noun.
_WORDS: Mapping[str, tuple[str, str]] = {
    **COMPARING_WORDS,
    "brand": ("政答", "Zhengda"),
    "tagline": ("政策条款检索", "Policy clause search"),
    "skip": ("跳到主要内容", "Skip to main content"),
    "nav": ("主导航", "Main"),
    "nav_search": ("检索", "Search"),
    "nav_compare": ("对比", "Compare"),
    "nav_documents": ("文件", "Documents"),
    "nav_api": ("接口文档", "API"),
    "other_language": ("English", "中文"),
    "footer": (
        "结果均为文件原文，可逐字核对；办理时请以发文机关最新公布为准。",
        "Every result is quoted word for word from a document you can check. "
        "The issuing body's latest publication prevails.",
    ),
    "lead": (
        "用自己的话提问，直接找到回答问题的政策条款，并注明出处。",
        "Ask in your own words. Get the policy clauses that answer, each with its source.",
    ),
    "query_label": ("您想了解什么？", "What would you like to know?"),
    "query_hint": (
        "可以用口语、关键词、文号，也可以用英文。",
        "Use plain words, keywords, a document number, Chinese or English.",
    ),
    "submit": ("检索", "Search"),
    "examples": ("例如", "For example"),
    "filters": ("筛选条件", "Filters"),
    "filters_active": ("已设置 {count} 项", "{count} set"),
    "region": ("地区", "Place"),
    "region_hint": ("如：襄阳市、天津", "e.g. 襄阳市, 天津"),
    "issuer": ("发文机关", "Issuing body"),
    "issuer_hint": ("如：襄阳市人民政府办公室", "e.g. 襄阳市人民政府办公室"),
    "document_number": ("文号", "Document number"),
    "document_number_hint": ("如：国发〔2019〕1号", "e.g. 国发〔2019〕1号"),
    "issued": ("成文日期", "Date of issue"),
    "issued_from": ("成文日期从", "Issued from"),
    "issued_to": ("成文日期至", "Issued until"),
    "date_hint": ("年-月-日，如 2020-06-19", "YYYY-MM-DD, e.g. 2020-06-19"),
    "as_of": ("某日有效", "In force on"),
    "as_of_hint": ("只查这一天有效的文件，如 2020-06-19", "Only what was in force on that day"),
    "status": ("效力状态", "Status"),
    "any": ("不限", "Any"),
    "apply": ("应用筛选", "Apply filters"),
    "clear": ("清除筛选", "Clear filters"),
    "status_in_force": ("现行有效", "In force"),
    "status_not_yet_in_force": ("尚未施行", "Not yet in force"),
    "status_expired": ("已失效", "Expired"),
    "status_repealed": ("已废止", "Repealed"),
    "status_amended": ("已修改", "Amended"),
    "basis": ("依据", "Basis"),
    "answer_title": ("回答", "Answer"),
    "answer_none_title": ("没有找到答案", "No answer found"),
    "answer_source": ("出处", "Source"),
    "answer_sources": ("出处", "Sources"),
    "answer_figures": ("数值", "Figures"),
    "answer_copy": ("复制回答和出处", "Copy answer and sources"),
    "answer_nearest": ("较为接近的条款，供参考", "Clauses that come close, for reference"),
    "feedback_question": ("这个回答有用吗？", "Was this useful?"),
    "feedback_right": ("有用", "Useful"),
    "feedback_wrong": ("有误", "Wrong"),
    "feedback_comment": ("补充说明（可选）", "Add a comment (optional)"),
    "feedback_comment_label": (
        "哪里有误，或者缺了什么？请勿填写个人信息。",
        "What is wrong, or missing? Please leave out personal data.",
    ),
    "feedback_thanks": ("谢谢，您的反馈已收到。", "Thank you, your feedback was received."),
    "feedback_failed": (
        "反馈未能保存，请稍后再试。",
        "Your feedback could not be kept. Please try again later.",
    ),
    "results_title": ("检索结果", "Results"),
    "results_count": ("最相关的 {count} 条，用时 {took} 毫秒", "Best {count}, in {took} ms"),
    "corrected": ("按此理解", "Read as"),
    "understood": ("按以下官方用语一并检索", "Also searched as"),
    "understood_regions": ("识别到的地区", "Places named"),
    "full_clause": ("查看条款全文", "Show the full clause"),
    "figures": ("时限与指标", "Time limits and figures"),
    "figure_subject": ("事项", "Subject"),
    "figure_condition": ("适用情形", "Applies to"),
    "figure_value": ("数值", "Value"),
    "figure_quote": ("原文", "As written"),
    "figure_baseline": ("原为 {value}", "was {value}"),
    "lead_unit": ("牵头单位", "Lead"),
    "with_units": ("责任单位", "With"),
    "cite": ("引用", "Citation"),
    "copy": ("复制引用", "Copy citation"),
    "copied": ("已复制", "Copied"),
    "open_document": ("在文件中查看", "See it in the document"),
    "more": ("显示更多结果", "Show more results"),
    "no_results_title": ("没有找到符合条件的条款", "No clause matches"),
    "no_results_filters": (
        "筛选条件可能过窄。",
        "The filters may be too narrow.",
    ),
    "no_results_drop": ("去掉筛选条件，重新检索", "Search again without filters"),
    "no_results_words": (
        "换一种说法，例如写明要办的事项、对象或部门。",
        "Try other words: the matter, who it is for, or the department.",
    ),
    "no_results_number": (
        "如果知道文号或文件标题，可以直接输入。",
        "If you know the document number or title, type it in.",
    ),
    "no_results_hotline": (
        "也可以拨打 12345 政务服务便民热线咨询。",
        "In China you can also call the 12345 government service hotline.",
    ),
    "no_results_browse": ("浏览全部文件", "Browse all documents"),
    "documents_title": ("已收录文件", "Documents"),
    "documents_empty": ("没有符合条件的文件。", "No document matches."),
    "next_page": ("下一页", "Next page"),
    "first_page": ("回到第一页", "Back to the first page"),
    "issuers": ("发文机关", "Issued by"),
    "issued_on": ("成文日期", "Issued on"),
    "effective_on": ("施行日期", "Effective from"),
    "expires_on": ("有效期至", "Expires on"),
    "source": ("来源文件", "Source file"),
    "reposted": ("转载", "Reposted by"),
    "caution": ("注意", "Caution"),
    "scan_recognised": (
        "由扫描件识别而来，文字可能有误，请与原件核对",
        "Read from a scan by text recognition: compare with the file",
    ),
    "scan_unread": (
        "部分页面为扫描件，未能读取",
        "Some pages are scans and were not read",
    ),
    "contents": ("目录", "Contents"),
    "contents_count": ("共 {count} 条", "{count:clause/clauses}"),
    "view_clauses": ("按条款阅读", "By clause"),
    "view_source": ("原文全文", "Text as read"),
    "view_source_hint": (
        "以下为收录时读取的文字，未作任何改动；引用的位置以此为准。",
        "This is the text exactly as it was read. Citations count their position in it.",
    ),
    "quote_marked": ("已标出引用的原文", "The quoted passage is marked"),
    "clause_link": ("本条链接", "Link to this clause"),
    "untitled": ("（无标题）", "(untitled)"),
    "preamble": ("引言", "Preamble"),
    "error_query_long": (
        "问题太长，请控制在 {limit} 个字以内。",
        "The question is too long: {limit} characters at most.",
    ),
    "error_date": (
        "请按年-月-日填写一个存在的日期，例如 2020-06-19。",
        "Write a day of the calendar as 2020-06-19.",
    ),
    "error_date_order": (
        "开始日期不能晚于结束日期。",
        "The first date must not be after the last one.",
    ),
    "error_summary": ("请检查以下内容", "Please check the following"),
    "error_404_title": ("没有找到这个页面", "Page not found"),
    "error_404_text": (
        "链接可能不完整，或者文件已被更新或移除。",
        "The link may be incomplete, or the document was replaced or removed.",
    ),
    "error_401_title": ("需要密钥", "A key is needed"),
    "error_401_text": (
        "本服务仅供持有密钥的程序调用，未开放网页。请联系管理员。",
        "This service answers programs that send a key; its pages are not open. "
        "Please ask the administrator.",
    ),
    "error_429_title": ("请求过于频繁", "Too many requests"),
    "error_429_text": (
        "请稍候一分钟再试。",
        "Please wait a minute, then try again.",
    ),
    "error_503_title": ("暂时无法检索", "Not available yet"),
    "error_503_text": (
        "索引正在载入，或尚未收录文件。请稍后重试。",
        "The index is loading, or nothing has been ingested yet. Please try again shortly.",
    ),
    "error_422_title": ("无法理解这个请求", "The request is not valid"),
    "error_422_text": (
        "网址中的某个参数不正确。请从检索页重新开始。",
        "Something in the address is not right. Please start again from the search page.",
    ),
    "error_500_title": ("服务出现异常", "Something went wrong"),
    "error_500_text": (
        "问题已记录。请稍后重试；如反复出现，请将下面的编号告知管理员。",
        "It has been logged. Please try again; if it persists, "
        "give the administrator the number below.",
    ),
    "error_request_id": ("请求编号", "Request id"),
    "error_home": ("返回检索页", "Back to search"),
}


def translate(key: str, language: Language, **values: object) -> str:
    """Return the words for a key in a language, with values filled in."""
    chinese, english = _WORDS[key]
    named = {key: _Count(one) if isinstance(one, int) else one for key, one in values.items()}
    return (chinese if language == "zh" else english).format(**named)


class _Count(int):
    """A number that takes its noun along: `{count:row/rows}` is 1 row or 2 rows."""

    def __format__(self, nouns: str) -> str:
        one, _, many = nouns.partition("/")
        return f"{int(self)} {one if self == 1 else many}" if many else format(int(self), nouns)
