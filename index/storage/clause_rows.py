"""Clauses as the catalog keeps them, and the digest of a document with its clauses."""

from __future__ import annotations

import hashlib
import json
from typing import Any

import numpy as np

from index.storage.document_rows import encode_document, encode_json
from ingest.records import (
    Clause,
    ClauseKind,
    Measure,
    MeasureKind,
    ParsedDocument,
    Part,
    PartKind,
    Responsible,
)
from ingest.text.alignment import Alignment, Run


def encode_clause(clause: Clause) -> str:
    """Return a clause as JSON, without its ids, position, text and alignment."""
    return encode_json(
        {
            "kind": clause.kind,
            "number": clause.number,
            "heading": clause.heading,
            "path": clause.path,
            "body_start": clause.body_start,
            "parts": [
                [part.kind, part.start, part.end, part.number, part.context]
                for part in clause.parts
            ],
            "lead": clause.responsible.lead,
            "with": clause.responsible.with_,
            "measures": [_encode_measure(measure) for measure in clause.measures],
        }
    )


def encode_alignment(alignment: Alignment) -> bytes:
    """Return the runs as pairs of little-endian int32: raw start and length."""
    pairs = [(run.raw_start, run.length) for run in alignment.runs]
    return np.array(pairs, dtype="<i4").tobytes()


def decode_alignment(blob: bytes) -> Alignment:
    """Return the alignment that `encode_alignment` wrote."""
    runs, text_start = [], 0
    for raw_start, length in np.frombuffer(blob, dtype="<i4").reshape(-1, 2).tolist():
        runs.append(Run(text_start, raw_start, length))
        text_start += length
    return Alignment(tuple(runs))


def decode_clause(
    *, clause_id: str, document_id: str, position: int, text: str, record: str, alignment: bytes
) -> Clause:
    """Return the clause that the columns of one row describe."""
    values: dict[str, Any] = json.loads(record)
    return Clause(
        id=clause_id,
        document_id=document_id,
        position=position,
        kind=ClauseKind(values["kind"]),
        number=values["number"],
        heading=values["heading"],
        path=tuple(values["path"]),
        text=text,
        body_start=values["body_start"],
        alignment=decode_alignment(alignment),
        parts=tuple(
            Part(kind=PartKind(kind), start=start, end=end, number=number, context=context)
            for kind, start, end, number, context in values["parts"]
        ),
        responsible=Responsible(lead=tuple(values["lead"]), with_=tuple(values["with"])),
        measures=tuple(_decode_measure(measure) for measure in values["measures"]),
    )


def content_digest(parsed: ParsedDocument) -> bytes:
    """Digest all that reading found in a document, wherever it was read from."""
    digest = hashlib.sha256()
    for piece in (encode_document(parsed.document), parsed.document.text):
        digest.update(piece.encode("utf-8", "surrogatepass") + b"\0")
    for clause in parsed.clauses:
        for piece in (clause.id, clause.text, encode_clause(clause)):
            digest.update(piece.encode("utf-8", "surrogatepass") + b"\0")
        digest.update(encode_alignment(clause.alignment))
    return digest.digest()


def _encode_measure(measure: Measure) -> list[object]:
    return [
        measure.kind,
        measure.subject,
        measure.condition,
        measure.comparator,
        measure.value,
        measure.unit,
        measure.baseline,
        measure.start,
        measure.end,
    ]


def _decode_measure(values: list[Any]) -> Measure:
    kind, subject, condition, comparator, value, unit, baseline, start, end = values
    return Measure(
        kind=MeasureKind(kind),
        subject=subject,
        condition=condition,
        comparator=comparator,
        value=value,
        unit=unit,
        baseline=baseline,
        start=start,
        end=end,
    )
