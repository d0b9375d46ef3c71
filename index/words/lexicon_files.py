"""Lexicons read from plain files that users can edit.

The file's own head describes the format. A user's file extends the built-in list: a group whose
official term is already known joins that group. A line `@replace` drops the built-in list.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path

from index.errors import LexiconError
from index.words.lexicon import Group, Lexicon

REPLACE_DIRECTIVE = "@replace"


def load_lexicon(*user_files: Path) -> Lexicon:
    """Read the built-in list and the users' files on top of it, in order.

    Raises:
        LexiconError: If a file cannot be read or a line does not have the form of a group.
    """
    lexicon = builtin_lexicon()
    for path in user_files:
        try:
            text = path.read_text(encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError) as error:
            reason = error.strerror if isinstance(error, OSError) else None
            raise LexiconError(str(path), 0, reason or str(error)) from error
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


def _parse_group(line: str, path: Path, number: int) -> Group:
    chinese, _, english = line.partition("; en:")
    official, equals, everyday = chinese.partition("=")
    group = Group(
        _terms(official), _terms(everyday), tuple(term.lower() for term in _terms(english))
    )
    if not group.official:
        raise LexiconError(str(path), number, "an official term must stand before =")
    if equals and not group.everyday:
        raise LexiconError(str(path), number, "everyday terms must follow =")
    if len(group.chinese) + len(group.english) < 2:
        raise LexiconError(str(path), number, "a group needs at least two terms")
    return group


def _terms(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(part.strip() for part in re.split("[,，、]", text) if part.strip()))


def _merge(groups: Sequence[Group], more: Sequence[Group]) -> tuple[Group, ...]:
    merged = {group.name: group for group in groups}
    for group in more:
        known = merged.get(group.name)
        merged[group.name] = known.joined(group) if known else group
    return tuple(merged.values())
