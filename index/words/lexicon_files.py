"""Lexicons read from plain files that users can edit.

The files' own heads describe the formats. A user's file extends the built-in lists: a group whose
first official term names a group already joins that group, and a line that begins with 《 says what
a law is called for short. A line `@replace` drops the built-in lists. Questions are folded to
simplified script and half width before terms are looked for in them, so a user's terms are too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path

from index.errors import LexiconError
from index.words.lexicon import Group, Lexicon
from index.words.short_titles import NamedLaw, ShortTitles
from ingest.text.characters import folding_table
from ingest.text.script import to_simplified

REPLACE_DIRECTIVE = "@replace"
TITLE_MARK = "《"

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
        known = Lexicon(()) if replace else lexicon
        groups, laws = parse_groups(text, path=path), parse_titles(text, path=path)
        lexicon = Lexicon(_merge(known.groups, groups), known.titles.extended(laws))
    return lexicon


@cache
def builtin_lexicon() -> Lexicon:
    """Return the lists that come with the package."""
    return Lexicon(
        parse_groups(_builtin("lexicon.txt"), path=Path("index/data/lexicon.txt")),
        ShortTitles(
            parse_titles(_builtin("short_titles.txt"), path=Path("index/data/short_titles.txt"))
        ),
    )


def parse_groups(text: str, *, path: Path) -> tuple[Group, ...]:
    """Read groups from the text of a lexicon file; groups with the same name join.

    Raises:
        LexiconError: If a line has no official term, or none to go with it.
    """
    groups = [
        _parse_group(line, path, number)
        for number, line in _lines(text)
        if not line.startswith(TITLE_MARK)
    ]
    return _merge((), groups)


def parse_titles(text: str, *, path: Path) -> tuple[NamedLaw, ...]:
    """Read what laws are called for short from the text of a lexicon file.

    Raises:
        LexiconError: If a line that begins with 《 has no title, or no name to go with it.
    """
    return tuple(
        _parse_law(line, path, number)
        for number, line in _lines(text)
        if line.startswith(TITLE_MARK)
    )


def _lines(text: str) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(text.splitlines(), 1):
        content = line.partition("#")[0].strip()
        if content and content != REPLACE_DIRECTIVE:
            yield number, content


def _builtin(name: str) -> str:
    return (files("index") / "data" / name).read_text(encoding="utf-8")


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


def _parse_law(line: str, path: Path, number: int) -> NamedLaw:
    chinese, *further = _ENGLISH.split(line)
    title, _, names = chinese.partition("=")
    law = NamedLaw(
        title.strip().removeprefix(TITLE_MARK).removesuffix("》"),
        _terms(names),
        tuple(term.lower() for term in _terms(",".join(further))),
    )
    if not title.strip().endswith("》") or "=" in names or not (law.names or law.english):
        rule = "《title》 = short names, or ; en: english names, or both, with commas between"
        raise LexiconError(str(path), number, rule)
    short = [name for name in (law.title, *law.names) if len(name) < 2]
    if short:
        rule = f"a title or name has two characters at least, found {short[0] or 'none'}"
        raise LexiconError(str(path), number, rule)
    return law


def _terms(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(part.strip() for part in re.split("[,，、]", text) if part.strip()))


def _merge(groups: Sequence[Group], more: Sequence[Group]) -> tuple[Group, ...]:
    merged = {group.name: group for group in groups}
    for group in more:
        known = merged.get(group.name)
        merged[group.name] = known.joined(group) if known else group
    return tuple(merged.values())
