"""Each publishing tells what it changed: documents, their clauses, what ends them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from index import Change, ChangeKind, ClauseChanges, StatedEnding, Store
from ingest.records import ParsedDocument, Status, Supersession
from ingest.text.alignment import Span

Make = Callable[..., ParsedDocument]

OLD_DAY, NEW_DAY = dt.date(2015, 5, 1), dt.date(2020, 5, 1)
NUMBER = "某政发〔2015〕1号"
SENTENCE = "原办法同时废止。"


def _since(store: Store, since: int = 0) -> list[Change]:
    page = store.changes(since=since, limit=1000)
    assert not page.more
    return list(page.changes)


def _last(store: Store) -> int:
    return store.changes().latest


def _kinds(changes: list[Change]) -> list[tuple[str, str]]:
    return [(change.kind.value, change.title) for change in changes]


def _ids(parsed: ParsedDocument) -> tuple[str, ...]:
    return tuple(clause.id for clause in parsed.clauses)


def _ending(kind: str = "repeals", sentence: str = SENTENCE) -> Supersession:
    return Supersession(
        kind=kind, title=None, document_number=NUMBER, sentence=sentence, span=Span(0, 8)
    )


def _old(make: Make, **more: Any) -> ParsedDocument:
    return make("旧办法", ["旧。一"], number=NUMBER, issued_on=OLD_DAY, **more)


def _new(make: Make, *said: Supersession, title: str = "新办法", **more: Any) -> ParsedDocument:
    return make(title, ["新。一"], supersedes=said, issued_on=NEW_DAY, **more)


def test_an_empty_store_has_no_changes(store: Store) -> None:
    page = store.changes()
    assert (page.changes, page.next_since, page.more, page.latest) == ((), 0, False, 0)


def test_a_new_document_comes_with_all_its_clauses(store: Store, make_document: Make) -> None:
    parsed = make_document(
        "方案",
        ["甲。一", "乙。二", "丙。三"],
        number="某政发〔2021〕7号",
        issued_on=NEW_DAY,
        effective_on=dt.date(2020, 6, 1),
        expires_on=dt.date(2025, 5, 31),
    )
    started = dt.datetime.now(dt.UTC).replace(microsecond=0)
    store.update([parsed])
    (change,) = _since(store)
    assert started <= change.at <= dt.datetime.now(dt.UTC)
    assert change == Change(
        sequence=1,
        generation=1,
        at=change.at,
        kind=ChangeKind.DOCUMENT_ADDED,
        document_id=parsed.document.id,
        title="方案",
        document_number="某政发〔2021〕7号",
        issued_on=NEW_DAY,
        effective_on=dt.date(2020, 6, 1),
        expires_on=dt.date(2025, 5, 31),
        clauses=ClauseChanges(added=_ids(parsed)),
    )


def test_an_update_that_changes_nothing_is_no_change(store: Store, make_document: Make) -> None:
    parsed = make_document("方案", ["甲。一"])
    store.update([parsed])
    store.update([parsed, make_document("方案二", ["乙。二"])])
    assert _kinds(_since(store)) == [("document_added", "方案"), ("document_added", "方案二")]


def test_an_update_tells_its_clauses_apart(store: Store, make_document: Make) -> None:
    old = make_document("方案", ["甲。一", "乙。二", "丙。三", "丁。四"])
    store.update([old])
    new = make_document("方案", ["甲。一", "丙。三", "戊。五", "丁。四"])
    first, third, added, fourth = new.clauses
    # Found again as what it was, with another heading.
    new = replace(new, clauses=(first, third, added, replace(fourth, heading="丁的新名")))
    store.update([new])
    change = _since(store)[-1]
    assert change.kind is ChangeKind.DOCUMENT_UPDATED
    # The second moves to another place, and its number is another there.
    assert change.clauses == ClauseChanges(
        added=(added.id,), changed=(third.id, fourth.id), removed=(_ids(old)[1],)
    )


def test_clauses_that_stand_further_down_are_moved(store: Store, make_document: Make) -> None:
    old = make_document("方案", ["甲。一", "乙。二"])
    new = make_document("方案", ["甲。一", "乙。二"], header="转载\n")
    store.update([old])
    store.update([new])
    assert _since(store)[-1].clauses == ClauseChanges(moved=_ids(new))


def test_a_quote_that_is_another_is_a_change(store: Store, make_document: Make) -> None:
    """The clean text is as before; the raw text is in the other script now."""
    old = make_document("方案", ["减免场地租金。", "乙。二"])
    raw = old.document.text.replace("场", "場")
    store.update([old])
    store.update([replace(old, document=replace(old.document, text=raw))])
    assert _since(store)[-1].clauses == ClauseChanges(changed=_ids(old)[:1])


def test_what_nobody_is_shown_is_no_change_of_a_clause(store: Store, make_document: Make) -> None:
    old = make_document("方案", ["甲。一", "乙。二"])
    clauses = tuple(replace(clause, body_start=0) for clause in old.clauses)
    store.update([old])
    store.update([replace(old, clauses=clauses)])
    change = _since(store)[-1]
    assert (change.kind, change.clauses) == (ChangeKind.DOCUMENT_UPDATED, ClauseChanges())


def test_metadata_alone_lists_no_clause(store: Store, make_document: Make) -> None:
    store.update([make_document("方案", ["甲。一"], document_id="a")])
    store.update([make_document("方案", ["甲。一"], document_id="a", expires_on=NEW_DAY)])
    change = _since(store)[-1]
    assert (change.kind, change.clauses) == (ChangeKind.DOCUMENT_UPDATED, ClauseChanges())
    assert change.expires_on == NEW_DAY


def test_a_document_that_is_gone_is_named_with_its_clauses(
    store: Store, make_document: Make
) -> None:
    parsed = make_document("方案", ["甲。一", "乙。二"], number="某政发〔2021〕7号")
    store.update([parsed])
    store.delete_document(parsed.document.id)
    change = _since(store)[-1]
    assert (change.kind, change.title) == (ChangeKind.DOCUMENT_REMOVED, "方案")
    assert change.document_number == "某政发〔2021〕7号"
    assert change.clauses == ClauseChanges(removed=_ids(parsed))


def test_a_pruned_document_is_removed(store: Store, make_document: Make) -> None:
    store.update([make_document("方案", ["甲。一"], uri="c/a"), make_document("二", ["乙。二"])])
    store.prune([], under=["c"])
    assert _kinds(_since(store))[2:] == [("document_removed", "方案")]


def test_a_document_that_names_another_of_its_files_is_updated(
    store: Store, make_document: Make
) -> None:
    """No generation is published for it: the name is another at once."""
    store.update([make_document("方案", ["甲。一"], uri="c/old.txt")])
    store.update([make_document("方案", ["甲。一"], uri="c/new.txt")])
    store.prune(["c/new.txt"], under=["c"])
    assert [(change.kind, change.generation, change.clauses) for change in _since(store, 1)] == [
        (ChangeKind.DOCUMENT_UPDATED, 1, ClauseChanges())
    ]


def test_a_document_that_was_never_shown_has_no_other_name(
    store: Store, make_document: Make
) -> None:
    """The update that brought it was cut off; a pruning publishes it, with one of its two files."""

    def cut_off() -> Any:
        yield make_document("方案", ["甲。一"], uri="c/old.txt")
        yield make_document("方案", ["甲。一"], uri="c/new.txt")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        store.update(cut_off())
    store.prune(["c/new.txt"], under=["c"])
    assert _kinds(_since(store)) == [("document_added", "方案")]


def test_a_repeal_ends_and_its_loss_lifts(store: Store, make_document: Make) -> None:
    old, new = _old(make_document), _new(make_document, _ending())
    store.update([old])
    store.update([new])
    added, ended = _since(store, 1)
    assert (added.kind, added.document_id) == (ChangeKind.DOCUMENT_ADDED, new.document.id)
    assert (ended.kind, ended.document_id) == (ChangeKind.DOCUMENT_ENDED, old.document.id)
    assert ended.clauses == ClauseChanges()
    assert ended.endings == (
        StatedEnding(
            status=Status.REPEALED, by_id=new.document.id, since=NEW_DAY, sentence=SENTENCE
        ),
    )
    assert added.endings is None
    last = _last(store)
    store.delete_document(new.document.id)
    removed, lifted = _since(store, last)
    assert removed.kind is ChangeKind.DOCUMENT_REMOVED
    assert (lifted.kind, lifted.endings) == (ChangeKind.DOCUMENT_ENDING_LIFTED, ())
    assert lifted.document_id == old.document.id


def test_a_document_that_was_repealed_before_it_came_is_ended_at_once(
    store: Store, make_document: Make
) -> None:
    store.update([_new(make_document, _ending())])
    store.update([_old(make_document)])
    assert _kinds(_since(store, 1)) == [("document_added", "旧办法"), ("document_ended", "旧办法")]


def test_a_document_that_goes_with_its_ending_is_only_removed(
    store: Store, make_document: Make
) -> None:
    old = _old(make_document)
    store.update([old, _new(make_document, _ending())])
    last = _last(store)
    store.delete_document(old.document.id)
    assert _kinds(_since(store, last)) == [("document_removed", "旧办法")]


def test_the_second_of_two_endings_may_be_lifted(store: Store, make_document: Make) -> None:
    amends = _new(make_document, _ending("amends", "修改原办法。"), title="修改决定")
    store.update([_old(make_document), _new(make_document, _ending())])
    last = _last(store)
    store.update([amends])
    _, ended = _since(store, last)
    assert ended.kind is ChangeKind.DOCUMENT_ENDED
    assert {ending.status for ending in ended.endings or ()} == {Status.REPEALED, Status.AMENDED}
    last = _last(store)
    store.delete_document(amends.document.id)
    _, lifted = _since(store, last)
    assert lifted.kind is ChangeKind.DOCUMENT_ENDING_LIFTED
    assert [ending.status for ending in lifted.endings or ()] == [Status.REPEALED]


def test_an_ending_in_other_words_is_told_again(store: Store, make_document: Make) -> None:
    store.update([_old(make_document), _new(make_document, _ending())])
    last = _last(store)
    store.update([_new(make_document, _ending(sentence="旧办法废止。"))])
    updated, ended = _since(store, last)
    assert (updated.kind, ended.kind) == (ChangeKind.DOCUMENT_UPDATED, ChangeKind.DOCUMENT_ENDED)
    assert [ending.sentence for ending in ended.endings or ()] == ["旧办法废止。"]


@pytest.mark.parametrize(
    ("status", "expires_on", "told"),
    [
        (Status.REPEALED, None, True),
        (Status.EXPIRED, None, True),
        (Status.EXPIRED, OLD_DAY, False),
        (Status.NOT_YET, None, False),
    ],
)
def test_what_a_document_says_of_itself_ends_it(
    store: Store, make_document: Make, status: Status, expires_on: dt.date | None, told: bool
) -> None:
    """Its last day is known beforehand and is no event."""
    store.update([_old(make_document)])
    store.update([_old(make_document, status=status, expires_on=expires_on)])
    updated, *more = _since(store, 1)
    assert updated.kind is ChangeKind.DOCUMENT_UPDATED
    own = StatedEnding(status=status, by_id=None, since=None, sentence=None)
    assert [change.endings for change in more] == ([(own,)] if told else [])
    last = _last(store)
    store.update([_old(make_document)])
    lifted = [change.kind for change in _since(store, last)][1:]
    assert lifted == ([ChangeKind.DOCUMENT_ENDING_LIFTED] if told else [])


def test_changes_are_paged(store: Store, make_corpus: Callable[[int], list[Any]]) -> None:
    store.update(make_corpus(5))
    pages, since = [], 0
    while True:
        page = store.changes(since=since, limit=2)
        pages.append([change.sequence for change in page.changes])
        since = page.next_since
        assert page.latest == 5
        if not page.more:
            break
    assert pages == [[1, 2], [3, 4], [5]]
    assert store.changes(since=since).next_since == 5
    beyond = store.changes(since=900)
    assert (beyond.changes, beyond.next_since, beyond.latest) == ((), 900, 5)


def test_a_number_never_comes_back(store: Store, make_document: Make) -> None:
    parsed = make_document("方案", ["甲。一"])
    for _ in range(3):
        store.update([parsed])
        store.delete_document(parsed.document.id)
    with store._catalog.writing() as connection:
        connection.execute("DELETE FROM changes WHERE sequence >= 4")
    store.update([parsed])
    assert [change.sequence for change in _since(store)] == [1, 2, 3, 7]


def test_two_stores_have_two_histories(
    store: Store, tmp_path: Any, make_embedder: Callable[[], Any]
) -> None:
    with Store.open(tmp_path / "other", embedder=make_embedder(), create=True) as other:
        assert other.changes().feed != store.changes().feed
    with Store.open(store.path, embedder=make_embedder(), read_only=True) as again:
        assert again.changes().feed == store.changes().feed


def test_what_a_reader_has_not_loaded_yet_is_not_listed(
    store: Store, make_document: Make, make_embedder: Callable[[], Any], monkeypatch: Any
) -> None:
    """Whoever is told of a document can read it at once."""
    store.update([make_document("方案", ["甲。一"])])
    with Store.open(store.path, embedder=make_embedder(), read_only=True) as reader:
        reader.search("甲")
        monkeypatch.setattr(reader._live, "_follow", lambda: None)
        store.update([make_document("方案二", ["乙。二"])])
        page = reader.changes()
        assert ([change.title for change in page.changes], page.latest) == (["方案"], 2)
        assert (page.next_since, page.more, page.generation) == (1, False, 1)
        reader._live.load()
        assert _kinds(_since(reader, 1)) == [("document_added", "方案二")]
