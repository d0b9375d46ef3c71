"""What an article says by naming another: 违反第七条的,处罚款 punishes what 第七条 forbids."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from index import Hit

_NUMBER = r"[〇零一二三四五六七八九十百\d]"
_ARTICLE: Final = re.compile(rf"(?<!》)第{_NUMBER}+条(?:之{_NUMBER}+)?")


def referred_texts(hits: Sequence[Hit]) -> Mapping[str, str]:
    """Return by clause id the text of the articles that a clause names and that were found too."""
    numbered = {
        (hit.clause.document_id, hit.clause.number): hit.clause for hit in hits if hit.clause.number
    }
    referred = {}
    for hit in hits:
        named = dict.fromkeys(_ARTICLE.findall(hit.clause.text, hit.clause.body_start))
        found = [numbered.get((hit.clause.document_id, number)) for number in named]
        texts = [one.text for one in found if one is not None and one.id != hit.clause.id]
        if texts:
            referred[hit.clause.id] = "\n".join(texts)
    return referred
