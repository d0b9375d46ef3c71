"""Character recognition: PP-OCR models out of the package rapidocr, run by OpenVINO.

Everything heavy is imported when the first picture is read; without the extra `[ocr]` nothing of
it is there. Nothing is downloaded: the engine is given the files of the package by their paths,
and the characters that it knows are written in the model itself.
"""

from __future__ import annotations

import importlib
import importlib.util
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ingest.readers.ocr_brackets import repair_brackets

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Image = NDArray[np.uint8]
    """Rows, columns, and red, green, blue."""
    Quad = NDArray[np.float32]
    """Four corners (x, y) of a line in pixels, from its upper left clockwise."""

EXTRA = "zhengda[ocr]"
_PACKAGES = ("rapidocr", "openvino", "cv2", "PIL")
_DETECTION = "PP-OCRv6_det_small.onnx"
_RECOGNITION = "PP-OCRv6_rec_small.onnx"
_DETECTION_SIDE = 960
"""Longer side, in pixels, of the picture that lines are looked for in. All lines of pages set in
9 point are found so; at 1280 short lines on pages with little else are lost."""
_INK = 160
"""Grey, of 255, up to which a pixel is no paper."""
_MARGIN = 50
"""Pixels of white left around the ink: a page that is mostly white hides what is on it."""
_BATCH = 1
"""Lines recognised at once: more save no time, since short ones are filled up, and take memory."""
_NOTHING_SCALED: dict[str, Any] = {"preprocess": {"ratio_h": 1.0, "ratio_w": 1.0}}


class RecognitionMissing(Exception):
    """The packages of the extra `[ocr]` are not there, or one of them cannot be loaded."""


class EngineFailed(Exception):
    """The engine broke off on a picture."""


@dataclass(frozen=True, slots=True)
class Written:
    """What was recognised in one line."""

    text: str
    confidences: tuple[float, ...]
    """One for each character, from 0 to 1."""
    centres: tuple[float, ...]
    """Where each character stands, from 0 (left end of the line) to 1."""

    @property
    def score(self) -> float:
        """Mean confidence; 0 where nothing was recognised."""
        return sum(self.confidences) / len(self.confidences) if self.confidences else 0.0


def is_installed() -> bool:
    """Whether the packages are there; whether they load is seen by `load_engine`."""
    try:
        return all(importlib.util.find_spec(name) is not None for name in _PACKAGES)
    except (ImportError, ValueError):
        return False


@cache
def load_engine() -> Engine:
    """Return the engine of this process, loaded once.

    Raises:
        RecognitionMissing: If a package is missing or broken.
    """
    try:
        for name in _PACKAGES:
            importlib.import_module(name)
        return Engine()
    except (ImportError, OSError) as error:
        raise RecognitionMissing(str(error)) from error


class Engine:
    """Finds lines in a picture and reads them; the same picture gives the same text."""

    def __init__(self) -> None:
        from rapidocr import EngineType, RapidOCR

        models = Path(str(importlib.import_module("rapidocr").__file__)).parent / "models"
        for name in (_DETECTION, _RECOGNITION):
            if not (models / name).is_file():
                raise FileNotFoundError(f"the package rapidocr brings no {name}")
        self._engine: Any = RapidOCR(
            params={
                "Global.log_level": "error",
                "Global.max_side_len": 100_000,  # pictures come in the size they are read in
                "Global.use_vertical_padding": False,
                "Global.use_cls": False,  # pages are turned, not lines: see `ocr_turning.py`
                "Global.return_word_box": True,
                "Det.engine_type": EngineType.OPENVINO,
                "Det.model_path": str(models / _DETECTION),
                "Det.limit_type": "max",
                "Det.limit_side_len": _DETECTION_SIDE,
                "Rec.engine_type": EngineType.OPENVINO,
                "Rec.model_path": str(models / _RECOGNITION),
                "Rec.rec_batch_num": _BATCH,
            }
        )

    def find_lines(self, image: Image) -> list[Quad]:
        """Return where lines of text stand."""
        import numpy as np
        from rapidocr.main import RapidOCRError

        left, top, right, bottom = _inked(image)
        part = np.ascontiguousarray(image[top:bottom, left:right])
        try:
            with _named_failures():
                _, found = self._engine.detect_and_crop(part, dict(_NOTHING_SCALED))
        except RapidOCRError:  # how it says that there is no text
            return []
        corner = np.array([left, top], dtype=np.float32)
        return [quad.astype(np.float32) + corner for quad in found.boxes]

    def read_lines(
        self, image: Image, quads: Sequence[Quad], *, before_each: Callable[[], None] | None = None
    ) -> list[Written]:
        """Read the lines that stand at some places; `before_each` is called before each."""
        written: list[Written] = []
        for start in range(0, len(quads), _BATCH):
            if before_each is not None:
                before_each()
            batch = quads[start : start + _BATCH]
            written.extend(self._read(self._engine.crop_text_regions(image, batch)))
        return written

    def _read(self, crops: list[Image]) -> Iterator[Written]:
        with _named_failures():
            found = self._engine.recognize_txt(crops)
        for text, info in zip(found.txts, found.word_results, strict=True):
            yield _written(text, info)


def _inked(image: Image) -> tuple[int, int, int, int]:
    """Return left, top, right and bottom of what is on a page, with a margin."""
    import numpy as np

    dark = image.min(axis=2) <= _INK
    rows, columns = np.flatnonzero(dark.any(axis=1)), np.flatnonzero(dark.any(axis=0))
    if not len(rows):
        return 0, 0, image.shape[1], image.shape[0]
    return (
        max(int(columns[0]) - _MARGIN, 0),
        max(int(rows[0]) - _MARGIN, 0),
        int(columns[-1]) + _MARGIN,
        int(rows[-1]) + _MARGIN,
    )


@contextmanager
def _named_failures() -> Iterator[None]:
    import cv2
    from rapidocr.inference_engine.openvino import OpenVINOError

    try:
        yield
    except (OpenVINOError, cv2.error) as error:
        raise EngineFailed(str(error).strip().rpartition("\n")[2]) from error


def _written(text: str, info: Any) -> Written:
    """Give each character its confidence and its place; a space has that of the one before."""
    if not text.strip():
        return Written("", (), ())
    places = iter([column for word in info.word_cols for column in word])
    width = max(float(info.line_txt_len), 1.0)
    centres: list[float] = []
    for char in text:
        if char.isspace():
            centres.append(centres[-1] if centres else 0.0)
        else:
            centres.append(min((next(places) + 0.5) / width, 1.0))
    confidences = tuple(float(one) for one in info.confs)
    return Written(repair_brackets(text), confidences, tuple(centres))
