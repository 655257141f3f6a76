"""Who measures what when, and what else has a day: reviews, acts of communication.

A measurement is due every month, quarter, half year or year after the day of the baseline,
for the last time on the target date: the day the target is judged. ``once`` is that day
alone. A baseline of a month or a year is measured at ends of months. Nothing here knows
what day it is today: whoever asks says from when to when.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import UTC, date
from typing import TYPE_CHECKING, Literal

from smartcity_widgets.values import last_day
from smartcity_widgets.values.dates import LAST_YEAR

from .measuring import INDICATORS, indicators_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from smartcity_widgets.answers import Answers

    from .measuring import Indicator

__all__ = [
    "EVERY",
    "REVIEWS",
    "Due",
    "Series",
    "due_between",
    "last_change",
    "months_after",
    "series_of",
]

Kind = Literal["baseline", "measurement", "judgement", "review"]

REVIEWS = "evaluation/review_calendar"

EVERY = {"monthly": 1, "quarterly": 3, "half_year": 6, "yearly": 12}
"""Months between two measurements, by frequency."""

_YEAR = 12
_LONG_DAY = len("2026-03-12")
_LAST_OF_MONTH = 31


@dataclass(frozen=True, slots=True)
class Series:
    """The days on which one indicator is due.

    Attributes
    ----------
    start
        The baseline's day; None where it is not known, or does not count.
    months
        Months between two days, None where there is no rhythm.
    anchor
        The day of the month that is meant, 31 for its last: a shorter month has its own
        last day instead.
    end
        The target date, on which the last measurement is due; None where there is none.
    """

    row: str
    owner: str | None
    start: date | None
    months: int | None
    anchor: int
    end: date | None

    @property
    def first(self) -> date | None:
        """The first day of the rhythm, if the target date leaves one."""
        return next(self.rhythm(self.end), None) if self.end else None

    @property
    def ends_apart(self) -> bool:
        """Whether the last measurement is due on a day outside the rhythm."""
        return self.end is not None and self.end not in self.rhythm(self.end)

    def rhythm(self, last: date) -> Iterator[date]:
        """Yield the days of the rhythm up to a day, and to the target date."""
        if self.start is None or self.months is None or self.end is None:
            return
        until, turn = min(last, self.end), 1
        while True:
            day = months_after(self.start, turn * self.months, self.anchor)
            if day is None or day > until:
                return
            yield day
            turn += 1

    def days(self, first: date, last: date) -> tuple[date, ...]:
        """Return the days from `first` to `last`, both included."""
        found = [day for day in self.rhythm(last) if day >= first]
        if self.ends_apart and self.end is not None and first <= self.end <= last:
            found.append(self.end)
        return tuple(found)


@dataclass(frozen=True, slots=True)
class Due:
    """Something that is due on a day.

    Attributes
    ----------
    kind
        ``baseline``: the first, while it has no value yet; ``measurement``;
        ``judgement``: the last, on the target date; ``review``.
    row
        The row it is about, as ``step/table/row``; empty for a review.
    owner
        The row of the person who does it, if anybody is named.
    """

    day: date
    kind: Kind
    row: str = ""
    owner: str | None = None


def months_after(start: date, months: int, anchor: int) -> date | None:
    """Return the day `anchor` of the month that is `months` after that of `start`.

    A shorter month has its own last day instead; None after the last year there is.

    Examples
    --------
    >>> months_after(date(2025, 12, 31), 2, 31)
    datetime.date(2026, 2, 28)
    """
    year, month = divmod(start.year * _YEAR + start.month - 1 + months, _YEAR)
    if year > LAST_YEAR:
        return None
    return date(year, month + 1, min(anchor, monthrange(year, month + 1)[1]))


def last_change(answers: Answers) -> date | None:
    """Return the day (UTC) of the last entry of the log, if it is dated.

    Of a cycle that was closed it is the day on which it was.
    """
    closing = answers.closing
    if closing is not None and closing.time is not None:
        return closing.time.astimezone(UTC).date()
    last = max(answers.latest.values(), key=lambda one: one.number, default=None)
    return None if last is None or last.time is None else last.time.astimezone(UTC).date()


def series_of(indicator: Indicator) -> Series:
    """Return on which days an indicator is due."""
    said = indicator.baseline_date
    start = None if said is None else last_day(said)
    whole = said is not None and len(said) == _LONG_DAY
    return Series(
        row=indicator.row,
        owner=indicator.owner,
        start=start,
        months=EVERY.get(indicator.frequency or ""),
        anchor=start.day if start and whole else _LAST_OF_MONTH,
        end=None if indicator.target_date is None else last_day(indicator.target_date),
    )


def due_between(answers: Answers, first: date, last: date) -> tuple[Due, ...]:
    """Return what is due from a day to another, both included, the earliest first."""
    found = [
        due
        for one in indicators_of(answers)
        for due in _due(one, first, last)
        if first <= due.day <= last
    ]
    found += [
        Due(day, "review")
        for day in dict.fromkeys(map(last_day, answers.value(REVIEWS) or ()))
        if first <= day <= last
    ]
    return tuple(sorted(found, key=lambda one: one.day))


def _due(one: Indicator, first: date, last: date) -> Iterator[Due]:
    series, row = series_of(one), f"{INDICATORS}/{one.row}"
    if series.start is not None and one.baseline_value is None:
        yield Due(series.start, "baseline", row, one.owner)
    for day in series.days(first, last):
        kind: Kind = "judgement" if day == series.end else "measurement"
        yield Due(day, kind, row, one.owner)
