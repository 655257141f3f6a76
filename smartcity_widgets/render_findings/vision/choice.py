"""What was chosen as a tree: priorities, the needs they answer, objectives, letters."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from smartcity_widgets.values.dates import format_day

if TYPE_CHECKING:
    from collections.abc import Sequence

    from smartcity_widgets.analysis.needs import Need
    from smartcity_widgets.analysis.objectives import Branch, Letter, Objective
    from smartcity_widgets.analysis.priorities import Priorities
    from smartcity_widgets.words import Words

__all__ = ["Goal", "Limb", "Named", "Smart", "left_out", "limbs"]

KEY = "findings.vision"


@dataclass(frozen=True, slots=True)
class Named:
    """A need, its place in the ranking where it has one, and what is said of it."""

    name: str
    placed: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Smart:
    """One letter of SMART: whether it holds, and what is missing where it does not."""

    name: str
    holds: bool
    said: str
    path: str


@dataclass(frozen=True, slots=True)
class Goal:
    """One objective."""

    code: str
    statement: str
    deadline: str
    letters: tuple[Smart, ...]


@dataclass(frozen=True, slots=True)
class Limb:
    """One priority with all that hangs on it; without a name, the loose objectives."""

    name: str
    dimension: str
    rationale: str
    needs: tuple[Named, ...]
    goals: tuple[Goal, ...]
    loose: bool


def limbs(found: Priorities, branches: Sequence[Branch], words: Words) -> tuple[Limb, ...]:
    """Return the priorities in order, with what hangs on each."""
    chosen = {one.id: one for one in found.selection.priorities}
    made = []
    for branch in branches:
        kept = chosen.get(branch.priority or "")
        dimension = kept.dimension if kept else None
        made.append(
            Limb(
                name=branch.text,
                dimension=words.say(f"choice.dimension.{dimension}") if dimension else "",
                rationale=kept.rationale if kept else "",
                needs=tuple(
                    Named(one.text, _place(one, found, words))
                    for one in (kept.needs if kept else ())
                ),
                goals=tuple(_goal(one, words) for one in branch.objectives),
                loose=branch.priority is None,
            )
        )
    return tuple(made)


def left_out(found: Priorities, words: Words) -> tuple[Named, ...]:
    """Return the needs left out, each with its place and the reason given."""
    return tuple(
        Named(
            one.need.text,
            _place(one.need, found, words),
            one.reason or words.say(f"{KEY}.no_reason"),
        )
        for one in found.selection.left_out
    )


def _place(need: Need, found: Priorities, words: Words) -> str:
    ranked = found.ranking.of(need.id)
    return words.say(f"{KEY}.placed", place=ranked.place) if ranked else ""


def _goal(one: Objective, words: Words) -> Goal:
    date = format_day(one.deadline, words) if one.deadline else ""
    return Goal(
        code=one.code,
        statement=one.statement,
        deadline=words.say(f"{KEY}.by_when", date=date) if date else "",
        letters=tuple(_letter(letter, words) for letter in one.letters),
    )


def _letter(one: Letter, words: Words) -> Smart:
    name = words.say(f"question.vision.objectives.smart_{one.id}.label")
    return Smart(name, one.holds, _lacks(one, words), one.path)


def _lacks(one: Letter, words: Words) -> str:
    """Say what a letter lacks: what nobody said, or what the workbook does not find."""
    if one.holds:
        return words.say(f"{KEY}.smart.holds")
    if one.lack is None:
        return words.say(f"{KEY}.smart.{one.state or 'unsaid'}")
    lack = words.say(f"{KEY}.smart.{one.lack}")
    return words.say(f"{KEY}.smart.but", lack=lack) if one.state == "yes" else lack
