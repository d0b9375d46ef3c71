"""Service: hits -> answers, over HTTP, on the command line and on a page.

The names load on first use, so that `zhengda --help` does not wait for a web framework.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from service.answering.answering import decided, draft_of
    from service.answering.draft import Draft
    from service.answering.records import Answer
    from service.answering.refusing.features import FEATURES, refusal_features
    from service.answering.refusing.refusal import RefusalModel, packaged_refusal_model
    from service.answering.searching import HITS, search_for_answer
    from service.answering.verification import verify
    from service.app import create_app
    from service.question_log.asking_again import CannotAskAgain, FoundAgain, ask_again
    from service.question_log.records import Action
    from service.raw_texts import RawTexts
    from service.settings import Settings

__all__ = [
    "FEATURES",
    "HITS",
    "Action",
    "Answer",
    "CannotAskAgain",
    "Draft",
    "FoundAgain",
    "RawTexts",
    "RefusalModel",
    "Settings",
    "ask_again",
    "create_app",
    "decided",
    "draft_of",
    "packaged_refusal_model",
    "refusal_features",
    "search_for_answer",
    "verify",
]

_HOMES = {
    "FEATURES": "service.answering.refusing.features",
    "HITS": "service.answering.searching",
    "Action": "service.question_log.records",
    "Answer": "service.answering.records",
    "CannotAskAgain": "service.question_log.asking_again",
    "Draft": "service.answering.draft",
    "FoundAgain": "service.question_log.asking_again",
    "RawTexts": "service.raw_texts",
    "RefusalModel": "service.answering.refusing.refusal",
    "Settings": "service.settings",
    "ask_again": "service.question_log.asking_again",
    "create_app": "service.app",
    "decided": "service.answering.answering",
    "draft_of": "service.answering.answering",
    "packaged_refusal_model": "service.answering.refusing.refusal",
    "refusal_features": "service.answering.refusing.features",
    "search_for_answer": "service.answering.searching",
    "verify": "service.answering.verification",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
