"""Write the documents that no editor saves by hand: docx, pdf, GB18030, Big5, glossed script.

Run `python -m eval.corpus.generate` after changing a file in `source/` and commit the result; it
needs reportlab, a development dependency. The output is the same bytes for the same source, apart
from docx.
"""

# reportlab ships no types.
# mypy: disable-error-code="import-untyped,import-not-found"

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import docx
import opencc
from docx.document import Document as DocxDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH

HERE = Path(__file__).parent
SOURCE = HERE / "source"
DOCUMENTS = HERE / "documents"

PINYIN = {
    "雲": "yún", "橋": "qiáo", "發": "fā", "優": "yōu", "營": "yíng", "環": "huán", "計": "jì",
    "劃": "huà", "開": "kāi", "辦": "bàn", "業": "yè", "務": "wù", "電": "diàn", "時": "shí",
    "間": "jiān", "證": "zhèng", "單": "dān", "機": "jī", "關": "guān", "構": "gòu", "責": "zé",
    "實": "shí", "現": "xiàn", "區": "qū", "個": "gè", "過": "guò", "場": "chǎng", "體": "tǐ",
    "稅": "shuì", "費": "fèi", "請": "qǐng", "審": "shěn", "員": "yuán", "設": "shè", "項": "xiàng",
}  # fmt: skip
"""A crawler that glosses characters knows some of them, not all."""

PDF_FONT = "STSong-Light"
PDF_PAGE_CHARS = 30
"""Characters of a printed line: narrow enough that sentences break over lines, as they do."""


def glossed_traditional(text: str) -> str:
    """Return the text in traditional script with the pinyin of some characters in brackets."""
    converted = opencc.OpenCC("s2t").convert(text).replace("着", "著")
    return "".join(f"{char}({PINYIN[char]})" if char in PINYIN else char for char in converted)


def big5_traditional(text: str) -> bytes:
    """Return the text in Taiwan's standard characters, which are those that Big5 can hold."""
    converted: str = opencc.OpenCC("s2tw").convert(text)
    return converted.encode("big5")


def gb18030_with_no_break_spaces(text: str) -> bytes:
    """Return the text as an old content system saved it."""
    return text.replace("年 ", "年\u00a0").replace("月 ", "月\u00a0").encode("gb18030")


def write_docx(source: str, target: Path) -> None:
    """Write a Word file: `# ` titles, `> ` centred and `>> ` right lines, `| a | b |` tables."""
    document = docx.Document()
    rows: list[list[str]] = []
    for line in [*source.splitlines(), ""]:
        if line.startswith("|"):
            rows.append([cell.strip() for cell in line.strip("|").split("|")])
            continue
        if rows:
            _add_table(document, rows)
            rows = []
        if line:
            _add_paragraph(document, line)
    document.core_properties.author = "示例"
    document.save(str(target))


def _add_paragraph(document: DocxDocument, line: str) -> None:
    mark, _, text = line.partition(" ")
    alignment = {
        "#": WD_ALIGN_PARAGRAPH.CENTER,
        ">": WD_ALIGN_PARAGRAPH.CENTER,
        ">>": WD_ALIGN_PARAGRAPH.RIGHT,
    }.get(mark)
    if mark == "#":
        document.add_heading(text, level=0)
    elif alignment is not None:
        document.add_paragraph(text).alignment = alignment
    else:
        document.add_paragraph(line)


def _add_table(document: DocxDocument, rows: Sequence[Sequence[str]]) -> None:
    table = document.add_table(rows=0, cols=len(rows[0]))
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text


def write_pdf(source: str, target: Path, *, header: str) -> None:
    """Print the lines on A5 pages with a running header and `— n —` page numbers."""
    from reportlab.lib.pagesizes import A5
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfgen.canvas import Canvas

    pdfmetrics.registerFont(UnicodeCIDFont(PDF_FONT))
    canvas = Canvas(str(target), pagesize=A5, invariant=1)
    width, height = A5
    for number, lines in enumerate(_pages(source), start=1):
        canvas.setFont(PDF_FONT, 8)
        canvas.drawString(36, height - 30, header)
        canvas.drawCentredString(width / 2, 24, f"— {number} —")
        canvas.setFont(PDF_FONT, 11)
        for row, line in enumerate(lines):
            canvas.drawString(36, height - 60 - row * 18, line)
        canvas.showPage()
    canvas.save()


def _pages(source: str, *, lines_per_page: int = 26) -> list[list[str]]:
    printed: list[str] = []
    for paragraph in source.splitlines():
        is_prose = paragraph.endswith(("。", "）", "；"))
        printed += _wrap("　　" + paragraph if is_prose else paragraph)
    return [printed[at : at + lines_per_page] for at in range(0, len(printed), lines_per_page)]


def _wrap(text: str) -> list[str]:
    """Break as a word processor does: never inside a number, never before closing punctuation."""
    lines = []
    while len(text) > PDF_PAGE_CHARS:
        at = PDF_PAGE_CHARS
        while text[at] in "，。；：、）”》%" or (text[at - 1 : at + 1].isascii()):
            at -= 1
        lines.append(text[:at])
        text = text[at:]
    return [*lines, text]


def _text(convert: Callable[[str], bytes]) -> Callable[[str, Path], None]:
    def write(source: str, target: Path) -> None:
        target.write_bytes(convert(source))

    return write


def _pdf(header: str) -> Callable[[str, Path], None]:
    def write(source: str, target: Path) -> None:
        write_pdf(source, target, header=header)

    return write


WRITERS: dict[str, Callable[[str, Path], None]] = {
    "yunqiao_three_year_plan.txt": _text(lambda text: glossed_traditional(text).encode()),
    "xiuchuan_work_plan.txt": _text(gb18030_with_no_break_spaces),
    "wanglu_loan_notice.txt": _text(big5_traditional),
    "wanglu_hotline_measures_2023.docx": write_docx,
    "baiyu_time_limits.docx": write_docx,
    "province_construction_notice.docx": write_docx,
    "wanglu_action_plan.pdf": _pdf("望鹭市规范性文件汇编（示例）"),
    "baiyu_investment_rules.pdf": _pdf("柏屿县人民政府文件（示例）"),
}


def generate(folder: Path = DOCUMENTS) -> list[Path]:
    """Write every generated document into `folder` and return their paths."""
    written = []
    for name, write in WRITERS.items():
        target = folder / name
        source = (SOURCE / name).with_suffix(".txt").read_text(encoding="utf-8")
        write(source, target)
        written.append(target)
    return written


if __name__ == "__main__":
    for path in generate():
        sys.stdout.write(f"{path}\n")
