"""Works out which documents end or change which others, from what their texts say."""

from __future__ import annotations

from typing import Final

from index.storage.catalog import Catalog
from index.storage.schema import NEVER

# A number names one document. A title may name several editions: only an older one is meant, and
# a document that bears the title itself ends only what is known to be older than it.
# Unary plus keeps SQLite from walking all current documents for each sentence.
_PAIRS: Final = """
SELECT old.id, new.id, supersessions.kind,
       coalesce(json_extract(new.record, '$.effective_on'), new.issued_on),
       supersessions.sentence
FROM supersessions
JOIN documents AS new USING (document_key)
JOIN documents AS old ON +old.dead = :never AND old.id <> new.id AND {matches}
WHERE +new.dead = :never
  AND (old.issued_on IS NULL OR new.issued_on IS NULL OR old.issued_on <= new.issued_on)
"""
_BY_NUMBER: Final = _PAIRS.format(matches="old.number_key = supersessions.number_key")
_BY_TITLE: Final = _PAIRS.format(
    matches="""
    old.title_key = supersessions.title_key
    AND (
        supersessions.number_key IS NULL
        OR old.number_key IS NULL
        OR old.number_key = supersessions.number_key
    )
    AND (
        old.issued_on < new.issued_on
        OR (
            (old.issued_on IS NULL OR new.issued_on IS NULL)
            AND old.title_key <> new.title_key
        )
    )
"""
)
_DESIRED: Final = f"{_BY_NUMBER} UNION {_BY_TITLE}"


def refresh_endings(catalog: Catalog, *, generation: int) -> int:
    """Bring the table of endings up to the current documents; return how many rows changed.

    A row that no longer holds, because the document that said so is gone, ends with `generation`.
    """
    with catalog.writing() as connection:
        desired = set(connection.execute(_DESIRED, {"never": NEVER}))
        present = {
            tuple(row[1:]): row[0]
            for row in connection.execute(
                "SELECT rowid, document_id, by_id, kind, since, sentence FROM endings"
                " WHERE dead = ?",
                (NEVER,),
            )
        }
        gone = [rowid for values, rowid in present.items() if values not in desired]
        connection.executemany(
            "UPDATE endings SET dead = ? WHERE rowid = ?", [(generation, rowid) for rowid in gone]
        )
        new = sorted((values for values in desired if values not in present), key=repr)
        connection.executemany(
            "INSERT INTO endings VALUES (?, ?, ?, ?, ?, ?, ?)",
            [(*values, generation, NEVER) for values in new],
        )
    return len(gone) + len(new)
