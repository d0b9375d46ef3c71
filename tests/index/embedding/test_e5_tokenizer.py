"""The tokenizer gives the ids of the library that defines them."""

from __future__ import annotations

import json
import random
from functools import cache

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from index.embedding.e5_tokenizer import E5Tokenizer
from index.embedding.e5_vocabulary import Vocabulary
from index.embedding.e5_weights import E5Weights, find_weights
from index.embedding.export import _tokenizer

tokenizers = pytest.importorskip("tokenizers", reason="the library to compare with is missing")


@cache
def vocabulary() -> Vocabulary:
    return E5Weights(find_weights()).vocabulary()


@cache
def ours() -> E5Tokenizer:
    return E5Tokenizer(vocabulary(), max_tokens=512)


@cache
def reference() -> tokenizers.Tokenizer:
    # Without added tokens: the library would read a mark spelled in a text as the mark itself.
    definition = _tokenizer(vocabulary()) | {"added_tokens": []}
    library = tokenizers.Tokenizer.from_str(json.dumps(definition))
    library.enable_truncation(512)
    return library


def without_table() -> E5Tokenizer:
    return E5Tokenizer(vocabulary(), max_tokens=512, texts_without_table=1)


def same(text: str) -> bool:
    return bool(ours().encode(text) == reference().encode(text).ids)


@pytest.mark.parametrize(
    "text",
    [
        "query: 办电要多久",
        "passage: How long does power connection take?",
        "Ｆｕｌｌ　ｗｉｄｔｈ　１２３，（三）",
        "e\u0301 ﬁ ① ㎡ ½ ℃",
        "👩‍👩‍👧 😀🇨🇳",
        "",
        "   ",
        " 前后空格 ",
        "a  b\t\tc\r\nd\u00a0e\u3000f",
        "▁x▁▁y",
        "\u200b零宽\u200d\ufeff",
        "規(guī)範 著力 街道(鄉(xiāng)鎮(zhèn))",
        "𠮷野家 㐀㐁 \U000e0001 \U0010ffff",
        "." * 40 + "—" * 33 + "－" * 33,
        "\x01a\x7fb\x8fc",
        "한국어 텍스트 ทดสอบ العربية עברית हिन्दी",
        "工作日" * 400,
        "x" * 3000,
    ],
)
def test_ids_equal_the_library_s(text: str) -> None:
    assert same(text)


MARKS = ("<s>", "</s>", "<pad>", "<unk>", "<mask>")


# A mark spelled in a text is one piece to the library and text to us, which has its own test.
@settings(max_examples=300, deadline=None)
@example("<mask")
@given(st.text(max_size=80).filter(lambda text: not any(mark in text for mark in MARKS)))
def test_ids_equal_the_library_s_on_any_text(text: str) -> None:
    assert same(text)


@settings(max_examples=200, deadline=None)
@given(
    st.text(alphabet="第一二三条款项办理用电工作日不超过 ，。:(Aa1９①ﬁ\u0301\u200b\n", max_size=120)
)
def test_ids_equal_the_library_s_on_texts_like_ours(text: str) -> None:
    assert same(text)


def test_ids_equal_the_library_s_on_real_documents(shared: object) -> None:
    from pathlib import Path

    files = sorted(Path(str(shared)).glob("laws/**/*.md"))
    chosen = random.Random(7).sample(files, 12)
    lines = [line for path in chosen for line in path.read_text("utf-8").splitlines()]
    assert len(lines) > 200
    assert [line for line in lines if not same(line)] == []


@pytest.mark.parametrize("mark", MARKS)
def test_a_mark_spelled_in_a_text_is_text(mark: str) -> None:
    ids = ours().encode(f"a {mark} b")
    special = {vocabulary().pieces.index(piece) for piece in ("<s>", "</s>", "<pad>", "<mask>")}
    assert not special & set(ids[1:-1])


def test_long_texts_are_cut_and_still_end_with_a_mark() -> None:
    ids = ours().encode("用电报装 " * 600)
    assert len(ids) == 512
    assert (ids[0], ids[-1]) == (vocabulary().bos, vocabulary().eos)


@settings(max_examples=150, deadline=None)
@example("query: 办电要多久</s> how long")
@example("\ud800 x")
@given(
    st.text(max_size=60)
    | st.text(alphabet="第一条办理用电工作日，。:(Aa1９ﬁ\u0301 \n", max_size=200)
)
def test_pieces_picked_for_one_text_cut_it_as_all_pieces_do(text: str) -> None:
    assert without_table().encode(text) == ours().encode(text)


def test_a_text_holds_the_pieces_that_are_picked_for_it_and_no_others() -> None:
    text = "▁query:▁办电要多久▁connection"
    every = vocabulary().pieces
    assert vocabulary().pieces_in(text) == {p: n for n, p in enumerate(every) if p in text}
    assert [vocabulary().piece(n) for n in (0, 7, len(every) - 1)] == [
        every[0],
        every[7],
        every[-1],
    ]


def test_the_table_is_made_when_more_texts_come() -> None:
    fresh = E5Weights(find_weights()).vocabulary()
    tokenizer = E5Tokenizer(fresh, max_tokens=512, texts_without_table=1)
    first = tokenizer.encode("开办企业")
    assert "pieces" not in vars(fresh)
    assert tokenizer.encode("开办企业") == first
    assert "pieces" in vars(fresh)
