"""GET /v1/changes: what came, changed and went, in order, for those who keep a mirror."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import Response

from index import Change, ChangesMissing, ChangesPage
from service.dependencies import WorkerDep
from service.problems import KeepsNoChanges
from service.routes import problem_responses
from service.schemas_changes import (
    ChangedDocumentOut,
    ChangeOut,
    ChangesQuery,
    ChangesResponse,
    ClauseChangesOut,
    EndingOut,
    ReplacedClauseOut,
)

router = APIRouter(prefix="/v1/changes", tags=["documents"])


@router.get(
    "",
    summary="List what changed",
    response_model=ChangesResponse,
    responses=problem_responses(422, 501, 503),
)
async def list_changes(query: Annotated[ChangesQuery, Query()], worker: WorkerDep) -> Response:
    """List the changes after a sequence number, in order, as often as it is asked for.

    Whoever applies all of them from 0 on has the documents and clauses of the store. A change is
    listed once the documents it tells of can be read here.
    """

    def work() -> str:
        # Also of a store that holds nothing any more: the last removal is a change too.
        store = worker.handle.store_even_if_empty()
        try:
            page = store.changes(since=query.since, limit=query.limit)
        except ChangesMissing as error:
            raise KeepsNoChanges from error
        return _response(page).model_dump_json()

    return Response(await worker.call(work), media_type="application/json")


def _response(page: ChangesPage) -> ChangesResponse:
    return ChangesResponse(
        changes=[_change_out(change) for change in page.changes],
        next_since=page.next_since,
        more=page.more,
        generation=page.generation,
        latest=page.latest,
        feed=page.feed,
    )


def _change_out(change: Change) -> ChangeOut:
    return ChangeOut(
        sequence=change.sequence,
        generation=change.generation,
        at=change.at,
        kind=change.kind.value,
        document=ChangedDocumentOut(
            id=change.document_id,
            title=change.title,
            document_number=change.document_number,
            issued_on=change.issued_on,
            effective_on=change.effective_on,
            expires_on=change.expires_on,
        ),
        clauses=ClauseChangesOut(
            added=list(change.clauses.added),
            changed=list(change.clauses.changed),
            moved=list(change.clauses.moved),
            removed=list(change.clauses.removed),
            replaced=[
                ReplacedClauseOut(removed=removed, added=added)
                for removed, added in change.clauses.replaced
            ],
        ),
        endings=None if change.endings is None else _endings_out(change),
    )


def _endings_out(change: Change) -> list[EndingOut]:
    return [
        EndingOut.model_validate(
            {
                "status": ending.status.value,
                "by": ending.by_id,
                "since": ending.since,
                "sentence": ending.sentence,
            }
        )
        for ending in change.endings or ()
    ]
