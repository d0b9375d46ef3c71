"""Which places are compared, and how the place of a document relates to one that was asked for."""

from __future__ import annotations

from collections.abc import Iterable

from index import DocumentSummary
from ingest.places.regions import ancestors, contains, resolve_region
from ingest.records import Region
from service.comparing.records import Relation
from service.place_names import as_in_documents


def place_name(name: str) -> str:
    """Return the official name of a place, or the name as typed when it is in no list."""
    name = as_in_documents(name)
    region = resolve_region(name)
    return region.name if region else name


def distinct_places(names: Iterable[str]) -> tuple[str, ...]:
    """Return the places of some names, each once, by official name."""
    return tuple(dict.fromkeys(place_name(name) for name in names if name.strip()))


def relation_of(document: DocumentSummary, place: str) -> Relation:
    """Return how the place of a document relates to a place, given as `place_name` names it."""
    region = document.region
    if region is None or place in (region.name, region.full_name):
        return Relation.OWN
    asked = resolve_region(place)
    if asked is None or asked.code == region.code:
        # A place of no list is found by its short name too, or by the name of one above it.
        return Relation.BELOW if _is_above(place, region) else Relation.OWN
    return Relation.ABOVE if contains(region, asked) else Relation.BELOW


def places_above(place: str) -> tuple[str, ...]:
    """Return the places whose rules hold in a place, the nearest first, the nation last."""
    region = resolve_region(place)
    return tuple(above.name for above in reversed(ancestors(region))) if region else ()


def document_place(document: DocumentSummary) -> str:
    """Return the name that a document's rows go under; empty when its place is not known."""
    return document.region.name if document.region else ""


def _is_above(place: str, region: Region) -> bool:
    return any(parent.startswith(place) for parent in region.parents)
