"""`zhengda keys` and its guide, as an operator uses them, and the server that asks for keys."""

from __future__ import annotations

import json
import os
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest
from typer.testing import Result

from service.access.key_text import read_key_text
from service.ledger.schema import LEDGER_NAME
from service.settings import Settings

Zhengda = Callable[..., Result]
GUIDE = Path(__file__).resolve().parents[2] / "docs" / "operating.md"
PATIENCE_S = 120.0
QUESTION = {"query": "办电要多久"}


def test_a_key_is_printed_alone_so_that_it_can_be_piped(zhengda: Zhengda, tmp_path: Path) -> None:
    made = zhengda("keys", "create", "hotline", "--per-minute", "60", "--expires", "2999-12-31")
    assert made.exit_code == 0
    key = read_key_text(made.stdout.strip())
    assert key is not None
    assert made.stdout == f"{key}\n"
    assert f"key {key.id} (hotline) may read, 60 times a minute, until 2999-12-31" in made.stderr
    assert key.secret not in made.stderr
    assert (tmp_path / "var" / "store" / LEDGER_NAME).is_file()


def test_keys_are_listed_without_their_secrets(zhengda: Zhengda, tmp_path: Path) -> None:
    both = zhengda(
        "keys", "create", "写入", "--scope", "write", "--scope", "read", "--store", tmp_path
    )
    secret = both.stdout.strip().rpartition("_")[2]
    zhengda("keys", "create", "other", "--per-minute", "5", "--store", tmp_path)
    assert zhengda("keys", "revoke", "other", "--store", tmp_path).exit_code == 0
    listed = zhengda("keys", "list", "--json", "--store", tmp_path)
    first, second = json.loads(listed.stdout)["keys"]
    assert (first["name"], first["scopes"], first["state"]) == ("写入", ["read", "write"], "valid")
    assert (second["per_minute"], second["state"]) == (5, "revoked")
    table = zhengda("keys", "list", "--store", tmp_path).stdout
    assert [line.split()[-1] for line in table.splitlines()] == ["name", "写入", "other"]
    for shown in (listed.stdout, table):
        assert secret not in shown
        assert "digest" not in shown


def test_a_key_as_json_says_all_of_it(zhengda: Zhengda) -> None:
    made = json.loads(zhengda("keys", "create", "a", "--json").stdout)
    key = read_key_text(made.pop("key"))
    assert key is not None
    assert key.id == made["id"]
    assert json.loads(zhengda("keys", "list", "--json").stdout)["keys"] == [made]


def test_having_no_keys_is_told(zhengda: Zhengda, tmp_path: Path) -> None:
    listed = zhengda("keys", "list")
    assert (listed.exit_code, listed.stdout) == (0, "")
    assert "there are no keys" in listed.stderr
    assert not (tmp_path / "var").exists()


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (["create", "taken"], 1, "there is a key named 'taken' already"),
        (["revoke", "nobody"], 1, "no key has the id or name 'nobody'"),
        (["create", " "], 2, "printable characters"),
        (["create", "a\nb"], 2, "printable characters"),
        (["create", "a" * 101], 2, "printable characters"),
        (["create", "a", "--scope", "admin"], 2, "admin"),
        (["create", "a", "--expires", "tomorrow"], 2, "tomorrow"),
        (["create", "a", "--per-minute", "0"], 2, "--per-minute"),
        (["create", "a", "--store", "file"], 1, "cannot be written"),
    ],
)
def test_what_cannot_be_done_is_told_in_one_line(
    zhengda: Zhengda, tmp_path: Path, arguments: list[str], code: int, told: str
) -> None:
    (tmp_path / "file").write_text("")
    zhengda("keys", "create", "taken")
    done = zhengda("keys", *arguments)
    assert (done.exit_code, done.stdout) == (code, "")
    assert told in done.stderr
    assert "Traceback" not in done.stderr
    assert len(json.loads(zhengda("keys", "list", "--json").stdout)["keys"]) == 1


def test_a_day_that_has_passed_is_refused(zhengda: Zhengda) -> None:
    today = datetime.now(UTC).date()
    passed = zhengda("keys", "create", "a", "--expires", str(today - timedelta(days=2)))
    assert (passed.exit_code, "has passed" in passed.stderr) == (2, True)
    assert (
        zhengda("keys", "create", "a", "--expires", str(today + timedelta(days=1))).exit_code == 0
    )


class StrictServer:
    """`zhengda serve` over documents of its own, with keys required."""

    def __init__(self, store: Path, start_server: Any) -> None:
        self.store = store
        self.running = start_server(store, ZHENGDA_REQUIRE_KEY="true", ZHENGDA_LOG_LEVEL="debug")
        self.http = httpx.Client(base_url=self.running.url, timeout=PATIENCE_S)
        self.sent: list[str] = []

    def search(self, key: str) -> int:
        self.sent.append(key.rpartition("_")[2])
        headers = {"authorization": f"Bearer {key}"}
        return self.http.post("/v1/search", json=QUESTION, headers=headers).status_code

    def stop(self) -> str:
        self.http.close()
        logged: str = self.running.stop()
        return logged


@pytest.fixture(scope="module")
def strict(
    store_path: Path, tmp_path_factory: pytest.TempPathFactory, start_server: Any
) -> Iterator[StrictServer]:
    store = tmp_path_factory.mktemp("strict") / "store"
    shutil.copytree(store_path, store, ignore=shutil.ignore_patterns(f"{LEDGER_NAME}*"))
    server = StrictServer(store, start_server)
    try:
        yield server
    finally:
        logged = server.stop()
    # Last, over all that the tests of this module sent.
    assert "no valid key may read" in logged  # when it began
    assert "POST /v1/search 200" in logged
    assert "/zd_" in logged
    assert server.sent
    for secret in server.sent:
        assert secret[:8] not in logged
    assert "Traceback" not in logged


def last_used_on(zhengda: Zhengda, store: Path) -> str | None:
    listed = json.loads(zhengda("keys", "list", "--json", "--store", store).stdout)
    used_on: str | None = listed["keys"][0]["last_used_on"]
    return used_on


def test_a_server_takes_a_key_until_it_is_revoked(strict: StrictServer, zhengda: Zhengda) -> None:
    made = zhengda("keys", "create", "program", "--store", strict.store)
    key = made.stdout.strip()
    while strict.http.get("/readyz").status_code != 200:
        time.sleep(0.05)
    assert strict.http.post("/v1/search", json=QUESTION).status_code == 401
    assert strict.search(key) == 200
    used_at = time.monotonic()
    while last_used_on(zhengda, strict.store) != datetime.now(UTC).date().isoformat():
        assert time.monotonic() - used_at < PATIENCE_S  # noted when the answer is on its way
        time.sleep(0.1)
    zhengda("keys", "revoke", "program", "--store", strict.store)
    revoked_at = time.monotonic()
    while strict.search(key) == 200:
        assert time.monotonic() - revoked_at < 3
        time.sleep(0.1)
    assert strict.search(key) == 401


def test_a_key_in_the_wrong_place_is_no_key_and_is_not_logged(
    strict: StrictServer, zhengda: Zhengda
) -> None:
    key = zhengda("keys", "create", "misplaced", "--store", strict.store).stdout.strip()
    strict.sent.append(key.rpartition("_")[2])
    for path in (
        f"/v1/documents/{key}",
        f"/v1/documents?key={key}",
        f"/%7Ad{key[2:]}",
        f"/{key[:40]}",
    ):
        headers = {"x-request-id": key, "x-api-key": key, "cookie": f"key={key}"}
        assert strict.http.get(path, headers=headers).status_code == 401
    assert strict.http.get("/healthz", headers={"authorization": key}).status_code == 200


TARGETS = (
    "/v1/documents", "//v1/documents", "///v1/documents", "/%2Fv1/documents", "/%2fv1%2fdocuments",
    "/v1%2Fdocuments", "/v1//documents", "/./v1/documents", "/v1/./documents", "/V1/documents",
    "/v1/Documents", "/v1/documents/", "/v1/documents?x=/healthz", "/v1/documents;/healthz",
    "/v1/documents#/healthz", "/healthz/../v1/documents", "/healthz/%2e%2e/v1/documents", "/healthz/",
    "/static/../v1/documents", "/static%2F..%2Fv1/documents", "/healthz%00", "/healthz%2Fv1/documents",
    "/docs/../documents", "/documents", "//documents", "/%2e/documents", "/", "//", "",
    "http://healthz/v1/documents", "http://127.0.0.1/v1/documents", "*",
)  # fmt: skip


@pytest.mark.parametrize("method", ["GET", "HEAD", "OPTIONS", "POST", "DELETE"])
def test_no_way_of_writing_a_path_opens_it(strict: StrictServer, method: str) -> None:
    """Sent as they are: a client would tidy them up first."""
    parts = urlsplit(strict.running.url)
    for target in TARGETS:
        with socket.create_connection((parts.hostname, parts.port), timeout=60) as connection:
            request = f"{method} {target} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n"
            connection.sendall(request.encode())
            received = b""
            while chunk := connection.recv(65536):
                received += chunk
        status = received.split(b" ", 2)[1]
        # What is below /static is open, and nothing is there.
        nothing = (b"404", b"405") if target.startswith("/static") else ()
        assert status in (b"400", b"401", *nothing), (target, received)


def test_the_commands_of_the_guide_run(strict: StrictServer, tmp_path: Path) -> None:
    """One after the other in one shell, over the documents of the server."""
    if shutil.which("bash") is None or shutil.which("curl") is None:
        pytest.skip("the commands are for bash and curl")
    guide = GUIDE.read_text(encoding="utf-8").replace("http://127.0.0.1:8000", strict.running.url)
    blocks = re.findall(r"```bash\n(.*?)```", guide, re.DOTALL)
    assert len(blocks) == 3
    (tmp_path / "var").mkdir()
    (tmp_path / "var" / "store").symlink_to(strict.store)
    tools = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", "\n".join(blocks)],
        cwd=tmp_path,
        env={**os.environ, "PATH": tools},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    first, *listed, last = done.stdout.splitlines()
    assert read_key_text(first)  # of the key that is made first; the second is in $KEY
    assert [line.split()[-1] for line in listed[-2:]] == ["sync", "hotline"]
    assert "优化获得电力服务" in last  # what is found ends without a line end of its own
    assert re.search(r"\(\d+,\)$", last)
    assert (tmp_path / "ledger-backup.sqlite3").stat().st_mode & 0o777 == 0o600


def test_the_settings_of_the_guide_exist() -> None:
    guide = GUIDE.read_text(encoding="utf-8")
    named = {name.lower() for name in re.findall(r"ZHENGDA_([A-Z_]+)", guide)}
    assert named <= set(Settings.model_fields)
    assert {"require_key", "pages", "anonymous_per_minute", "trusted_proxies"} <= named


def test_every_proxy_of_the_guide_waits_for_uploads_and_names_the_caller() -> None:
    """What takes uploads waits for them to arrive, and then to be read; 60 s is what nginx waits."""
    places = re.findall(r"location [^{]*\{(.*?)\n\}", GUIDE.read_text("utf-8"), re.S)
    assert len(places) == 3
    longest = 2 * Settings().upload_timeout_s
    for place in places:
        assert "X-Forwarded-For $remote_addr;" in place
        if "client_max_body_size" in place:
            wait = re.search(r"proxy_read_timeout (\d+)s;", place)
            assert wait is not None
            assert int(wait[1]) > longest
