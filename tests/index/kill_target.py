"""Run by test_kill.py: updates a store, slowly enough to be killed in between.

Arguments: the folder of the store, and how many documents to put into it.
"""

from __future__ import annotations

import runpy
import sys
import time
from pathlib import Path

from index import Store

made = runpy.run_path(str(Path(__file__).with_name("conftest.py")))
embedder = made["BigramEmbedder"]()
embedder.on_batch = lambda _: time.sleep(0.02)

with Store.open(Path(sys.argv[1]), embedder=embedder, create=True) as store:
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    report = store.update(made["make_corpus"](int(sys.argv[2])), parser_version="p1")
sys.stdout.write(f"{report.embedded}\n")
