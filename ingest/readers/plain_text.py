"""Text and Markdown: kept as they are, except for line ends and the form of tables."""

from __future__ import annotations

import re

from ingest.readers.extraction import Extraction, unify_newlines
from ingest.readers.markdown_page import read_markdown_page
from ingest.readers.tables import table_lines
from ingest.text.decoding import decode

_SEPARATOR = re.compile(r"[ \t]*+\|?[ \t]*+:?-++:?[ \t]*+(?:\|[ \t]*+:?-++:?[ \t]*+)*\|?[ \t]*+")
_CELL_EDGE = re.compile(r"(?<!\\)\|")
_FENCES = ("```", "~~~")
_CRAWLED = "Markdown Content:"
"""Stands above a page that a crawler wrote down as Markdown, whatever the file is called."""
_CRAWLED_WITHIN = 1000


def read_text(data: bytes, *, uri: str) -> Extraction:
    """Read a plain text file."""
    text = unify_newlines(decode(data, uri=uri))
    page = read_markdown_page(text) if _CRAWLED in text[:_CRAWLED_WITHIN] else None
    return page or Extraction(text)


def read_markdown(data: bytes, *, uri: str) -> Extraction:
    """Read a Markdown file; its marks stay, its tables lose their separator row.

    Of a web page that was written down as Markdown only the document itself is kept.
    """
    text = _plain_tables(unify_newlines(decode(data, uri=uri)))
    return read_markdown_page(text) or Extraction(text)


def _plain_tables(text: str) -> str:
    if "|" not in text:
        return text
    lines = text.split("\n")
    kept: list[str] = []
    at, fenced = 0, False
    while at < len(lines):
        if lines[at].lstrip().startswith(_FENCES):
            fenced = not fenced
        end = at if fenced else _table_end(lines, at)
        if end > at:
            rows = [_cells(line) for line in (lines[at], *lines[at + 2 : end])]
            kept.extend(table_lines(rows))
            at = end
        else:
            kept.append(lines[at])
            at += 1
    return "\n".join(kept)


def _table_end(lines: list[str], at: int) -> int:
    """Return the line after the table that begins at a line, or that line if none does."""
    if at + 1 >= len(lines) or "|" not in lines[at]:
        return at
    separator = lines[at + 1]
    if "-" not in separator or not _SEPARATOR.fullmatch(separator):
        return at
    if len(_cells(separator)) != len(_cells(lines[at])):
        return at
    end = at + 2
    while end < len(lines) and "|" in lines[end]:
        end += 1
    return end


def _cells(line: str) -> list[str]:
    inner = line.strip()
    inner = inner.removeprefix("|")
    if inner.endswith("|") and not inner.endswith("\\|"):
        inner = inner[:-1]
    return [cell.replace("\\|", "|") for cell in _CELL_EDGE.split(inner)]
