"""Question files are read, and an unusable line is named."""

import json
from pathlib import Path

import pytest

from eval.datasets import read_questions
from eval.errors import DataFileError
from eval.records import Answer, Style

VALID = {
    "id": "q1",
    "text": "办电要多久",
    "style": "colloquial",
    "type": "duration",
    "topic": "power",
    "split": "dev",
    "answerable": True,
    "gold": [{"document": "a.txt", "number": "1.", "heading": "办电"}],
    "answers": [{"value": "28", "unit": "个工作日"}],
}


def write(folder: Path, *rows: object) -> Path:
    path = folder / "questions.jsonl"
    path.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), "utf-8")
    return path


def test_a_question_keeps_its_fields_and_its_place(tmp_path: Path):
    path = write(tmp_path, VALID)
    (question,) = read_questions([path])
    assert question.style is Style.COLLOQUIAL
    assert question.answers == (Answer(value="28", unit="个工作日"),)
    assert question.gold[0].grade == 3
    assert (question.path, question.line) == (path, 1)


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"text": " "}, "field text must be a non-empty string"),
        ({"style": "rude"}, "'rude' is not a valid Style"),
        ({"answerable": "yes"}, "field answerable must be true or false"),
        ({"colour": "red"}, "unknown field(s) colour"),
        ({"gold": [{"document": "a", "grade": 7}]}, "grade must be 1, 2 or 3, found 7"),
        ({"gold": [{"file": "a"}]}, "unknown gold field(s) file"),
        ({"gold": [{"number": "1."}]}, "field document must be a non-empty string"),
        ({"gold": [{"document": "a", "number": 1}]}, "field number must be a string, found 1"),
        ({"gold": [{"document": "a", "path": "二、"}]}, "field path must be a list of strings"),
        ({"gold": {"document": "a"}}, "field gold must be a list of objects"),
        ({"answers": [{"value": 28}]}, "field value must be a non-empty string, found 28"),
        ({"answers": [{"unit": "天"}]}, "field value must be a non-empty string, found None"),
        ({"answers": [{"value": "28", "of": "天"}]}, "unknown answer field(s) of"),
        ({"answers": ["28"]}, "field answers must be a list of objects"),
    ],
)
def test_an_unusable_line_is_named(tmp_path: Path, change: dict[str, object], expected: str):
    path = write(tmp_path, VALID, {**VALID, **change})
    with pytest.raises(DataFileError) as error:
        read_questions([path])
    assert str(error.value).startswith(f"{path}:2: ")
    assert expected in str(error.value)


@pytest.mark.parametrize("field", ["id", "text", "style", "type", "topic", "split", "answerable"])
def test_a_missing_field_is_named(tmp_path: Path, field: str):
    path = write(tmp_path, {key: value for key, value in VALID.items() if key != field})
    with pytest.raises(DataFileError, match=f"field {field}"):
        read_questions([path])


@pytest.mark.parametrize(
    ("content", "expected"),
    [(b"{", "is not JSON"), (b"[1]", "must be an object, found list"), (b"\xff\xfe", "UTF-8")],
)
def test_broken_files_are_explained(tmp_path: Path, content: bytes, expected: str):
    path = tmp_path / "questions.jsonl"
    path.write_bytes(content)
    with pytest.raises(DataFileError, match=expected):
        read_questions([path])


def test_a_file_without_questions_is_refused(tmp_path: Path):
    path = write(tmp_path)
    with pytest.raises(DataFileError, match="holds no questions"):
        read_questions([path])


def test_a_missing_file_is_explained(tmp_path: Path):
    with pytest.raises(DataFileError, match="cannot be read"):
        read_questions([tmp_path / "none.jsonl"])
