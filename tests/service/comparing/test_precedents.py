"""The same task in other places, with what differs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from index import AskedWord, Store, UnknownClause
from ingest.pipeline import parse
from ingest.records import Clause, RawDocument, Source
from service.comparing import precedents
from service.comparing.differences import only_in, paired_measures
from service.comparing.precedents import Precedents, _nearest, find_precedents


def _clauses(store: Store) -> Iterator[Clause]:
    for document in store.documents().items:
        yield from store.clauses(document.id).items


@pytest.fixture(scope="module")
def power(places: Store) -> Precedents:
    clause = next(one for one in _clauses(places) if one.heading == "优化获得电力服务")
    return find_precedents(places, clause.id, top_k=5)


def test_other_places_are_found_and_the_own_one_is_not(power: Precedents) -> None:
    places = [one.hit.document.region.name for one in power.found if one.hit.document.region]
    assert places[0] in ("南渡市", "北屿市")
    assert "澄浦市" not in places
    assert {"南渡市", "北屿市"} <= set(places)
    scores = [one.hit.score for one in power.found]
    assert scores == sorted(scores, reverse=True)


def test_like_figures_stand_side_by_side(power: Precedents) -> None:
    nandu = next(one for one in power.found if "水电" in one.hit.clause.heading)
    pairs = {
        (pair.own.value if pair.own else None, pair.other.value if pair.other else None)
        for pair in nandu.measures
    }
    assert pairs == {("40", "30"), ("5", "3"), ("15", None), (None, "20")}


def test_what_only_one_of_them_has_is_listed(power: Precedents) -> None:
    nandu = next(one for one in power.found if "水电" in one.hit.clause.heading)
    assert any("不停电作业" in text for text in nandu.added)
    assert any("安全检测" in text for text in nandu.missing)
    assert not any("牵头单位" in text for text in (*nandu.added, *nandu.missing))


def test_clauses_on_other_tasks_are_no_precedents(power: Precedents) -> None:
    assert not any("组织" in one.hit.clause.heading for one in power.found)


def test_an_unknown_clause_is_refused(places: Store) -> None:
    with pytest.raises(UnknownClause):
        find_precedents(places, "nothing", top_k=3)


def _article(text: str) -> Clause:
    source = Source(uri="a", name="a", sha256="0" * 64)
    whole = f"某市规定\n第一条 {text}\n第二条 本规定自2021年3月1日起施行。\n"
    clauses = parse(RawDocument(source=source, text=whole)).clauses
    return next(clause for clause in clauses if clause.number == "第一条")


def test_whom_a_clause_without_a_heading_is_for_tells_its_figures_apart() -> None:
    own = _article("用电报装时间：居民用户2个工作日，低压用户12个工作日。")
    other = _article("办电时间低压用户不超过8个工作日。")
    words = [AskedWord(text=text, names=(text,)) for text in ("用电报装", "居民", "低压")]
    pairs = [
        (pair.own.value if pair.own else None, pair.other.value if pair.other else None)
        for pair in paired_measures(own, other, words)
    ]
    assert pairs == [("12", "8"), ("2", None)]


def test_for_whom_a_figure_holds_is_told_with_the_figure_only() -> None:
    own = _article("高压用户从提出申请到装表接电，平均时间压缩至40个工作日以内，推行不停电作业。")
    other = _article("精简办理流程，主动公开服务标准。")
    told = only_in(own, other)
    assert any("不停电作业" in text for text in told)
    assert not any("高压用户" in text for text in told)


def test_what_only_leads_to_a_figure_is_no_item_of_its_own() -> None:
    own = _article(
        "对新引进的全日制博士、硕士，分别给予每月3000元、2000元的生活补贴；购买燃油乘用车的，"
        "每辆补贴600元，由商务部门公布承办银行。"
    )
    other = _article("精简办理流程，主动公开服务标准。")
    assert only_in(own, other) == ("由商务部门公布承办银行。",)


def test_who_gets_a_sum_is_no_item_but_what_is_done_beside_it_is() -> None:
    other = _article("精简办理流程，主动公开服务标准。")
    own = _article("来本市就业的博士、硕士毕业生，每人每月发放租房补贴1500元、1000元。")
    assert only_in(own, other) == ()
    own = _article("全面推行不停电作业和检修，每户补贴500元。")
    assert only_in(own, other) == ("全面推行不停电作业和检修",)
    own = _article("优先保障医院等重要民生用户，高压用户办电时间压减至40个工作日。")
    assert only_in(own, other) == ("优先保障医院等重要民生用户",)


def test_what_leads_to_no_figure_stays_with_what_it_leads_to() -> None:
    own = _article(
        "重点围绕3个必备环节，实行名称自主申报，除涉及前置审批事项外，取消名称预先核准环节，新开办企业3个"
        "工作日内完成执照办理。"
    )
    told = only_in(own, _article("推行不停电作业。"))
    assert "除涉及前置审批事项外，取消名称预先核准环节" in told
    assert "除涉及前置审批事项外" not in told


def test_rows_of_figures_and_the_head_of_a_table_are_no_items() -> None:
    own = _article(
        "办理时限如下：\n| 事项 | 用户类别 | 办理时限（工作日） |\n| --- | --- | --- |\n"
        "| 用电报装 | 高压单电源 | 18 |\n| 用水报装 | 无外线工程 | 2 |\n"
    )
    told = only_in(own, _article("精简办理流程，主动公开服务标准。"))
    assert not any("|" in text for text in told)


def test_figures_of_tables_name_the_whole_row(places: Store) -> None:
    table = next(one for one in _clauses(places) if "|高压单电源|" in one.text.replace(" ", ""))
    found = find_precedents(places, table.id, top_k=5).found
    conditions = {
        (pair.own.condition, pair.own.value, pair.own.baseline)
        for one in found
        for pair in one.measures
        if pair.own
    }
    assert ("用电报装,高压单电源,全流程", "18", "30") in conditions
    assert all(baseline for _, _, baseline in conditions)


def test_as_many_are_found_as_are_asked_for(
    places: Store, power: Precedents, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Though all but the best clause of each document are left out."""
    for name, value in (("CLEAR_SCORE", 2.0), ("LEAST_SCORE", 0.0), ("NEAR_BEST", 0.0)):
        monkeypatch.setattr(precedents, name, value)
    for top_k in range(1, 6):
        found = find_precedents(places, power.clause.id, top_k=top_k).found
        assert len({one.hit.document.id for one in found}) == len(found) == top_k


def test_ranks_have_no_gaps_where_clauses_are_left_out(places: Store) -> None:
    own, *others = places.search("办电要多久", top_k=20).hits
    other = next(hit for hit in others if hit.document.id != own.document.id)
    hits = [replace(hit, score=0.3, rank=rank) for rank, hit in enumerate((own, own, other), 1)]
    assert [(hit.rank, hit.clause.id) for hit in _nearest(hits, 0.2)] == [
        (1, own.clause.id),
        (2, other.clause.id),
    ]


def _limits(text: str) -> Clause:
    source = Source(uri="a", name="a", sha256="0" * 64)
    whole = f"某市规定\n第一条 {text}\n第二条 本规定自2021年3月1日起施行。\n"
    return parse(RawDocument(source=source, text=whole)).clauses[0]


def test_of_a_range_the_end_with_the_like_bound_stands_beside() -> None:
    own = _limits("高压用户办电时间不超过22个工作日。")
    other = _limits("高压用户办电时间20至25个工作日。")
    assert [one.value for one in other.measures] == ["20", "25"]
    pairs = paired_measures(own, other, (AskedWord(text="办电"),))
    assert [(p.own.value, p.other.value) for p in pairs if p.own and p.other] == [("22", "25")]
