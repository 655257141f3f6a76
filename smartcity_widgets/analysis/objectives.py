"""The objectives under their priorities, and which letter of SMART each still lacks.

Specific, measurable, achievable and relevant are for people to say. Two letters the
workbook can check: an objective is bound in time once it has a deadline, and measurable
only once an indicator with a target follows it. Where somebody ticked *yes* and the
workbook cannot find it, the letter says so instead of believing either.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from .needs import rows_of
from .selection import SELECTED

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from smartcity_widgets.answers import Answers
    from smartcity_widgets.method import Method

__all__ = [
    "INDICATORS",
    "LETTERS",
    "OBJECTIVES",
    "Branch",
    "Letter",
    "Objective",
    "objectives_of",
]

OBJECTIVES, INDICATORS = "vision/objectives", "evaluation/indicators"
LETTERS = ("specific", "measurable", "achievable", "relevant", "time_bound")
_TARGETS = ("target_value", "target_low", "target_high")

State = Literal["yes", "no"]
Lack = Literal["no-indicator", "no-target", "no-deadline"]


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter of SMART.

    Attributes
    ----------
    state
        ``yes`` or ``no``; None where nobody said.
    lack
        What the workbook does not find for it, None where nothing is missing.
    path
        Where to fill what is missing.
    """

    id: str
    state: State | None
    lack: Lack | None
    path: str

    @property
    def holds(self) -> bool:
        """Whether the objective has the letter: said, and found where it can be."""
        return self.state == "yes" and self.lack is None


@dataclass(frozen=True, slots=True)
class Objective:
    """One objective.

    Attributes
    ----------
    indicators
        How many indicators follow it.
    """

    id: str
    code: str
    statement: str
    deadline: str | None
    letters: tuple[Letter, ...]
    indicators: int

    @property
    def missing(self) -> tuple[Letter, ...]:
        """The letters it lacks, in order."""
        return tuple(one for one in self.letters if not one.holds)


@dataclass(frozen=True, slots=True)
class Branch:
    """A priority with its objectives; without a priority, those that name none."""

    priority: str | None
    text: str
    objectives: tuple[Objective, ...]


def objectives_of(method: Method, answers: Answers) -> tuple[Branch, ...]:
    """Return the objectives as a tree under the selected priorities, in order.

    A priority without an objective is a branch without one; objectives that name no
    priority that exists come last.
    """
    columns = ("code", "priority", "statement", "deadline", *map(_flag, LETTERS))
    rows = list(rows_of(OBJECTIVES, columns, method, answers))
    followed = _followed(method, answers)
    priorities = {
        row["id"]: str(row.get("priority", ""))
        for row in rows_of(SELECTED, ("priority",), method, answers)
    }
    under: dict[str | None, list[Objective]] = {one: [] for one in priorities}
    for row in rows:
        named = row.get("priority")
        branch = under.setdefault(named if named in priorities else None, [])
        branch.append(_objective(row, followed.get(row["id"], ()), method))
    return tuple(
        Branch(one, priorities.get(one, "") if one else "", tuple(found))
        for one, found in under.items()
    )


def _flag(letter: str) -> str:
    return f"smart_{letter}"


def _followed(method: Method, answers: Answers) -> dict[str, list[bool]]:
    """Return each objective's indicators: whether each has a target."""
    found: dict[str, list[bool]] = {}
    for row in rows_of(INDICATORS, ("objective", *_TARGETS), method, answers):
        if "objective" in row:
            has_target = any(one in row for one in _TARGETS)
            found.setdefault(row["objective"], []).append(has_target)
    return found


def _objective(
    row: Mapping[str, Any], followed: Sequence[bool], method: Method
) -> Objective:
    place, deadline = f"{OBJECTIVES}/{row['id']}", row.get("deadline")
    said: dict[str, State | None] = {
        one: {True: "yes", False: "no"}.get(row.get(_flag(one)))  # type: ignore[arg-type, misc]
        for one in LETTERS
    }
    if deadline and said["time_bound"] is None:
        said["time_bound"] = "yes"
    if any(followed) and said["measurable"] is None:
        said["measurable"] = "yes"
    lacks: dict[str, tuple[Lack, str]] = {}
    if not deadline:
        lacks["time_bound"] = ("no-deadline", f"{place}/deadline")
    if not any(followed) and method.asks(INDICATORS):
        lacks["measurable"] = ("no-target" if followed else "no-indicator", INDICATORS)
    return Objective(
        id=row["id"],
        code=str(row.get("code", "")),
        statement=str(row.get("statement", "")),
        deadline=deadline,
        letters=tuple(
            Letter(one, said[one], *lacks.get(one, (None, f"{place}/{_flag(one)}")))
            for one in LETTERS
        ),
        indicators=len(followed),
    )
