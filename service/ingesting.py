"""From paths to an updated store: read, skip what is known, parse, store, report."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from index import Progress, Store, UpdateReport
from ingest.errors import IngestError, ReadError
from ingest.pipeline import PARSER_VERSION, parse
from ingest.records import ParsedDocument, RawDocument
from ingest.sources import FetchLimits, Location, read_sources

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """A file that did not become a document."""

    uri: str
    reason: str


@dataclass(slots=True, kw_only=True)
class IngestReport:
    """What one run did."""

    files: int = 0
    """Files and archive members that were looked at."""
    skipped: int = 0
    """Of these, those whose bytes were ingested before by the same parser."""
    failures: list[Failure] = field(default_factory=list)
    pruned: int = 0
    """Documents removed because their file is gone."""
    update: UpdateReport = field(default_factory=UpdateReport)


def ingest(
    store: Store,
    paths: Sequence[Location],
    *,
    prune: bool = False,
    web: FetchLimits | None = None,
    on_file: Callable[[int], None] | None = None,
    on_progress: Callable[[Progress], None] | None = None,
) -> IngestReport:
    """Bring the store up to date with the files under some paths.

    Args:
        store: Open for writing.
        paths: Files, folders, zip archives and URLs.
        prune: Also remove the documents whose file under these paths is gone. A file that is
            there but cannot be read keeps the document it gave before.
        web: What fetching a URL may cost, and which hosts may be asked.
        on_file: Called with the number of files looked at, after each.
        on_progress: Called as the store reports its own progress.
    """
    report = IngestReport()
    kept: set[str] = set()
    items = read_sources(paths, web=web or FetchLimits())
    documents = _parsed(store, items, report, kept, on_file)
    report.update = store.update(documents, on_progress=on_progress, parser_version=PARSER_VERSION)
    if prune:
        kept |= _spared(store, report.failures)
        under = [path if isinstance(path, str) else path.as_posix() for path in paths]
        report.pruned = store.prune(kept, under=under)
    return report


def _parsed(
    store: Store,
    items: Iterable[RawDocument | ReadError],
    report: IngestReport,
    kept: set[str],
    on_file: Callable[[int], None] | None,
) -> Iterator[ParsedDocument]:
    known = store.known_sources(PARSER_VERSION)
    for item in items:
        report.files += 1
        if on_file:
            on_file(report.files)
        if isinstance(item, IngestError):
            report.failures.append(Failure(uri=item.uri, reason=item.reason))
            continue
        source = item.source
        kept.add(source.uri)
        if known.get(source.uri) == source.sha256:
            report.skipped += 1
            continue
        try:
            parsed = parse(item)
        except IngestError as error:
            report.failures.append(Failure(uri=error.uri, reason=error.reason))
        except Exception as error:  # the outermost loop: one bad file never stops a batch
            logger.exception("%s: the parser failed", source.uri)
            reason = f"the parser failed ({type(error).__name__}: {error})"
            report.failures.append(Failure(uri=source.uri, reason=reason))
        else:
            yield parsed


def _spared(store: Store, failures: Sequence[Failure]) -> set[str]:
    """Return the sources at or inside what could not be read: they may come back."""
    unreadable = {failure.uri for failure in failures}
    inside = tuple(f"{uri}{mark}" for uri in unreadable for mark in ("!", "/"))
    known = store.known_sources(PARSER_VERSION)
    return unreadable | {uri for uri in known if uri.startswith(inside)}
