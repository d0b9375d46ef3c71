"""How the place of a document relates to one that was asked for."""

from __future__ import annotations

import pytest

from index import DocumentSummary
from ingest.places.regions import resolve_region
from ingest.records import Source
from service.comparing.places import distinct_places, places_above, relation_of
from service.comparing.records import Relation
from service.place_names import as_in_documents
from service.presenting import search_filters
from service.schemas import Filters


def _document(name: str) -> DocumentSummary:
    source = Source(uri="a.txt", name="a.txt", sha256="")
    return DocumentSummary(id="a", title="某方案", source=source, region=resolve_region(name))


@pytest.mark.parametrize(
    ("of_document", "asked", "relation"),
    [
        ("襄阳市", "襄阳市", Relation.OWN),
        ("襄阳市", "湖北省", Relation.BELOW),
        ("湖北省", "襄阳市", Relation.ABOVE),
        ("中国", "襄阳市", Relation.ABOVE),
    ],
)
def test_a_place_is_own_below_or_above(of_document: str, asked: str, relation: Relation) -> None:
    assert relation_of(_document(of_document), asked) is relation


def test_names_of_one_place_are_one() -> None:
    assert distinct_places(["襄阳", "襄阳市", " ", "某某镇"]) == ("襄阳市", "某某镇")


def test_the_nearest_place_above_comes_first() -> None:
    above = places_above("襄阳市")
    assert above[0] == "湖北省"
    assert len(above) == 2
    assert places_above("某某镇") == ()


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("襄陽市", "襄阳市"),
        (" Weihai ", "威海市"),
        ("云橋市", "云桥市"),
        ("朝阳", "朝阳"),
        ("乾县", "乾县"),
    ],
)
def test_places_are_filtered_by_in_either_script(typed: str, name: str) -> None:
    assert as_in_documents(typed) == name
    assert search_filters(Filters(region=[typed])).region == (name,)
