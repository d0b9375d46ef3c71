"""What a row says of its figure: both ends of a range, and that an aim is one."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from index import Store
from service.answering.draft import Assessment, Draft
from service.comparing.comparing import compare as compare_places
from service.comparing.presenting import compare_response
from service.comparing.records import Comparison, Relation, Row
from service.comparing.spreadsheets import to_csv
from service.comparing.table import table_of
from service.comparing.value_texts import row_value_text
from service.ingesting import ingest

RANGES = """岭前市优化营商环境措施
岭政发〔2023〕2号
岭前市人民政府
2023年3月1日
一、主要任务
（一）优化获得电力服务。高压用户办电时间20至25个工作日，居民用户办电时间3个工作日。
（二）缩短产权登记时间。力争2025年底前产权登记时间压缩至1个工作日以内。
（三）租房补贴。力争将青年租房补贴提高到每月500元至800元。
（四）查处违法用水。盗用城市供水的，处1万元以上5万元以下的罚款。
"""
PROMISES = """河湾市优化营商环境措施
河政发〔2023〕4号
河湾市人民政府
2023年5月1日
一、主要任务
（一）优化获得电力服务。高压用户办电时间不超过30个工作日。
（二）缩短产权登记时间。产权登记时间压缩至2个工作日以内。
"""


def _answer(draft: Draft) -> Assessment:
    return Assessment(confidence=1.0, answered=bool(draft.statements))


compare = partial(compare_places, decision=_answer)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    folder = tmp_path_factory.mktemp("ranges")
    for name, text in (("a.txt", RANGES), ("b.txt", PROMISES)):
        Path(folder / name).write_text(text, encoding="utf-8")
    with Store.open(tmp_path_factory.mktemp("store") / "store", create=True) as opened:
        assert ingest(opened, [folder]).failures == []
        yield opened


def _rows(comparison: Comparison, place: str) -> list[Row]:
    return [row for row in comparison.rows if row.place == place]


def _cells(comparison: Comparison, language: str) -> list[dict[str, str]]:
    text = to_csv(table_of(comparison, language=language)).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def test_a_range_is_one_row_with_both_ends(store: Store) -> None:
    found = compare(store, "高压用户办电要多少个工作日", regions=["岭前市", "河湾市"])
    (row,) = _rows(found, "岭前市")
    assert row_value_text(row, "zh") == "20至25 个工作日"
    assert row_value_text(row, "en") == "20 to 25 working days"
    assert row.group == _rows(found, "河湾市")[0].group
    out = next(one for one in compare_response(found).rows if one.place == "岭前市")
    assert (out.value_from, out.value, out.unit) == ("20", "25", "个工作日")
    noted = next(one for one in _cells(found, "zh") if one["地区"] == "岭前市")
    assert (noted["数值"], noted["说明"]) == ("25", "20至25 个工作日")


def test_a_file_keeps_where_a_range_begins_beside_other_notes(store: Store) -> None:
    found = compare(store, "租房补贴每月多少元", regions=["岭前市"])
    (row,) = found.rows
    assert {one["说明"] for one in _cells(found, "zh")} == {"力争达到；500至800 元"}
    above = replace(found, rows=(replace(row, relation=Relation.ABOVE),))
    (note,) = {one["说明"] for one in _cells(above, "zh")}
    assert note.endswith("；力争达到；500至800 元")


def test_a_figure_alone_begins_nowhere(store: Store) -> None:
    found = compare(store, "居民用户办电要多少个工作日", regions=["岭前市"])
    (row,) = _rows(found, "岭前市")
    assert row.lower is None
    assert compare_response(found).rows[0].value_from is None
    assert row_value_text(row, "zh") == "3 个工作日"


def test_a_fine_between_two_sums_is_one_row(store: Store) -> None:
    (row,) = _rows(compare(store, "盗用城市供水罚款多少", regions=["岭前市"]), "岭前市")
    assert row_value_text(row, "zh") == "1至5 万元"


def test_what_is_only_striven_for_is_said_to_be_beside_a_promise(store: Store) -> None:
    found = compare(store, "产权登记时间几个工作日", regions=["岭前市", "河湾市"])
    (aim,), (promise,) = _rows(found, "岭前市"), _rows(found, "河湾市")
    assert row_value_text(aim, "zh") == "力争 ≤ 1 个工作日"
    assert row_value_text(aim, "en") == "striven for: ≤ 1 working day"
    assert row_value_text(promise, "zh") == "≤ 2 个工作日"
    assert {one.place: one.striven for one in compare_response(found).rows} == {
        "岭前市": True,
        "河湾市": False,
    }
    assert {one["Place"]: one["Note"] for one in _cells(found, "en")} == {
        "岭前市": "Striven for",
        "河湾市": "",
    }
