"""What the tables of the pages show of a clause."""

from __future__ import annotations

import pytest

from index import Citation
from ingest.pipeline import parse
from ingest.records import Measure, MeasureKind, RawDocument, Source
from service.comparing.table import applies_to
from service.pages.precedent_views import FigureView, PrecedentView
from service.pages.source_views import SourceView, _quote

RAW = (
    "某市规定\n第一条 高压用户办 电时间不超过４０个工作日。\n第二条 本规定自2021年3月1日起施行。\n"
)


def test_a_quote_is_shown_without_the_noise_of_the_file() -> None:
    source = Source(uri="a", name="a", sha256="0" * 64)
    parsed = parse(RawDocument(source=source, text=RAW))
    clause = next(clause for clause in parsed.clauses if clause.number == "第一条")
    (measure,) = clause.measures
    start, end = clause.span
    citation = Citation(label="", quote=RAW[start:end], start=start, end=end, url="")
    pieces = _quote(clause, citation, measure)
    assert "高压用户办电时间不超过" in "".join(text for text, _ in pieces)
    assert [text for text, marked in pieces if marked] == ["40个工作日"]


def test_figures_are_side_by_side_only_where_the_other_clause_has_some() -> None:
    def view(*others: str) -> PrecedentView:
        figures = [FigureView(name="a", own="5", other=other, other_name="") for other in others]
        source = SourceView.__new__(SourceView)
        return PrecedentView(
            rank=1, source=source, path=(), figures=figures, lead=(), with_=(), added=(), missing=()
        )

    mixed = view("", "3")
    assert [figure.other for figure in mixed.stated] == ["3"]
    assert [figure.other for figure in mixed.unstated] == [""]
    assert not view("", "").stated


@pytest.mark.parametrize(
    ("subject", "condition", "heading", "shown"),
    [
        (
            "二套房最高贷款额度",
            "单缴存职工",
            "首套房最高贷款额度",
            "二套房最高贷款额度，单缴存职工",
        ),
        ("城镇居民水价", "每立方米", "水价", "城镇居民水价，每立方米"),
        ("集中供养标准", "每人每月", "分散供养标准", "集中供养标准，每人每月"),
        ("分散供养标准", "每人每月", "分散供养标准", "每人每月"),
        ("最高贷款额度", "首套房,每户", "首套房最高贷款额度", "首套房，每户"),
        ("平均办电时间", "高压用户", "用电报装办理时限", "高压用户"),
        ("二套房首付比例", None, "首套房首付比例", "二套房首付比例"),
        ("", "每人每月", "", "每人每月"),
    ],
)
def test_a_row_says_what_its_heading_does_not(
    subject: str, condition: str | None, heading: str, shown: str
) -> None:
    measure = Measure(
        kind=MeasureKind.MONEY,
        subject=subject,
        condition=condition,
        value="5",
        unit="元",
        start=0,
        end=1,
    )
    assert applies_to(measure, heading) == shown
