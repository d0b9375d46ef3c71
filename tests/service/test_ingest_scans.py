"""`zhengda ingest` and `doctor` with scans: what was recognised, left out, and read again."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from index import Store
from ingest.readers import pdf as pdf_reader
from ingest.records import Scan
from service.cli import app

pytest.importorskip("rapidocr", reason="the extra [ocr] is not installed")
FONTS = sorted(Path("/usr/share/fonts").rglob("NotoSerifCJK-Regular.ttc"))
LINES = [
    "示例市供暖管理办法",
    "第一条 为了规范供暖，制定本办法。",
    "第二条 供暖报装应当在20个工作日内办结。",
]


def scanned() -> bytes:
    """Return a PDF with one page, which is a picture of text."""
    if not FONTS:
        pytest.skip("the Chinese font Noto Serif CJK (fonts-noto-cjk) is not installed")
    from PIL import Image, ImageDraw, ImageFont

    page = Image.new("L", (1240, 1754), 255)
    font = ImageFont.truetype(str(FONTS[0]), 32, index=2)
    for number, line in enumerate(LINES):
        ImageDraw.Draw(page).text((180, 200 + 60 * number), line, font=font, fill=0)
    out = io.BytesIO()
    page.save(out, "PDF", resolution=150)
    return out.getvalue()


def run(*arguments: object, code: int = 0) -> dict[str, Any]:
    done = CliRunner().invoke(app, [*map(str, arguments), "--json"])
    assert done.exit_code == code, done.stderr
    report: dict[str, Any] = json.loads(done.stdout)
    return report


def test_a_scan_is_ingested_with_a_note_and_recognised_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, store = tmp_path / "a.pdf", tmp_path / "store"
    path.write_bytes(scanned())
    first = run("ingest", path, "--store", store)
    assert first["added"] == 1
    (told,) = first["notes"]
    assert told["uri"] == path.as_posix()
    assert "read by text recognition: page 1" in told["text"]
    with Store.open(store, read_only=True) as opened:
        (document,) = opened.documents().items
    assert document.source.scan is Scan.RECOGNISED

    def not_again(*args: object, **options: object) -> None:
        raise AssertionError("recognised again")

    monkeypatch.setattr(pdf_reader, "PageReader", not_again)
    again = run("ingest", path, "--store", store)
    assert (again["files"], again["skipped"], again["notes"]) == (1, 1, [])


def test_pages_left_out_are_read_once_they_can_be(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import pypdfium2
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfgen.canvas import Canvas

    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    out = io.BytesIO()
    canvas = Canvas(out)
    canvas.setFont("STSong-Light", 16)
    canvas.drawString(90, 700, "示例市用水管理办法")
    canvas.drawString(90, 670, "第一条 用水报装应当在5个工作日内办结，逾期的应当说明理由。")
    canvas.save()
    whole, scan = pypdfium2.PdfDocument(out.getvalue()), pypdfium2.PdfDocument(scanned())
    whole.import_pages(scan)
    path, store = tmp_path / "mixed.pdf", tmp_path / "store"
    whole.save(path)
    scan.close()
    whole.close()

    monkeypatch.setenv("ZHENGDA_OCR", "false")
    for _ in range(2):  # told each time, as what cannot be read is
        (told,) = run("ingest", path, "--store", store)["notes"]
        assert "left out: page 2" in told["text"]
        assert "ZHENGDA_OCR" in told["text"]
    monkeypatch.delenv("ZHENGDA_OCR")
    (told,) = run("ingest", path, "--store", store)["notes"]
    assert "read by text recognition: page 2" in told["text"]
    with Store.open(store, read_only=True) as opened:
        texts = [opened.raw_text(document.id) for document in opened.documents().items]
    assert any("20个工作日" in text for text in texts)


def test_doctor_says_whether_scans_are_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = run("doctor", "--store", tmp_path / "none", code=1)["recognition"]
    assert found["available"] is True
    monkeypatch.setenv("ZHENGDA_OCR", "false")
    found = run("doctor", "--store", tmp_path / "none", code=1)["recognition"]
    assert found["available"] is False
    assert "ZHENGDA_OCR" in found["why"]
