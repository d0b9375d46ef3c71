"""Plots as SVG text: lines, points and lying bars, without a plotting library.

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

BAR, BETWEEN = 9, 9
"""Height of a lying bar, and the gap between two groups of them."""

LABELS = 165
"""Room for the labels of lying bars: about twenty narrow or ten Chinese characters."""

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A value and the interval it is known to lie in."""

    value: float
    low: float
    high: float
    note: str = ""
    """What a reader is shown when pointing at the bar."""


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


def interval_bars(
    title: str, groups: Sequence[tuple[str, Sequence[Bar]]], names: Sequence[str], *, x: Axis
) -> str:
    """Draw lying bars with their intervals, a group of them for each label.

    Args:
        title: Stands above the plot.
        groups: (label, one bar for each name).
        names: What the bars of a group are, in their order; the legend.
        x: The axis the values lie on.
    """
    step = BAR * len(names) + BETWEEN
    bottom = TOP + 20 + step * len(groups)
    parts = [_text(8, 20, title, weight="bold"), *_lying_ticks(x, bottom)]
    parts += _legend(names, left=8, top=TOP - 2, side_by_side=True)
    for at, (label, bars) in enumerate(groups):
        top = TOP + 20 + step * at + BETWEEN / 2
        parts.append(_text(LABELS - 6, top + BAR * len(names) / 2 + 4, label, anchor="end"))
        for index, bar in enumerate(bars):
            parts += _lying_bar(bar, top + BAR * index, x, COLOURS[index % len(COLOURS)])
    return _document(parts, title, height=bottom + 36)


def _lying_ticks(x: Axis, bottom: float) -> list[str]:
    parts = []
    for at in range(TICKS + 1):
        right = _lying(at / TICKS)
        parts.append(
            f'<line x1="{right:.1f}" y1="{TOP + 20}" x2="{right:.1f}" y2="{bottom}" '
            'stroke="#dddddd"/>'
        )
        parts.append(_text(right, bottom + 14, _tick(x, at / TICKS), anchor="middle"))
    return [*parts, _text(_lying(0.5), bottom + 30, x.label, anchor="middle")]


def _lying_bar(bar: Bar, top: float, x: Axis, colour: str) -> list[str]:
    start, end, middle = _lying(0), _lying(x.share(bar.value)), top + BAR / 2
    low, high = _lying(x.share(bar.low)), _lying(x.share(bar.high))
    note = f"<title>{escape(bar.note)}</title>" if bar.note else ""
    return [
        f'<rect x="{start:.1f}" y="{top:.1f}" width="{end - start:.1f}" height="{BAR - 1}" '
        f'fill="{colour}" fill-opacity="0.75">{note}</rect>',
        f'<path d="M{low:.1f} {middle - 3:.1f}v6m0 -3H{high:.1f}m0 -3v6" fill="none" '
        'stroke="#222222"/>',
    ]


def _lying(share: float) -> float:
    return LABELS + share * (WIDTH - LABELS - RIGHT)


def _across(share: float) -> float:
    return LEFT + share * (WIDTH - LEFT - RIGHT)


def _down(share: float) -> float:
    return HEIGHT - BOTTOM - share * (HEIGHT - TOP - BOTTOM)


def _dot(a: float, b: float, colour: str, notes: Sequence[str], at: int) -> str:
    note = f"<title>{escape(notes[at])}</title>" if at < len(notes) else ""
    return f'<circle cx="{a:.1f}" cy="{b:.1f}" r="3.2" fill="{colour}">{note}</circle>'


def _frame(title: str, x: Axis, y: Axis) -> list[str]:
    parts = [_text(LEFT, 20, title, weight="bold")]
    for at in range(TICKS + 1):
        share = at / TICKS
        down = _down(share)
        parts.append(
            f'<line x1="{LEFT}" y1="{down:.1f}" x2="{WIDTH - RIGHT}" y2="{down:.1f}" '
            'stroke="#dddddd"/>'
        )
        parts.append(_text(LEFT - 6, down + 4, _tick(y, share), anchor="end"))
        parts.append(_text(_across(share), HEIGHT - BOTTOM + 15, _tick(x, share), anchor="middle"))
    parts.append(_text(_across(0.5), HEIGHT - 10, x.label, anchor="middle"))
    middle = _down(0.5)
    parts.append(
        f'<text x="14" y="{middle:.1f}" transform="rotate(-90 14 {middle:.1f})" '
        f'text-anchor="middle">{escape(y.label)}</text>'
    )
    return parts


def _tick(axis: Axis, share: float) -> str:
    return f"{axis.low + share * (axis.high - axis.low):.3g}"


def _legend(
    names: Sequence[str],
    *,
    left: float = LEFT + 10,
    top: float = TOP + 6,
    side_by_side: bool = False,
) -> list[str]:
    parts = []
    for at, name in enumerate(names):
        a = left + (110 * at if side_by_side else 0)
        down = top + (0 if side_by_side else 16 * at)
        colour = COLOURS[at % len(COLOURS)]
        parts.append(f'<rect x="{a}" y="{down}" width="10" height="10" fill="{colour}"/>')
        parts.append(_text(a + 15, down + 9, name))
    return parts


def _text(a: float, b: float, text: str, *, anchor: str = "start", weight: str = "normal") -> str:
    return (
        f'<text x="{a:.1f}" y="{b:.1f}" text-anchor="{anchor}" font-weight="{weight}">'
        f"{escape(text)}</text>"
    )


def _document(parts: Sequence[str], title: str, *, height: float = HEIGHT) -> str:
    inner = "\n".join(parts)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img" '
        f'width="{WIDTH}" height="{height}" font-family="sans-serif" font-size="12">\n'
        f"<title>{escape(title)}</title>\n"
        f'<rect width="{WIDTH}" height="{height}" fill="#ffffff"/>\n{inner}\n</svg>\n'
    )
