"""What follows from a diagnosis: what was looked at, its board and charts, what is missing.

The board of strengths and threats is text in four lists and not a picture: it wraps on a
phone, can be selected, and is its own table. The map of stakeholders is internal: it is
drawn only where that may be told.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from smartcity_widgets.analysis.diagnosis import diagnosis
from smartcity_widgets.analysis.dimensions import dimensions
from smartcity_widgets.analysis.initiatives import initiatives
from smartcity_widgets.analysis.maturity import maturity
from smartcity_widgets.analysis.stakeholders import ZONES, StakeholderMap, stakeholder_map
from smartcity_widgets.analysis.swot import HEAVIEST, swot
from smartcity_widgets.charts import (
    dimension_bars,
    initiative_bars,
    maturity_bars,
    stakeholder_board,
)
from smartcity_widgets.render.drawing import Drawing, View

if TYPE_CHECKING:
    from collections.abc import Sequence

    from smartcity_widgets.analysis.diagnosis import Diagnosis, Figure
    from smartcity_widgets.analysis.swot import Statement, Swot
    from smartcity_widgets.charts import Chart
    from smartcity_widgets.words import Words

    from .told import Told

__all__ = ["draw"]

KEY = "findings.diagnosis"
STEP = "diagnosis"
NOBODY = StakeholderMap({}, ())
NAMED = 5
"""Figures named in one warning."""


@dataclass(frozen=True, slots=True)
class Warned:
    """One thing to look at again: a sentence, and the question it leads to."""

    said: str
    path: str


def draw(told: Told) -> str:
    """Return the page of the diagnosis; empty where it says nothing yet."""
    answers, words = told.answers, told.words
    found = diagnosis(told.method, answers)
    board = swot(answers)
    people = stakeholder_map(answers) if told.internal else NOBODY
    charts = _charts(told)
    said = (found.needs, found.figures, found.gaps, board.count, people.places)
    if not any((*said, *charts.values())):
        return ""
    prefix = f"{told.uid}-"
    drawing = Drawing(
        told.method,
        answers,
        words,
        View(told.uid, words.language, mode="read", show_internal=told.internal),
    )
    return told.render(
        "findings/diagnosis.html.j2",
        lead=_lead(found, words),
        warnings=_warnings(found, board, drawing),
        board=board if board.count > len(board.unplaced) else None,
        about=lambda one: _about(one, words),
        heaviest=HEAVIEST,
        charts=charts,
        figures=_figures(found, drawing),
        needs=_needs(found, words),
        gaps=found.gaps,
        map=stakeholder_board(people, words, prefix=prefix) if people.places else None,
        zones=_zones(people, words),
    )


def _charts(told: Told) -> dict[str, Chart | None]:
    """Draw what has something to show; an empty chart says less than none."""
    prefix, words = f"{told.uid}-", told.words
    parts = dimensions(told.method, told.answers)
    domains = maturity(told.method, told.answers)
    running = initiatives(told.method, told.answers)
    return {
        "dimensions": dimension_bars(parts, words, prefix=prefix)
        if any(one.figures or one.indicators for one in parts)
        else None,
        "maturity": maturity_bars(domains, words, prefix=prefix)
        if any(one.criteria for one in domains)
        else None,
        "initiatives": initiative_bars(running, words, prefix=prefix)
        if any(one.count for one in running)
        else None,
    }


def _dimension(name: str | None, words: Words) -> str:
    return words.say(f"choice.dimension.{name}" if name else f"{KEY}.no_dimension")


def _listed(names: Sequence[str], words: Words) -> str:
    return words.say(f"{KEY}.between").join(_dimension(one, words) for one in names)


def _lead(found: Diagnosis, words: Words) -> str:
    """Say which dimensions were looked at, and which were not."""
    if not found.overlooked:
        return words.say(f"{KEY}.all")
    if not found.looked_at:
        return words.say(f"{KEY}.none")
    return words.count(
        f"{KEY}.some",
        len(found.looked_at),
        names=_listed(found.looked_at, words),
        missing=_listed(found.overlooked, words),
    )


def _warnings(found: Diagnosis, board: Swot, drawing: Drawing) -> list[Warned]:
    words, told = drawing.words, []
    unsourced = found.unsourced
    if unsourced:
        names = dict.fromkeys(_named(one, drawing) for one in unsourced)
        listed = words.say(f"{KEY}.between").join(list(names)[:NAMED])
        if len(names) > NAMED:
            listed = words.say(f"{KEY}.and_others", names=listed)
        said = words.count(f"{KEY}.unsourced", len(unsourced), names=listed)
        told.append(Warned(said, f"{STEP}/baseline"))
    needs = [one for ones in found.needs.values() for one in ones]
    bare = sum(one.evidence is None for one in needs)
    if bare:
        said = words.count(f"{KEY}.without_evidence", bare, total=len(needs))
        told.append(Warned(said, f"{STEP}/needs"))
    if board.unplaced:
        said = words.count(f"{KEY}.unplaced", len(board.unplaced))
        told.append(Warned(said, f"{STEP}/swot"))
    return told


def _named(one: Figure, drawing: Drawing) -> str:
    return _cell(one, "indicator", drawing) or drawing.say(f"{KEY}.unnamed_figure")


def _cell(one: Figure, name: str, drawing: Drawing) -> str:
    """Return a cell as people write it; empty where there is none."""
    asked = drawing.method.at(f"{STEP}/baseline")
    column = asked.column(name) if asked else None
    value = one.cells.get(name)
    return drawing.show(column, value) if column and value is not None else ""


def _figures(found: Diagnosis, drawing: Drawing) -> list[tuple[str, list[dict[str, str]]]]:
    """Return the baseline, by dimension, each figure in words."""
    columns = ("indicator", "value", "unit", "year", "data_quality", "source")
    return [
        (
            _dimension(dimension, drawing.words),
            [
                {name: _cell(one, name, drawing) for name in columns}
                | {"unit": _cell(one, "unit", drawing) or _unit(one, drawing)}
                for one in ones
            ],
        )
        for dimension, ones in found.figures.items()
    ]


def _unit(one: Figure, drawing: Drawing) -> str:
    """Return the unit of the catalogue, for a figure that names none."""
    entry = drawing.method.indicators.get(one.cells.get("indicator", ""))
    return drawing.words.maybe(f"unit.{entry.unit}.other") if entry else ""


def _needs(found: Diagnosis, words: Words) -> list[tuple[str, int, int]]:
    """Return how many needs each dimension has, and how many have evidence."""
    if not found.needs:
        return []
    unsaid = () if None not in found.needs else (None,)
    counted = []
    for dimension in (*found.dimensions, *unsaid):
        ones = found.needs.get(dimension, ())
        bare = sum(one.evidence is None for one in ones)
        counted.append((_dimension(dimension, words), len(ones), len(ones) - bare))
    return counted


def _about(one: Statement, words: Words) -> str:
    """Say what a statement is about and who says so."""
    told = [_dimension(one.dimension, words) if one.dimension else "", one.source or ""]
    return words.say(f"{KEY}.beside").join(part for part in told if part)


def _zones(people: StakeholderMap, words: Words) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return who stands in each zone of the map, for a page too narrow for it."""
    parts = [
        (
            words.say(f"chart.stakeholder-map.zone_{zone}"),
            [one for one in people.placed if one.zone == zone],
        )
        for zone in ZONES
    ]
    return [
        (name, [(one.name, words.say(f"choice.stance.{one.stance}")) for one in ones])
        for name, ones in parts
        if ones
    ]
