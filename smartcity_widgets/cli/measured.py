"""What the command says of measurements: what is asked, what was added, what was not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .app import spoken_words
from .terminal import print_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from smartcity_widgets.exchange.baselines import Ask
    from smartcity_widgets.exchange.measuring import Measurable, Measured
    from smartcity_widgets.words import Words

__all__ = ["asked_said", "measured_json", "print_told"]

_OPTIONS = ("period", "by", "differing", "leaps")
_MOST_NAMED = 6
"""Choices, and refused values, that are named in a line of their own or in a sentence."""


def asked_said(found: Measured, known: Measurable) -> str:
    """Return what is still to be chosen, each with the option that answers it."""
    spoken = spoken_words()
    said = dict.fromkeys(_question(one, found, known, spoken) for one in found.open)
    return " ".join(said)


def _question(ask: Ask, found: Measured, known: Measurable, spoken: Words) -> str:
    option = f"--{ask.name} " if ask.name in _OPTIONS else f"--set {ask.name}="
    options = list(ask.options)
    if ask.kind == "indicator":
        options = [f"{one} ({known.labels[one]})" for one in options]
    elif ask.kind in {"take", "value"}:
        options = [f"{one} ({found.columns[int(one)].column.label})" for one in options]
    elif ask.kind == "breakdown":
        options = [
            f"{one} ({spoken.say('measure.together')})" if one == "*" else f"{one}"
            for one in options
        ]
    more = [] if len(options) <= _MOST_NAMED else ["…"]
    subject = _subject(ask, found, known)
    return spoken.say(
        f"cli.measure.ask.{ask.kind}",
        subject=subject,
        option=option,
        choices=", ".join(options[:_MOST_NAMED] + more),
    )


def _subject(ask: Ask, found: Measured, known: Measurable) -> str:
    if ask.name == "by" and found.twice:
        one = found.twice[0]
        values = ", ".join(f"{value:f}" for value in one.values)
        return f"{known.labels[one.indicator]}, {one.date}: {values}"
    if ask.name == "differing":
        first = found.differing[0]
        figure = first.figure
        return (
            f"{known.labels[figure.indicator]}, {figure.date}: "
            f"{first.baseline.value:f} → {figure.value:f}"
        )
    if ask.name == "leaps":
        leap = found.leaps[0]
        return (
            f"{known.labels[leap.figure.indicator]}, {leap.figure.date}: "
            f"{leap.beside.value:f} ({leap.beside.date}) → {leap.figure.value:f}"
        )
    return ask.subject


def measured_json(
    found: Measured,
    rows: list[dict[str, Any]],
    known: Measurable,
    of_requests: list[str],
    *,
    added: bool,
) -> dict[str, Any]:
    """Return as one document what was added, and what was not."""
    names = known.labels
    return {
        "added": added,
        "rows": [
            {"row": one.get("row"), "name": names[one["cells"]["indicator"]]} | one["cells"]
            for one in rows
        ],
        "read": found.read,
        "missing": found.missing,
        "same": len(found.same),
        "differing": [
            {
                "row": one.baseline.row,
                "date": one.figure.date,
                "workbook": f"{one.baseline.value:f}",
                "file": f"{one.figure.value:f}",
            }
            for one in found.differing
        ],
        "leaps": [
            {
                "indicator": one.figure.indicator,
                "date": one.figure.date,
                "value": f"{one.figure.value:f}",
                "beside": f"{one.beside.value:f}",
            }
            for one in found.leaps
        ],
        "not_read": found.not_read,
        "refused": [
            {"file": one.file, "row": one.row, "reason": one.reason, "text": one.text}
            for one in found.refused
        ],
        "told": of_requests,
    }


def print_told(
    found: Measured,
    rows: list[dict[str, Any]],
    known: Measurable,
    workbook: str,
    *,
    added: bool,
) -> None:
    """Print what was added, row by row, and what was not."""
    spoken = spoken_words()
    for one in rows:
        cells = one["cells"]
        name = known.labels[cells["indicator"]]
        print_line(name, cells["date"], cells["value"], cells.get("comment", ""))
    key = "cli.measure.added" if added else "cli.measure.would"
    print_line(spoken.count(key, len(rows), workbook=workbook))
    if found.same:
        print_line(spoken.count("figures.same", len(found.same)))
    if found.missing:
        print_line(spoken.count("figures.without", found.missing))
    for line in _refusals(found, spoken):
        print_line(line)


def _refusals(found: Measured, spoken: Words) -> Iterator[str]:
    """Yield the values that were not read, the first of them each with its row and why."""
    if not found.not_read:
        return
    yield spoken.count("figures.not_added", found.not_read)
    for one in found.refused[:_MOST_NAMED]:
        key = f"measure.refused.{one.reason}"
        said = spoken.maybe(key, row=one.row, text=one.text) or spoken.say(
            f"figures.refused.{one.reason}", row=one.row, text=one.text
        )
        yield f"  {one.file}: {said}"
    if found.not_read > _MOST_NAMED:
        yield "  " + spoken.count("figures.more_refused", found.not_read - _MOST_NAMED)
