"""Times the default embedder beside sentence-transformers in float32, in the same run.

    python benchmarks/embedding.py [--rounds 5] [--passages 32] [--questions 40]

Both compute the same weights. Rounds alternate between the engines, so that a machine that is
slow for a while is slow for all of them; ratios are medians of the rounds' ratios. Without
sentence-transformers the engines are timed alone.
"""

from __future__ import annotations

import argparse
import importlib.util
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from index.embedding import Embedder, load_embedder
from index.embedding.export import export_sentence_transformers

_WORDS = (
    "压缩 低压 用户 用电报装 办理 时间 不超过 工作日 企业 开办 实行 一网通办 不动产 登记 "
    "纳税 服务 减少 次数 优化 营商环境 责任 单位 牵头 落实 推进 电子 证照 共享 审批 事项"
).split()
_COLD = """
import time; started = time.perf_counter()
from index.embedding import load_embedder
load_embedder({spec!r}).embed_queries(["办电要多久"])
seconds = time.perf_counter() - started
import os
status = open("/proc/self/status").read() if os.path.exists("/proc/self/status") else ""
print(seconds, *[line.split()[1] for line in status.splitlines() if line.startswith("VmRSS")])
"""


def make_passages(count: int, seed: int) -> list[str]:
    """Return texts of 20 to 330 characters, most about 150, none twice."""
    generator = np.random.default_rng(seed)
    sizes = np.clip(generator.gamma(4, 20, count), 6, 110).astype(int)
    return ["".join(generator.choice(_WORDS, size)) for size in sizes]


def make_questions(count: int, seed: int) -> list[str]:
    """Return questions of 3 to 9 words."""
    generator = np.random.default_rng(seed)
    return ["".join(generator.choice(_WORDS, generator.integers(3, 9))) for _ in range(count)]


def time_questions(embedder: Embedder, texts: Sequence[str]) -> list[float]:
    """Return milliseconds for each question, asked one after the other."""
    times = []
    for text in texts:
        started = time.perf_counter()
        embedder.embed_queries([text])
        times.append((time.perf_counter() - started) * 1000)
    return times


def time_passages(embedder: Embedder, texts: Sequence[str]) -> list[float]:
    """Return passages a second."""
    started = time.perf_counter()
    embedder.embed_passages(texts)
    return [len(texts) / (time.perf_counter() - started)]


def compare(
    embedders: dict[str, Embedder],
    measure: Callable[[Embedder, Sequence[str]], list[float]],
    make: Callable[[int, int], list[str]],
    *,
    count: int,
    rounds: int,
) -> dict[str, list[list[float]]]:
    """Measure all embedders in turns; texts are new in every round, so nothing is remembered."""
    results: dict[str, list[list[float]]] = {name: [] for name in embedders}
    for round_number in range(rounds + 1):
        texts = make(count, round_number)
        for name, embedder in embedders.items():
            measured = measure(embedder, texts)
            if round_number:  # the first round warms up
                results[name].append(measured)
    return results


def report(results: dict[str, list[list[float]]], reference: str, *, speed: bool) -> None:
    """Print percentiles and the ratio to the reference, above 1 when faster."""
    baseline = [statistics.median(values) for values in results[reference]]
    for name, rounds in results.items():
        values = np.concatenate(rounds)
        medians = [statistics.median(values) for values in rounds]
        ratios = [
            mine / theirs if speed else theirs / mine
            for mine, theirs in zip(medians, baseline, strict=True)
        ]
        p50, p95 = np.percentile(values, [50, 95])
        print(f"  {name:<24} p50 {p50:8.1f}  p95 {p95:8.1f}  ratio {statistics.median(ratios):.2f}")


def report_cold_start(spec: str) -> None:
    """Print seconds and memory of a new process that embeds one question."""
    output = subprocess.run(
        [sys.executable, "-c", _COLD.format(spec=spec)], capture_output=True, text=True, check=True
    ).stdout.split()
    memory = f", {int(output[1]) / 1024:.0f} MiB resident" if len(output) > 1 else ""
    print(f"  {spec:<24} {float(output[0]):.2f} s{memory}")


def main() -> None:
    """Run all comparisons and print them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--passages", type=int, default=32)
    parser.add_argument("--questions", type=int, default=40)
    options = parser.parse_args()
    embedders = {"default": load_embedder("default"), "numpy": load_embedder("default:numpy")}
    reference = "numpy"
    with tempfile.TemporaryDirectory() as folder:
        if importlib.util.find_spec("sentence_transformers"):
            export_sentence_transformers(Path(folder))
            reference = "sentence-transformers"
            embedders[reference] = load_embedder(f"st:{folder}")
        load = os.getloadavg()[0] if hasattr(os, "getloadavg") else float("nan")
        print(
            f"{platform.processor() or platform.machine()}, {os.cpu_count()} cores, load {load:.1f}"
        )
        for name, embedder in embedders.items():
            info = embedder.describe()
            print(f"  {name:<24} {info.engine}, {info.threads} threads")
        for title, measure, make, count, speed in (
            ("question, ms", time_questions, make_questions, options.questions, False),
            ("passages a second", time_passages, make_passages, options.passages, True),
        ):
            print(f"{title} ({count} texts, {options.rounds} rounds, ratio to {reference})")
            results = compare(embedders, measure, make, count=count, rounds=options.rounds)
            report(results, reference, speed=speed)
    print("first question of a new process")
    for spec in ("default", "default:numpy"):
        report_cold_start(spec)


if __name__ == "__main__":
    main()
