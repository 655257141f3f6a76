"""Who came and who left between two cycles: what a successor asks first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .matching import pairs_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from smartcity_widgets.answers import Answers

__all__ = ["Newcomers", "newcomers_of"]

PERSONS = "context/persons"


@dataclass(frozen=True, slots=True)
class Newcomers:
    """Rows of the persons that are new and that left, and the roles that changed.

    Attributes
    ----------
    roles
        Row of each person whose role changed to the role then and now.
    """

    new: tuple[str, ...]
    gone: tuple[str, ...]
    roles: Mapping[str, tuple[str, str]]

    @property
    def changed(self) -> tuple[str, ...]:
        """Those whose role changed."""
        return tuple(self.roles)

    def __bool__(self) -> bool:
        """Whether anybody came, left or changed."""
        return bool(self.new or self.gone or self.roles)


def newcomers_of(before: Answers, after: Answers) -> Newcomers:
    """Return who came, who left and whose role changed; one typed again is who it was."""
    pairs = pairs_of(PERSONS, ("name",), before, after)
    roles = {
        one.after: (_role(before, one.before), _role(after, one.after))
        for one in pairs
        if one.before and one.after
    }
    return Newcomers(
        new=tuple(one.row for one in pairs if one.before is None),
        gone=tuple(one.row for one in pairs if one.after is None),
        roles={row: (then, now) for row, (then, now) in roles.items() if then != now},
    )


def _role(answers: Answers, row: str) -> str:
    return str(answers.value(f"{PERSONS}/{row}/role") or "")
