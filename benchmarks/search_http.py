"""Latency of `/v1/search` over HTTP, uncached: what embedding takes of it and what the rest takes.

    python -m benchmarks.search_http --store var/store [--questions 300]

Two references in the same run, so that ratios hold when the machine's speed drifts: embedding one
question with the same engine in this process, in turn with the requests; and, where it is
installed, with sentence-transformers in float32 (the same weights), after each hundred of them.
Where other work shares the cores, compare processor time, which is given beside the time that
passed.
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import platform
import random
import re
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import TypeVar

import httpx

from index import Embedder, load_embedder
from index.embedding.export import export_sentence_transformers

T = TypeVar("T")

BLOCK = 100
"""Questions before the second reference has its turn."""

# Subjects and ways of asking, combined so that no question comes twice.
SUBJECTS = (
    "用电报装 企业开办 不动产登记 施工许可 出口退税 食品经营许可 住房公积金提取 失业保险金 "
    "劳动合同解除 工伤认定 道路运输经营许可 排污许可 专利侵权 小额贷款 政府采购投诉 招标公告 "
    "生育津贴 居住证办理 幼儿园审批 取水许可 消防验收 环境影响评价 信息公开申请 行政复议"
).split()
WAYS = (
    "{}要多久 {}需要什么材料 {}由哪个部门负责 {}的条件 {}怎么办 {}收费标准 {}逾期怎么处理 "
    "{}可以委托他人吗 {}的期限是多少个工作日 不服{}的决定怎么办 {}在哪里办理 {}有什么处罚"
).split()


def questions(count: int) -> list[str]:
    """Return different questions in a fixed random order."""
    every = [way.format(subject) for way in WAYS for subject in SUBJECTS]
    every += [f"{question}{year}年" for question in every for year in (2021, 2022, 2023)]
    random.Random(7).shuffle(every)
    return every[:count]


@contextmanager
def server(store: Path) -> Iterator[tuple[str, int]]:
    """Serve a store on a free port of this machine; give its address and process id."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-c", "from service.cli import main; main()", "serve"]
    process = subprocess.Popen(
        [*command, "--store", str(store), "--port", str(port)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    address = f"http://127.0.0.1:{port}"
    try:
        _wait_until_ready(address)
        yield address, process.pid
    finally:
        process.terminate()
        process.wait(timeout=20)


def _wait_until_ready(address: str) -> None:
    for _ in range(600):
        try:
            if httpx.get(f"{address}/readyz").status_code == httpx.codes.OK:
                return
        except httpx.TransportError:
            pass
        time.sleep(0.1)
    raise SystemExit("the server did not become ready within a minute")


def resident_mib(pid: int) -> float:
    """Return the resident memory of a process; Linux only."""
    status = Path(f"/proc/{pid}/status").read_text()
    found = re.search(r"VmRSS:\s+(\d+) kB", status)
    return int(found[1]) / 1024 if found else float("nan")


def percentile(values: Sequence[float], share: float) -> float:
    """Return the value below which a share of the values lies."""
    return sorted(values)[min(int(share * len(values)), len(values) - 1)]


def processor_ms(pid: int) -> float:
    """Return the processor time that a process has used; Linux only."""
    after_name = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return sum(map(int, after_name[11:13])) * 1000 / os.sysconf("SC_CLK_TCK")


def timed(work: Callable[[], T]) -> tuple[float, T]:
    """Return the milliseconds that passed in a call, and what it returned."""
    started = time.perf_counter()
    result = work()
    return (time.perf_counter() - started) * 1000, result


def show(name: str, values: Sequence[float], embedding: Sequence[float]) -> None:
    """Print the middle and the high end, and the median of the ratios to embedding."""
    middle, high = statistics.median(values), percentile(values, 0.95)
    ratio = statistics.median(a / b for a, b in zip(values, embedding, strict=True))
    print(f"{name:34} p50 {middle:7.1f} ms   p95 {high:7.1f} ms   {ratio:5.2f} x embedding")


class Client:
    """Asks over one connection; the standard library's client adds the least time of its own."""

    def __init__(self, address: str) -> None:
        """Connect with the first request."""
        self._connection = http.client.HTTPConnection(address.removeprefix("http://"))

    def answer(self, question: str) -> bytes:
        """Ask, and return the whole response; what a client reads out of it is its own time."""
        body = json.dumps({"query": question})
        self._connection.request("POST", "/v1/search", body, {"Content-Type": "application/json"})
        response = self._connection.getresponse()
        content = response.read()
        if response.status != http.client.OK:
            raise SystemExit(f"{question}: {response.status} {content[:200]!r}")
        return content


def took_ms(content: bytes) -> float:
    """Return what the server says that a search took."""
    took: float = json.loads(content)["took_ms"]
    return took


@dataclass(slots=True)
class Times:
    """Milliseconds of each question."""

    wall: list[float] = field(default_factory=list)
    inside: list[float] = field(default_factory=list)
    own: list[float] = field(default_factory=list)
    """Embedding it with the same engine, in this process."""
    reference: list[float] = field(default_factory=list)
    """Embedding it with sentence-transformers."""
    own_processor: float = 0.0


def ask(client: Client, embedder: Embedder, asked: Sequence[str], times: Times) -> None:
    """Ask each question, and embed it here in turn."""
    for question in asked:
        took, content = timed(partial(client.answer, question))
        times.wall.append(took)
        times.inside.append(took_ms(content))
        started = time.process_time()
        took, _ = timed(partial(embedder.embed_queries, [f"{question}？"]))
        times.own.append(took)
        times.own_processor += (time.process_time() - started) * 1000


@contextmanager
def float_reference() -> Iterator[Embedder | None]:
    """Load the same weights into sentence-transformers, where it is installed."""
    if not find_spec("sentence_transformers"):
        yield None
        return
    with tempfile.TemporaryDirectory() as folder:
        export_sentence_transformers(Path(folder))
        embedder = load_embedder(f"st:{folder}")
        embedder.embed_queries(["预热"])
        yield embedder


def report(times: Times, server_processor: float, memory: float) -> None:
    """Print percentiles and ratios."""
    own = times.own
    print(f"{platform.machine()}, {os.cpu_count()} cores; {len(own)} questions")
    show("over HTTP", times.wall, own)
    show("  in the store (took_ms)", times.inside, own)
    show("    embedding, done here", own, own)
    pairs = list(zip(times.wall, times.inside, own, strict=True))
    show("    all but embedding", [took - alone for _, took, alone in pairs], own)
    show("  HTTP and JSON", [whole - took for whole, took, _ in pairs], own)
    show("all but embedding, HTTP included", [whole - alone for whole, _, alone in pairs], own)
    if times.reference:
        middle = statistics.median(times.reference)
        ratio = statistics.median(times.wall) / middle
        print(f"sentence-transformers, embedding p50 {middle:7.1f} ms; over HTTP {ratio:.2f} x it")
    alone = times.own_processor / len(own)
    print(f"processor time a question: server {server_processor:.1f} ms, embedding {alone:.1f} ms")
    print(f"resident memory of the server: {memory:.0f} MiB")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--store", type=Path, required=True)
    parser.add_argument("--questions", type=int, default=300)
    arguments = parser.parse_args()
    embedder = load_embedder()
    embedder.embed_queries(["预热"])
    every, times, processor = questions(arguments.questions), Times(), 0.0
    with float_reference() as reference, server(arguments.store) as (address, pid):
        for first in range(0, len(every), BLOCK):
            client = Client(address)  # an idle one is closed while the reference has its turn
            asked = every[first : first + BLOCK]
            before = processor_ms(pid)
            ask(client, embedder, asked, times)
            processor += processor_ms(pid) - before
            if reference:
                times.reference += [timed(partial(reference.embed_queries, [q]))[0] for q in asked]
        memory = resident_mib(pid)
    report(times, processor / len(every), memory)


if __name__ == "__main__":
    main()
