"""Documents and sources as the catalog keeps them: JSON beside the columns that are queried."""

from __future__ import annotations

import datetime as dt
import json
import unicodedata
from typing import Any

from index.records import DocumentSummary
from ingest.records import Document, Region, Scan, Source, Status, Supersession
from ingest.text.alignment import Span


def encode_json(value: object) -> str:
    """Return the one compact form of a JSON value, so that equal values have equal digests."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def encode_source(source: Source) -> str:
    """Return a source as JSON."""
    return encode_json(
        {
            "uri": source.uri,
            "name": source.name,
            "sha256": source.sha256,
            "media_type": source.media_type,
            "reposted_by": source.reposted_by,
            "reposted_on": _iso(source.reposted_on),
            **({"scan": source.scan} if source.scan else {}),
        }
    )


def decode_source(record: str) -> Source:
    """Return the source that `encode_source` wrote."""
    values: dict[str, Any] = json.loads(record)
    values["reposted_on"] = parse_date(values["reposted_on"])
    values["scan"] = Scan(values["scan"]) if "scan" in values else None
    return Source(**values)


def encode_document(document: Document) -> str:
    """Return a document as JSON, without its raw text and its source."""
    region = document.region
    return encode_json(
        {
            "title": document.title,
            "document_number": document.document_number,
            "number_key": document.number_key,
            "issuers": document.issuers,
            "region": region and [region.code, region.name, region.level, region.parents],
            "issued_on": _iso(document.issued_on),
            "effective_on": _iso(document.effective_on),
            "expires_on": _iso(document.expires_on),
            "status": document.status,
            "status_basis": document.status_basis,
            "supersedes": [
                [one.kind, one.title, one.document_number, one.sentence, *one.span]
                for one in document.supersedes
            ],
        }
    )


def decode_document(document_id: str, record: str, source: Source) -> DocumentSummary:
    """Return the document that `encode_document` wrote."""
    values: dict[str, Any] = json.loads(record)
    region = values["region"]
    return DocumentSummary(
        id=document_id,
        title=values["title"],
        source=source,
        document_number=values["document_number"],
        number_key=values["number_key"],
        issuers=tuple(values["issuers"]),
        region=region
        and Region(code=region[0], name=region[1], level=region[2], parents=tuple(region[3])),
        issued_on=parse_date(values["issued_on"]),
        effective_on=parse_date(values["effective_on"]),
        expires_on=parse_date(values["expires_on"]),
        status=Status(values["status"]),
        status_basis=values["status_basis"],
        supersedes=tuple(
            Supersession(
                kind=kind,
                title=title,
                document_number=number,
                sentence=sentence,
                span=Span(start, end),
            )
            for kind, title, number, sentence, start, end in values["supersedes"]
        ),
    )


def title_key(title: str) -> str:
    """Fold a title for exact look-up: width and case folded, only letters and digits kept."""
    folded = unicodedata.normalize("NFKC", title).casefold()
    return "".join(character for character in folded if character.isalnum())


def parse_date(value: str | None) -> dt.date | None:
    """Return the date that an ISO text names."""
    return dt.date.fromisoformat(value) if value else None


def _iso(value: dt.date | None) -> str | None:
    return value.isoformat() if value else None
