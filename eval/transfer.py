"""How a refusal model does on a corpus that it was not fitted on, each corpus left out in turn.

Cross-validation holds out topics of corpora that the fit knows, and whoever designs features has
read their questions. What carries over to other documents shows only where a whole corpus is left
out (domain generalisation; Gulrajani and Lopez-Paz 2021).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Final

import numpy as np

from eval.answers import AnswerRow
from eval.calibration import calibrate
from eval.trust import Floats, at_threshold, choose_threshold

DIGITS: Final = 4
SHARES: Final = ("auroc", "refused", "carried_wrongly", "carried_refused")
"""The parts of a `Transfer` that have a mean."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Transfer:
    """What a model fitted on all other corpora does on the one left out, its questions as asked."""

    left_out: str
    answerable: int
    unanswerable: int
    auroc: float
    """Chance that an answerable question gets more confidence than an unanswerable one."""
    refused: float
    """Of the unanswerable, at the threshold that wrongly refuses 0.06 of this very corpus."""
    carried_wrongly: float
    """Of the answerable, refused at the threshold chosen on the others: 0.06 if it carries over."""
    carried_refused: float
    """Of the unanswerable, refused at that threshold."""


def leave_one_out(corpora: Mapping[str, Sequence[AnswerRow]]) -> list[Transfer]:
    """Fit on all corpora but one and ask that one, for each; the rules beside the model left out.

    Args:
        corpora: At least two, by name: rows of development questions, those without gold included.
    """
    return [
        _transfer(name, [row for other in corpora if other != name for row in corpora[other]], rows)
        for name, rows in corpora.items()
    ]


def _transfer(name: str, others: Sequence[AnswerRow], rows: Sequence[AnswerRow]) -> Transfer:
    model = calibrate(others).model
    asked = [row for row in rows if not row.without_gold]
    confidences = [model.confidence(row.features) for row in asked]
    carried = at_threshold(asked, confidences, model.threshold)
    own = at_threshold(asked, confidences, choose_threshold(asked, confidences))
    target = np.array([row.answerable for row in asked])
    return Transfer(
        left_out=name,
        answerable=int(target.sum()),
        unanswerable=int((~target).sum()),
        auroc=auroc(np.array(confidences), target),
        refused=own.refused_right,
        carried_wrongly=carried.wrongly_refused,
        carried_refused=carried.refused_right,
    )


def auroc(scores: Floats, target: np.typing.NDArray[np.bool_]) -> float:
    """Return the share of pairs of both kinds that scores put in order; ties count half."""
    right, wrong = scores[target], scores[~target]
    if not len(right) or not len(wrong):
        return 0.5
    gaps = right[:, None] - wrong[None, :]
    return float((gaps > 0).mean() + (gaps == 0).mean() / 2)


def transfer_object(found: Sequence[Transfer]) -> list[dict[str, Any]]:
    """Return one object for each corpus left out; the last is their mean, which counts nothing."""
    shown = [asdict(one) for one in found]
    mean = {name: sum(one[name] for one in shown) / len(shown) for name in SHARES}
    shown.append({"left_out": "mean", "answerable": None, "unanswerable": None, **mean})
    return [
        {name: round(value, DIGITS) if name in SHARES else value for name, value in one.items()}
        for one in shown
    ]


def transfer_text(found: Sequence[Transfer]) -> str:
    """Return the same as a table."""
    lines = [
        "corpus left out   answerable   none   AUROC   refused at 0.06"
        "   at the others' threshold: wrongly, refused"
    ]
    lines += [
        f"{one['left_out']:<18}{one['answerable'] or '':>10}{one['unanswerable'] or '':>7}"
        f"{one['auroc']:>8.3f}"
        f"{one['refused']:>18.3f}{one['carried_wrongly']:>37.3f}{one['carried_refused']:>9.3f}"
        for one in transfer_object(found)
    ]
    return "\n".join(lines)
