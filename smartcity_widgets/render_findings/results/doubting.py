"""What is not sure about the measurements: nothing is averaged, dropped or mended here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from smartcity_widgets.analysis.measurements import duplicates_of, leaps_of
from smartcity_widgets.analysis.measuring import INDICATORS
from smartcity_widgets.render.standing import value_said
from smartcity_widgets.values.dates import format_day

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from smartcity_widgets.analysis.measurements import Measurement
    from smartcity_widgets.analysis.monitoring import Standing
    from smartcity_widgets.render.drawing import Drawing

__all__ = ["Doubted", "doubts"]

KEY = "findings.results.doubt"


@dataclass(frozen=True, slots=True)
class Doubted:
    """Something to look at again: what it is about, why, and where it stands."""

    name: str
    said: str
    path: str


def doubts(
    found: Sequence[Standing],
    measured: Mapping[str, Sequence[Measurement]],
    drawing: Drawing,
) -> tuple[Doubted, ...]:
    """Return what is doubtful, indicator by indicator, then what belongs to none."""
    known = {one.indicator.row for one in found}
    told = [
        doubt
        for one in found
        for doubt in _of(one, measured.get(one.indicator.row, ()), drawing)
    ]
    lost = [
        Doubted(
            drawing.label_of(INDICATORS, row),
            drawing.count(f"{KEY}.lost", len(series)),
            f"{series[0].path}/indicator",
        )
        for row, series in measured.items()
        if row not in known
    ]
    return (*told, *lost)


def _of(
    one: Standing, series: Sequence[Measurement], drawing: Drawing
) -> Iterator[Doubted]:
    name = drawing.label_of(INDICATORS, one.indicator.row)

    def value(of: Measurement) -> str:
        return value_said(of.value, one.indicator, drawing.words)

    def day(of: Measurement) -> str:
        return format_day(of.date, drawing.words)

    for same in duplicates_of(series):
        values = drawing.say("value.between").join(value(of) for of in same)
        yield Doubted(
            name,
            drawing.count(f"{KEY}.twice", len(same), date=day(same[0]), values=values),
            f"{same[-1].path}/value",
        )
    for leap in leaps_of(series):
        yield Doubted(
            name,
            drawing.say(
                f"{KEY}.leap",
                before=value(leap.before),
                after=value(leap.after),
                date=day(leap.after),
            ),
            f"{leap.after.path}/value",
        )
    for of in series:
        if of.series_break:
            yield Doubted(
                name,
                drawing.say(f"{KEY}.break", date=day(of), value=value(of)),
                f"{of.path}/series_break",
            )
