"""Documents that say once that of the units in a bracket the one named first leads."""

from __future__ import annotations

import re

# (税务总局、财政部负责,排在第一位的部门为牵头部门,下同): said once, for all brackets.
_FIRST = (
    r"(?:[排列]在?(?:第一位|首位|最前)的?(?:责任)?(?:部门|单位)?|第一(?:责任)?(?:部门|单位))"
    r"(?:为|是)?(?:牵头|主办)(?:部门|单位)?"
)
_FIRST_LEADS = re.compile(_FIRST)
# 市教育局、市财政局(第一责任单位为牵头单位,下同), and inside a bracket with those it is about.
_NOTE = re.compile(rf"\((?:注:)?{_FIRST}[^()]*\)|[,;。](?:注:)?{_FIRST}[^()]*(?=\))")


def says_first_leads(text: str) -> bool:
    """Tell whether a document says that the unit named first in a bracket leads the others."""
    return "位" in text and _FIRST_LEADS.search(text) is not None


def without_notes(folded: str) -> str:
    """Leave out what only says which unit leads, and what stands behind it in its bracket."""
    return _NOTE.sub("", folded)
