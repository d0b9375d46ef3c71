"""Picture files are opened frame by frame; whatever is wrong with one is an error with its name."""

from __future__ import annotations

import io
import random
from contextlib import suppress
from typing import Any

import pytest

from ingest.errors import CorruptFile, ScanTooLarge
from ingest.readers.ocr import ScanOptions
from ingest.readers.picture import _images, _opened, _pages_of

Image = pytest.importorskip("PIL.Image", reason="Pillow, of the extra `ocr`, is not installed")


def saved(kind: str, **options: Any) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (24, 16), "white").save(out, kind, **options)
    return out.getvalue()


def frames(data: bytes) -> tuple[int, int]:
    """Return how many pages a file is said to have, and how many come."""
    with _opened(data, "a") as picture:
        return _pages_of(picture, "a"), len(list(_images(picture, "a", ScanOptions())))


@pytest.mark.filterwarnings("ignore")  # Pillow warns of some damage before it gives up
@pytest.mark.parametrize("options", [{}, {"compression": "tiff_lzw"}], ids=["plain", "lzw"])
def test_a_damaged_picture_is_an_error_with_its_name(options: dict[str, str]) -> None:
    whole, damage = saved("TIFF", **options), random.Random(20261122)
    for _ in range(400):
        data = bytearray(whole)
        for _ in range(4):
            data[damage.randrange(len(data))] = damage.randrange(256)
        with suppress(CorruptFile, ScanTooLarge):
            frames(bytes(data))


def test_a_tiff_has_pages_and_an_animation_has_none() -> None:
    more = {"save_all": True, "append_images": [Image.new("RGB", (24, 16), "black")]}
    assert frames(saved("TIFF", **more)) == (2, 2)
    assert frames(saved("PNG", **more)) == (1, 1)
