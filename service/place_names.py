"""Names of places as people type them into filters: in either script, in Chinese or romanised."""

from __future__ import annotations

from ingest.places.regions import resolve_region
from ingest.text.script import to_simplified


def as_in_documents(name: str) -> str:
    """Return a place's name in the script of documents: 襄陽市 -> 襄阳市, Weihai -> 威海市.

    A short name stays short, since several places may share it; so does a romanised one that
    several do, and a name that is in no list keeps all but its script.
    """
    name = name.strip()
    region = resolve_region(name)
    if region is None:
        return to_simplified(name)
    return region.name if name.isascii() else name
