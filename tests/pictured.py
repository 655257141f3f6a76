"""Whether a picture can be read: no text is cut, none stands on another."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from decimal import Decimal
from typing import TYPE_CHECKING

from hypothesis import strategies as st

from smartcity_widgets.charts.lettering import width_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from smartcity_widgets.charts import Chart

__all__ = ["NAMES", "NUMBERS", "SVG", "is_readable", "root", "texts"]

SVG = "{http://www.w3.org/2000/svg}"
NUMBERS = st.one_of(
    st.decimals(-1000, 1000, places=2),
    st.decimals(-(10**15) + 1, 10**15 - 1, places=3),
    st.decimals(-1, 1, places=18),
    st.sampled_from([Decimal(0), Decimal(10) ** 14, Decimal("1E-20"), Decimal("-0.00")]),
)
"""Values of every size that a workbook keeps."""

NAMES = st.one_of(
    st.text("aéiMWœ -/’", max_size=60),
    st.sampled_from(["W" * 90, "mmmmm " * 30, "\u202e<b>"]),
)
"""What people may call something: too long, too wide, turning the direction of writing."""

_BEFORE = {"end": 1.0, "middle": 0.5}
"""The part of a text that stands before its place."""


def root(chart: Chart) -> ET.Element:
    return ET.fromstring(  # noqa: S314 - our own picture
        chart.svg.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)
    )


def texts(chart: Chart) -> list[str]:
    return ["".join(one.itertext()) for one in root(chart).iter(f"{SVG}text")]


def boxes_of(chart: Chart) -> Iterator[tuple[float, float, float, float]]:
    """Yield from where to where each text goes: left, top, right, bottom."""
    drawn = root(chart)
    usual = drawn.attrib["font-size"]
    for group in drawn.iter():
        for one in group.findall(f"{SVG}text"):
            text = "".join(one.itertext())
            size = float(one.get("font-size", group.get("font-size", usual)))
            wide = width_of(text, size, bold=one.get("font-weight") == "600")
            x = float(one.attrib["x"]) - wide * _BEFORE.get(one.get("text-anchor", ""), 0)
            y = float(one.attrib["y"])
            yield x, y - size * 0.72, x + wide, y + size * 0.2


def is_readable(chart: Chart) -> bool:
    """Whether no text is cut, nor stands on another."""
    left, top, wide, high = (float(one) for one in root(chart).attrib["viewBox"].split())
    boxes = [*boxes_of(chart)]
    within = all(
        left <= x <= end <= left + wide + 0.1 and top <= y <= bottom <= top + high
        for x, y, end, bottom in boxes
    )
    apart = not any(
        one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
        for place, one in enumerate(boxes)
        for other in boxes[place + 1 :]
    )
    return within and apart
