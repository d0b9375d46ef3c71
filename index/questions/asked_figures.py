"""Questions for a figure: its kind, and the words that stand beside such a figure in an answer.

多久 itself stands in no clause: the clause says 压减至7个工作日. Answer typing is a classic of
question answering (Li and Roth 2002): a clause on the subject without any time cannot answer it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from ingest.records import MeasureKind


@dataclass(frozen=True, slots=True)
class AskedFigure:
    """One kind of figure."""

    question: re.Pattern[str]
    answer: re.Pattern[str]
    words: tuple[str, ...]
    """Words of the answer's unit or subject."""
    kind: MeasureKind | None = None
    """The measures that answer; None for what is no measure."""


_NUMBER = r"[\d零〇一二两三四五六七八九十百千万]"
# 几多 and 几耐 are Cantonese. Some, not how many: 前几天, 好几年.
_MANY = r"(?:(?:(?<![前好过那这近头早])|(?<=提前))几|多少|几多)"
_PAID = "补贴|补助|津贴|奖励|资助|奖金|罚款|罚金|押金|保证金|学费|租金|待遇"
_PAYING = "[交缴付掏罚补发领拿给奖赔贷投]|出资|收费"

ASKED_FIGURES = (
    AskedFigure(  # how long
        re.compile(
            r"(?:多久|多长时间)(?![^,。?]{0,4}一[次回趟遍])|多长(?!度|时间)|几耐"
            rf"|{_MANY}个?(?:工作日|自然日|小时|钟头|分钟|周|星期|天|日(?![期号]|[之以]?[前后])"
            r"|年(?![级代份])|月(?![份底初]|[之以]?前))|多少时间|时限|期限|时长|天数(?!的?(?:比|占比))|年限|有效期"
            r"|\bhow (?:long|soon|quickly|fast)\b"
            r"|\bhow many (?:[a-z]+ ){0,2}(?:days|hours|minutes|weeks|months|years)\b"
            r"|\btime limits?\b|\b(?:processing|waiting) time|\bturnaround|\bduration\b"
            r"|\b(?:working|business|calendar) days\b",
            re.IGNORECASE,
        ),
        re.compile(rf"{_NUMBER}\s*个?(?:工作)?(?:日|天|小时|分钟|月|周|年)|[当即]日|即时|当场"),
        ("工作日", "小时", "天", "日内", "个月", "时限"),
        MeasureKind.DURATION,
    ),
    AskedFigure(  # by when
        re.compile(
            r"什么时[候间]|什么日[期子]|何[时日]|几时|几[月号](?![线楼窗文])|哪[一几]?[天日]|哪(?:一|几)?个?月"
            r"|几日[之以]?前|截止|最[迟晚]"
            r"|(?:^|[,;.?!:] ?|\b(?:and|or|by|until|till|since|from) )when\b|\bdeadline"
            r"|\b(?:what|which) (?:date|day)\b",
            re.IGNORECASE,
        ),
        re.compile(rf"{_NUMBER}\s*[年月日号]|[年月]底"),
        (),
        MeasureKind.DEADLINE,
    ),
    AskedFigure(  # how often
        re.compile(
            r"(?:多久|多长时间|几个?[天日月年周])[^,。?]{0,4}一[次回趟遍]|\bhow often\b",
            re.IGNORECASE,
        ),
        re.compile(r"每[个]?(?:年|半年|月|季|周|日|天)|按[年月季]|定期"),
        ("每年", "每月", "每季度", "每周", "半年", "定期"),
    ),
    AskedFigure(  # how much
        re.compile(
            rf"{_MANY}[^,。?样个种]{{0,2}}[钱元]|(?<!哪){_MANY}个?(?:块|万)|几[百千]|要不要钱|[要收花掏交][^,。?]{{0,2}}钱[吗不么嘛]|(?:收费|缴费|补[贴助]|发放|奖励|救助)标准(?!化)"
            rf"|(?:{_PAID}|费用?|金额|额度)[^,。?比率占]{{0,6}}{_MANY}(?![个天日人家年次项样种份])|{_MANY}[^,。?]{{0,4}}(?:{_PAID}|费(?!时))"
            rf"|(?:{_PAYING})[得到]?(?:多少|几多)(?![个天日人家年次项份名])|罚款(?!单)"
            r"|\bhow much\b(?! (?:time|faster|longer))|(?<!by )\bhow large\b"
            r"|\b(?:costs?|fees?|fines?|price)\b"
            r"|\b(?:subsidy|grant|loan) amount|\b(?:have|need) to pay\b|\bfree of charge\b",
            re.IGNORECASE,
        ),
        re.compile(rf"{_NUMBER}\s*(?:万|亿)?元|免费|零费用|零收费|不收"),
        ("元", "万元", "费用", "免费", "收费"),
        MeasureKind.MONEY,
    ),
    AskedFigure(  # what it costs
        re.compile(r"要钱|花钱|收费|费用|免费|额度|金额", re.IGNORECASE),
        re.compile(rf"{_NUMBER}\s*(?:万|亿)?元|免费|零费用|零收费|不收"),
        ("元", "万元", "费用", "免费", "收费"),
    ),
    AskedFigure(  # how many steps
        re.compile(
            r"几步|几个(?:环节|步骤)|多少个?(?:环节|步骤)|\bhow many (?:steps|procedures)\b",
            re.IGNORECASE,
        ),
        re.compile(rf"{_NUMBER}\s*个(?:环节|步骤)"),
        ("环节", "步骤"),
    ),
    AskedFigure(  # which papers
        re.compile(
            r"(?:什么|哪些|啥|几[份项种]|多少)材料|带什么"
            r"|\b(?:what|which|required) (?:documents|papers|materials)\b",
            re.IGNORECASE,
        ),
        re.compile(rf"{_NUMBER}\s*[项份件种](?:申请)?材料|材料"),
        ("材料", "资料", "证明"),
    ),
    AskedFigure(  # what share
        re.compile(
            r"百分之[几多]|百分点|比例|占比|比重|占[^,。?]{0,4}(?:多少|几)|(?:率|满意度)[^,。?]{0,4}(?:多少|几|多[高低])|几成|几个点"
            r"|\b(?:what|which) (?:[a-z]+ )?(?:percentage|share|rate|proportion)\b|\bshare of\b"
            r"|\bpercent",
            re.IGNORECASE,
        ),
        re.compile(rf"\d\s*[%％]|百分之|{_NUMBER}分之"),
        ("比例", "百分之"),
        MeasureKind.PERCENTAGE,
    ),
)


@lru_cache(maxsize=64)
def asked_figures(question: str) -> tuple[AskedFigure, ...]:
    """Return the kinds of figure that a question asks for."""
    return tuple(figure for figure in ASKED_FIGURES if figure.question.search(question))
