"""Plots are well-formed SVG with the data where it belongs."""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree

from eval.plots import (
    HEIGHT,
    LABELS,
    LEFT,
    RIGHT,
    TOP,
    WIDTH,
    Axis,
    Bar,
    Series,
    interval_bars,
    line_plot,
)

SVG = "{http://www.w3.org/2000/svg}"


def test_lines_and_dots_lie_between_the_axes() -> None:
    series = Series(name="a < b & c", points=[(0, 0), (0.5, 2), (9, 9)], dots=True, notes=["first"])
    drawn = line_plot("t", [series], x=Axis(label="x", high=1), y=Axis(label="y", high=4))
    root = ElementTree.fromstring(drawn)
    circles = root.findall(f"{SVG}circle")
    assert len(circles) == 3
    assert float(circles[0].attrib["cx"]) == LEFT
    assert circles[0].findtext(f"{SVG}title") == "first"
    # what lies beyond the axes is cut off at their ends
    assert float(circles[2].attrib["cx"]) == WIDTH - RIGHT
    assert float(circles[2].attrib["cy"]) == TOP
    assert len(root.findall(f"{SVG}polyline")) == 1
    assert any(text.text == "a < b & c" for text in root.iter(f"{SVG}text"))


def test_the_same_data_give_the_same_bytes() -> None:
    series = [Series(name="a", points=[(0.1, 0.2)])]
    axes = {"x": Axis(label="x"), "y": Axis(label="y")}
    assert line_plot("t", series, **axes) == line_plot("t", series, **axes)
    assert str(HEIGHT) in line_plot("t", [], **axes)


def test_lying_bars_show_value_and_interval_of_every_name() -> None:
    groups = [
        (
            "类型 <a>",
            [Bar(value=0.5, low=0.25, high=0.75, note="n = 4"), Bar(value=1, low=1, high=1)],
        ),
        ("b", [Bar(value=0, low=0, high=0.1), Bar(value=2, low=0, high=9)]),
    ]
    drawn = interval_bars("t", groups, ["hybrid", "dense"], x=Axis(label="nDCG@10"))
    root = ElementTree.fromstring(drawn)
    bars = [bar for bar in root.iter(f"{SVG}rect") if "fill-opacity" in bar.attrib]
    width = WIDTH - LABELS - RIGHT
    assert [float(bar.attrib["width"]) for bar in bars] == [width / 2, width, 0, width]
    assert bars[0].findtext(f"{SVG}title") == "n = 4"
    whiskers = [path.attrib["d"] for path in root.iter(f"{SVG}path")]
    assert whiskers[0].startswith(f"M{LABELS + width / 4:.1f} ")
    assert f"H{LABELS + width * 3 / 4:.1f}" in whiskers[0]
    texts = [text.text for text in root.iter(f"{SVG}text")]
    assert {"类型 <a>", "b", "hybrid", "dense", "nDCG@10"} <= set(texts)
    assert float(root.attrib["height"]) > max(float(bar.attrib["y"]) for bar in bars)
