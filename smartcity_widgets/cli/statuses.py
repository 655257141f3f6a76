"""The command that says where each indicator stands on a day."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from smartcity_widgets.errors import UsageError
from smartcity_widgets.words import speaking

from .app import AsJson, Cycle, Language, WorkbookId, app, desk_of, word
from .terminal import print_json, print_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from smartcity_widgets.analysis.monitoring import Standing
    from smartcity_widgets.desk import Desk


@app.command("status", help=word("status.help"))
def status(
    workbook: WorkbookId,
    on: Annotated[
        str | None, typer.Option("--on", metavar="DATE", help=word("status.on"))
    ] = None,
    cycle: Cycle = None,
    language: Language = None,
    *,
    as_json: AsJson = False,
) -> None:
    """Print where each indicator stands on a day, by default today."""
    from smartcity_widgets.analysis.monitoring import standings

    desk = desk_of(workbook, cycle, language)
    found = standings(desk.answers, _day(on))
    if as_json:
        print_json([_to_json(one) for one in found])
    else:
        _print(found, desk)


def _day(text: str | None) -> date:
    """Return the day that is asked about; a month or a year is its last day.

    Raises
    ------
    UsageError
        If it is no date.
    """
    from smartcity_widgets.values import last_day
    from smartcity_widgets.values.dates import stored_date_problem

    if text is None:
        return date.today()  # noqa: DTZ011 - the day on the calendar of whoever asks
    if stored_date_problem(text) is not None:
        raise UsageError("not-a-day", text=text)
    return last_day(text)


def _to_json(one: Standing) -> dict[str, object]:
    return {
        "indicator": one.indicator.row,
        "objective": one.objective,
        "value": None if one.value is None else f"{one.value:f}",
        "date": one.date,
        "progress": None if one.progress is None else float(one.progress),
        "expected": None if one.expected is None else float(one.expected),
        "status": one.status,
        "trend": one.trend,
        "data_quality": one.data_quality,
    }


def _print(found: Sequence[Standing], desk: Desk) -> None:
    """Print the indicators objective by objective, one line each."""
    from smartcity_widgets.analysis.measuring import INDICATORS, OBJECTIVES
    from smartcity_widgets.render.drawing import Drawing, View
    from smartcity_widgets.render.standing import (
        STATUS_SIGNS,
        because,
        last_said,
        status_said,
        trend_said,
    )

    words = desk.answers.words(speaking.get())
    view = View("status", words.language, mode="read", show_internal=True)
    drawing = Drawing(desk.method, desk.answers, words, view)
    if not found:
        print_line(words.say("cli.status.none"))
    objectives = {one: place for place, one in enumerate(drawing.rows(OBJECTIVES))}
    ordered = sorted(
        found, key=lambda one: objectives.get(one.objective or "", len(objectives))
    )
    heading = None
    for one in ordered:
        known = one.objective in objectives
        title = (
            drawing.label_of(OBJECTIVES, one.objective or "")
            if known
            else words.say("findings.evaluation.loose")
        )
        if title != heading:
            heading = title
            print_line(title)
        said = [because(one, words), last_said(one, words), trend_said(one, words)]
        print_line(
            f"  {STATUS_SIGNS[one.status]} {status_said(one.status, words)}",
            drawing.label_of(INDICATORS, one.indicator.row),
            *(text for text in said if text),
        )
