"""What was read from a scan is said to be, before the figures that were read from it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest

from index import Store
from ingest.pipeline import parse
from ingest.readers import read_bytes
from ingest.records import ParsedDocument, Scan
from service.answering.answering import ask
from service.answering.draft import Assessment
from service.answering.records import Answer

SCANS = {"淮北市": Scan.RECOGNISED, "亳州市": Scan.UNREAD, "宿州市": None}
Asked = Callable[..., Answer]


def _plan(place: str, scan: Scan | None) -> ParsedDocument:
    text = f"""{place}优化用水服务实施方案
一、主要任务
1.压缩用水报装时间。用水报装办理时限压减至3个工作日以内。
{place}人民政府办公室
2023年4月6日
"""
    raw = read_bytes(text.encode(), uri=f"{place}.txt", name=f"{place}.txt")
    return parse(replace(raw, source=replace(raw.source, scan=scan)))


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Asked]:
    with Store.open(tmp_path_factory.mktemp("scans") / "store", create=True) as store:
        store.update([_plan(place, scan) for place, scan in SCANS.items()])

        def answer(place: str, language: str = "zh") -> Answer:
            return ask(
                store,
                f"{place}用水报装要多久",
                language=language,
                decision=lambda _: Assessment(confidence=1.0, answered=True),
            )

        yield answer


@pytest.mark.parametrize(
    ("place", "language", "said"),
    [
        ("淮北市", "zh", "由扫描件识别而来"),
        ("亳州市", "zh", "未能读取"),
        ("淮北市", "en", "was read from a scan"),
    ],
)
def test_a_scan_is_named_before_its_figures(
    asked: Asked, place: str, language: str, said: str
) -> None:
    found = asked(place, language)
    (note,) = found.notes
    assert said in note
    assert f"{place}优化用水服务实施方案" in note
    assert found.text.startswith(note)
    assert [shown.measure.value for shown in found.measures] == ["3"]


def test_a_text_file_needs_no_such_note(asked: Asked) -> None:
    assert asked("宿州市").notes == ()
