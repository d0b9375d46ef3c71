from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import DocumentSummary, SearchFilters, Store
from ingest.records import Source, Status
from service.ingesting import ingest
from service.knowledge.alerts import alerts_of
from service.knowledge.passages import ANSWER_MAX_CHARS
from service.knowledge.phones import phones_in
from service.knowledge.presenting import entry_out
from service.knowledge.reading import Wanted, every_clause
from service.knowledge.records import AlertKind, Entry
from service.knowledge.topics import WantedTopic, lexicon_of
from service.schemas import CitationOut, MeasureOut
from service.schemas_knowledge import PassageOut

DAY = dt.date(2024, 6, 1)
DOCUMENT = DocumentSummary(
    id="d",
    title="办法",
    source=Source(uri="a", name="a", sha256="a"),
    issued_on=dt.date(2020, 1, 1),
)
MakeWanted = Callable[..., Wanted]


def kinds(document: DocumentSummary, **more: DocumentSummary) -> list[AlertKind]:
    return [one.kind for one in alerts_of(document, day=DAY, expires_within=30, **more)]


def test_every_quote_is_a_slice_of_the_raw_text(sample_entries: list[Entry]) -> None:
    for entry in sample_entries:
        shown = entry_out(entry)
        quotes: list[PassageOut | MeasureOut | CitationOut] = [*shown.passages, *shown.facts]
        for quoted in [*quotes, shown.citation]:
            assert entry.raw_text[quoted.start : quoted.end] == quoted.quote
        for phone in shown.contact.phones:
            said = entry.raw_text[phone.start : phone.end]
            assert said.startswith(phone.label)
            assert phone.number in said


def test_every_fact_occurs_in_the_cited_clause(sample_entries: list[Entry]) -> None:
    for entry in sample_entries:
        shown = entry_out(entry)
        for fact in shown.facts:
            assert shown.citation.start <= fact.start < fact.end <= shown.citation.end


def test_a_short_clause_is_the_answer_as_it_is(sample_entries: list[Entry]) -> None:
    for entry in sample_entries:
        assert entry.complete
        assert entry.answer == entry.clause.text


def test_of_a_long_clause_the_telling_sentences_answer(
    entries_in: Callable[[str], list[Entry]],
) -> None:
    filler = "".join(f"持续推进第{number}类专项工作，形成长效机制。" for number in range(80))
    text = (
        "澄浦市优化营商环境实施方案\n澄浦市人民政府办公室\n2021年3月5日\n一、主要任务\n"
        f"（一）优化获得电力服务。推行线上办电。{filler}高压用户办电时间不超过40个工作日。{filler}\n（二）其他。\n"
    )
    entry = entries_in(text)[0]
    assert not entry.complete
    assert len(entry.answer) <= ANSWER_MAX_CHARS + 2 * len(entry.passages)
    assert "高压用户办电时间不超过40个工作日" in entry.answer
    for passage in entry.passages:
        assert passage.text in entry.clause.text
        assert entry.raw_text[passage.start : passage.end] == passage.quote


def test_a_title_says_the_place_or_the_document(sample_entries: list[Entry]) -> None:
    for entry in sample_entries:
        region = entry.document.region
        assert entry.title.startswith("《") or (region is not None and region.name in entry.title)


def test_a_title_says_of_what_an_aspect_is(sample_entries: list[Entry]) -> None:
    titles = {entry.title for entry in sample_entries}
    assert "望鹭市：小微企业贷款贴息的贴息标准" in titles
    assert "望鹭市：贴息标准" not in titles


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("咨询电话：0710-3611234", [("咨询电话", "0710-3611234")]),
        ("諮詢電話：12366。", [("電話", "12366")]),
        ("公布投诉电话8120345。", [("投诉电话", "8120345")]),
        ("拨打热线12345投诉", []),
        ("本站招租联系电话:8120345", []),
        ("咨询电话000-00000000", []),
        ("填写联系电话、通讯地址", []),
        ("2021年3月5日 编号12345", []),
    ],
)
def test_numbers_to_call_are_found(text: str, numbers: list[tuple[str, str]]) -> None:
    assert [(phone.label, phone.number) for phone in phones_in(text)] == numbers


@given(st.text(alphabet="咨询电话：热线0123456789-—（）\n 年月", max_size=60))
def test_a_number_to_call_stands_where_it_is_said_to(text: str) -> None:
    for phone in phones_in(text):
        said = text[phone.span.start : phone.span.end]
        assert said.startswith(phone.label)
        assert said.endswith(phone.number)


def test_a_document_in_force_has_no_alert() -> None:
    assert kinds(DOCUMENT) == []
    assert kinds(replace(DOCUMENT, expires_on=dt.date(2025, 1, 1))) == []


@pytest.mark.parametrize(
    ("ends", "expected"),
    [
        (dt.date(2024, 6, 1), [AlertKind.EXPIRES_SOON]),
        (dt.date(2024, 7, 1), [AlertKind.EXPIRES_SOON]),
        (dt.date(2024, 7, 2), []),
    ],
)
def test_what_expires_within_the_days_ahead_is_told(
    ends: dt.date, expected: list[AlertKind]
) -> None:
    assert kinds(replace(DOCUMENT, expires_on=ends)) == expected


def test_what_has_ended_does_not_expire_once_more() -> None:
    ended = replace(DOCUMENT, status=Status.REPEALED, expires_on=dt.date(2024, 6, 20))
    assert kinds(ended, repealed_by_then=ended) == [AlertKind.REPEALED]


def test_an_alert_names_the_sentence_and_the_document_that_says_it() -> None:
    repealed = replace(
        DOCUMENT, status=Status.REPEALED, status_basis="原《办法》同时废止。 [0123abcd]"
    )
    (alert,) = alerts_of(repealed, day=DAY, expires_within=30)
    assert (alert.kind, alert.basis, alert.document_id) == (
        AlertKind.REPEALED,
        "原《办法》同时废止。",
        "0123abcd",
    )
    (alert,) = alerts_of(DOCUMENT, day=DAY, expires_within=30, repealed_by_then=repealed)
    assert (alert.kind, alert.document_id) == (AlertKind.TO_BE_REPEALED, "0123abcd")


def test_topics_are_found_by_any_name_of_the_matter(
    sample_store: Store, wanted: MakeWanted
) -> None:
    lexicon = lexicon_of(None)
    topic = WantedTopic.of("办电", lexicon)
    found = [e for e in every_clause(sample_store, wanted(topic=topic)) if e is not None]
    assert found
    assert all("获得电力" in entry.terms or "办电" in entry.title for entry in found)
    assert len({entry.document.id for entry in found}) > 2


OLD = "临河市停车收费办法\n临政规〔2020〕3号\n第一条 公共停车场每小时收费不超过5元。\n第二条 本办法自2020年6月1日起施行。\n临河市人民政府\n2020年5月10日\n"
NEW = "临河市停车管理办法\n临政规〔2024〕8号\n第一条 公共停车场每小时收费不超过8元。\n第二条 本办法自2024年7月1日起施行，《临河市停车收费办法》（临政规〔2020〕3号）同时废止。\n临河市人民政府\n2024年5月20日\n"
OTHER = "临河市热线办法\n临政规〔2023〕2号\n第一条 热线应当在15秒内接听。\n第二条 承办单位应当在{days}个工作日内答复。\n第三条 本办法自2023年7月1日起施行。\n临河市人民政府\n2023年5月20日\n"


def test_entries_follow_what_happens_to_the_documents(tmp_path: Path, wanted: MakeWanted) -> None:
    """What will be repealed is told before; ids stay when another clause changes."""
    folder = tmp_path / "files"
    folder.mkdir()
    for name, text in {"old": OLD, "new": NEW, "other": OTHER.format(days=5)}.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    with Store.open(tmp_path / "store", create=True, today=lambda: DAY) as store:
        ingest(store, [folder])

        def entries(**values: object) -> dict[str, Entry]:
            found = every_clause(store, wanted(**values))
            return {
                f"{entry.document.title} {entry.clause.number}": entry for entry in found if entry
            }

        before = entries()
        ending = before["临河市停车收费办法 第一条"].alerts
        assert [alert.kind for alert in ending] == [AlertKind.TO_BE_REPEALED]
        assert "同时废止" in (ending[0].basis or "")
        assert ending[0].on == dt.date(2024, 7, 1)
        assert entries(expires_within=10)["临河市停车收费办法 第一条"].alerts == ()
        only = entries(with_alerts=True)
        assert {entry.document.title for entry in only.values()} == {
            "临河市停车收费办法",
            "临河市停车管理办法",
        }
        assert [a.kind for a in only["临河市停车管理办法 第一条"].alerts] == [
            AlertKind.NOT_YET_IN_FORCE
        ]
        later = entries(filters=SearchFilters(as_of=dt.date(2024, 8, 1)), day=dt.date(2024, 8, 1))
        assert "临河市停车收费办法 第一条" not in later
        ended = entries(filters=SearchFilters(status=Status.REPEALED, as_of=dt.date(2024, 8, 1)))
        (alert,) = ended["临河市停车收费办法 第一条"].alerts
        assert (alert.kind, alert.on) == (AlertKind.REPEALED, dt.date(2024, 7, 1))

        (folder / "other.txt").write_text(OTHER.format(days=3), encoding="utf-8")
        ingest(store, [folder])
        after = entries()
    unchanged = "临河市热线办法 第一条"
    assert after[unchanged].id == before[unchanged].id
    assert "多少个工作日内答复" in "".join(after["临河市热线办法 第二条"].questions)
    assert "3个工作日" in after["临河市热线办法 第二条"].answer
