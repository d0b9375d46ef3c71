"""One row per place and condition: what the place says, or that it says nothing."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from index import SearchFilters, Store
from service.answering.answering import ask
from service.answering.draft import Assessment, Draft
from service.answering.records import Reason
from service.comparing.alignment import aligned
from service.comparing.comparing import compare as compare_places
from service.comparing.records import Comparison, Row

POWER = "办电要多久"


def decide(draft: Draft) -> Assessment:
    """Answer what covers half of the question: how sure one must be is tested elsewhere."""
    clues = draft.support
    if draft.statements and clues["coverage"] >= 0.7:
        return Assessment(confidence=clues["coverage"], answered=True)
    reason = Reason.NO_FIGURE if clues["clause_coverage"] >= 0.7 else Reason.NO_CLAUSE
    return Assessment(confidence=clues["coverage"], answered=False, reason=reason)


compare = partial(compare_places, decision=decide)


def _figures(comparison: Comparison, place: str) -> set[tuple[str, str]]:
    rows = [row for row in comparison.rows if row.place == place and row.measure]
    return {(row.measure.value, row.measure.unit or "") for row in rows if row.measure}


def _row(comparison: Comparison, place: str) -> Row:
    return next(row for row in comparison.rows if row.place == place)


def test_every_place_with_a_clause_has_its_figures_and_no_others(places: Store) -> None:
    found = compare(places, POWER)
    assert _figures(found, "澄浦市") == {("40", "个工作日"), ("15", "个工作日"), ("5", "个工作日")}
    assert _figures(found, "南渡市") == {("30", "个工作日"), ("3", "个工作日")}  # no water
    assert _row(found, "北屿市").found is False
    assert _row(found, "北屿市").reason is Reason.NO_FIGURE
    assert {row.group for row in found.rows if row.measure} == {0}
    assert (found.groups[0].unit, found.groups[0].places) == ("工作日", 3)
    assert found.rows[-1].place == "北屿市"
    assert found.left_out == 0


def test_like_conditions_of_places_are_neighbours(places: Store) -> None:
    rows = [row for row in compare(places, POWER).rows if row.measure]
    pairs = [(row.place, row.alike, row.measure.value) for row in rows if row.measure]
    high = {alike for _, alike, value in pairs if value in ("40", "30")}
    home = {alike for _, alike, value in pairs if value in ("5", "3")}
    assert len(high) == len(home) == 1
    assert high != home
    assert [alike for _, alike, _ in pairs] == sorted(alike for _, alike, _ in pairs)


def test_columns_of_a_table_are_one_figure_with_its_baseline(places: Store) -> None:
    rows = [row for row in compare(places, POWER).rows if row.place == "枫禾市"]
    measures = [row.measure for row in rows if row.measure]
    assert [(one.value, one.baseline) for one in measures] == [("18", "30"), ("2", "3")]
    high = next(row for row in compare(places, POWER).rows if row.place == "澄浦市")
    assert (rows[0].group, rows[0].alike) == (high.group, high.alike)


def test_several_questions_are_compared_one_by_one(places: Store) -> None:
    both = compare(places, "办电要多久？月最低工资标准是多少？", regions=["澄浦", "北屿"])
    power = compare(places, POWER, regions=["澄浦", "北屿"])
    wages = compare(places, "月最低工资标准是多少", regions=["澄浦", "北屿"])
    assert [replace(one, question="") for one in both.groups] == [*power.groups, *wages.groups]
    assert {row.measure.value for row in both.rows if row.measure} == {"40", "15", "5", "2280"}
    units = {
        (both.groups[row.group].unit, row.measure.value)
        for row in both.rows
        if row.measure and row.group is not None
    }
    assert units == {("工作日", "40"), ("工作日", "15"), ("工作日", "5"), ("元", "2280")}
    assert both.questions == ("办电要多久", "月最低工资标准是多少")
    assert power.questions == ("",)
    for question, alone in zip(both.questions, (power, wages), strict=True):
        rows = [row for row in both.rows if row.question == question]
        assert [row.measure for row in rows] == [row.measure for row in alone.rows]
        assert [(row.place, row.found) for row in rows] == [
            (row.place, row.found) for row in alone.rows
        ]


def test_a_question_that_no_place_answers_is_named_all_the_same(places: Store) -> None:
    both = compare(places, "办电要多久？月最低工资标准是多少？", regions=["枫禾"])
    missing = [row for row in both.rows if not row.found]
    assert [row.question for row in missing] == ["月最低工资标准是多少"]
    assert {row.question for row in both.rows if row.found} == {"办电要多久"}


def test_a_place_that_says_something_else_is_not_listed(places: Store) -> None:
    """However sure it is by itself, as when it is asked of that place alone."""
    sure = partial(
        compare_places,
        decision=lambda draft: Assessment(confidence=1.0, answered=bool(draft.statements)),
    )
    wages = "月最低工资标准是多少"
    assert {row.place for row in sure(places, wages).rows if row.found} == {"澄浦市", "南渡市"}
    assert sure(places, wages, regions=["临溪"]).rows[0].found


def test_what_is_asked_for_by_name_is_one_group(places: Store) -> None:
    found = compare(places, "月最低工资标准是多少", regions=["澄浦", "南渡"])
    groups = {row.measure.value: row.group for row in found.rows if row.measure}
    assert groups["2280"] == groups["2350"] == 0


def test_rows_that_one_clause_tells_apart_are_not_alike(places: Store) -> None:
    row = next(row for row in compare(places, POWER).rows if row.measure)
    assert row.measure
    told = [
        replace(row, measure=replace(row.measure, condition=condition))
        for condition in ("新车价格10万元以下，新能源车", "新车价格10万元以下，燃油车")
    ]
    assert [one.alike for one in aligned(told, ())[0]] == [0, 1]
    elsewhere = replace(told[1], source=None)
    assert [one.alike for one in aligned([told[0], elsewhere], ())[0]] == [0, 0]


def test_days_and_working_days_are_two_groups(places: Store) -> None:
    found = compare(places, "施工许可要多长时间", regions=["澄浦", "南渡"])
    by_place = {row.place: row for row in found.rows if row.measure}
    assert {row.measure.value for row in by_place.values() if row.measure} == {"60"}
    assert by_place["澄浦市"].group != by_place["南渡市"].group
    assert {group.unit for group in found.groups} == {"日", "工作日"}


def test_a_place_asked_for_has_a_row_whatever_it_says(places: Store) -> None:
    found = compare(places, POWER, regions=["南渡市", "襄阳", "北屿"])
    assert {row.place for row in found.rows} == {"南渡市", "襄阳市", "北屿市"}
    missing = _row(found, "襄阳市")
    assert (missing.found, missing.reason, missing.source) == (False, Reason.NO_CLAUSE, None)


def test_the_places_that_a_question_names_are_compared(places: Store) -> None:
    found = compare(places, "澄浦市和南渡市办电要多久")
    assert {row.place for row in found.rows} == {"澄浦市", "南渡市"}


def test_a_place_says_what_ask_says_of_it(places: Store) -> None:
    compared = compare(places, POWER, regions=["澄浦市"])
    answer = ask(places, POWER, filters=SearchFilters(region=("澄浦市",)), decision=decide)
    assert {(row.measure.value, row.measure.condition) for row in compared.rows if row.measure} == {
        (found.measure.value, found.measure.condition) for found in answer.measures
    }


def test_every_quote_is_a_slice_that_holds_its_figure(places: Store) -> None:
    for row in compare(places, POWER).rows:
        assert row.source is not None
        citation = row.source.citation
        raw = places.raw_text(row.source.document.id)
        assert raw[citation.start : citation.end] == citation.quote
        if row.measure:
            start, end = row.source.clause.alignment.raw_span(row.measure.start, row.measure.end)
            assert citation.start <= start < end <= citation.end


def test_what_holds_comes_before_what_has_expired(places: Store) -> None:
    assert ("90", "个工作日") not in _figures(compare(places, POWER), "南渡市")
    only = SearchFilters(status="expired")
    old = compare(places, POWER, filters=only)
    assert _figures(old, "南渡市") == {("90", "个工作日")}
    assert {row.place for row in old.rows} == {"南渡市"}


def test_questions_without_a_figure_compare_what_is_said(places: Store) -> None:
    found = compare(places, "用电报装由哪个部门牵头")
    assert found.groups == ()
    assert "市发展改革委" in _row(found, "澄浦市").text
    assert "市工业和信息化局" in _row(found, "南渡市").text


def test_a_place_is_held_against_what_other_places_say(places: Store) -> None:
    """A place with nothing on the subject looks like one that answers when it is seen alone."""
    seen: dict[str, set[str]] = {}

    def watch(draft: Draft) -> Assessment:
        own = {hit.document.region.name for hit in draft.in_place if hit.document.region}
        others = {hit.document.region.name for hit in draft.elsewhere if hit.document.region}
        assert len(own) == 1
        assert not own & others
        seen.setdefault(own.pop(), set()).update(others)
        return decide(draft)

    compare_places(places, POWER, decision=watch)
    assert {"澄浦市", "南渡市"} <= seen["北屿市"]
    seen.clear()
    compare_places(places, POWER, regions=["临溪"], decision=watch)
    assert {"澄浦市", "南渡市"} <= seen["临溪市"]
    seen.clear()
    compare_places(places, "澄浦市和南渡市办电要多久", decision=watch)
    assert "澄浦市" not in seen["南渡市"]  # both are asked about


def test_a_place_is_not_found_when_only_others_are_on_the_subject(places: Store) -> None:
    found = compare_places(places, POWER, regions=["临溪", "澄浦"])
    assert (_row(found, "临溪市").found, _row(found, "临溪市").reason) == (
        False,
        Reason.OTHER_PLACE,
    )
    assert _row(found, "澄浦市").found


def test_a_place_with_a_clause_to_check_is_not_said_to_leave_it_to_others(places: Store) -> None:
    def refuse(draft: Draft) -> Assessment:
        return Assessment(confidence=0.0, answered=False, reason=Reason.OTHER_PLACE)

    found = compare_places(places, POWER, regions=["澄浦", "临溪"], decision=refuse)
    own, other = _row(found, "澄浦市"), _row(found, "临溪市")
    assert own.source is not None
    assert own.reason is Reason.NO_FIGURE
    assert other.source is None
    assert other.reason is Reason.OTHER_PLACE
