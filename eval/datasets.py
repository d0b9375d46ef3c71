"""Read labelled questions and benchmark folders, naming file and line when a line is unusable."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from eval.errors import DataFileError
from eval.records import Answer, Gold, Question, QuestionType, Split, Style

CORPUS = Path(__file__).parent / "corpus" / "documents"
"""The sample documents."""

QUESTIONS = Path(__file__).parent / "questions" / "sample.jsonl"
"""The labelled questions on them."""

SEED_QUESTIONS = tuple(sorted(QUESTIONS.parent.glob("seeds_*.jsonl")))
"""Labelled questions on five real documents, which are not part of the project."""

PAGE_QUESTIONS = tuple(sorted(QUESTIONS.parent.glob("pages_*.jsonl")))
"""Labelled questions on guides to services and documents of the State Council, not part of it."""

LAW_QUESTIONS = (QUESTIONS.with_name("laws.jsonl"),)
"""Labelled questions on national statutes, which are not part of it either."""

LAW_FILES = QUESTIONS.with_name("laws_files.txt")
"""Which files of a folder of statutes the questions are about, one path a line."""

REFUSAL_QUESTIONS = tuple(
    QUESTIONS.with_name(name) for name in ("refusals.jsonl", "refusals_dev_sample.jsonl")
)
"""Labelled questions on the sample documents to calibrate refusals with."""

SEED_REFUSAL_QUESTIONS = (QUESTIONS.with_name("refusals_dev_seeds.jsonl"),)
"""The same on the five real documents."""

FURTHER_QUESTIONS = {
    "seeds": (*SEED_QUESTIONS, *SEED_REFUSAL_QUESTIONS),
    "pages": PAGE_QUESTIONS,
    "laws": LAW_QUESTIONS,
}
"""What refusals are calibrated with beside the sample, by the option that names the store."""

_FIELDS = {"id", "text", "style", "type", "topic", "split", "answerable", "gold", "answers", "why"}
_GOLD_FIELDS = {"document", "number", "heading", "path", "contains", "grade"}
_ANSWER_FIELDS = {"value", "unit", "condition"}


def read_text(path: Path) -> str:
    """Return the text of a data file in UTF-8, without a byte order mark.

    Raises:
        DataFileError: If the file cannot be opened or is not UTF-8.
    """
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise DataFileError(path, 0, f"cannot be read: {error.strerror or error}") from error
    except UnicodeDecodeError as error:
        raise DataFileError(path, 0, f"is not UTF-8 at byte {error.start}") from error


def read_json_lines(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    """Yield (line number from 1, object) of a JSON Lines file, empty lines left out.

    Raises:
        DataFileError: If the file cannot be opened, or a line is not a JSON object.
    """
    for number, line in enumerate(read_text(path).split("\n"), start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except json.JSONDecodeError as error:
            raise DataFileError(path, number, f"is not JSON: {error.msg}") from error
        if not isinstance(row, dict):
            raise DataFileError(path, number, f"must be an object, found {type(row).__name__}")
        yield number, row


def read_questions(paths: Iterable[Path]) -> list[Question]:
    """Read labelled questions in the order of the files.

    Raises:
        DataFileError: At the first line with a missing, unknown or malformed field, or for a file
            that asks nothing.
    """
    return [question for path in paths for question in _questions_of(path)]


def _questions_of(path: Path) -> list[Question]:
    questions = [_question(row, path=path, line=line) for line, row in read_json_lines(path)]
    if not questions:
        raise DataFileError(path, 0, "holds no questions")
    return questions


def _question(row: Mapping[str, Any], *, path: Path, line: int) -> Question:
    if unknown := set(row) - _FIELDS:
        raise DataFileError(path, line, f"unknown field(s) {', '.join(sorted(unknown))}")
    try:
        return Question(
            id=_text(row, "id"),
            text=_text(row, "text"),
            style=Style(_text(row, "style")),
            type=QuestionType(_text(row, "type")),
            topic=_text(row, "topic"),
            split=Split(_text(row, "split")),
            answerable=_flag(row, "answerable"),
            gold=tuple(_gold(gold) for gold in _objects(row, "gold")),
            answers=tuple(_answer(answer) for answer in _objects(row, "answers")),
            why=_text_or_none(row, "why") or "",
            path=path,
            line=line,
        )
    except (ValueError, TypeError) as error:
        raise DataFileError(path, line, str(error)) from error


def _gold(row: Mapping[str, Any]) -> Gold:
    if unknown := set(row) - _GOLD_FIELDS:
        raise ValueError(f"unknown gold field(s) {', '.join(sorted(unknown))}")
    grade = row.get("grade", 3)
    if grade not in (1, 2, 3):
        raise ValueError(f"grade must be 1, 2 or 3, found {grade!r}")
    return Gold(
        document=_text(row, "document"),
        number=_text_or_none(row, "number"),
        heading=_text_or_none(row, "heading") or "",
        path=_texts(row, "path"),
        contains=_text_or_none(row, "contains") or "",
        grade=grade,
    )


def _answer(row: Mapping[str, Any]) -> Answer:
    if unknown := set(row) - _ANSWER_FIELDS:
        raise ValueError(f"unknown answer field(s) {', '.join(sorted(unknown))}")
    return Answer(
        value=_text(row, "value"),
        unit=_text_or_none(row, "unit"),
        condition=_text_or_none(row, "condition"),
    )


def _objects(row: Mapping[str, Any], field: str) -> list[Mapping[str, Any]]:
    value = row.get(field, [])
    if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
        raise ValueError(f"field {field} must be a list of objects, found {value!r}")
    return value


def _texts(row: Mapping[str, Any], field: str) -> tuple[str, ...]:
    value = row.get(field, [])
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        raise ValueError(f"field {field} must be a list of strings, found {value!r}")
    return tuple(value)


def _text_or_none(row: Mapping[str, Any], field: str) -> str | None:
    value = row.get(field)
    if value is not None and not isinstance(value, str):
        raise ValueError(f"field {field} must be a string, found {value!r}")
    return value


def _text(row: Mapping[str, Any], field: str) -> str:
    value = row.get(field)
    if not isinstance(value, str) or not value.strip():
        raise ValueError(f"field {field} must be a non-empty string, found {value!r}")
    return value


def _flag(row: Mapping[str, Any], field: str) -> bool:
    value = row.get(field)
    if not isinstance(value, bool):
        raise ValueError(f"field {field} must be true or false, found {value!r}")
    return value
