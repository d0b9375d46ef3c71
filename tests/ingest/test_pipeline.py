"""A file becomes one document with its clauses; every span still slices the raw text."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.errors import IngestError, NoClauses
from ingest.pipeline import parse
from ingest.readers import read_bytes
from ingest.records import ClauseKind, ParsedDocument
from ingest.text.cleaning import clean

PLAN = """长春市人民政府办公室关于印发长春市用电服务提升方案的通知
长府办发〔2021〕30号
各县（市）区人民政府，市政府各部门：
《长春市用电服务提升方案》已经市政府同意，现印发给你们，请遵照执行。
长春市人民政府办公室
2021年5月6日
长春市用电服务提升方案
为提升用电服务水平，制定本方案。
一、总体要求
坚持便民利企，推动用电报装更加便捷，不断提升企业和群众的满意度。
二、主要任务
（一）压缩接电时间。低压用户接电时间不超过6个工作日，高压用户接电时间不超过30个工作日。（市发展改革委牵头，国网长春供电公司配合）
（二）降低接电成本。报装容量160千瓦及以下的小微企业接电，表箱及以上投资由供电企业承担。（国网长春供电公司负责）
"""

LAW = """# 示范登记条例

{day} 国务院令第900号公布

第一条 为了规范登记，制定本条例。
第二条 登记机关应当自受理之日起十五日内办结。
"""


def parsed(text: str, name: str = "plan.txt") -> ParsedDocument:
    return parse(read_bytes(text.encode(), uri=f"folder/{name}", name=name))


def test_a_plan_is_read_from_title_to_last_task() -> None:
    result = parsed(PLAN)
    document = result.document
    assert document.title == "长春市人民政府办公室关于印发长春市用电服务提升方案的通知"
    assert document.number_key == "长府办发〔2021〕30号"
    assert document.issuers == ("长春市人民政府办公室",)
    assert document.region is not None
    assert document.region.full_name == "吉林省长春市"
    assert str(document.issued_on) == "2021-05-06"
    assert [(c.kind, c.number) for c in result.clauses] == [
        (ClauseKind.PREAMBLE, None),
        (ClauseKind.PREAMBLE, None),
        (ClauseKind.SECTION, "一、"),
        (ClauseKind.TASK, "（一）"),
        (ClauseKind.TASK, "（二）"),
    ]
    task = result.clauses[3]
    assert task.responsible.lead == ("市发展改革委",)
    assert [(m.comparator, m.value, m.unit) for m in task.measures] == [
        ("<=", "6", "个工作日"),
        ("<=", "30", "个工作日"),
    ]


def test_title_signature_and_date_belong_to_no_clause() -> None:
    text = "\n".join(clause.text for clause in parsed(PLAN).clauses)
    assert "2021年5月6日" not in text
    assert "关于印发" not in text


def test_spans_slice_the_raw_text_to_the_clause() -> None:
    result = parsed(PLAN)
    for clause in result.clauses:
        pieces = "".join(result.document.text[start:end] for start, end in clause.spans)
        assert re.sub(r"\s", "", pieces) == re.sub(r"\s", "", clause.text)


def test_another_copy_is_the_same_document() -> None:
    first, second = parsed(PLAN), parsed(f"\n\n{PLAN}\n", name="copy.txt")
    assert first.document.id == second.document.id
    assert [c.id for c in first.clauses] == [c.id for c in second.clauses]


def test_a_correction_keeps_the_document_and_all_other_clauses() -> None:
    before, after = parsed(PLAN), parsed(PLAN.replace("不超过30个工作日", "不超过25个工作日"))
    assert before.document.id == after.document.id
    changed = [a.number for a, b in zip(before.clauses, after.clauses, strict=True) if a.id != b.id]
    assert changed == ["（一）"]


def test_editions_of_a_law_are_documents_of_their_own() -> None:
    first = parsed(LAW.format(day="2005年8月31日"))
    second = parsed(LAW.format(day="2022年3月29日"))
    assert first.document.number_key == second.document.number_key
    assert first.document.id != second.document.id


def test_a_text_with_nothing_to_cite_is_refused_by_name() -> None:
    with pytest.raises(NoClauses, match=r"folder/empty\.md: the text holds no sentence"):
        parsed("# 某某条例\n\n<!-- -->\n", name="empty.md")


@settings(max_examples=60, deadline=None)
@given(
    st.text(min_size=1, max_size=200) | st.lists(st.sampled_from(PLAN.split("\n"))).map("\n".join)
)
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        first = parse(read_bytes(text.encode("utf-8", "ignore"), uri="u", name="n.txt"))
    except IngestError:
        return
    assert first == parse(read_bytes(text.encode("utf-8", "ignore"), uri="u", name="n.txt"))
    raw = first.document.text
    for clause in first.clauses:
        assert 0 <= clause.span.start < clause.span.end <= len(raw)
        assert clean(raw[clause.span.start : clause.span.end]).text is not None


# Which numbered tasks each of the five real plans holds: (section, marks).
HAN = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十"]


def _han(count: int) -> list[str]:
    names = []
    for value in range(1, count + 1):
        tens, ones = divmod(value, 10)
        head = "" if tens == 0 else "十" if tens == 1 else HAN[tens - 1] + "十"
        names.append(f"({head}{HAN[ones - 1] if ones else ''})")
    return names


TASKS = {
    "000": [f"({n})" for n in range(1, 43)] + _han(5),
    "001": [f"{n}." for n in range(1, 32)] + _han(3),
    "002": _han(35),
    "003": _han(10) + _han(4),
    "004": ["(一)", "1.", "2.", "3.", "4.", "1.", "2."]
    + [f"{n}." for n in range(1, 36)]
    + _han(4)
    + _han(5),
}
FOOTER = re.compile(r"ICP备|公网安备|主办单位:|扫描二维码|联系删除|推荐使用|查看次数|点击次数")


@pytest.mark.parametrize("prefix", sorted(TASKS))
def test_every_numbered_task_of_a_real_plan_is_one_clause(shared: Path, prefix: str) -> None:
    (path,) = (shared / "seeds").glob(f"{prefix}_*.txt")
    result = parse(read_bytes(path.read_bytes(), uri=path.name, name=path.name))
    tasks = [c for c in result.clauses if c.kind is ClauseKind.TASK]
    assert [clause.number for clause in tasks] == TASKS[prefix]
    assert all(clause.heading and clause.path for clause in tasks)
    for clause in result.clauses:
        assert not FOOTER.search(clause.text)
        pieces = "".join(result.document.text[start:end] for start, end in clause.spans)
        assert len(pieces) == len(clause.text)
        assert clean(pieces).text.replace("\n", "")[:1] == clause.text[:1]


def test_every_article_of_the_laws_is_one_clause(shared: Path) -> None:
    article = re.compile(
        r"^第[零一二三四五六七八九十百千]+条(?:之[一二三四五六七八九十]+)?\s", re.M
    )
    files = sorted((shared / "laws").rglob("*.md"))[::40]
    marked = found = 0
    for path in files:
        raw = read_bytes(path.read_bytes(), uri=path.name, name=path.name)
        marked += len(article.findall(raw.text))
        found += sum(c.kind is ClauseKind.ARTICLE for c in parse(raw).clauses)
    assert marked > 1500
    assert abs(found - marked) <= 0.002 * marked
