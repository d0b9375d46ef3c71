from __future__ import annotations

import importlib.util
import subprocess
import sys
import tempfile
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.words.tokenize import (
    DICTIONARY_TOTAL,
    LEXICON_FREQUENCY,
    Dictionary,
    bigrams,
    tokens,
    words,
)

SENTENCES = (
    "高压用户从提出正式用电申请到完成装表接电平均办电时间压缩至个工作日以内",
    "推进企业开办变更注销等登记事项一网通办实现企业登记事项全流程网上办",
    "对本办法施行前已经受理尚未办结的不动产登记申请按照原规定办理",
    "居民委员会协助街道办事处开展老年人高龄津贴的申报工作",
    "龢龘靐齉",
)


def dictionary_file() -> Path:
    spec = importlib.util.find_spec("jieba")
    assert spec is not None
    assert spec.origin is not None
    return Path(spec.origin).parent / "dict.txt"


@pytest.fixture(scope="module")
def reference() -> Dictionary:
    return Dictionary(dictionary_file().read_bytes())


def test_cuts_as_jieba_does(reference: Dictionary) -> None:
    program = (
        "import sys, warnings; warnings.simplefilter('ignore'); import jieba\n"
        "jieba.setLogLevel(60); t = jieba.Tokenizer(); t.tmp_dir = sys.argv[1]\n"
        "for line in sys.argv[2:]: print(' '.join(t.cut(line, HMM=False)))"
    )
    with tempfile.TemporaryDirectory() as folder:
        cut = subprocess.run(
            [sys.executable, "-c", program, folder, *SENTENCES],
            capture_output=True,
            text=True,
            check=True,
            encoding="utf-8",
        )
    for sentence, expected in zip(SENTENCES, cut.stdout.splitlines(), strict=True):
        assert reference.cut(sentence) == expected.split()


def test_total_is_the_dictionary_s() -> None:
    lines = dictionary_file().read_text(encoding="utf-8").splitlines()
    assert sum(int(line.split(" ")[1]) for line in lines) == DICTIONARY_TOTAL


def test_extra_words_win_over_chains_of_common_words() -> None:
    data = "用电 3000 v\n报装 5 v\n装 20000 v\n用 100000 v\n".encode()
    assert Dictionary(data).cut("用电报装") == ["用电", "报装"]
    assert Dictionary(data, ["用电报装"]).cut("用电报装") == ["用电报装"]


def test_extra_words_never_lower_a_frequency() -> None:
    common = LEXICON_FREQUENCY * 100
    data = f"政府采购 {common} n\n".encode()
    assert Dictionary(data, ["政府采购"])._logs == {}
    with_extra, without = Dictionary(data, ["政府采购"]), Dictionary(data)
    assert with_extra.has("政府采购")
    assert without.has("政府采购")
    assert with_extra._logs["政府采购"] == without._logs["政府采购"]


def test_terms_of_the_lexicon_are_words_with_their_inner_words_before() -> None:
    assert words("办用电报装") == ["办", "用电", "电报", "报装", "用电报装"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("12345热线", ["12345", "热线"]),
        ("PM2.5", ["pm2", "5"]),
        ("0.5个工作日", ["0.5", "个", "工作日"]),
        ("APP、wi-fi", ["app", "wi-fi"]),
        ("", []),
        ("，。！〔〕", []),
        ("-" * 40, []),
    ],
)
def test_latin_words_and_numbers_are_kept_whole(text: str, expected: list[str]) -> None:
    assert [token.text for token in tokens(text)] == expected


def test_bigrams_never_cross_punctuation_or_latin_words() -> None:
    assert bigrams("办电、接电APP用电") == ["办电", "接电", "用电"]
    assert bigrams("电") == []


@given(st.text(alphabet="办理用电报装工作日企业开，。a1 Z\n龘", max_size=60))
def test_tokens_stand_where_they_say(text: str) -> None:
    found = tokens(text)
    assert all(text[token.start : token.end].lower() == token.text for token in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert "".join(token.text for token in found) == "".join(
        char.lower() for char in text if char.isalnum()
    )
    assert {token.text for token in found} <= set(words(text))


def test_tokenising_imports_no_jieba() -> None:
    """Its import logs to stderr, warns, and caches in the shared temporary folder."""
    program = "import sys, index.words.tokenize as t; t.words('办电要多久'); print('jieba' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", program], capture_output=True, text=True, check=True
    )
    assert (done.stdout.strip(), done.stderr) == ("False", "")


def test_loading_every_word_changes_no_cut(reference: Dictionary) -> None:
    loaded = Dictionary(dictionary_file().read_bytes())
    loaded.load_all()
    assert [loaded.cut(text) for text in SENTENCES] == [reference.cut(text) for text in SENTENCES]
    assert len(loaded._logs) > 300_000
