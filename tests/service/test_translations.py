from __future__ import annotations

import re
from pathlib import Path

import pytest

import service.pages
from service.pages.languages import choose_language
from service.pages.translations import _WORDS, translate

TEMPLATES = Path(service.pages.__file__).parent / "templates"


@pytest.mark.parametrize(
    ("wanted", "accepted", "expected"),
    [
        (None, "", "zh"),
        (None, "en-GB,en;q=0.9", "en"),
        (None, "zh-CN,zh;q=0.9,en;q=0.8", "zh"),
        (None, "en;q=0.2, zh-TW;q=0.7", "zh"),
        (None, "fr, en;q=0.5", "en"),
        (None, "fr", "zh"),
        (None, "en;q=0", "zh"),
        (None, "en;q=nonsense", "zh"),
        ("en", "zh-CN", "en"),
        ("zh", "en", "zh"),
        ("klingon", "en", "en"),
    ],
)
def test_the_language_is_the_one_wanted_else_accepted(
    wanted: str | None, accepted: str, expected: str
) -> None:
    assert choose_language(wanted, accepted) == expected


@pytest.mark.parametrize("key", sorted(_WORDS))
def test_both_languages_have_the_same_blanks_to_fill(key: str) -> None:
    chinese, english = (set(re.findall(r"\{(\w+)(?::[^}]*)?\}", words)) for words in _WORDS[key])
    assert chinese == english
    assert all(words.strip() for words in _WORDS[key])


def test_every_key_in_a_template_has_words() -> None:
    used = set()
    for template in TEMPLATES.glob("*.html"):
        used |= set(re.findall(r"\bt\(\"(\w+)\"[,)]", template.read_text("utf-8")))
    assert len(used) > 40
    assert used <= set(_WORDS)


@pytest.mark.parametrize(
    ("count", "english", "chinese"),
    [(1, "1 clause", "共 1 条"), (0, "0 clauses", "共 0 条"), (2, "2 clauses", "共 2 条")],
)
def test_a_number_takes_its_noun_along(count: int, english: str, chinese: str) -> None:
    assert translate("contents_count", "en", count=count) == english
    assert translate("contents_count", "zh", count=count) == chinese
