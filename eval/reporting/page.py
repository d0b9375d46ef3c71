"""Put the report on labelled questions together as one HTML file that needs nothing else."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from eval.plots import Axis, Bar, interval_bars
from eval.records import Summary
from eval.reporting.comparing import REPORTED, AgainstBaseline, Compared
from eval.reporting.worst import Worst
from eval.scoring import ModeScores, Scores
from index import StoreStats

_TEMPLATES = Path(__file__).parent / "templates"

SECTIONS = {
    "style": "Style of the question",
    "language": "Language",
    "type": "Type of the answer",
    "document": "Document that answers",
    "overlap": "Wording like or unlike the clause",
    "split": "Split",
}
"""Kinds of slices in the order of the report."""

LABEL_CHARS = 21
"""What fits beside a plot; the table has the whole name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What a reader must know to repeat the run."""

    made: dt.datetime
    store: str
    """Name of the folder."""
    stats: StoreStats
    reranker: str | None
    files: Mapping[str, str]
    """Question file name -> first characters of its SHA-256."""
    split: str | None
    titles: Mapping[str, str]
    """Document file name -> title."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One kind of slice."""

    title: str
    plot: str
    """SVG, its texts escaped."""
    slices: Sequence[tuple[str, str, Mapping[str, Summary]]]
    """Name, what stands beneath it, and the summary of each mode."""


def render_page(
    scores: Scores,
    facts: Facts,
    *,
    between_modes: Sequence[Compared],
    baseline: AgainstBaseline | None,
    worst: Worst,
) -> str:
    """Return the whole page; every text in it is escaped."""
    return _template().render(
        facts=facts,
        version=version("zhengda"),
        metrics=REPORTED,
        modes=scores.modes,
        answerable=len(scores.qrels),
        overview=_overview(scores.modes),
        ranks={name: first_ranks(scores, mode) for name, mode in scores.modes.items()},
        times={name: _times(mode) for name, mode in scores.modes.items()},
        sections=list(_sections(scores.modes, facts.titles)),
        between_modes=between_modes,
        baseline=baseline,
        worst=worst,
        parts=_parts(worst),
    )


@lru_cache(maxsize=1)
def _template() -> Template:
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("questions.html")


def _overview(modes: Mapping[str, ModeScores]) -> str:
    groups = [
        (metric, [_bar(mode.overall, metric) for mode in modes.values()]) for metric in REPORTED
    ]
    return _plot("All questions", groups, list(modes), label="mean, 95 % interval")


def _sections(modes: Mapping[str, ModeScores], titles: Mapping[str, str]) -> Iterator[Section]:
    first = next(iter(modes.values()))
    for kind, title in SECTIONS.items():
        names = [name for name in first.slices if name.startswith(f"{kind}:")]
        if not names:
            continue
        groups = [
            (
                _short(name.partition(":")[2]),
                [_bar(mode.slices[name], "ndcg@10") for mode in modes.values()],
            )
            for name in names
        ]
        yield Section(
            title=title,
            plot=_plot(title, groups, list(modes), label="nDCG@10, 95 % interval"),
            slices=[
                (label, titles.get(label, ""), {m: s.slices[name] for m, s in modes.items()})
                for name in names
                for label in [name.partition(":")[2]]
            ],
        )


def _plot(
    title: str, groups: Sequence[tuple[str, Sequence[Bar]]], names: Sequence[str], *, label: str
) -> str:
    return interval_bars(title, groups, names, x=Axis(label=label))


def _bar(summary: Summary, metric: str) -> Bar:
    low, high = summary.intervals[metric]
    value = summary.values[metric]
    note = f"{value:.3f} [{low:.3f}, {high:.3f}], n = {summary.n}"
    return Bar(value=value, low=low, high=high, note=note)


def _short(label: str) -> str:
    """Cut a long name in its middle: files of one kind differ at the end."""
    if len(label) <= LABEL_CHARS:
        return label
    kept = LABEL_CHARS - 1
    return f"{label[: kept // 2]}…{label[-(kept - kept // 2) :]}"


def first_ranks(scores: Scores, mode: ModeScores) -> dict[str, int]:
    """Return how many questions have their first relevant clause at which rank."""
    counts = dict.fromkeys(("1", "2", "3", "4-10", "11-100", "not found"), 0)
    for ranked in mode.run.ranked:
        grades = scores.qrels.get(ranked.query_id)
        if grades is None:
            continue
        rank = next((at for at, found in enumerate(ranked.ids, 1) if found in grades), None)
        counts[_rank_label(rank)] += 1
    return counts


def _rank_label(rank: int | None) -> str:
    if rank is None:
        return "not found"
    if rank <= 3:
        return str(rank)
    return "4-10" if rank <= 10 else "11-100"


def _times(mode: ModeScores) -> dict[str, float]:
    times = sorted(ranked.took_ms for ranked in mode.run.ranked) or [0.0]
    return {"p50": times[len(times) // 2], "p95": times[int(0.95 * (len(times) - 1))]}


def _parts(worst: Worst) -> list[str]:
    """Return the kinds of evidence that count for any shown hit, in their order of appearance."""
    hits: list[Any] = [shown.hit for one in worst.shown for shown in one.hits]
    return list(dict.fromkeys(name for hit in hits for name, part in hit.parts.items() if part))
