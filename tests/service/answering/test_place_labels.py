"""Whose rule it is stands before a statement: the place, or the title of a document of none."""

from __future__ import annotations

from dataclasses import replace

import pytest

from index import DocumentSummary
from ingest.pipeline import parse
from ingest.records import RawDocument, Source
from service.answering.places import label_of


@pytest.mark.parametrize(
    ("title", "label"),
    [
        ("优化营商环境条例", "《优化营商环境条例》"),
        ("某部关于印发《某项办法》的通知", "《某项办法》"),
        (
            "国家某某总局关于进一步做好某某专项附加扣除有关工作的通知",
            "《国家某某总局关于进一步做好某某专项附加扣除有关…》",
        ),
    ],
)
def test_a_title_that_is_cut_says_so(title: str, label: str) -> None:
    source = Source(uri="a", name="a", sha256="0" * 64)
    read = parse(RawDocument(source=source, text="规定\n第一条 五日内办结。\n")).document
    document = DocumentSummary.of(replace(read, title=title, region=None))
    assert label_of(document) == label
