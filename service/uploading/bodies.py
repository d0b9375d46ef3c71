"""The bodies of uploads: counted and timed as they arrive, and taken apart into files."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from tempfile import SpooledTemporaryFile
from typing import Final

import anyio
from fastapi.exceptions import RequestValidationError
from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.types import Message, Receive, Scope

from service.problems import UnsupportedMediaType
from service.uploading.deadline import Deadline
from service.uploading.errors import BodyBrokenOff, BodyTooLarge, BodyTooSlow, UnreadableForm
from service.uploading.file_names import clean_name, name_in_disposition, with_suffix
from service.uploading.records import UploadedFile

Files = Callable[[], tuple[UploadedFile, ...]]
"""Loads what was sent into memory."""

FILES_MAX: Final = 1000
"""In one form; an archive may hold more."""
_COLLECTION: Final = "/v1/documents"
_HELD_BYTES: Final = 1024 * 1024
"""More of a body than this waits on disk, in a file without a name, until its turn comes."""


def takes_upload(scope: Scope) -> bool:
    """Whether a request may have the body of an upload."""
    path: str = scope["path"]
    if scope["method"] == "POST":
        return path == _COLLECTION
    return scope["method"] == "PUT" and path.startswith(f"{_COLLECTION}/")


def limited(receive: Receive, *, max_bytes: int, timeout_s: float) -> Receive:
    """Return a channel that breaks off a body which is too large or too slow.

    It raises BodyTooLarge or BodyTooSlow in whoever reads the body, before all of it is there.
    """
    deadline = Deadline.after(timeout_s)
    received, ended = 0, False

    async def counted() -> Message:
        nonlocal received, ended
        if ended:  # what comes now is that the client has gone
            return await receive()
        try:
            with anyio.fail_after(deadline.left_s()):
                message = await receive()
        except TimeoutError as error:
            raise BodyTooSlow(timeout_s) from error
        received += len(message.get("body", b""))
        ended = not message.get("more_body", False)
        if received > max_bytes:
            raise BodyTooLarge(max_bytes)
        return message

    return counted


@asynccontextmanager
async def files_of_form(request: Request) -> AsyncIterator[Files]:
    """Give the files of a form, each in a field `file`; they are gone when the block ends.

    Raises:
        UnsupportedMediaType: If the body is no form with files.
        UnreadableForm: If it is not what it says it is.
        RequestValidationError: If it has no file, or other fields; each is named.
        ServiceError: If the body is too large, too slow or broken off.
    """
    found = _essence(request)
    if found != "multipart/form-data":
        raise UnsupportedMediaType(
            f"Expected a body of type multipart/form-data, found {found or 'no content type'}."
        )
    try:
        form = await request.form(max_files=FILES_MAX, max_fields=FILES_MAX)
    except HTTPException as error:
        raise UnreadableForm(f"The body cannot be read as a form: {error.detail}") from error
    except UnicodeError as error:
        raise UnreadableForm("The body cannot be read in the charset that it names.") from error
    except ClientDisconnect as error:
        raise BodyBrokenOff from error
    try:
        sent = _sent_files(form)
        yield lambda: tuple(UploadedFile(name=_name(one), data=one.file.read()) for one in sent)
    finally:
        await form.close()


def _sent_files(form: FormData) -> list[UploadFile]:
    items = form.multi_items()
    files = [value for name, value in items if name == "file" and isinstance(value, UploadFile)]
    faults = [
        {"type": "extra_forbidden", "loc": ("body", name), "msg": "", "input": None}
        for name, _ in items
        if name != "file"
    ]
    if len(files) + len(faults) < len(items):
        expected = "Value error, expected a file: send it with a file name"
        faults.append({"type": "value_error", "loc": ("body", "file"), "msg": expected})
    if not items:
        faults.append({"type": "missing", "loc": ("body", "file"), "msg": "", "input": None})
    if faults:
        raise RequestValidationError(faults)
    return files


def _name(file: UploadFile) -> str:
    return with_suffix(clean_name(file.filename or ""), file.content_type or "")


@asynccontextmanager
async def file_of_body(request: Request, *, name: str) -> AsyncIterator[Files]:
    """Give the one file that the body is; it is gone when the block ends.

    Raises:
        UnsupportedMediaType: If the body is a form.
        ServiceError: If it is too large, too slow or broken off.
    """
    if _essence(request) == "multipart/form-data":
        raise UnsupportedMediaType(
            "Expected the bytes of the file itself as the body, found a form; POST takes forms."
        )
    with SpooledTemporaryFile(max_size=_HELD_BYTES) as held:
        try:
            async for chunk in request.stream():
                held.write(chunk)
        except ClientDisconnect as error:
            raise BodyBrokenOff from error
        held.seek(0)
        yield lambda: (UploadedFile(name=name, data=held.read()),)


def name_of_body(request: Request, given: str | None, document_id: str) -> str:
    """Return the name of the file that a body is: as given, else its header's, else the id."""
    header = request.headers.get("content-disposition", "")
    name = given or name_in_disposition(header) or document_id
    return with_suffix(clean_name(name), request.headers.get("content-type", ""))


def _essence(request: Request) -> str:
    return request.headers.get("content-type", "").partition(";")[0].strip().lower()
