"""Questions that a rule without a figure answers: what it lists, allows, demands, and who acts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from ingest.records import Clause, PartKind
from service.answering.found import sentences

QUESTION_MAX_CHARS: Final = 64
WHOM_MAX_CHARS: Final = 44
DONE_CHARS: Final = (3, 32)

_LISTED: Final = re.compile(
    r"(?<![\d元日天年月周岁人次倍个米斤克%千万亿])(?:下列|以下|如下)(?!简称|统称|称)"
)
_CASES: Final = re.compile(
    r"(?:有|具有|存在|属于|符合)?(?:下列|以下)(?P<noun>[^,，。:：]{0,10}?)之一的?[,，]?"
)
_ITEMS: Final = re.compile(
    r"(?!答|问|注|附|案例)(?P<begun>[^,，;；。:：、()（）]{4,28}?)(?:如下|为|是)?[:：]\s*"
)
_OPEN: Final = ("包括", "提交", "提供", "承担", "履行", "享受", "享有", "包含")
_COLON: Final = re.compile(r"[:：]")
_PIECE: Final = re.compile(r"[,，;；。:：\n]")
_MODAL: Final = re.compile(
    r"(?P<modal>不得|禁止|严禁|可以|可(?=[在向到申自凭按直选享])|应当|应(?=[于在向自按])|必须|(?<!无)须(?!知)|需要|需(?=[提携持带凭到在向先经]))"
)
_POLAR: Final = {
    "不得": "可以{done}吗",
    "禁止": "可以{done}吗",
    "严禁": "可以{done}吗",
    "可以": "可以{done}吗",
    "可": "可以{done}吗",
    "应当": "应当{done}吗",
    "应": "应当{done}吗",
    "必须": "必须{done}吗",
    "须": "必须{done}吗",
    "需要": "需要{done}吗",
    "需": "需要{done}吗",
}
_EVERYBODY: Final = re.compile(r"(?:任何|各)(?:单位|组织|个人|企业|部门)[一-鿿、]{0,8}")
_STATE: Final = re.compile(r"国家|人民政府|国务院|各级|各地|各部门")
"""What governments ought to do is nothing that a caller asks whether to do."""
_POINTING: Final = re.compile(
    r"其(?![他中实余])|该|此|[前上][款条项述]|本(?:[条款项规办法细决]|预案|方案|意见|措施|指引|计划|通知|公告)|你[省市部]"
)
_IN_SENTENCE: Final = frozenset("其该此")
_SAID_BEFORE: Final = 6
"""After so many characters 其 means what the sentence itself has named."""
_NUMBERED: Final = re.compile(
    r"\A(?:[(（]?[一二三四五六七八九十\d]+[)）、.．](?!\d)|答[:：]|其中[,，]?|[①-⑳]|\s)+"
)
_ARTICLE_START: Final = re.compile(r"\A第[一二三四五六七八九十百千零〇\d]+[条款项]")
_BODY: Final = (
    r"[^,，;；。:：、的]{2,18}"
    r"(?:机关|部门|机构|政府|法院|检察院|委员会|办公室|中心|大队|支队|[局厅委署院])"
)
_RUN_BY: Final = re.compile(
    rf"\A(?P<whom>{_BODY})(?:具体)?(?P<act>负责|主管)(?P<done>[^,，;；。:：]{{4,40}})"
)
_DONE_BY: Final = re.compile(rf"由(?P<whom>{_BODY})(?P<done>[^,，;；。:：]{{2,30}})")
_TERM: Final = re.compile(
    r"(?:本[一-鿿]{1,4}所?称(?:的)?)?(?P<term>[^,，;；。:：、本其该此我它这\s]{2,12}?)"
    r"[,，]?是指?(?!否)(?=.{8})"
)
_BENEFIT: Final = re.compile(
    r"(?P<whom>[^。;；:：]{10,44}?)的?[,，][^。;；:：]{0,30}?(?:享受|给予|免[收除])"
)
OPEN_BRACKET: Final = re.compile(r"[(（〔][^)）〕]*\Z")
_ONLY_WHEN: Final = ("时", "后", "前", "下", "外")
_OBJECT_ALONE: Final = re.compile(
    r"\A对[^,，]*?(?:项目|材料|资料|人员|企业|单位|行为|事项|情形|工单|对象)\Z"
)
"""What something is done to; what is done stands behind the comma."""
_DONE_TO_IT: Final = re.compile(
    r"实[行施]|加强|给予|予以|开展|进行|提[供高升]|[减免]|采[取用]|落实|推[行进动]|建立|加大|强化|优[先化]|严格|依法|查处|清理"
)
_STATED_MIN_CHARS: Final = 8
_STATED_MAX_CHARS: Final = 72
_UNSAID: Final = re.compile(
    r"\A(?:[(（〔\[|]|围绕|贯彻|为了?|通过|依托|根据|按照|针对|结合)|(?:约定|[省区市县级]|是|情况|\d)\Z"
    r"|\A[^一-鿿]*\Z"
)
_NO_TERM: Final = re.compile(r"明知|需要|指出|的\Z")
_PENALTY: Final = re.compile(r"责令|罚款|处[分罚]|吊销|撤销|警告|没收|拘留|追究")
_AGAINST: Final = re.compile(r"\A违反本[^,，]{1,4}的?规定[,，]")
_PENALISED: Final = re.compile(
    r"(?P<what>[^。;；:：]{6,60}?)的[,，](?=[^。]*(?:责令|罚款|处[分罚]|吊销|警告|没收|拘留|追究))"
)
_BREACH: Final = re.compile(
    r"\A(?P<what>(?:违反|未|不|擅自|伪造|骗取|拒不|[^。;；:：]{2,24}?(?:违反|未|擅自|伪造|骗取|拒不|弄虚作假))[^。;；:：]{4,44}?)的[,，]"
    r"(?P<then>[^。]*(?:责令|罚款|处[分罚]|吊销|撤销|警告|没收|拘留|追究|追回|承担))"
)


def list_questions(clause: Clause) -> Iterator[str]:
    """Yield a question for each line that announces items: 应当提交哪些材料？"""
    for start, end in sentences(clause):
        text = clause.text[start : end + 1]
        if (items := _ITEMS.fullmatch(_bare(text))) and not _LISTED.search(items["begun"]):
            begun = items["begun"]
            yield f"{begun}哪些？" if begun.endswith(_OPEN) else f"{begun}有哪些？"
            continue
        listed = _LISTED.search(text)
        colon = _COLON.search(text, listed.end()) if listed else None
        if colon is None:
            continue
        line = _bare(text[: colon.start()])
        line = re.sub(r"如下\Z", "有哪些", line)
        asked, cases = _CASES.subn(lambda found: f"哪些{found['noun'] or '情形'}", line, count=1)
        asked = asked if cases else _LISTED.sub("哪些", asked, count=1)
        asked = re.split("[;；]", asked)[0]
        penal = _PENALTY.search(asked) is not None
        if not (cases and penal) and 6 <= len(asked) <= QUESTION_MAX_CHARS:
            if not is_pointing(asked):
                yield asked + "？"
        if cases:  # who does what, only the items say
            follows = _PIECE.split(_CASES.split(line, maxsplit=1)[-1])[0]
            yield from _of_cases(clause, "会怎么处理" if penal else f"{follows}吗")


def _of_cases(clause: Clause, asked: str) -> Iterator[str]:
    """Ask for the first cases of a list whether, or what, follows from them."""
    items = [part for part in clause.parts if part.kind is PartKind.ITEM]
    for item in items[:2]:
        done = _bare(clause.text[item.start : item.end]).rstrip("。;； ").removesuffix("的")
        fits = DONE_CHARS[0] <= len(done) <= WHOM_MAX_CHARS and DONE_CHARS[0] <= len(asked)
        if fits and not is_pointing(done) and "本条" not in asked:
            yield f"{done}，{asked.replace('不得', '可以')}？"


def duty_questions(clause: Clause) -> Iterator[str]:
    """Yield a question for who runs what, and for what follows from a breach."""
    for start, end in sentences(clause):
        text = _bare(clause.text[start:end])
        of_law, text = _AGAINST.match(text), _AGAINST.sub("", text)
        if is_pointing(text[:40]):
            continue
        if of_law and (against := _PENALISED.match(text)):
            yield f"{against['what']}，会怎么处理？"
        elif run_by := _RUN_BY.match(text):
            yield f"{run_by['done']}由哪个部门{run_by['act']}？"
        elif breach := _BREACH.match(text):
            yield f"{breach['what']}，会怎么处理？"
        elif (done_by := _DONE_BY.search(text)) and done_by.end() <= QUESTION_MAX_CHARS:
            yield f"{text[: done_by.start()]}由哪个部门{done_by['done']}？"


def rule_questions(clause: Clause) -> Iterator[str]:
    """Yield a question for each sentence that says who may, must or must not do what."""
    for start, last in sentences(clause):
        text = _bare(clause.text[start:last])
        modal = _MODAL.search(text)
        if modal is None or modal.start() > WHOM_MAX_CHARS:
            continue
        stop = _PIECE.search(text, modal.end())
        end = stop.start() if stop else len(text)
        done = text[modal.end() : end].rstrip("的")
        whom = text[: modal.start()]
        if OPEN_BRACKET.search(whom) or done.endswith(_ONLY_WHEN) or _names_object(text[:end]):
            continue  # 除禁止进境的外 forbids nothing
        if not DONE_CHARS[0] <= len(done) <= DONE_CHARS[1] or is_pointing(whom + done):
            continue
        if _LISTED.search(whom + done) or _STATE.search(whom):
            continue
        at = clause.text.find(done, start)
        if any(at <= measure.start < at + len(done) for measure in clause.measures):
            continue  # asked for by its figure
        whom = "" if _EVERYBODY.fullmatch(whom) else whom
        question = f"{whom}{_POLAR[modal['modal']].format(done=done)}？"
        if len(question) <= QUESTION_MAX_CHARS:
            yield question


def term_questions(clause: Clause) -> Iterator[str]:
    """Yield a question for each term that a sentence explains, and for each benefit it grants."""
    for start, end in sentences(clause):
        text = _bare(clause.text[start:end])
        if (term := _TERM.match(text)) and not _NO_TERM.search(term["term"]):
            yield f"{term['term']}是什么？"
        elif (benefit := _BENEFIT.match(text)) and not is_pointing(benefit["whom"]):
            yield f"{benefit['whom']}，可以享受什么？"


def is_pointing(words: str) -> bool:
    """Whether words mean something that is said before them: a question must stand alone."""
    found = _POINTING.search(words)
    return found is not None and (found[0] not in _IN_SENTENCE or found.start() < _SAID_BEFORE)


def statement_questions(clause: Clause) -> Iterator[str]:
    """Yield the first rules of a clause, asked as they are stated: 适龄儿童免试入学吗？"""
    heading = clause.heading if clause.text.startswith(clause.heading, clause.body_start) else ""
    for start, end in sentences(clause):
        text = _bare(clause.text[start:end]).rstrip("。;；")
        if text == heading.rstrip("。") and len(sentences(clause)) > 1:
            continue
        stops = [stop.start() for stop in _PIECE.finditer(text)] + [len(text)]
        cut = next((at for at in stops if at >= _STATED_MIN_CHARS and not _led_in(text[:at])), 0)
        said = text[:cut].replace("不得", "可以")  # 不得收费吗 is no question that one asks
        if clause.text[end : end + 1] in (":", "："):
            continue  # what announces items states nothing yet
        if cut > _STATED_MAX_CHARS or not cut or is_pointing(said) or _UNSAID.search(said):
            continue
        yield said + "吗？"


def _led_in(words: str) -> bool:
    """Whether words only say when or for whom something holds, and what holds is behind them."""
    return _names_object(words) or words.endswith(("的", "中", "内", *_ONLY_WHEN))


def _names_object(words: str) -> bool:
    """Whether words only say to what something is done: 对必须提交的材料, 实施容缺受理."""
    return _OBJECT_ALONE.match(words) is not None and _DONE_TO_IT.search(words) is None


def states_rule(sentence: str) -> bool:
    """Whether a sentence says who may, must or must not do something."""
    return _MODAL.search(sentence) is not None


def _bare(text: str) -> str:
    """Return a sentence without the marks before it."""
    text = _ARTICLE_START.sub("", text)
    return _NUMBERED.sub("", text.strip()).removeprefix("但").strip()
