"""The examples of docs/answering.md are what the sample corpus really answers."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from index import Store
from service import HITS, RawTexts, decided, draft_of, packaged_refusal_model

GUIDE = Path(__file__).resolve().parents[2] / "docs" / "answering.md"
EXAMPLES = [
    tuple(cell.strip() for cell in row.strip("|").split("|"))
    for row in re.findall(r"^\|.*\|$", GUIDE.read_text(encoding="utf-8"), re.MULTILINE)[2:]
]


@pytest.mark.parametrize(("kind", "question", "said"), EXAMPLES, ids=[e[0] for e in EXAMPLES])
def test_the_guide_shows_real_answers(
    sample_store: Store, kind: str, question: str, said: str
) -> None:
    result = sample_store.search(question, top_k=HITS, elsewhere=4)
    texts = RawTexts()
    draft = draft_of(result, lambda hit: texts.of(sample_store, hit, generation=result.generation))
    answer = decided(draft, packaged_refusal_model().assess)
    assert said.startswith(answer.text)
    assert answer.answered == (kind != "not found")
