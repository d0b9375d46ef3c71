"""Latency of `/v1/search` over HTTP, uncached, and the memory of the server.

    python -m benchmarks.search_http --store var/store [--questions 300]

The reference is embedding one question with the same engine in this process, taken in turn with the
requests: the ratio holds when the machine's speed drifts.
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
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import httpx

from index import load_embedder

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
    with server(arguments.store) as (address, pid), httpx.Client(base_url=address) as client:
        for question in questions(arguments.questions):
            started = time.perf_counter()
            response = client.post("/v1/search", json={"query": question})
            wall.append((time.perf_counter() - started) * 1000)
            inside.append(response.raise_for_status().json()["took_ms"])
            started = time.perf_counter()
            embedder.embed_queries([f"{question}？"])
            reference.append((time.perf_counter() - started) * 1000)
        memory = resident_mib(pid)
    machine = platform.processor() or platform.machine()
    print(f"{machine}, {os.cpu_count()} cores; {len(wall)} questions")
    for name, values in (("HTTP", wall), ("took_ms", inside), ("embedding alone", reference)):
        middle, high = statistics.median(values), percentile(values, 0.95)
        print(f"{name:16} p50 {middle:6.1f} ms   p95 {high:6.1f} ms")
    ratios = [a / b for a, b in zip(wall, reference, strict=True)]
    print(f"HTTP / embedding alone: median {statistics.median(ratios):.2f}")
    print(f"resident memory of the server: {memory:.0f} MiB")


if __name__ == "__main__":
    main()
