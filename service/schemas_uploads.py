"""What goes over the wire when documents are uploaded."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from service.schemas import DocumentOut

DOCUMENT_ID_PATTERN = r"^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$"

DocumentId = Annotated[str, StringConstraints(pattern=DOCUMENT_ID_PATTERN, strict=True)]
"""An id that a client may give to a document."""

OutcomeName = Literal["added", "updated", "unchanged"]


class UploadedDocumentOut(DocumentOut):
    """A document of an upload, as it is now."""

    outcome: OutcomeName = Field(description="What the upload did to it.")


class UnreadFileOut(BaseModel):
    """A file of an upload that did not become a document."""

    file: str = Field(description="Its name; of a file in an archive `archive.zip!path`.")
    reason: str


class FileNoteOut(BaseModel):
    """What should be known of a file that was read, e.g. what was read in doubt."""

    file: str
    text: str


class UploadResponse(BaseModel):
    """What became of an upload."""

    documents: list[UploadedDocumentOut]
    failed: list[UnreadFileOut] = Field(description="Files that could not be read.")
    notes: list[FileNoteOut]
    generation: int = Field(description="What searches answer from now, at least.")


class PutResponse(UploadedDocumentOut):
    """The document that was put, as it is now."""

    notes: list[FileNoteOut]
    generation: int = Field(description="What searches answer from now, at least.")


class PutQuery(BaseModel):
    """What may be said of a file beside its bytes."""

    model_config = ConfigDict(extra="forbid")

    name: str | None = Field(
        default=None,
        min_length=1,
        max_length=1000,
        description="Name of the file, whose suffix says its format; without it the name in"
        " Content-Disposition, or the id with the suffix of the Content-Type.",
    )
