"""A small corpus, a store made of it with the real model, and the application over it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest
from starlette.testclient import TestClient
from typer.testing import CliRunner, Result

from index import Store
from service.app import create_app
from service.cli import app as command_line
from service.ingesting import ingest
from service.settings import Settings

PATIENCE_S = 120.0
"""How long a busy machine may take over what takes seconds at most."""
PATIENT = ("ZHENGDA_REQUEST_TIMEOUT_S", "ZHENGDA_BODY_TIMEOUT_S")

PLAN = """临河市优化营商环境实施方案
临政办发〔2021〕12号
各区县人民政府，市政府各部门：
为进一步优化营商环境，制定本方案。
一、总体要求
坚持问题导向，提升服务质效。
二、主要任务
（一）提升政务服务
1.压缩企业开办时间。企业开办全流程办理时间由3个工作日压缩至1个工作日以内，免费发放首套印章。\
（牵头单位：市市场监管局；责任单位：市公安局、市税务局）
2.优化获得电力服务。高压用户办电时间不超过40个工作日，低压非居民用户办电时间不超过15个工作日，\
居民用户不超过5个工作日。（牵头单位：市发展改革委；责任单位：国网临河供电公司）
（二）加强要素保障
3.优化用水用气报装。用水报装时限压缩至5个工作日，用气报装时限压缩至10个工作日。\
（牵头单位：市住房城乡建设局）
4.便利不动产登记。一般登记业务3个工作日内办结，抵押登记1个工作日内办结。\
（牵头单位：市自然资源局；责任单位：市税务局）
三、保障措施
（一）加强组织领导。各部门要落实责任，每月25日前报送进展情况。
（二）强化监督问责。对落实不力的单位予以通报。
临河市人民政府办公室
2021年3月5日
"""

OLD_RULES = """临河市12345热线管理办法
临政规〔2015〕3号
第一条 为规范热线管理，制定本办法。
第二条 热线实行7×24小时服务，群众来电应当在15秒内接听。
第三条 承办单位应当自收到工单之日起5个工作日内办结并答复。
第四条 本办法自2015年6月1日起施行，有效期5年。
临河市人民政府
2015年5月10日
"""

# Traditional script, pinyin glosses and Windows line ends: what is quoted is not what is shown.
NOISY = (
    "青石縣招商引資若干措施\r\n青石縣人民政府\r\n2022年8月1日\r\n"
    "一、減免場地租金。對入駐孵化基地的企業(qǐ yè)，前兩年免收租金。\r\n"
    "二、給予用工補貼。新招用員(yuán)工滿六個月的，每人補貼1000元。\r\n"
)

FILES = {"plan.txt": PLAN, "hotline_2015.txt": OLD_RULES, "noisy.txt": NOISY}


def write_corpus(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in FILES.items():
        (folder / name).write_bytes(text.encode("utf-8"))
    return folder


def write_policies(folder: Path, numbers: range) -> Path:
    """Write small policies, each with clauses of its own."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in numbers:
        (folder / f"{number:02}.txt").write_text(
            f"示例{number}市促进就业若干措施\n示例{number}市人民政府\n2022年{number % 12 + 1}月1日\n"
            f"一、给予岗位补贴。对吸纳就业的企业，每人补贴{number + 1}00元。\n"
            f"二、提供创业贷款。个人贷款额度最高{number + 10}万元，{number + 3}个工作日内放款。\n",
            encoding="utf-8",
        )
    return folder


@pytest.fixture(name="write_policies")
def _write_policies() -> Callable[[Path, range], Path]:
    return write_policies


@pytest.fixture(scope="session")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_corpus(tmp_path_factory.mktemp("corpus"))


@pytest.fixture(scope="session")
def store_path(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("store") / "store"
    with Store.open(path, create=True) as store:
        report = ingest(store, [corpus])
    assert report.failures == []
    return path


@pytest.fixture(scope="session")
def settings(store_path: Path) -> Settings:
    return Settings(store=store_path, request_timeout_s=PATIENCE_S)


@pytest.fixture(scope="session")
def client(settings: Settings) -> Iterator[TestClient]:
    """The application over the small store, once it has loaded it."""
    with TestClient(create_app(settings), raise_server_exceptions=False) as client:
        _wait_until_ready(client)
        yield client


@pytest.fixture(scope="session")
def documents(client: TestClient) -> dict[str, dict[str, object]]:
    """The documents by file name."""
    listed = client.get("/v1/documents").json()["documents"]
    return {document["source"]: document for document in listed}


class RunningServer:
    """`zhengda serve` in a process of its own, on a free port."""

    def __init__(self, store: Path, **environment: str) -> None:
        """Start it and wait until it listens; `environment` holds further settings."""
        # A suite started in the background is told to ignore interrupts; so would its children.
        command = (
            "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)\n"
            "from service.cli import main; main()"
        )
        patience = {name: str(PATIENCE_S) for name in PATIENT}
        self.process = subprocess.Popen(
            [sys.executable, "-c", command, "serve", "--port", "0", "--store", str(store)],
            env={**os.environ, **patience, **environment},
            stderr=subprocess.PIPE,
            text=True,
        )
        self._lines: list[str] = []
        self.url = self._read_url()
        # A pipe that nobody reads is full at some time, and the server waits for ever.
        self._reader = threading.Thread(target=self._read_the_rest, daemon=True)
        self._reader.start()

    def stop(self, how: int = signal.SIGTERM) -> str:
        """End it by a signal and return what it had logged."""
        self.process.send_signal(how)
        self.process.wait(PATIENCE_S)
        self._reader.join(PATIENCE_S)
        assert self.process.stderr is not None
        self.process.stderr.close()
        return "".join(self._lines)

    def _read_url(self) -> str:
        assert self.process.stderr is not None
        for line in self.process.stderr:
            self._lines.append(line)
            if "running on http://" in line:
                return "http://" + line.split("running on http://")[1].split()[0]
        pytest.fail(f"the server ended before it listened: {''.join(self._lines)}")

    def _read_the_rest(self) -> None:
        assert self.process.stderr is not None
        self._lines.extend(self.process.stderr)


@pytest.fixture(scope="session")
def start_server() -> type[RunningServer]:
    return RunningServer


@pytest.fixture(scope="session")
def server(store_path: Path) -> Iterator[str]:
    """The address of a real server that is ready."""
    running = RunningServer(store_path)
    try:
        with httpx.Client(base_url=running.url, timeout=PATIENCE_S) as http:
            _wait_until_ready(http)
        yield running.url
    finally:
        logged = running.stop(signal.SIGTERM)
    assert running.process.returncode == 0
    assert "Traceback" not in logged


@pytest.fixture(scope="session")
def http(server: str) -> Iterator[httpx.Client]:
    """A client of the real server that waits as long as a busy machine needs."""
    with httpx.Client(base_url=server, timeout=PATIENCE_S) as client:
        yield client


def _wait_until_ready(client: httpx.Client) -> None:
    deadline = time.monotonic() + PATIENCE_S
    while (response := client.get("/readyz")).status_code != 200:
        assert response.status_code == 503
        assert response.headers["content-type"] == "application/problem+json"
        assert time.monotonic() < deadline, response.text
        time.sleep(0.05)


@pytest.fixture
def zhengda(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """Run a command in an empty folder and return what came of it."""
    monkeypatch.chdir(tmp_path)
    for name in list(os.environ):
        if name.startswith("ZHENGDA_"):
            monkeypatch.delenv(name)

    def run(*arguments: str | Path, **environment: str) -> Result:
        return CliRunner().invoke(command_line, [*map(str, arguments)], env=environment)

    return run
