"""Run by test_cli_ingest_kills.py: for each store read, starts `zhengda ingest` into it, to be killed.

Imports are done once and each run is a fork, so that the time is spent in ingesting. Prints the
process id of each run and, for another line read, its exit status: until then no other process can
have that id.
"""

from __future__ import annotations

import os
import sys

import faiss  # noqa: F401 - or every run would import it
import openvino  # noqa: F401
import tantivy  # noqa: F401

from index.words.tokenize import words
from service.cli import app


def ingest(store: str) -> None:
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    app(["ingest", sys.argv[1], "--store", store], standalone_mode=False)


words("读入词典")
while line := sys.stdin.readline():
    child = os.fork()
    if child == 0:
        ingest(line.strip())
        os._exit(0)
    sys.stdout.write(f"{child}\n")
    sys.stdout.flush()
    sys.stdin.readline()
    _, status = os.waitpid(child, 0)
    sys.stdout.write(f"{status}\n")
    sys.stdout.flush()
