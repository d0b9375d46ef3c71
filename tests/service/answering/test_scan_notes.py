"""What was read from a scan is said to be, before the figures that were read from it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from index import Store
from ingest.pipeline import parse
from ingest.readers import read_bytes
from ingest.records import Scan
from service.answering.answering import ask
from service.answering.draft import Assessment
from service.answering.records import Answer

PLAN = """淮北市优化用水服务实施方案
淮政办〔2023〕6号
一、主要任务
1.压缩用水报装时间。用水报装办理时限压减至3个工作日以内。
2.降低接水成本。建筑红线以内的接水费用由用户承担，红线以外的由供水企业承担。
淮北市人民政府办公室
2023年4月6日
"""
Asked = Callable[..., Answer]


@pytest.fixture
def asked(tmp_path: Path) -> Asked:
    raw = read_bytes(PLAN.encode(), uri="plan.txt", name="plan.txt")

    def answer(scan: Scan | None, language: str = "zh") -> Answer:
        parsed = parse(replace(raw, source=replace(raw.source, scan=scan)))
        with Store.open(tmp_path / "store", create=True) as store:
            store.update([parsed])
            return ask(
                store,
                "淮北用水报装要多久",
                decision=lambda _: Assessment(confidence=1.0, answered=True),
                language=language,
            )

    return answer


@pytest.mark.parametrize(
    ("scan", "language", "said"),
    [
        (Scan.RECOGNISED, "zh", "由扫描件识别而来"),
        (Scan.UNREAD, "zh", "未能读取"),
        (Scan.RECOGNISED, "en", "was read from a scan"),
    ],
)
def test_a_scan_is_named_before_its_figures(
    asked: Asked, scan: Scan, language: str, said: str
) -> None:
    found = asked(scan, language=language)
    (note,) = found.notes
    assert said in note
    assert "淮北市优化用水服务实施方案" in note
    assert found.text.startswith(note)
    assert [shown.measure.value for shown in found.measures] == ["3"]


def test_a_text_file_needs_no_such_note(asked: Asked) -> None:
    assert asked(None).notes == ()
