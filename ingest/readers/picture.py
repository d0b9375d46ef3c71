"""Scans that are kept as pictures: PNG, JPEG and TIFF, the latter with a page each."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from typing import TYPE_CHECKING

from ingest.errors import CorruptFile, ScanTooLarge, UnsupportedFormat
from ingest.readers.extraction import Extraction
from ingest.readers.ocr import (
    DEFAULT_SCAN_OPTIONS,
    DPI,
    POINTS_PER_INCH,
    PageReader,
    ScanOptions,
    why_unread,
)
from ingest.readers.pdf_text import text_of_pages
from ingest.records import Scan

if TYPE_CHECKING:
    from PIL import Image as Pillow

    from ingest.readers.ocr_engine import Image

_FORMATS = ("PNG", "JPEG", "TIFF")
_PAGED = frozenset({"TIFF"})
"""Further frames of a PNG or a JPEG are animations, previews and layers of light, not pages."""
# What Pillow raises for damaged files, TypeError where a TIFF lacks its size.
_DAMAGE = (OSError, ValueError, SyntaxError, EOFError, TypeError, KeyError, OverflowError)
_PAPER = 842.0
"""Points of the longer side of A4, which a picture is taken for: few state their size rightly."""
_MAX_SIDE = round(_PAPER * DPI / POINTS_PER_INCH)
_WHITE = (255, 255, 255)


def read_picture(data: bytes, *, uri: str, scans: ScanOptions = DEFAULT_SCAN_OPTIONS) -> Extraction:
    """Read a scan by character recognition.

    Raises:
        UnsupportedFormat: If pictures are not read: without the extra `[ocr]`, or turned off.
        ReadError: If it is damaged, too large, or cannot be recognised.
    """
    if why := why_unread(scans):
        raise UnsupportedFormat(uri, f"the file is a picture; {why}")
    with _opened(data, uri) as picture:
        pages = _pages_of(picture, uri)
        reader = PageReader(uri, scans, pages=pages)
        contents = []
        for number, image in enumerate(_images(picture, uri, scans), 1):
            width = image.shape[1] / max(image.shape[:2]) * _PAPER
            contents.append(reader.read(image, number=number, width=width))
    return Extraction(text_of_pages(contents), scan=Scan.RECOGNISED, notes=reader.notes())


def _pages_of(picture: Pillow.Image, uri: str) -> int:
    """Return how many pages there are: further frames of a photo or an animation are none."""
    try:
        return getattr(picture, "n_frames", 1) if picture.format in _PAGED else 1
    except _DAMAGE as error:
        raise CorruptFile(uri, f"the picture is damaged: {error}") from error


def _opened(data: bytes, uri: str) -> Pillow.Image:
    from PIL import Image, UnidentifiedImageError

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # checked below
            return Image.open(io.BytesIO(data), formats=_FORMATS)
    except Image.DecompressionBombError as error:
        raise ScanTooLarge(uri, str(error)) from error
    except (UnidentifiedImageError, *_DAMAGE) as error:
        raise CorruptFile(uri, f"the picture cannot be opened: {error}") from error


def _images(picture: Pillow.Image, uri: str, scans: ScanOptions) -> Iterator[Image]:
    """Yield the pages one by one, upright as the camera says, in the size they are read in."""
    import numpy as np
    from PIL import ImageOps, ImageSequence

    try:
        frames = ImageSequence.Iterator(picture) if picture.format in _PAGED else [picture]
        for frame in frames:
            pixels = frame.width * frame.height
            if pixels > scans.max_pixels:
                raise ScanTooLarge(
                    uri, f"the picture has {pixels} pixels, and at most {scans.max_pixels} are read"
                )
            frame.draft("RGB", (_MAX_SIDE, _MAX_SIDE))  # a JPEG is unpacked no larger than needed
            page = _on_white(ImageOps.exif_transpose(frame))
            page.thumbnail((_MAX_SIDE, _MAX_SIDE))
            yield np.array(page)
    except _DAMAGE as error:
        raise CorruptFile(uri, f"the picture is damaged: {error}") from error


def _on_white(picture: Pillow.Image) -> Pillow.Image:
    """Return a picture in colours, what is transparent in it on white."""
    from PIL import Image

    if not picture.has_transparency_data:
        return picture.convert("RGB")
    layer = picture.convert("RGBA")
    paper = Image.new("RGB", layer.size, _WHITE)
    paper.paste(layer, mask=layer.getchannel("A"))
    return paper
