"""Run by test_changes_kills.py: updates the store it is given, to be killed at a statement.

Each line read is a folder and a number, with a tab between: a fork updates the store there and is
killed before it runs the statement of that number, counted from the one that makes the transaction
durable in which the generation goes live. Prints the process id and, for another line read, the
exit status: 0 when there were not so many statements.
"""

from __future__ import annotations

import os
import runpy
import signal
import sys
from pathlib import Path

import faiss  # noqa: F401 - or every update would import it
import tantivy  # noqa: F401

from index import Store

made = runpy.run_path(str(Path(__file__).with_name("conftest.py")))
documents = made["make_corpus"](int(sys.argv[1]), clauses=2)


def update(folder: Path, last: int) -> None:
    ran = 0

    def count(statement: str) -> None:
        nonlocal ran
        if ran or statement == "PRAGMA synchronous = FULL":
            ran += 1
        if ran == last:
            os.kill(os.getpid(), signal.SIGKILL)

    with Store.open(folder, embedder=made["BigramEmbedder"]()) as store:
        store._catalog.connection.set_trace_callback(count)
        store.update(documents[2:])
        store._catalog.connection.set_trace_callback(None)


while line := sys.stdin.readline():
    child = os.fork()
    if child == 0:
        given, number = line.strip().split("\t")
        update(Path(given), int(number))
        os._exit(0)
    sys.stdout.write(f"{child}\n")
    sys.stdout.flush()
    sys.stdin.readline()
    _, status = os.waitpid(child, 0)
    sys.stdout.write(f"{status}\n")
    sys.stdout.flush()
