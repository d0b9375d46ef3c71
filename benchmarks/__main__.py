"""Lists the benchmarks and how to run each: `python -m benchmarks`."""

from __future__ import annotations

import ast
from pathlib import Path


def main() -> None:
    """Print the first lines of each benchmark's description."""
    for path in sorted(Path(__file__).parent.glob("[a-z]*.py")):
        text = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
        print(f"python -m benchmarks.{path.stem}\n    {text.splitlines()[0]}\n")


if __name__ == "__main__":
    main()
