"""Who came and who left between two cycles: what a successor asks first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from smartcity_widgets.answers import Answers

__all__ = ["Newcomers", "newcomers_of"]

PERSONS = "context/persons"


@dataclass(frozen=True, slots=True)
class Newcomers:
    """Rows of the persons that are new, that left, and whose role changed."""

    new: tuple[str, ...]
    gone: tuple[str, ...]
    changed: tuple[str, ...]

    def __bool__(self) -> bool:
        """Whether anybody came, left or changed."""
        return bool(self.new or self.gone or self.changed)


def newcomers_of(before: Answers, after: Answers) -> Newcomers:
    """Return who came, who left and whose role changed; a person is known by the row."""
    first, last = before.rows(PERSONS), after.rows(PERSONS)
    return Newcomers(
        new=tuple(one for one in last if one not in first),
        gone=tuple(one for one in first if one not in last),
        changed=tuple(
            one for one in last if one in first and _role(before, one) != _role(after, one)
        ),
    )


def _role(answers: Answers, row: str) -> object:
    return answers.value(f"{PERSONS}/{row}/role")
