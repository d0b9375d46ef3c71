"""A short name is read as the title that is meant, where one is."""

from __future__ import annotations

from collections.abc import Collection

import pytest

from index.questions.named_titles import in_full, short_titles
from index.words.short_titles import NamedLaw, ShortTitles
from ingest.places.regions import find_regions
from ingest.text.alignment import Span

KNOWN = ShortTitles(
    (
        NamedLaw("民事诉讼法", ("民诉法",)),
        NamedLaw("物业管理条例", ("物业条例",)),
        NamedLaw("旧屋征收条例", ("征收规则",)),
        NamedLaw("新屋征收条例", ("征收规则",)),
    )
)


def read(text: str, held: Collection[str] = ()) -> str:
    places = find_regions(text)
    found = short_titles(
        text,
        KNOWN,
        holds=lambda title: title in held,
        places=[Span(one.start, one.end) for one in places],
        regions=[one.region for one in places],
    )
    return in_full(text, found)


@pytest.mark.parametrize(
    ("typed", "held", "meant"),
    [
        ("民诉法第五条和物业条例", (), "民事诉讼法第五条和物业管理条例"),
        ("民事诉讼法第五条", (), "民事诉讼法第五条"),
        ("民诉法第五条", ("民诉法",), "民诉法第五条"),
        ("征收规则第五条", (), "征收规则第五条"),
        ("征收规则第五条", ("新屋征收条例",), "新屋征收条例第五条"),
        ("征收规则第五条", ("新屋征收条例", "旧屋征收条例"), "征收规则第五条"),
        ("上海物业条例第五条", (), "上海物业条例第五条"),
        ("上海的物业条例第五条", (), "上海的物业条例第五条"),
        ("上海物业条例第五条", ("上海市物业管理条例",), "上海物业管理条例第五条"),
        ("在上海，物业条例第五条", (), "在上海，物业管理条例第五条"),
        ("上海民诉法第五条", (), "上海民事诉讼法第五条"),
    ],
)
def test_it_is_read_as_the_title(typed: str, held: Collection[str], meant: str) -> None:
    assert read(typed, held) == meant
