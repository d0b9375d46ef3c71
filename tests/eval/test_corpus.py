"""The sample corpus reads back to the text it was written from, and is what its README says."""

import re
from pathlib import Path

import opencc
import pytest

from eval.corpus.generate import DOCUMENTS, SOURCE, WRITERS, glossed_traditional
from eval.datasets import CORPUS
from eval.gold import fold
from ingest.errors import ReadError
from ingest.records import RawDocument
from ingest.sources.stream import read_sources

BINARY = sorted(name for name in WRITERS if name.endswith((".docx", ".pdf")))


@pytest.fixture(scope="module")
def read() -> dict[str, RawDocument]:
    documents = {}
    for raw in read_sources([CORPUS]):
        assert not isinstance(raw, ReadError), raw
        documents[raw.source.name] = raw
    return documents


def source_text(name: str) -> str:
    return (SOURCE / name).with_suffix(".txt").read_text(encoding="utf-8")


def test_every_document_can_be_read_and_is_listed_in_the_readme(read: dict[str, RawDocument]):
    readme = (DOCUMENTS.parent / "README.md").read_text(encoding="utf-8")
    assert {Path(name).suffix for name in read} == {".txt", ".md", ".html", ".docx", ".pdf"}
    assert len(read) >= 10
    assert [name for name in read if f"`{name}`" not in readme] == []


def test_every_document_says_that_it_is_an_example(read: dict[str, RawDocument]):
    simplify = opencc.OpenCC("t2s").convert
    gloss = re.compile(r"\([a-zāáǎàēéěèīíǐìōóǒòūúǔùü]+\)")
    silent = []
    for name, raw in read.items():
        path = DOCUMENTS / name  # a page says it in its footer, which reading drops
        text = path.read_text(encoding="utf-8") if path.suffix == ".html" else raw.text
        if "虚构" not in simplify(gloss.sub("", text)):
            silent.append(name)
    assert silent == []


@pytest.mark.parametrize("name", BINARY)
def test_committed_binaries_hold_the_text_of_their_source(name: str, read: dict[str, RawDocument]):
    found = fold(read[name].text)
    lines = [re.sub(r"^(#|>>?) ", "", line) for line in source_text(name).splitlines()]
    cells = [cell for line in lines for cell in line.strip("|").split("|")]
    pieces = [piece for cell in cells for piece in re.split(r"[，。；：（）]", cell)]
    missing = [piece for piece in pieces if fold(piece) not in found]
    if name.endswith(".pdf"):  # a page number may stand inside a sentence
        assert len(missing) <= len(pieces) * 0.03
    else:
        assert missing == []


def test_encoded_texts_are_what_the_generator_writes(tmp_path: Path):
    for name, write in WRITERS.items():
        if name.endswith(".txt"):
            write(source_text(name), tmp_path / name)
            assert (tmp_path / name).read_bytes() == (DOCUMENTS / name).read_bytes(), name


def test_encodings_are_the_ones_that_are_hard_to_read():
    with pytest.raises(UnicodeDecodeError):
        (DOCUMENTS / "xiuchuan_work_plan.txt").read_text(encoding="utf-8")
    with pytest.raises(UnicodeDecodeError):
        (DOCUMENTS / "wanglu_loan_notice.txt").read_text(encoding="utf-8")
    assert "貼息" in (DOCUMENTS / "wanglu_loan_notice.txt").read_text(encoding="big5")


def test_glosses_stand_right_after_their_character():
    assert glossed_traditional("办电") == "辦(bàn)電(diàn)"
