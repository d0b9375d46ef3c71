"""Documents whose pages are pictures, drawn here from text and read back by recognition."""

from __future__ import annotations

import io
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from ingest.errors import CorruptFile, RecognitionFailed, ScanTooLarge, UnsupportedFormat
from ingest.pipeline import parse
from ingest.readers import read_bytes
from ingest.readers.ocr import ScanOptions, is_doubtful, page_list
from ingest.readers.ocr_brackets import repair_brackets
from ingest.readers.ocr_glyphs import RecognisedLine
from ingest.readers.pdf import read_pdf
from ingest.readers.pdf_box import Box
from ingest.records import Scan

pytest.importorskip("rapidocr", reason="the extra [ocr] is not installed")
Image = pytest.importorskip("PIL.Image")

Draw = Callable[..., Any]
DPI = 150
PIXELS = DPI / 72
PAGE = (round(595 * PIXELS), round(842 * PIXELS))
FONTS = sorted(Path("/usr/share/fonts").rglob("NotoSerifCJK-Regular.ttc"))
SIMPLIFIED = 2
"""Place of the face for simplified Chinese in the font file."""
PARAGRAPHS = [
    "一、总体要求",
    "坚持问题导向，持续提升供电服务水平，让企业和群众办事更加方便快捷，结合本市实际，制定本方案。",
    "二、主要任务",
    "（一）压缩办电时间。低压用户平均接电时间控制在8个工作日以内，高压用户控制在25个工作日以内。",
    "（二）降低用电成本。对200千瓦以下的小微企业免费接到红线，每年减少企业支出1.35亿元。",
]


@pytest.fixture(scope="session")
def draw() -> Draw:
    """Return a function that draws lines of text on a page, as a scan of it looks."""
    if not FONTS:
        pytest.skip("the Chinese font Noto Serif CJK (fonts-noto-cjk) is not installed")
    from PIL import ImageDraw, ImageFont

    def page(lines: list[str], *, top: float = 90, size: float = 15, width: int = 26) -> Any:
        picture = Image.new("RGB", PAGE, "white")
        pen = ImageDraw.Draw(picture)
        font = ImageFont.truetype(str(FONTS[0]), round(size * PIXELS), index=SIMPLIFIED)
        for number, line in enumerate(lines):
            pen.text((90 * PIXELS, (top + 27 * number) * PIXELS), line, font=font, fill="black")
        return picture

    return page


def set_lines(paragraphs: list[str], width: int = 26) -> list[str]:
    """Break paragraphs into lines, the first with an indent of two characters."""
    lines = []
    for text in paragraphs:
        rest = "　　" + text
        while rest:
            end = width + (rest[width : width + 1] in "。，、")
            lines.append(rest[:end])
            rest = rest[end:]
    return lines


def paragraphs(text: str) -> list[str]:
    """Return the lines of a text; brackets are recognised as either of two that look alike."""
    return text.replace("(", "（").replace(")", "）").split("\n")


def as_pdf(*pictures: Any) -> bytes:
    out = io.BytesIO()
    pictures[0].save(out, "PDF", save_all=True, append_images=pictures[1:], resolution=DPI)
    return out.getvalue()


def as_file(picture: Any, kind: str, **options: Any) -> bytes:
    out = io.BytesIO()
    picture.save(out, kind, **options)
    return out.getvalue()


def joined(*files: bytes) -> bytes:
    """Put the pages of several PDF files into one."""
    whole = pypdfium2.PdfDocument.new()
    for data in files:
        part = pypdfium2.PdfDocument(data)
        whole.import_pages(part)
        part.close()
    out = io.BytesIO()
    whole.save(out)
    whole.close()
    return out.getvalue()


def test_a_scan_becomes_paragraphs_and_says_that_it_was_recognised(draw: Draw) -> None:
    lines = set_lines(PARAGRAPHS)
    told: list[tuple[int, int]] = []
    options = ScanOptions(on_page=lambda done, total: told.append((done, total)))
    raw = read_bytes(as_pdf(draw(lines)), uri="a.pdf", name="a.pdf", scans=options)
    assert paragraphs(raw.text) == PARAGRAPHS
    assert raw.source.scan is Scan.RECOGNISED
    assert raw.notes == ("read by text recognition: page 1; compare figures with the file",)
    assert told == [(1, 1)]


def test_clauses_and_figures_come_out_of_a_scan(draw: Draw) -> None:
    pages = [draw(set_lines(PARAGRAPHS)[:4]), draw(set_lines(PARAGRAPHS)[4:])]
    parsed = parse(read_bytes(as_pdf(*pages), uri="a.pdf", name="a.pdf"))
    assert [str(clause.number).strip("（）()") for clause in parsed.clauses][-2:] == ["一", "二"]
    text = parsed.document.text
    figures = [
        text[span.start : span.end]
        for clause in parsed.clauses
        for measure in clause.measures
        for span in clause.alignment.raw_spans(measure.start, measure.end)
    ]
    assert {"8个工作日", "25个工作日", "1.35亿元"} <= set(figures)
    assert parsed.document.source.scan is Scan.RECOGNISED


def test_headers_and_page_numbers_of_scans_are_dropped(draw: Draw) -> None:
    pages = []
    for number in (1, 2):
        page = draw(set_lines(PARAGRAPHS[number : number + 1]))
        page.paste(
            draw(["某市人民政府公报"], top=30, size=10),
            (0, 0),
            mask(draw, "某市人民政府公报", 30, 10),
        )
        page.paste(draw([f"— {number} —"], top=790), (0, 0), mask(draw, f"— {number} —", 790, 15))
        pages.append(page)
    assert paragraphs(read_pdf(as_pdf(*pages), uri="a.pdf").text) == PARAGRAPHS[1:3]


def mask(draw: Draw, line: str, top: float, size: float) -> Any:
    """Return where a line puts ink."""
    return draw([line], top=top, size=size).convert("L").point(lambda grey: 255 * (grey < 255))


def test_only_pages_that_are_pictures_are_recognised(draw: Draw, pdf: Any) -> None:
    pdf.page().lines(set_lines(PARAGRAPHS[:2]))
    told: list[tuple[int, int]] = []
    options = ScanOptions(on_page=lambda done, total: told.append((done, total)))
    data = joined(pdf.data(), as_pdf(draw(set_lines(PARAGRAPHS[2:4]))))
    read = read_pdf(data, uri="a.pdf", scans=options)
    assert paragraphs(read.text) == PARAGRAPHS[:4]
    assert told == [(1, 1)]
    assert "page 2;" in read.notes[0]


@pytest.mark.parametrize("degrees", [90, 180, 270, 1.5, -3])
def test_pages_that_lie_turned_or_askew_are_read(draw: Draw, degrees: float) -> None:
    page = draw(set_lines(PARAGRAPHS[2:4]), top=300)
    turned = page.rotate(
        degrees, expand=degrees % 90 == 0, fillcolor="white", resample=Image.Resampling.BICUBIC
    )
    read = read_bytes(as_file(turned, "PNG"), uri="a", name="a.png")
    assert paragraphs(read.text) == PARAGRAPHS[2:4]


def test_a_ruled_table_in_a_scan_keeps_its_rows(draw: Draw) -> None:
    from PIL import ImageDraw

    page = draw(["　　附件：办理时限表"], top=90)
    rows = [
        ["事项", "高压用户", "低压用户"],
        ["办电", "25个工作日", "8个工作日"],
        ["用水", "10天", "4天"],
    ]
    edges, top, deep = [90, 220, 340, 480], 140, 36
    pen = ImageDraw.Draw(page)
    for level in range(len(rows) + 1):
        y = (top + deep * level) * PIXELS
        pen.line((edges[0] * PIXELS, y, edges[-1] * PIXELS, y), fill="black", width=2)
    for edge in edges:
        pen.line(
            (edge * PIXELS, top * PIXELS, edge * PIXELS, (top + deep * len(rows)) * PIXELS),
            fill="black",
            width=2,
        )
    for at, row in enumerate(rows):
        for edge, cell in zip(edges, row, strict=False):
            words = draw([cell], top=top + deep * at + 8).crop((round(90 * PIXELS), 0, *PAGE))
            ink = mask(draw, cell, top + deep * at + 8, 15).crop((round(90 * PIXELS), 0, *PAGE))
            page.paste(words, (round((edge + 8) * PIXELS), 0), ink)
    assert read_pdf(as_pdf(page), uri="a.pdf").text.split("\n") == [
        "附件：办理时限表",
        *("| " + " | ".join(row) + " |" for row in rows),
    ]


def test_pictures_of_pages_are_read_and_twice_gives_the_same(draw: Draw) -> None:
    page = draw(set_lines(PARAGRAPHS[3:]))
    jpeg = as_file(page.convert("L"), "JPEG", quality=60)
    first = read_bytes(jpeg, uri="a.jpg", name="a.jpg")
    assert paragraphs(first.text) == PARAGRAPHS[3:]
    assert first.source.media_type == "image/jpeg"
    assert read_bytes(jpeg, uri="a.jpg", name="a.jpg") == first


def test_little_on_a_large_page_is_found(draw: Draw) -> None:
    for number, top in ((3, 90), (8, 380)):
        heading = f"{'一二三四五六七八'[number - 1]}、主要任务"
        page = draw(["　　" + heading], top=top)
        page.paste(draw(["一"], top=600), (0, 0), mask(draw, "一", 600, 15))
        assert read_pdf(as_pdf(page), uri="a.pdf").text.split("\n") == [heading, "一"]


def test_a_tiff_has_a_page_for_each_picture(draw: Draw) -> None:
    pages = [draw(set_lines(PARAGRAPHS[:2])), draw(set_lines(PARAGRAPHS[2:3]))]
    data = as_file(pages[0], "TIFF", save_all=True, append_images=pages[1:], compression="tiff_lzw")
    raw = read_bytes(data, uri="a.tif", name="a.tif")
    assert paragraphs(raw.text) == PARAGRAPHS[:3]
    assert "pages 1-2;" in raw.notes[0]


def test_lines_that_are_hard_to_read_are_counted(draw: Draw) -> None:
    page = draw(["　　办理时限为15个工作日", "　　办理时限为36个工作日"], top=200)
    spot = page.crop((0, round(190 * PIXELS), PAGE[0], round(222 * PIXELS)))
    coarse = spot.resize((spot.width // 7, spot.height // 7)).resize(spot.size)
    page.paste(coarse, (0, round(190 * PIXELS)))
    notes = read_pdf(as_pdf(page), uri="a.pdf").notes
    assert any("page 1: 1 of 2 lines read with low confidence" in note for note in notes)


def test_a_picture_without_text_is_told(draw: Draw, pdf: Any) -> None:
    pdf.page().lines(set_lines(PARAGRAPHS[:2]))
    read = read_pdf(joined(pdf.data(), as_pdf(draw([]))), uri="a.pdf")
    assert paragraphs(read.text) == PARAGRAPHS[:2]
    assert "page 2: no text was found in the picture" in read.notes


@pytest.mark.parametrize(
    ("options", "error", "reason"),
    [
        (ScanOptions(max_pages=1), ScanTooLarge, "2 pages are pictures, and at most 1"),
        (ScanOptions(page_s=0), RecognitionFailed, "page 1 took longer than 0 s"),
    ],
)
def test_scans_beyond_a_limit_are_named(
    draw: Draw, options: ScanOptions, error: type[Exception], reason: str
) -> None:
    pages = [draw(["　　第一条"]), draw(["　　第二条"])]
    with pytest.raises(error, match=reason):
        read_pdf(as_pdf(*pages), uri="a.pdf", scans=options)


def test_pictures_are_measured_before_they_are_unpacked(draw: Draw) -> None:
    data = as_file(draw([]), "PNG")
    with pytest.raises(ScanTooLarge, match="pixels"):
        read_bytes(data, uri="a.png", name="a.png", scans=ScanOptions(max_pixels=1_000_000))
    for broken in (data[:200], data[:9]):
        with pytest.raises(CorruptFile):
            read_bytes(broken, uri="a.png", name="a.png")


def test_recognition_can_be_turned_off(draw: Draw) -> None:
    with pytest.raises(UnsupportedFormat, match="ZHENGDA_OCR"):
        read_bytes(as_file(draw([]), "PNG"), uri="a", name="a", scans=ScanOptions(enabled=False))


READ_ALL = """
import socket, sys
from pathlib import Path
from ingest.errors import ReadError
from ingest.readers import read_bytes

def no_network(*args, **options):
    raise SystemExit("a connection was opened")

socket.socket.connect = socket.getaddrinfo = no_network
for name in sys.argv[1:]:
    try:
        raw = read_bytes(Path(name).read_bytes(), uri="u", name=name)
        print(type(raw).__name__, raw.source.scan, repr(raw.text), *raw.notes)
    except ReadError as error:
        print(type(error).__name__, error.reason)
"""
MISSING = """
import importlib.abc, sys

class Blocker(importlib.abc.MetaPathFinder):
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in ("rapidocr", "cv2", "PIL"):
            raise ImportError(f"no module named {name}")

sys.meta_path.insert(0, Blocker())
"""
BROKEN = """
import importlib.abc, importlib.machinery, sys

class Broken(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    def find_spec(self, name, path=None, target=None):
        if name == "cv2":
            return importlib.machinery.ModuleSpec(name, self)

    def exec_module(self, module):
        raise ImportError("libGL.so.1: cannot open shared object file")

sys.meta_path.insert(0, Broken())
"""


def run(prelude: str, *files: Path) -> list[str]:
    script = [sys.executable, "-c", prelude + READ_ALL, *map(str, files)]
    done = subprocess.run(script, capture_output=True, text=True, check=False, timeout=150)
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


def test_without_the_extra_it_is_named(draw: Draw, pdf: Any, tmp_path: Path) -> None:
    page = draw(["　　第一条 为了规范管理，制定本办法。"])
    pdf.page().lines(set_lines(PARAGRAPHS[:2]))
    scan, mixed, picture = (tmp_path / name for name in ("scan.pdf", "mixed.pdf", "a.png"))
    scan.write_bytes(as_pdf(page))
    mixed.write_bytes(joined(pdf.data(), as_pdf(page)))
    picture.write_bytes(as_file(page, "PNG"))
    whole, part, alone = run(MISSING, scan, mixed, picture)
    assert whole.startswith("ImageOnlyPdf 1 of 1 pages are pictures without text;")
    assert part.startswith("RawDocument unread ")
    assert "left out: page 2" in part
    assert alone.startswith("UnsupportedFormat the file is a picture;")
    assert all("pip install 'zhengda[ocr]'" in line for line in (whole, part, alone))


def test_a_broken_installation_is_told_apart(draw: Draw, tmp_path: Path) -> None:
    scan = tmp_path / "scan.pdf"
    scan.write_bytes(as_pdf(draw(["　　第一条"])))
    (line,) = run(BROKEN, scan)
    assert line.startswith("RecognitionFailed text recognition cannot be loaded (libGL.so.1")


def test_nothing_is_fetched(draw: Draw, tmp_path: Path) -> None:
    scan = tmp_path / "scan.pdf"
    scan.write_bytes(as_pdf(draw(["　　第一条 为了规范管理，制定本办法。"])))
    (line,) = run("", scan)
    assert line.startswith("RawDocument recognised '第一条")


def line_of(text: str, *, doubted: int) -> RecognisedLine:
    confidences = tuple(0.4 if at == doubted else 0.99 for at in range(len(text)))
    return RecognisedLine(text, confidences, (0.0,) * len(text), Box(0, 0, 1, 1))


@pytest.mark.parametrize(
    ("text", "doubted", "doubtful"),
    [
        ("不超过15天", 3, True),
        ("不超过15天", 5, True),
        ("达到98%", 4, True),
        ("1.35亿元", 1, True),
        ("1.优化窗口服务", 1, False),  # the point after a mark changes nothing
        ("服务,提升", 2, False),
        ("市税务局〕", 4, False),
        ("不超过15天", 9, False),
    ],
)
def test_a_doubt_counts_where_it_may_change_what_is_said(
    text: str, doubted: int, doubtful: bool
) -> None:
    assert is_doubtful(line_of(text, doubted=doubted)) is doubtful


@pytest.mark.parametrize(
    ("read", "repaired"),
    [
        ("[牵头单位:市税务局]", "〔牵头单位:市税务局〕"),
        ("〔牵头单位:市税务局)", "〔牵头单位:市税务局〕"),
        ("〔牵头单位:市税务局】", "〔牵头单位:市税务局〕"),
        ("（国办发〔2020〕7号）", "（国办发〔2020〕7号）"),
        ("（见附件1）〔责任单位:（县）区", "（见附件1）〔责任单位:（县）区"),
        ("市人社局)", "市人社局)"),
    ],
)
def test_brackets_that_the_model_mistakes_are_repaired(read: str, repaired: str) -> None:
    assert repair_brackets(read) == repaired


def test_page_numbers_are_written_as_ranges() -> None:
    assert page_list([1, 2, 3, 7]) == "pages 1-3, 7"
    assert page_list([4]) == "page 4"
