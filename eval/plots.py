"""Plots as SVG text: lines, points and bars on one pair of axes, without a plotting library.

Text is escaped, coordinates are rounded to a tenth, and the same data give the same bytes, so a
plot can stand in a report under version control.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from xml.sax.saxutils import escape

WIDTH, HEIGHT = 520, 360
LEFT, RIGHT, TOP, BOTTOM = 58, 16, 34, 46
COLOURS = ("#1f5fa8", "#c2571a", "#2e7d4f", "#7a4ea3", "#8a6d00", "#555555")
TICKS = 5

Point = tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Axis:
    """One axis: what it shows, and from where to where."""

    label: str
    low: float = 0.0
    high: float = 1.0

    def share(self, value: float) -> float:
        """Return where a value lies between the ends, cut off at both."""
        if self.high <= self.low:
            return 0.0
        return min(1.0, max(0.0, (value - self.low) / (self.high - self.low)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """Points with one name and one look."""

    name: str
    points: Sequence[Point]
    line: bool = True
    dots: bool = False
    dashed: bool = False
    notes: Sequence[str] = field(default=())
    """What a reader is shown when pointing at each dot; may be shorter than the points."""


def line_plot(title: str, series: Sequence[Series], *, x: Axis, y: Axis) -> str:
    """Draw series as lines, dots or both; the legend names them in their order."""
    parts = [*_frame(title, x, y)]
    for at, one in enumerate(series):
        colour = COLOURS[at % len(COLOURS)]
        places = [(_across(x.share(a)), _down(y.share(b))) for a, b in one.points]
        if one.line and len(places) > 1:
            path = " ".join(f"{a:.1f},{b:.1f}" for a, b in places)
            dash = ' stroke-dasharray="5 4"' if one.dashed else ""
            parts.append(
                f'<polyline points="{path}" fill="none" stroke="{colour}" '
                f'stroke-width="1.6"{dash}/>'
            )
        if one.dots:
            parts += [_dot(a, b, colour, one.notes, index) for index, (a, b) in enumerate(places)]
    return _document(parts + _legend([one.name for one in series]), title)


def scatter_plot(title: str, series: Sequence[Series], *, x: Axis, y: Axis) -> str:
    """Draw series as dots alone."""
    dots = [
        Series(name=one.name, points=one.points, line=False, dots=True, notes=one.notes)
        for one in series
    ]
    return line_plot(title, dots, x=x, y=y)


def bar_plot(title: str, bars: Sequence[tuple[str, float]], *, y: Axis) -> str:
    """Draw one upright bar for each (label, value), with the value above it."""
    parts = [*_frame(title, Axis(label="", low=0, high=1), y, ticks_across=False)]
    step = (WIDTH - LEFT - RIGHT) / max(len(bars), 1)
    for at, (label, value) in enumerate(bars):
        middle, top = LEFT + step * (at + 0.5), _down(y.share(value))
        parts.append(
            f'<rect x="{middle - 0.35 * step:.1f}" y="{top:.1f}" width="{0.7 * step:.1f}" '
            f'height="{HEIGHT - BOTTOM - top:.1f}" fill="{COLOURS[0]}"/>'
        )
        parts.append(_text(middle, top - 4, f"{value:g}", anchor="middle"))
        parts.append(_text(middle, HEIGHT - BOTTOM + 15, label, anchor="middle"))
    return _document(parts, title)


def _across(share: float) -> float:
    return LEFT + share * (WIDTH - LEFT - RIGHT)


def _down(share: float) -> float:
    return HEIGHT - BOTTOM - share * (HEIGHT - TOP - BOTTOM)


def _dot(a: float, b: float, colour: str, notes: Sequence[str], at: int) -> str:
    note = f"<title>{escape(notes[at])}</title>" if at < len(notes) else ""
    return f'<circle cx="{a:.1f}" cy="{b:.1f}" r="3.2" fill="{colour}">{note}</circle>'


def _frame(title: str, x: Axis, y: Axis, *, ticks_across: bool = True) -> list[str]:
    parts = [_text(LEFT, 20, title, weight="bold")]
    for at in range(TICKS + 1):
        share = at / TICKS
        down = _down(share)
        parts.append(
            f'<line x1="{LEFT}" y1="{down:.1f}" x2="{WIDTH - RIGHT}" y2="{down:.1f}" '
            'stroke="#dddddd"/>'
        )
        parts.append(_text(LEFT - 6, down + 4, _tick(y, share), anchor="end"))
        if ticks_across:
            parts.append(
                _text(_across(share), HEIGHT - BOTTOM + 15, _tick(x, share), anchor="middle")
            )
    parts.append(_text(_across(0.5), HEIGHT - 10, x.label, anchor="middle"))
    middle = _down(0.5)
    parts.append(
        f'<text x="14" y="{middle:.1f}" transform="rotate(-90 14 {middle:.1f})" '
        f'text-anchor="middle">{escape(y.label)}</text>'
    )
    return parts


def _tick(axis: Axis, share: float) -> str:
    return f"{axis.low + share * (axis.high - axis.low):.3g}"


def _legend(names: Sequence[str]) -> list[str]:
    parts = []
    for at, name in enumerate(names):
        down = TOP + 14 + 16 * at
        colour = COLOURS[at % len(COLOURS)]
        parts.append(
            f'<rect x="{LEFT + 10}" y="{down - 8}" width="10" height="10" fill="{colour}"/>'
        )
        parts.append(_text(LEFT + 25, down + 1, name))
    return parts


def _text(a: float, b: float, text: str, *, anchor: str = "start", weight: str = "normal") -> str:
    return (
        f'<text x="{a:.1f}" y="{b:.1f}" text-anchor="{anchor}" font-weight="{weight}">'
        f"{escape(text)}</text>"
    )


def _document(parts: Sequence[str], title: str) -> str:
    inner = "\n".join(parts)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
        f'width="{WIDTH}" height="{HEIGHT}" font-family="sans-serif" font-size="12">\n'
        f"<title>{escape(title)}</title>\n"
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#ffffff"/>\n{inner}\n</svg>\n'
    )
