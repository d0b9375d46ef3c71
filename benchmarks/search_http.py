"""Latency of `/v1/search` over HTTP, uncached: what embedding takes of it and what the rest takes.

    python -m benchmarks.search_http --store var/store [--questions 300]

The reference is embedding one question with the same engine in this process, in turn with the
requests: the ratios hold when the machine's speed drifts. Where other work shares the cores,
compare processor time, which is given beside the time that passed.
"""

from __future__ import annotations

import argparse
import os
import platform
import random
import re
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TypeVar

import httpx

from index import load_embedder

T = TypeVar("T")

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


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--store", type=Path, required=True)
    parser.add_argument("--questions", type=int, default=300)
    arguments = parser.parse_args()
    embedder = load_embedder()
    embedder.embed_queries(["预热"])
    wall: list[float] = []
    inside: list[float] = []
    reference: list[float] = []
    own_processor = 0.0
    with server(arguments.store) as (address, pid), httpx.Client(base_url=address) as client:
        before = processor_ms(pid)
        for question in questions(arguments.questions):
            took, response = timed(partial(client.post, "/v1/search", json={"query": question}))
            wall.append(took)
            inside.append(response.raise_for_status().json()["took_ms"])
            started = time.process_time()
            took, _ = timed(partial(embedder.embed_queries, [f"{question}？"]))
            reference.append(took)
            own_processor += (time.process_time() - started) * 1000
        used = (processor_ms(pid) - before) / len(wall)
        memory = resident_mib(pid)
    machine = platform.processor() or platform.machine()
    print(f"{machine}, {os.cpu_count()} cores; {len(wall)} questions")
    show("over HTTP", wall, reference)
    show("  in the store (took_ms)", inside, reference)
    show("    embedding, done here", reference, reference)
    pairs = list(zip(wall, inside, reference, strict=True))
    show("    all but embedding", [took - alone for _, took, alone in pairs], reference)
    show("  HTTP and JSON", [whole - took for whole, took, _ in pairs], reference)
    show("all but embedding, HTTP included", [whole - own for whole, _, own in pairs], reference)
    alone = own_processor / len(wall)
    print(f"processor time a question: server {used:.1f} ms, embedding {alone:.1f} ms")
    print(f"resident memory of the server: {memory:.0f} MiB")


if __name__ == "__main__":
    main()
