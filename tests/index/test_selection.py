"""Filters let through exactly the documents they describe, on the day they are asked."""

from __future__ import annotations

import base64
import datetime as dt
from collections.abc import Callable
from dataclasses import replace

import pytest

from index import InvalidCursor, InvalidFilter, SearchFilters, Store
from index.cursors import decode_cursor, encode_cursor
from index.ranking.filtering import lies_in
from index.records import DocumentSummary
from index.storage.validity import as_of
from ingest.records import ParsedDocument, Region, Source, Status

Make = Callable[..., ParsedDocument]
DAY = dt.date


@pytest.fixture
def filled(store: Store, make_document: Make, xiangyang: Region, weihai: Region) -> Store:
    nation = Region(code="000000", name="全国", level="nation")
    store.update(
        [
            make_document(
                "襄",
                ["获得电力。襄"],
                region=xiangyang,
                issued_on=DAY(2020, 6, 19),
                issuers=("襄阳市人民政府办公室",),
                number="襄政办发〔2020〕1号",
            ),
            make_document(
                "威",
                ["获得电力。威"],
                region=weihai,
                issued_on=DAY(2018, 8, 1),
                issuers=("威海市人民政府", "威海市发展和改革委员会"),
                expires_on=DAY(2022, 12, 31),
            ),
            make_document(
                "国",
                ["获得电力。国"],
                region=nation,
                issued_on=DAY(2019, 10, 8),
                effective_on=DAY(2020, 1, 1),
            ),
            make_document("无", ["获得电力。无"]),
            make_document(
                "将", ["获得电力。将"], issued_on=DAY(2024, 5, 1), effective_on=DAY(2025, 1, 1)
            ),
        ]
    )
    return store


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({}, "襄威国无将"),
        ({"region": ("湖北省",)}, "襄"),
        ({"region": ("湖北",)}, "襄"),
        ({"region": ("襄阳",)}, "襄"),
        ({"region": ("湖北省襄阳市",)}, "襄"),
        ({"region": ("Xiangyang",)}, "襄"),
        ({"region": ("襄阳市", "山东省")}, "襄威"),
        ({"region": ("河南省",)}, ""),
        ({"region": ("没有这个地方",)}, ""),
        ({"region": ("全国",)}, "国"),
        ({"issuer": ("威海市发展和改革委员会",)}, "威"),
        ({"issuer": ("人民政府",)}, "襄威"),
        ({"document_number": ("襄政办发[2020]1号",)}, "襄"),
        ({"document_number": ("襄政办发〔2020〕 2 号",)}, ""),
        ({"issued_from": DAY(2019, 10, 8)}, "襄国将"),
        ({"issued_to": DAY(2019, 10, 8)}, "威国"),
        ({"issued_from": DAY(2019, 1, 1), "issued_to": DAY(2019, 12, 31)}, "国"),
        ({"status": "in_force"}, "襄国无"),
        ({"status": "expired"}, "威"),
        ({"status": "not_yet_in_force"}, "将"),
        ({"status": "repealed"}, ""),
        ({"as_of": DAY(2018, 8, 1)}, "威无"),
        ({"as_of": DAY(2019, 12, 31)}, "威无"),
        ({"as_of": DAY(2020, 1, 1)}, "威国无"),
        ({"as_of": DAY(2022, 12, 31)}, "襄威国无"),
        ({"as_of": DAY(2023, 1, 1)}, "襄国无"),
        ({"as_of": DAY(2023, 1, 1), "status": "expired"}, "威"),
        ({"as_of": DAY(2025, 1, 1), "region": ("湖北",)}, "襄"),
    ],
)
def test_a_filter_lets_through_what_it_describes(
    filled: Store, filters: dict[str, object], expected: str
) -> None:
    wanted = SearchFilters(**filters)  # type: ignore[arg-type]
    listed = {document.title for document in filled.documents(wanted).items}
    assert listed == set(expected)
    for mode in ("hybrid", "dense", "lexical"):
        hits = filled.search("获得电力", filters=wanted, mode=mode).hits  # type: ignore[arg-type]
        assert {hit.document.title for hit in hits} == set(expected)


def test_filters_by_document_id(filled: Store) -> None:
    uid = filled.documents().items[0].id
    assert [d.id for d in filled.documents(SearchFilters(document_id=(uid,))).items] == [uid]


@pytest.mark.parametrize(
    "filters",
    [
        SearchFilters(status="valid"),
        SearchFilters(issued_from=DAY(2020, 1, 2), issued_to=DAY(2020, 1, 1)),
    ],
)
def test_a_filter_that_can_never_match_is_refused(filled: Store, filters: SearchFilters) -> None:
    with pytest.raises(InvalidFilter, match=r"^filter (status|issued_from)="):
        filled.search("获得电力", filters=filters)


def test_facets_count_what_passes(filled: Store) -> None:
    facets = filled.facets()
    assert dict(facets.region) == {
        "襄阳市": 1,
        "湖北省": 1,
        "威海市": 1,
        "山东省": 1,
        "全国": 1,
    }
    assert dict(facets.status) == {"in_force": 3, "expired": 1, "not_yet_in_force": 1}
    assert facets.year == (("2018", 1), ("2019", 1), ("2020", 1), ("2024", 1))
    assert filled.facets(SearchFilters(region=("湖北",))).issuer == (("襄阳市人民政府办公室", 1),)


@pytest.mark.parametrize(
    ("wanted", "inside"),
    [
        ("恩施", True),
        ("恩施土家族苗族自治州", True),
        ("湖北", True),
        ("利川市", False),
        ("恩", False),
    ],
)
def test_places_with_long_words_for_their_kind(wanted: str, inside: bool) -> None:
    enshi = Region(code="422800", name="恩施土家族苗族自治州", level="city", parents=("湖北省",))
    assert lies_in(enshi, wanted) is inside
    assert not lies_in(None, wanted)


DOCUMENT = DocumentSummary(id="d", title="t", source=Source(uri="u", name="u", sha256=""))


@pytest.mark.parametrize(
    ("fields", "day", "status"),
    [
        ({}, DAY(2020, 1, 1), Status.IN_FORCE),
        ({"expires_on": DAY(2020, 1, 1)}, DAY(2020, 1, 1), Status.IN_FORCE),
        ({"expires_on": DAY(2020, 1, 1)}, DAY(2020, 1, 2), Status.EXPIRED),
        ({"effective_on": DAY(2020, 1, 2)}, DAY(2020, 1, 1), Status.NOT_YET),
        ({"effective_on": DAY(2020, 1, 2)}, DAY(2020, 1, 2), Status.IN_FORCE),
        ({"status": Status.REPEALED}, DAY(2020, 1, 1), Status.REPEALED),
        ({"status": Status.EXPIRED}, DAY(2020, 1, 1), Status.EXPIRED),
        (
            {"status": Status.EXPIRED, "expires_on": DAY(2020, 1, 1)},
            DAY(2019, 1, 1),
            Status.IN_FORCE,
        ),
        (
            {"status": Status.NOT_YET, "effective_on": DAY(2019, 1, 1)},
            DAY(2020, 1, 1),
            Status.IN_FORCE,
        ),
        ({"status": Status.AMENDED}, DAY(2020, 1, 1), Status.AMENDED),
    ],
)
def test_the_status_on_a_day(fields: dict[str, object], day: dt.date, status: Status) -> None:
    assert as_of(replace(DOCUMENT, **fields), (), day).status is status  # type: ignore[arg-type]


def test_cursors_survive_a_url() -> None:
    cursor = encode_cursor(["é?&/+", 1, None])
    assert cursor.replace("-", "").replace("_", "").isalnum()
    assert decode_cursor(cursor) == ["é?&/+", 1, None]


def test_a_cursor_that_nests_without_end_is_no_cursor() -> None:
    with pytest.raises(InvalidCursor):
        decode_cursor(base64.urlsafe_b64encode(b"[" * 100_000).decode())
