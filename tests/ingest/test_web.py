"""Documents at URLs: what is fetched, and whom nobody gets to ask through us."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from subprocess import run

import pytest

import ingest.sources.web
from ingest.errors import FetchFailed, FetchRefused, ReadError, UnsupportedFormat
from ingest.pipeline import parse
from ingest.records import RawDocument
from ingest.sources.addresses import is_public
from ingest.sources.stream import FetchLimits, list_sources, read_sources
from ingest.sources.web import read_url

PLAN = (
    "云桥市压缩办电时间实施方案\n云桥市人民政府办公室\n2022年3月1日\n"
    "一、压缩时限。低压用户办电时间不超过5个工作日。\n二、减少材料。申请材料不超过2份。\n"
)
PAGE = f"<html><body><p>{PLAN.replace(chr(10), '</p><p>')}</p></body></html>"
INTRANET = FetchLimits(private_hosts=True, silence_s=2.0, total_s=4.0)


@dataclass
class Site:
    """A server on this machine: what each path answers, and which paths were asked."""

    port: int = 0
    asked: list[str] = field(default_factory=list)
    hosts: list[str] = field(default_factory=list)

    def url(self, path: str, host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.port}{path}"


class Handler(BaseHTTPRequestHandler):
    site: Site

    def do_GET(self) -> None:
        self.site.asked.append(self.path)
        self.site.hosts.append(self.headers["Host"])
        name = self.path.split("?")[0]
        if name == "/plan.txt":
            self.send(PLAN.encode(), "text/plain; charset=utf-8")
        elif name == "/content/post_1":
            self.send(PAGE.encode("gb18030"), "text/html")
        elif name == "/picture":
            self.send(b"GIF89a....", "image/gif")
        elif name == "/big":
            self.send(b"a" * 5000, "text/plain")
        elif name == "/endless":
            self.send_response(200)
            self.send_header("Content-Type", "text/plain")
            self.end_headers()
            self.drip(b"a" * 1000, pause_s=0)
        elif name == "/slow":
            self.send_response(200)
            self.send_header("Content-Type", "text/plain")
            self.end_headers()
            self.drip(b"a", pause_s=0.05)
        elif name == "/moved":
            self.redirect("/plan.txt")
        elif name == "/loop":
            self.redirect("/loop")
        elif name == "/to":
            self.redirect(self.path.split("?", 1)[1])
        else:
            self.send_error(404)

    def send(self, body: bytes, media_type: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", media_type)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def redirect(self, where: str) -> None:
        self.send_response(302)
        self.send_header("Location", where)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def drip(self, chunk: bytes, *, pause_s: float) -> None:
        try:
            for _ in range(200):
                self.wfile.write(chunk)
                self.wfile.flush()
                time.sleep(pause_s)
        except OSError:
            pass  # the reader has had enough

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is inherited
        pass


@pytest.fixture
def site() -> Iterator[Site]:
    found = Site()
    handler = type("SiteHandler", (Handler,), {"site": found})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    found.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield found
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_document_is_read_from_its_url(site: Site) -> None:
    raw = read_url(site.url("/plan.txt#part"), limits=INTRANET)
    assert (raw.text, raw.source.uri) == (PLAN, site.url("/plan.txt"))
    assert raw.source.name == "plan.txt"
    assert parse(raw).document.title == "云桥市压缩办电时间实施方案"


def test_a_page_without_suffix_is_read_by_its_content_type(site: Site) -> None:
    raw = read_url(site.url("/content/post_1?id=2"), limits=INTRANET)
    assert raw.source.name == "post_1.html"
    assert "低压用户办电时间不超过5个工作日" in raw.text


def test_a_redirect_is_followed_and_the_url_given_stays_the_source(site: Site) -> None:
    raw = read_url(site.url("/moved"), limits=INTRANET)
    assert raw.text == PLAN
    assert raw.source.uri == site.url("/moved")


def test_urls_stand_among_paths(site: Site, tmp_path: object) -> None:
    places = [site.url("/plan.txt"), site.url("/plan.txt#again"), site.url("/none")]
    items = list(read_sources(places, web=INTRANET))
    assert [type(item) for item in items] == [RawDocument, FetchFailed]
    assert list_sources(places) == [site.url("/plan.txt"), site.url("/none")]


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "127.1", "2130706433", "0.0.0.0", "[::ffff:127.0.0.1]"]
)
def test_this_machine_is_not_asked_however_it_is_written(site: Site, host: str) -> None:
    with pytest.raises(ReadError) as refused:
        read_url(site.url("/plan.txt", host))
    assert isinstance(refused.value, FetchRefused | FetchFailed)
    assert site.asked == []


def test_a_name_with_any_private_address_is_not_asked(site: Site) -> None:
    def resolver(host: str, port: int) -> list[str]:
        return ["93.184.215.14", "10.0.0.5"]

    with pytest.raises(FetchRefused, match="private network"):
        read_url("http://policy.example/plan.txt", resolver=resolver)


def test_a_redirect_to_a_private_host_is_not_followed(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ingest.sources.web, "is_public", lambda address: address == "127.0.0.1")
    inside = site.url("/plan.txt", "127.0.0.2")
    with pytest.raises(FetchRefused, match=r"127\.0\.0\.2"):
        read_url(site.url(f"/to?{inside}"))
    assert site.asked == [f"/to?{inside}"]


def test_the_checked_address_is_the_one_that_is_asked(site: Site) -> None:
    asked: list[str] = []

    def resolver(host: str, port: int) -> list[str]:
        asked.append(host)
        return ["127.0.0.1"]

    url = site.url("/moved", "policy.example")
    assert read_url(url, limits=INTRANET, resolver=resolver).text == PLAN
    assert asked == ["policy.example", "policy.example"]
    assert set(site.hosts) == {f"policy.example:{site.port}"}


@pytest.mark.parametrize(
    ("path", "limits", "error"),
    [
        ("/big", {"max_bytes": 4999}, FetchRefused),
        ("/endless", {"max_bytes": 4999}, FetchRefused),
        ("/slow", {"total_s": 0.3}, FetchFailed),
        ("/loop", {"redirects": 3}, FetchRefused),
        ("/none", {}, FetchFailed),
        ("/picture", {}, UnsupportedFormat),
        ("/to?file:///etc/hostname", {}, FetchRefused),
        ("/to?ftp://127.0.0.1/plan.txt", {}, FetchRefused),
    ],
)
def test_what_is_not_fetched_says_why(
    site: Site, path: str, limits: dict[str, float], error: type[ReadError]
) -> None:
    allowed = FetchLimits(**{"private_hosts": True, **limits})  # type: ignore[arg-type]
    with pytest.raises(error) as refused:
        read_url(site.url(path), limits=allowed)
    assert refused.value.uri == site.url(path)


def test_a_password_in_a_url_is_not_sent(site: Site) -> None:
    with pytest.raises(FetchRefused, match="password"):
        read_url(f"http://user:secret@127.0.0.1:{site.port}/plan.txt", limits=INTRANET)
    assert site.asked == []


def test_a_server_that_is_gone_is_named() -> None:
    with pytest.raises(FetchFailed):
        read_url("http://127.0.0.1:9/plan.txt", limits=INTRANET)


@pytest.mark.parametrize(
    "address",
    [
        "10.1.2.3", "172.16.0.1", "192.168.1.1", "127.0.0.1", "169.254.169.254", "100.64.0.1",
        "0.0.0.0", "224.0.0.1", "255.255.255.255", "::1", "::", "fe80::1", "fe80::1%eth0",
        "fc00::1", "ff02::1", "::ffff:10.0.0.1", "2002:0a00:0001::1", "64:ff9b::7f00:1", "nonsense",
    ],
)  # fmt: skip
def test_addresses_inside_are_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["93.184.215.14", "2606:2800:21f::1", "::ffff:93.184.215.14"])
def test_addresses_outside_are_public(address: str) -> None:
    assert is_public(address)


def test_reading_files_does_not_load_the_client() -> None:
    code = "import sys, ingest.sources.stream, ingest.sources.web; sys.exit('httpx' in sys.modules)"
    assert run([sys.executable, "-c", code], check=False).returncode == 0
