"""A document that repeals or amends another gives it its status, for as long as it is there."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from index import SearchFilters, Store
from ingest.records import ParsedDocument, Status, Supersession
from ingest.text.alignment import Span

Make = Callable[..., ParsedDocument]

OLD_DAY, NEW_DAY = dt.date(2015, 5, 1), dt.date(2020, 5, 1)
NUMBER = "某政发〔2015〕1号"


def _ending(
    *, kind: str = "repeals", title: str | None = None, number: str | None = None
) -> Supersession:
    return Supersession(
        kind=kind, title=title, document_number=number, sentence="原办法同时废止。", span=Span(0, 8)
    )


def _status(store: Store, parsed: ParsedDocument) -> Status:
    return store.document(parsed.document.id).status


def _new(
    make: Make, ending: Supersession, *, title: str = "新办法", **options: object
) -> ParsedDocument:
    return make(title, ["新。一"], supersedes=(ending,), **{"issued_on": NEW_DAY, **options})


@pytest.mark.parametrize(
    "ending",
    [
        _ending(number=NUMBER),
        _ending(title="某市办法（试行）"),
        _ending(title="某市 办法(试行)", number=NUMBER),
    ],
)
def test_a_repeal_reaches_the_document_it_names(
    store: Store, make_document: Make, ending: Supersession
) -> None:
    old = make_document("某市办法(试行)", ["旧。一"], number=NUMBER, issued_on=OLD_DAY)
    new = _new(make_document, ending)
    store.update([old, new])
    shown = store.document(old.document.id)
    assert shown.status is Status.REPEALED
    assert shown.status_basis == f"原办法同时废止。 [{new.document.id}]"
    assert _status(store, new) is Status.IN_FORCE
    hits = {hit.document.title: hit.document.status for hit in store.search("旧").hits}
    assert hits["某市办法(试行)"] is Status.REPEALED


@pytest.mark.parametrize(
    "ending",
    [
        _ending(number="某政发〔2015〕2号"),
        _ending(title="某市办法"),
        _ending(title="某市办法(试行)", number="某政发〔2015〕2号"),
    ],
)
def test_a_repeal_reaches_no_other_document(
    store: Store, make_document: Make, ending: Supersession
) -> None:
    old = make_document("某市办法(试行)", ["旧。一"], number=NUMBER, issued_on=OLD_DAY)
    store.update([old, _new(make_document, ending)])
    assert _status(store, old) is Status.IN_FORCE


def test_a_repeal_reaches_no_document_that_is_newer_than_itself(
    store: Store, make_document: Make
) -> None:
    named = make_document("某市办法(试行)", ["旧。一"], number=NUMBER, issued_on=NEW_DAY)
    store.update([named, _new(make_document, _ending(number=NUMBER), issued_on=OLD_DAY)])
    assert _status(store, named) is Status.IN_FORCE


def test_a_new_edition_ends_the_older_edition_of_its_title_only(
    store: Store, make_document: Make
) -> None:
    days = [dt.date(2010, 1, 1), dt.date(2015, 1, 1), dt.date(2020, 1, 1), None]
    editions = [
        make_document(
            "某法",
            [f"第{at}版。"],
            document_id=f"edition{at}",
            issued_on=day,
            uri=f"{at}",
            supersedes=(_ending(title="某法"),) if at == 1 else (),
        )
        for at, day in enumerate(days)
    ]
    store.update(editions)
    assert [_status(store, edition) for edition in editions] == [
        Status.REPEALED,
        Status.IN_FORCE,
        Status.IN_FORCE,
        Status.IN_FORCE,
    ]


def test_the_order_of_arrival_does_not_matter_and_removal_undoes_it(
    store: Store, make_document: Make
) -> None:
    old = make_document("某市办法", ["旧。一"], issued_on=OLD_DAY)
    new = _new(make_document, _ending(title="某市办法"))
    store.update([new])
    store.update([old])
    assert _status(store, old) is Status.REPEALED
    store.delete_document(new.document.id)
    assert _status(store, old) is Status.IN_FORCE
    assert store.document(old.document.id).status_basis is None
    store.update([new])
    assert _status(store, old) is Status.REPEALED


def test_a_corrected_copy_that_no_longer_says_so_undoes_it(
    store: Store, make_document: Make
) -> None:
    old = make_document("某市办法", ["旧。一"], issued_on=OLD_DAY)
    store.update([old, _new(make_document, _ending(title="某市办法"))])
    store.update([make_document("新办法", ["新。一"], issued_on=NEW_DAY)])
    assert _status(store, old) is Status.IN_FORCE


def test_an_amended_document_is_still_in_force(store: Store, make_document: Make) -> None:
    old = make_document("某市办法", ["旧。一"], issued_on=OLD_DAY)
    store.update([old, _new(make_document, _ending(kind="amends", title="某市办法"))])
    assert _status(store, old) is Status.AMENDED
    in_force = store.documents(SearchFilters(status="in_force")).items
    assert {document.title for document in in_force} == {"某市办法", "新办法"}
    amended = store.documents(SearchFilters(status="amended")).items
    assert [document.title for document in amended] == ["某市办法"]


def test_a_repeal_counts_from_the_day_the_repealing_document_holds(
    store: Store, make_document: Make
) -> None:
    old = make_document("某市办法", ["旧。一"], issued_on=OLD_DAY)
    new = _new(make_document, _ending(title="某市办法"), effective_on=dt.date(2020, 7, 1))
    store.update([old, new])

    def in_force(day: dt.date) -> set[str]:
        return {document.title for document in store.documents(SearchFilters(as_of=day)).items}

    assert in_force(dt.date(2015, 4, 30)) == set()
    assert in_force(dt.date(2020, 6, 30)) == {"某市办法"}
    assert in_force(dt.date(2020, 7, 1)) == {"新办法"}


def test_what_is_repealed_ranks_behind_its_equal(store: Store, make_document: Make) -> None:
    old = make_document(
        "某市办电办法", ["获得电力。办理时间3天"], document_id="a", issued_on=OLD_DAY
    )
    new = make_document(
        "某市办电办法",
        ["获得电力。办理时间3天"],
        document_id="b",
        issued_on=NEW_DAY,
        uri="other.txt",
        supersedes=(_ending(title="某市办电办法"),),
    )
    store.update([old, new])
    hits = store.search("获得电力 办理时间").hits
    assert [hit.document.id for hit in hits] == ["b", "a"]
    assert [hit.scores.get("in_force") for hit in hits] == [None, 0.0]
    assert hits[1].score < hits[0].score
