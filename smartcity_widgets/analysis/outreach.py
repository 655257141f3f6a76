"""Who is told what and when, and what such a plan should not forget (method.md P1.4).

When something is told is free text (``after the council``, ``March 2027``): what reads as a
date in the workbook's own language has its place in time, the rest stands without a date.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from smartcity_widgets.values import last_day
from smartcity_widgets.values.dates import read_date

if TYPE_CHECKING:
    from collections.abc import Iterator

    from smartcity_widgets.answers import Answers
    from smartcity_widgets.method import Method

__all__ = [
    "AUDIENCES",
    "INFLUENTIAL",
    "PLAN",
    "STAKEHOLDERS",
    "Audience",
    "Hint",
    "Outreach",
    "Telling",
    "hints_of",
    "influential_left_out",
    "outreach_of",
    "stakeholders_left_out",
]

AUDIENCES = "communication/audiences"
PLAN = "communication/plan"
STAKEHOLDERS = "openness/stakeholders"

INFLUENTIAL = 4
"""From this influence on, of 5, a stakeholder who hears nothing is missed."""

_OFFLINE = "non_digital_channel"
"""The line of the step's check list that says which channels need no screen."""

Hinted = Literal[
    "no-internal-audience",
    "external-first",
    "no-offline-channel",
    "audience-without-message",
]


@dataclass(frozen=True, slots=True)
class Audience:
    """Who is to be told; `internal` is None while nobody says whether it is inside."""

    row: str
    name: str | None
    internal: bool | None
    stakeholder: str | None


@dataclass(frozen=True, slots=True)
class Telling:
    """Something that is told: a row of the plan.

    Attributes
    ----------
    audience
        The row of the audience; None where it is not said, or was removed.
    when
        As it was typed.
    day
        The same as a date is stored; None where it reads as none.
    first, last
        The days that date stands for: one, or those of its month or year.
    """

    row: str
    audience: str | None
    message: str | None
    channel: str | None
    when: str | None
    day: str | None
    first: date | None
    last: date | None
    owner: str | None
    cost: Decimal | None
    done: bool


@dataclass(frozen=True, slots=True)
class Outreach:
    """The audiences, those inside first, and what they are told, earliest first.

    Attributes
    ----------
    undated
        What is told at a time that is no date, in the order of the table.
    """

    audiences: tuple[Audience, ...]
    dated: tuple[Telling, ...]
    undated: tuple[Telling, ...]

    @property
    def tellings(self) -> tuple[Telling, ...]:
        """All that is told."""
        return (*self.dated, *self.undated)

    @property
    def cost(self) -> Decimal | None:
        """What it costs together; None where no cost is given."""
        costs = [one.cost for one in self.tellings if one.cost is not None]
        return sum(costs, Decimal(0)) if costs else None

    @property
    def without_cost(self) -> int:
        """How many things that are told have no cost yet: the sum is that of the others."""
        return sum(one.cost is None for one in self.tellings)


@dataclass(frozen=True, slots=True)
class Hint:
    """Something the plan may have forgotten; `subject` is the row, or the table."""

    rule: Hinted
    subject: str


def outreach_of(answers: Answers) -> Outreach:
    """Return who is told what and when."""
    audiences = tuple(
        Audience(row["id"], row.get("name"), row.get("internal"), row.get("stakeholder"))
        for row in answers.table(AUDIENCES, ("name", "internal", "stakeholder"))
    )
    order = {True: 0, False: 1, None: 2}
    tellings = [_telling(row, answers) for row in _plan(answers)]
    dated = [one for one in tellings if one.last is not None]
    return Outreach(
        audiences=tuple(sorted(audiences, key=lambda one: order[one.internal])),
        dated=tuple(sorted(dated, key=lambda one: (one.last, one.first))),
        undated=tuple(one for one in tellings if one.last is None),
    )


def _plan(answers: Answers) -> tuple[dict[str, object], ...]:
    columns = ("audience", "message", "channel", "date_or_phase", "owner", "cost", "done")
    return answers.table(PLAN, columns)


def _telling(row: dict[str, object], answers: Answers) -> Telling:
    when = None if row.get("date_or_phase") is None else str(row["date_or_phase"])
    said = None if when is None else read_date(when, answers.words())
    day = said if isinstance(said, str) else None
    cost, audience = row.get("cost"), row.get("audience")
    return Telling(
        row=str(row["id"]),
        audience=str(audience) if audience in answers.rows(AUDIENCES) else None,
        message=_text(row.get("message")),
        channel=_text(row.get("channel")),
        when=when,
        day=day,
        first=None if day is None else date.fromisoformat(f"{day}-01-01"[:10]),
        last=None if day is None else last_day(day),
        owner=_text(row.get("owner")),
        cost=None if cost is None else Decimal(str(cost)),
        done=row.get("done") is True,
    )


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def hints_of(outreach: Outreach, method: Method) -> tuple[Hint, ...]:
    """Return what the plan may have forgotten; nothing while it is empty."""
    return tuple(_hints(outreach, method))


def _hints(outreach: Outreach, method: Method) -> Iterator[Hint]:
    inside = {one.row for one in outreach.audiences if one.internal}
    outside = {one.row for one in outreach.audiences if one.internal is False}
    if outside and not inside:
        yield Hint("no-internal-audience", AUDIENCES)
    if _is_outside_first(outreach, inside, outside):
        yield Hint("external-first", PLAN)
    if _is_online_only(outreach, method):
        yield Hint("no-offline-channel", PLAN)
    told = {one.audience for one in outreach.tellings if one.message}
    for one in outreach.audiences:
        if one.row not in told:
            yield Hint("audience-without-message", f"{AUDIENCES}/{one.row}")


def _is_outside_first(outreach: Outreach, inside: set[str], outside: set[str]) -> bool:
    """Whether somebody outside is told, for certain, before anybody inside."""
    own = [one.first for one in outreach.dated if one.audience in inside and one.first]
    others = [one.last for one in outreach.dated if one.audience in outside and one.last]
    if not others:
        return False
    if own:
        return min(others) < min(own)
    return not any(one.audience in inside for one in outreach.undated) and bool(inside)


def _is_online_only(outreach: Outreach, method: Method) -> bool:
    """Whether every channel needs a screen, as far as channels are named."""
    step = method.steps.get(PLAN.partition("/")[0])
    checklist = step.question("checklist") if step else None
    sources = step.sources(checklist, _OFFLINE) if step and checklist else ()
    channels = [one.channel for one in outreach.tellings if one.channel is not None]
    return bool(sources) and all(one.ticks(channels) is False for one in sources)


def stakeholders_left_out(answers: Answers) -> tuple[str, ...]:
    """Return the stakeholders with a name that are no audience yet, in order."""
    taken = {one.stakeholder for one in outreach_of(answers).audiences}
    return tuple(
        row
        for row in answers.rows(STAKEHOLDERS)
        if row not in taken and answers.value(f"{STAKEHOLDERS}/{row}/name")
    )


def influential_left_out(answers: Answers) -> tuple[str, ...]:
    """Return the stakeholders of much influence that are no audience: internal."""
    return tuple(
        row
        for row in stakeholders_left_out(answers)
        if (answers.value(f"{STAKEHOLDERS}/{row}/influence") or 0) >= INFLUENTIAL
    )
