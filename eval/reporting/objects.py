"""Comparisons and worst questions as JSON objects and as text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from eval.reporting.comparing import AgainstBaseline, Compared
from eval.reporting.worst import ShownHit, Worst, WorstQuestion

DIGITS = 4


def comparison_objects(rows: Sequence[Compared]) -> list[dict[str, Any]]:
    """Return one object for each row, the slice among its fields where there is one."""
    return [
        {
            "first": row.first,
            "second": row.second,
            **({"slice": row.part} if row.part else {}),
            "metric": row.metric,
            "n": row.test.n,
            "difference": round(row.test.difference, DIGITS),
            "wins": row.test.wins,
            "ties": row.test.ties,
            "losses": row.test.losses,
            "p": round(row.test.p, 5),
            "p_adjusted": round(row.adjusted_p, 5),
        }
        for row in rows
    ]


def baseline_object(compared: AgainstBaseline) -> dict[str, Any]:
    """Return how this run compares with an earlier one."""
    return {
        "name": compared.name,
        "digest": compared.digest,
        "questions_not_in_it": compared.missing,
        "overall": comparison_objects(compared.overall),
        "slices": comparison_objects(compared.slices),
    }


def worst_object(worst: Worst) -> dict[str, Any]:
    """Return the worst questions with the hits above the gold and the evidence of each."""
    return {
        "mode": worst.mode,
        "missed": worst.missed,
        "withheld": worst.withheld,
        "questions": [_worst_question(one) for one in worst.shown],
    }


def _worst_question(one: WorstQuestion) -> dict[str, Any]:
    return {
        "id": one.question.id,
        "text": one.question.text,
        "ndcg@10": round(one.values["ndcg@10"], DIGITS),
        "first_gold_rank": one.first_gold_rank,
        "gold_not_found": one.not_found,
        "regions": list(one.query.regions),
        "terms": list(one.query.terms),
        "hits": [_hit(shown) for shown in one.hits],
    }


def _hit(shown: ShownHit) -> dict[str, Any]:
    hit = shown.hit
    return {
        "rank": hit.rank,
        "grade": shown.grade,
        "document": hit.document.source.name,
        "number": hit.clause.number,
        "heading": hit.clause.heading,
        "score": round(hit.score, DIGITS),
        "scores": {name: round(value, DIGITS) for name, value in hit.scores.items()},
        "parts": {name: round(value, DIGITS) for name, value in hit.parts.items()},
    }


def comparison_text(title: str, rows: Sequence[Compared]) -> str:
    """Return a table of comparisons under its title."""
    lines = [
        f"{title:<46}{'metric':<11}{'n':>5}{'difference':>12}{'wins':>6}{'ties':>6}{'losses':>8}"
        f"{'p':>9}{'p Holm':>9}"
    ]
    for row in rows:
        test = row.test
        lines.append(
            f"{row.part or f'{row.first} - {row.second}':<46}{row.metric:<11}{test.n:>5}"
            f"{test.difference:>+12.3f}{test.wins:>6}{test.ties:>6}{test.losses:>8}"
            f"{test.p:>9.4f}{row.adjusted_p:>9.4f}"
        )
    return "\n".join(lines)
