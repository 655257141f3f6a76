"""A file of measurements looked at: what would be added, what is doubtful or asked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from smartcity_widgets.exchange.measuring import summary_said
from smartcity_widgets.values.amounts import format_number
from smartcity_widgets.values.dates import format_day

from .figures import Looked, quality_field
from .figures_asked import field_of, role_field
from .figures_told import Change, columns_of
from .looked import Choice, Field, short, told_of_file
from .templates import environment, safe_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from smartcity_widgets.exchange.baselines import Ask
    from smartcity_widgets.exchange.measuring import Measured, Taken
    from smartcity_widgets.method import Method
    from smartcity_widgets.words import Words

__all__ = ["LookedMeasurements", "measurements_body"]

KEY = "measurements"
_OWN = frozenset(("period", "by", "leaps"))
SHOWN = 60
"""Values that stand in the page; of a long file the others are counted."""


@dataclass(frozen=True)
class LookedMeasurements(Looked):
    """A file that was opened for its measurements.

    Attributes
    ----------
    labels
        Row of an indicator to what it is called.
    told
        What is told of cells that cannot be read.
    """

    measured: Measured
    labels: Mapping[str, str]
    told: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """A value in words, with the row it was read in and how it was brought down."""

    date: str
    value: str
    how: str
    row: int


def measurements_body(
    method: Method,
    looked: LookedMeasurements | None,
    words: Words,
    *,
    uid: str,
    refused: str = "",
    added: int = 0,
) -> str:
    """Return the inside of the page's only fragment, ``measurements``.

    Parameters
    ----------
    looked
        The file; None before one is chosen.
    refused
        Why the last file was refused, in words.
    added
        How many measurements were added from the file before.
    """
    told = {} if looked is None else _told(method, looked, words)
    page = environment().get_template("measurements-body.html.j2")
    return page.render(
        say=words.say,
        count=words.count,
        uid=uid,
        subject=KEY,
        looked=looked,
        refused=refused,
        added=added,
        **told,
    ).strip()


def _told(method: Method, looked: LookedMeasurements, words: Words) -> dict[str, object]:
    found = looked.measured
    asked = [_field(one, looked, method, words) for one in found.asks]
    columns = columns_of(found, words, lambda one: role_field(one, looked, words))
    return told_of_file(looked, asked, columns, words) | {
        "groups": _groups(looked, words),
        "more": max(0, len(found.new) - SHOWN),
        "doubts": [*_twice(looked, words), *_leaps(looked, words)],
        "differing": _differing(looked, words),
        "not_read": [*_refused(looked, words), *map(safe_text, looked.told)],
        "not_read_count": found.not_read + len(looked.told),
        "quality": quality_field(looked, words),
    }


def _field(ask: Ask, looked: LookedMeasurements, method: Method, words: Words) -> Field:
    if ask.kind == "indicator":
        choices = [
            Choice(f"={one}", short(looked.labels.get(one, one)), one == ask.chosen)
            for one in ask.options
        ]
        if len(looked.measured.series) > 1:
            choices.insert(0, Choice("=", words.say("figures.not_used")))
        label = words.say("figures.ask.indicator", name=short(ask.subject))
        return _select(ask, label, choices, words)
    if ask.name in _OWN:
        choices = [
            Choice(
                f"={one}", words.say(f"{KEY}.{ask.name}.{one or 'none'}"), one == ask.chosen
            )
            for one in ask.options
        ]
        return _select(ask, words.say(f"{KEY}.ask.{ask.name}"), choices, words)
    return field_of(
        ask, looked.measured, method, words, typed=looked.chosen.get(ask.name, "")
    )


def _select(ask: Ask, label: str, choices: list[Choice], words: Words) -> Field:
    empty = words.say("figures.choose") if ask.chosen is None else ""
    return Field(
        ask.name, label, tuple(choices), empty=empty, needed=ask.needed, open=ask.open
    )


def _groups(looked: LookedMeasurements, words: Words) -> list[tuple[str, list[Line]]]:
    groups: dict[str, list[Line]] = {}
    for one in looked.measured.new[:SHOWN]:
        groups.setdefault(one.indicator, []).append(_line(one, words))  # type: ignore[arg-type]
    return [(short(looked.labels[row]), lines) for row, lines in groups.items()]


def _line(one: Taken, words: Words) -> Line:
    how = summary_said(one.summary, words) if one.summary else one.comment
    value = format_number(one.value, words.language)
    return Line(format_day(one.date, words), value, safe_text(how), one.row)


def _twice(looked: LookedMeasurements, words: Words) -> Iterator[str]:
    for one in looked.measured.twice[:SHOWN]:
        values = [format_number(value, words.language) for value in one.values]
        yield words.count(
            f"{KEY}.twice",
            one.count,
            name=short(looked.labels[one.indicator]),
            date=format_day(one.date, words),
            values=words.say("value.between").join(values),
        )


def _leaps(looked: LookedMeasurements, words: Words) -> Iterator[str]:
    for one in looked.measured.leaps[:SHOWN]:
        yield words.say(
            f"{KEY}.leap",
            name=short(looked.labels[one.figure.indicator]),
            date=format_day(one.figure.date, words),
            value=format_number(one.figure.value, words.language),
            beside=format_number(one.beside.value, words.language),
        )


def _differing(looked: LookedMeasurements, words: Words) -> list[Change]:
    return [
        Change(
            one.baseline.row,
            words.say(
                "figures.replace",
                indicator=short(looked.labels[one.figure.indicator]),
                year=format_day(one.figure.date, words),
                old=format_number(one.baseline.value, words.language),
                new=format_number(one.figure.value, words.language),
            ),
            one.baseline.row in looked.replaced,
        )
        for one in looked.measured.differing
    ]


def _refused(looked: LookedMeasurements, words: Words) -> Iterator[str]:
    for one in looked.measured.refused[:SHOWN]:
        details = {"row": one.row, "text": short(one.text)}
        yield words.maybe(f"measure.refused.{one.reason}", **details) or words.say(
            f"figures.refused.{one.reason}", **details
        )
