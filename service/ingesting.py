"""From paths to an updated store: read, skip what is known, parse, store, report."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from index import Progress, Store, UpdateReport
from ingest.errors import IngestError, ReadError
from ingest.identity import with_id
from ingest.pipeline import PARSER_VERSION, parse
from ingest.records import ParsedDocument, RawDocument
from ingest.sources.stream import FetchLimits, Location, ScanOptions, read_sources

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """A file that did not become a document."""

    uri: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """What should be known of a file that was read."""

    uri: str
    text: str


@dataclass(slots=True, kw_only=True)
class IngestReport:
    """What one run did."""

    files: int = 0
    """Files and archive members that were looked at."""
    skipped: int = 0
    """Of these, those whose bytes were ingested before by the same parser."""
    failures: list[Failure] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    pruned: int = 0
    """Documents removed because their file is gone."""
    update: UpdateReport = field(default_factory=UpdateReport)


def ingest(
    store: Store,
    paths: Sequence[Location],
    *,
    prune: bool = False,
    web: FetchLimits | None = None,
    scans: ScanOptions | None = None,
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
        scans: Whether pictures of pages are read, and what that may cost.
        on_file: Called with the number of files looked at, after each.
        on_progress: Called as the store reports its own progress.
    """
    report = IngestReport()
    run = _Run(store, report, on_file)
    items = read_sources(
        paths, web=web or FetchLimits(), scans=scans or ScanOptions(), is_known=run.is_known
    )
    report.update = store.update(
        run.parsed(items), on_progress=on_progress, parser_version=PARSER_VERSION
    )
    if prune:
        kept = run.kept | _spared(store, report.failures)
        under = [path if isinstance(path, str) else path.as_posix() for path in paths]
        report.pruned = store.prune(kept, under=under)
    return report


class _Run:
    """One pass over files: what is known is counted, the rest is parsed."""

    def __init__(
        self, store: Store, report: IngestReport, on_file: Callable[[int], None] | None
    ) -> None:
        self.kept: set[str] = set()
        self._store = store
        self._report = report
        self._on_file = on_file

    def is_known(self, uri: str, digest: str) -> bool:
        """Whether a file was read before with these bytes; it is counted where it was."""
        if self._known.get(uri) != digest:
            return False
        self._count()
        self.kept.add(uri)
        self._report.skipped += 1
        return True

    def parsed(self, items: Iterable[RawDocument | ReadError]) -> Iterator[ParsedDocument]:
        """Yield what becomes a document, and report what does not."""
        for item in items:
            if isinstance(item, IngestError):
                if not is_inside(item.uri, self._store.path):
                    self._count()
                    self._fail(item.uri, item.reason)
                continue
            self._count()
            uri = item.source.uri
            self.kept.add(uri)
            self._report.notes.extend(Note(uri=uri, text=text) for text in item.notes)
            try:
                parsed = parse(item)
            except IngestError as error:
                self._fail(error.uri, error.reason)
            except Exception as error:  # the outermost loop: one bad file never stops a batch
                logger.exception("%s: the parser failed", uri)
                self._fail(uri, f"the parser failed ({type(error).__name__}: {error})")
            else:
                yield under_kept_id(self._store, parsed)

    @cached_property
    def _known(self) -> dict[str, str]:
        return self._store.known_sources(PARSER_VERSION)

    def _count(self) -> None:
        self._report.files += 1
        if self._on_file:
            self._on_file(self._report.files)

    def _fail(self, uri: str, reason: str) -> None:
        self._report.failures.append(Failure(uri=uri, reason=reason))


def under_kept_id(store: Store, parsed: ParsedDocument) -> ParsedDocument:
    """Return a document under the id that the store keeps it by, which a client may have chosen."""
    return with_id(parsed, store.kept_id(parsed.document) or parsed.document.id)


def is_inside(uri: str, store: Path) -> bool:
    """Whether a file belongs to a store, which may lie among the documents that it holds."""
    return Path(uri).resolve().is_relative_to(store.resolve())


def _spared(store: Store, failures: Sequence[Failure]) -> set[str]:
    """Return the sources at or inside what could not be read: they may come back."""
    unreadable = {failure.uri for failure in failures}
    inside = tuple(f"{uri}{mark}" for uri in unreadable for mark in ("!", "/"))
    known = store.known_sources(PARSER_VERSION)
    return unreadable | {uri for uri in known if uri.startswith(inside)}
