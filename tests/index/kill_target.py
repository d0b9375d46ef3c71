"""Run by test_kill.py: for each folder read, starts an update there that can be killed.

Imports are done once and each update is a fork, so that the time is spent in updates. Prints the
process id of each update and, for another line read, its exit status: until then no other process
can have that id.
"""

from __future__ import annotations

import os
import runpy
import sys
import time
from pathlib import Path

import faiss  # noqa: F401 - or every update would import it
import tantivy  # noqa: F401

import index.embedding_queue
from index import Store

index.embedding_queue.BATCH_PASSAGES = 16
made = runpy.run_path(str(Path(__file__).with_name("conftest.py")))
documents = made["make_corpus"](int(sys.argv[1]))


def update(folder: Path) -> None:
    embedder = made["BigramEmbedder"]()
    embedder.on_batch = lambda _: time.sleep(0.01)
    with Store.open(folder, embedder=embedder) as store:
        store.update(documents, parser_version="p1")


while line := sys.stdin.readline():
    child = os.fork()
    if child == 0:
        update(Path(line.strip()))
        os._exit(0)
    sys.stdout.write(f"{child}\n")
    sys.stdout.flush()
    sys.stdin.readline()
    _, status = os.waitpid(child, 0)
    sys.stdout.write(f"{status}\n")
    sys.stdout.flush()
