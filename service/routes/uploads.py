"""POST, PUT and DELETE /v1/documents…: documents come, change and go."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Annotated, Any, Final

from fastapi import APIRouter, Depends, Path, Query, Request
from starlette.responses import Response

from service.dependencies import refuse_parameters
from service.metrics.counters import Counters
from service.presenting import document_out
from service.routes import problem_responses
from service.schemas_uploads import (
    DOCUMENT_ID_PATTERN,
    FileNoteOut,
    PutQuery,
    PutResponse,
    UnreadFileOut,
    UploadedDocumentOut,
    UploadResponse,
)
from service.uploading.bodies import file_of_body, files_of_form, name_of_body
from service.uploading.errors import InvalidUpload
from service.uploading.writer import DocumentWriter, Written

router = APIRouter(prefix="/v1/documents", tags=["documents"])

_FILE: Final = {"type": "string", "format": "binary"}
_FORM: Final[dict[str, Any]] = {
    "requestBody": {
        "required": True,
        "content": {
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "properties": {"file": {"type": "array", "items": _FILE, "minItems": 1}},
                    "required": ["file"],
                    "additionalProperties": False,
                }
            }
        },
    }
}
_BYTES: Final[dict[str, Any]] = {
    "requestBody": {
        "required": True,
        "content": {"application/octet-stream": {"schema": _FILE}},
    }
}
_REFUSED: Final = (400, 401, 403, 408, 413, 415, 422, 429, 503)

NewId = Annotated[
    str, Path(pattern=DOCUMENT_ID_PATTERN, description="Chosen by the client, and kept.")
]


async def _writer(request: Request) -> DocumentWriter:
    writer: DocumentWriter = request.app.state.document_writer
    return writer


WriterDep = Annotated[DocumentWriter, Depends(_writer)]


@router.post(
    "",
    summary="Upload documents",
    response_model=UploadResponse,
    responses={
        200: {"description": "Nothing was added: all is as it was, or was updated"},
        201: {"model": UploadResponse, "description": "At least one document was added"},
        **problem_responses(*_REFUSED),
    },
    dependencies=[Depends(refuse_parameters)],
    openapi_extra=_FORM,
)
async def upload_documents(request: Request, writer: WriterDep) -> Response:
    """Add the documents in some files, or put corrected copies in place of what they were.

    Each field `file` of the form holds one file of any format that is read, or a zip archive of
    such. A document is known by what it says of itself (number, title, place, date), so the same
    bytes sent again change nothing, and a corrected copy keeps the ids of clauses that stay.
    Searches that begin after the response see what it tells.
    """
    async with files_of_form(request) as files, _counted(request) as counted:
        written = counted(await writer.add(files))
    answer = UploadResponse(
        documents=_documents(written),
        failed=[UnreadFileOut(file=one.file, reason=one.reason) for one in written.failed],
        notes=_notes(written),
        generation=written.generation,
    )
    return Response(answer.model_dump_json(), _status(written), media_type="application/json")


@router.put(
    "/{document_id}",
    summary="Put a document under an id",
    response_model=PutResponse,
    responses={
        200: {"description": "The document was updated, or is as it was"},
        201: {"model": PutResponse, "description": "There was none with this id"},
        **problem_responses(*_REFUSED, 409),
    },
    openapi_extra=_BYTES,
)
async def put_document(
    request: Request, document_id: NewId, query: Annotated[PutQuery, Query()], writer: WriterDep
) -> Response:
    """Make the document with this id the one that the body holds: the bytes of one file.

    The id stays, whatever the text says of itself, and so do the ids of clauses that stay. A
    document that is in the store under another id is refused: it would be found twice.
    """
    name = name_of_body(request, query.name, document_id)
    async with file_of_body(request, name=name) as file, _counted(request) as counted:
        written = counted(await writer.put(document_id, file))
    (document,) = _documents(written)
    answer = PutResponse(
        **document.model_dump(), notes=_notes(written), generation=written.generation
    )
    return Response(answer.model_dump_json(), _status(written), media_type="application/json")


@router.delete(
    "/{document_id}",
    summary="Delete a document",
    status_code=204,
    response_class=Response,
    responses=problem_responses(401, 403, 404, 408, 413, 415, 422, 429, 503),
    dependencies=[Depends(refuse_parameters)],
)
async def delete_document(document_id: str, writer: WriterDep) -> Response:
    """Remove a document with its clauses; searches that begin after the response find neither."""
    await writer.delete(document_id)
    return Response(status_code=204)


@asynccontextmanager
async def _counted(request: Request) -> AsyncIterator[Callable[[Written], Written]]:
    """Count for the metrics what became of the files that were sent."""
    counters: Counters = request.app.state.counters

    def count(written: Written) -> Written:
        for _, outcome in written.documents:
            counters.uploaded(outcome.value)
        for _ in written.failed:
            counters.uploaded("refused")
        return written

    try:
        yield count
    except InvalidUpload as error:
        for _ in error.errors:
            counters.uploaded("refused")
        raise


def _documents(written: Written) -> list[UploadedDocumentOut]:
    return [
        UploadedDocumentOut(**document_out(document).model_dump(), outcome=outcome.value)
        for document, outcome in written.documents
    ]


def _notes(written: Written) -> list[FileNoteOut]:
    return [FileNoteOut(file=one.file, text=one.text) for one in written.notes]


def _status(written: Written) -> int:
    return 201 if any(outcome.value == "added" for _, outcome in written.documents) else 200
