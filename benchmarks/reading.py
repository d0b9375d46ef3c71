"""Speed of reading without embedding: MB/s, files/s and where the time goes.

    python -m benchmarks.reading FOLDER [--every 8] [--rounds 3] [--lines 25]

Counts the bytes of the files (a Chinese character has three in UTF-8) and the processor time of one
core. The reference is decoding every file and finding its sentences with one regular expression, in
turn with the reading: the ratio of the two holds when the machine's speed drifts.
"""

from __future__ import annotations

import argparse
import cProfile
import pstats
import re
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from ingest.errors import NoClauses, ReadError
from ingest.pipeline import parse
from ingest.readers.registry import read_bytes

SUFFIXES = {".txt", ".md"}
WARM_UP_FILES = 20
_SENTENCE = re.compile(r"[^。！？\n]+[。！？\n]*")


class File(NamedTuple):
    """A file in memory, so that no disk is measured."""

    path: Path
    data: bytes


def load(folder: Path, every: int) -> list[File]:
    """Return every n-th plain text or Markdown file under a folder, by name."""
    paths = sorted(path for path in folder.rglob("*") if path.suffix in SUFFIXES)
    return [File(path, path.read_bytes()) for path in paths[::every]]


def read_all(files: Sequence[File]) -> Counter[str]:
    """Read files into clauses; return how many documents, clauses and refusals there were."""
    found: Counter[str] = Counter()
    for path, data in files:
        try:
            parsed = parse(read_bytes(data, uri=path.as_posix(), name=path.name))
        except (ReadError, NoClauses):
            found["refused"] += 1
            continue
        found["documents"] += 1
        found["clauses"] += len(parsed.clauses)
    return found


def reference(files: Sequence[File]) -> int:
    """Decode files and find their sentences: what the least reader would do."""
    return sum(len(_SENTENCE.findall(data.decode("utf-8", "replace"))) for _, data in files)


def processor_seconds(work: Callable[[], object]) -> float:
    """Return the processor time of a call."""
    start = time.process_time()
    work()
    return time.process_time() - start


def by_module(profile: cProfile.Profile) -> list[tuple[float, str]]:
    """Return the share of a profile that each module of `ingest`, and the rest, takes."""
    seconds: defaultdict[str, float] = defaultdict(float)
    stats: dict[tuple[str, int, str], tuple[int, int, float, float, object]] = vars(
        pstats.Stats(profile)
    )["stats"]
    for (path, _, name), (_, _, own, _, _) in stats.items():
        kind = "regular expressions" if "re.Pattern" in name else "built-in functions"
        seconds[Path(path).stem if "ingest" in Path(path).parts else kind] += own
    total = sum(seconds.values())
    return sorted(((own / total, module) for module, own in seconds.items()), reverse=True)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--every", type=int, default=1, help="take every n-th file")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--lines", type=int, default=25, help="lines of the profile to print")
    options = parser.parse_args()
    files = load(options.folder, options.every)
    if not files:
        parser.error(f"{options.folder}: no file ends in {', '.join(sorted(SUFFIXES))}")
    size = sum(len(file.data) for file in files) / 1e6
    found = read_all(files[:WARM_UP_FILES])
    rounds = []
    for _ in range(options.rounds):
        least = processor_seconds(lambda: reference(files))
        start = time.process_time()
        found = read_all(files)
        rounds.append((time.process_time() - start, least))
    best, least = min(rounds)
    print(f"{len(files)} files, {size:.2f} MB: {dict(found)}")
    print(f"reading    {best:8.3f} s  {size / best:8.2f} MB/s  {len(files) / best:8.1f} files/s")
    print(f"reference  {least:8.3f} s  {size / least:8.2f} MB/s")
    print(
        f"ratio      {best / least:8.1f}    of each round: {[round(a / b, 1) for a, b in rounds]}"
    )
    profile = cProfile.Profile()
    profile.runcall(read_all, files)
    print("\nshare of the profile, by module")
    for share, module in by_module(profile)[: options.lines]:
        print(f"  {share:6.1%}  {module}")


if __name__ == "__main__":
    main()
