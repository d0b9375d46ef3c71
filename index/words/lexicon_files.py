"""Lexicons read from plain files that users can edit.

The file's own head describes the format. A user's file extends the built-in list: a group whose
first official term names a group already joins that group. A line `@replace` drops the built-in
list. Questions are folded to simplified script and half width before terms are looked for in them,
so a user's terms are too.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path

from index.errors import LexiconError
from index.words.lexicon import Group, Lexicon
from ingest.text.characters import folding_table
from ingest.text.script import to_simplified

REPLACE_DIRECTIVE = "@replace"

_ENGLISH = re.compile(r";\s*en\s*:", re.IGNORECASE)
_MARKS = str.maketrans("＝；：", "=;:")
"""Of the format, as a Chinese keyboard types them."""


def load_lexicon(*user_files: Path) -> Lexicon:
    """Read the built-in list and the users' files on top of it, in order.

    Raises:
        LexiconError: If a file cannot be read or a line does not have the form of a group.
    """
    lexicon = builtin_lexicon()
    for path in user_files:
        text = _folded(_read(path))
        replace = any(line.strip() == REPLACE_DIRECTIVE for line in text.splitlines())
        own = parse_groups(text, path=path)
        lexicon = Lexicon(own if replace else _merge(lexicon.groups, own))
    return lexicon


@cache
def builtin_lexicon() -> Lexicon:
    """Return the list that comes with the package."""
    text = (files("index") / "data" / "lexicon.txt").read_text(encoding="utf-8")
    return Lexicon(parse_groups(text, path=Path("index/data/lexicon.txt")))


def parse_groups(text: str, *, path: Path) -> tuple[Group, ...]:
    """Read groups from the text of a lexicon file; groups with the same name join.

    Raises:
        LexiconError: If a line has no official term, or none to go with it.
    """
    groups: list[Group] = []
    for number, line in enumerate(text.splitlines(), 1):
        content = line.partition("#")[0].strip()
        if content and content != REPLACE_DIRECTIVE:
            groups.append(_parse_group(content, path, number))
    return _merge((), groups)


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise LexiconError(str(path), 0, error.strerror or str(error)) from error
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise LexiconError(str(path), line, "is not UTF-8: save the file as UTF-8") from error


def _folded(text: str) -> str:
    """Return a user's text as questions are folded, with its lines and the marks of the format."""
    return to_simplified(text.translate(folding_table())).translate(_MARKS)


def _parse_group(line: str, path: Path, number: int) -> Group:
    chinese, *further = _ENGLISH.split(line)
    english = ",".join(further)
    official, equals, everyday = chinese.partition("=")
    if "=" in everyday or "=" in english or ";" in chinese + english:
        rule = "one = parts official from everyday terms, one ; en: the English ones, commas all"
        raise LexiconError(str(path), number, rule)
    group = Group(
        _terms(official), _terms(everyday), tuple(term.lower() for term in _terms(english))
    )
    if not group.official:
        raise LexiconError(str(path), number, "an official term must stand before =")
    if equals and not group.everyday:
        raise LexiconError(str(path), number, "everyday terms must follow =")
    if len(group.chinese) + len(group.english) < 2:
        raise LexiconError(str(path), number, "a group needs at least two terms")
    short = [term for term in group.chinese if len(term) < 2]
    if short:
        rule = f"a Chinese term has two characters at least, found {short[0]}"
        raise LexiconError(str(path), number, rule)
    return group


def _terms(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(part.strip() for part in re.split("[,，、]", text) if part.strip()))


def _merge(groups: Sequence[Group], more: Sequence[Group]) -> tuple[Group, ...]:
    merged = {group.name: group for group in groups}
    for group in more:
        known = merged.get(group.name)
        merged[group.name] = known.joined(group) if known else group
    return tuple(merged.values())
