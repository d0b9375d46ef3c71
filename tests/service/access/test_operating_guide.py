"""The commands of docs/operating.md do what they say, one after the other in one shell."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import httpx
import pytest

from service.ledger.schema import LEDGER_NAME
from service.settings import Settings

GUIDE = Path(__file__).resolve().parents[3] / "docs" / "operating.md"
ADDRESS = "http://127.0.0.1:8000"


def test_the_commands_of_the_guide_run(store_path: Path, tmp_path: Path, start_server: Any) -> None:
    if shutil.which("bash") is None or shutil.which("curl") is None:
        pytest.skip("the commands are for bash and curl")
    store = tmp_path / "var" / "store"
    shutil.copytree(store_path, store, ignore=shutil.ignore_patterns(f"{LEDGER_NAME}*"))
    running = start_server(store, ZHENGDA_REQUIRE_KEY="true")
    try:
        while httpx.get(f"{running.url}/readyz").status_code != 200:
            time.sleep(0.1)
        done = _run(GUIDE.read_text(encoding="utf-8").replace(ADDRESS, running.url), tmp_path)
    finally:
        running.stop()
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert re.fullmatch(r"zd_\w{8}_\w{43}", lines[0])  # of the first key; the second is in $KEY
    assert [line.split()[-1] for line in lines[1:4]] == ["name", "sync", "hotline"]
    found, end = json.JSONDecoder().raw_decode(lines[4])  # without a line end of its own
    assert found["results"][0]["clause"]["heading"] == "优化获得电力服务"
    assert lines[4][end:] == "(2,)"
    assert (tmp_path / "ledger-backup.sqlite3").stat().st_mode & 0o777 == 0o600


def _run(guide: str, folder: Path) -> subprocess.CompletedProcess[str]:
    blocks = re.findall(r"```bash\n(.*?)```", guide, re.DOTALL)
    assert len(blocks) == 3
    tools = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    return subprocess.run(
        ["bash", "-euo", "pipefail", "-c", "\n".join(blocks)],
        cwd=folder,
        env={**os.environ, "PATH": tools},
        capture_output=True,
        text=True,
    )


def test_the_settings_of_the_guide_exist() -> None:
    named = set(re.findall(r"ZHENGDA_([A-Z_]+)", GUIDE.read_text(encoding="utf-8")))
    assert {name.lower() for name in named} <= set(Settings.model_fields)
    assert {"require_key", "pages", "anonymous_per_minute", "trusted_proxies"} <= {
        name.lower() for name in named
    }
