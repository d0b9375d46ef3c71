"""Questions on real documents, which are no part of the project: what the gate measures there."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from eval.datasets import (
    LAW_FILES,
    LAW_QUESTIONS,
    PAGE_QUESTIONS,
    SEED_QUESTIONS,
    read_questions,
    read_text,
)
from eval.errors import GateFailed
from eval.gate import BASELINE, DEPTH, measured_values
from eval.records import Split
from eval.scoring import score_questions
from index import Mode, Store

SLICES: Final = ("language:en", "style:colloquial", "style:typo", "overlap:low")


@dataclass(frozen=True, slots=True, kw_only=True)
class RealDocuments:
    """Some real documents in a folder, the questions on them, and where their floors are pinned."""

    name: str
    """As the option of `zhengda-eval gate` and its store are called."""
    patterns: tuple[str, ...]
    """Which files of the folder are documents; notes beside them are none."""
    questions: tuple[Path, ...]
    baseline: Path

    def documents(self, folder: Path) -> list[Path]:
        """Return the documents of a folder.

        Raises:
            GateFailed: If there is none.
        """
        found = {path for pattern in self.patterns for path in folder.glob(pattern)}
        if not found:
            kinds = ", ".join(sorted({Path(pattern).suffix for pattern in self.patterns}))
            raise GateFailed([f"{folder}: holds no documents ({kinds})"])
        return sorted(found)

    def digest(self, documents: Sequence[Path]) -> str:
        """Return a digest of the documents and the questions."""
        digest = hashlib.sha256()
        for path in (*self.questions, *sorted(documents)):
            digest.update(path.name.encode())
            digest.update(hashlib.sha256(path.read_bytes()).digest())
        return digest.hexdigest()[:16]

    def measure(
        self, store: Store, *, modes: Sequence[Mode] = tuple(Mode)
    ) -> dict[str, dict[str, float]]:
        """Return the gated metrics of the questions, each split by itself."""
        questions = read_questions(self.questions)
        measured: dict[str, dict[str, float]] = {}
        for split in Split:
            asked = [question for question in questions if question.split is split]
            scores = score_questions(store, asked, modes=modes, depth=DEPTH)
            measured |= measured_values(scores, slices=SLICES, prefix=f"{split} ")
        return measured


SEEDS: Final = RealDocuments(
    name="seeds",
    patterns=("*.txt",),
    questions=SEED_QUESTIONS,
    baseline=BASELINE.with_name("baseline_seeds.json"),
)
"""Five municipal plans."""

PAGES: Final = RealDocuments(
    name="pages",
    patterns=("**/*.html", "**/*.md"),
    questions=PAGE_QUESTIONS,
    baseline=BASELINE.with_name("baseline_pages.json"),
)
"""Web pages of a city's services and of the State Council."""

LAWS: Final = RealDocuments(
    name="laws",
    patterns=tuple(read_text(LAW_FILES).splitlines()),
    questions=LAW_QUESTIONS,
    baseline=BASELINE.with_name("baseline_laws.json"),
)
"""Statutes, regulations and judicial interpretations of many matters, some of a large folder."""

REAL_DOCUMENTS: Final = {one.name: one for one in (SEEDS, PAGES, LAWS)}
"""By name, as a command's option has it."""
