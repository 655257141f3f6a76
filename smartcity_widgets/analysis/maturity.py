"""How mature the territory says it is: seven domains, each from its criteria.

The names of the domains are those of the maturity model of the Smart City Institute; the
criteria and the arithmetic are OURS, an indicative aid and not its instrument.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from smartcity_widgets.answers import Answers
    from smartcity_widgets.method import Method

    from .verdict import Level

__all__ = ["Domain", "Maturity", "maturity"]

TABLE = "diagnosis/maturity"


@dataclass(frozen=True, slots=True)
class Maturity:
    """One criterion, as its row says.

    Attributes
    ----------
    criterion
        None for a row about its domain as a whole.
    level, target
        0 to 4 exactly, ``"unknown"``, ``"na"``, or None where nobody answered.
    """

    criterion: str | None
    level: Level
    target: Level
    target_year: int | None


@dataclass(frozen=True, slots=True)
class Domain:
    """One domain.

    Attributes
    ----------
    level
        Mean of the known levels, None where none is known: unknown is never 0.
    target
        Where the domain would stand if its targets were reached: the mean over the criteria
        with a known level of the target, or of the level where no target is set. None where
        none of them has a target.
    """

    id: str
    criteria: tuple[Maturity, ...]
    level: Fraction | None
    target: Fraction | None

    @property
    def known(self) -> int:
        """How many criteria have a level."""
        return sum(isinstance(one.level, Fraction) for one in self.criteria)


def maturity(method: Method, answers: Answers) -> tuple[Domain, ...]:
    """Return every domain, in order, with its criteria in theirs.

    Of two rows on one criterion the later counts.
    """
    asked = method.at(TABLE)
    domain = asked.column("domain") if asked else None
    criterion = asked.column("criterion") if asked else None
    if domain is None:  # adapted to a client who does not ask it
        return ()
    order = criterion.choices if criterion else ()
    places: dict[str | None, int] = {name: place for place, name in enumerate(order)}
    found: dict[str, dict[str, Maturity]] = {name: {} for name in domain.choices}
    columns = ("domain", "criterion", "level", "target", "target_year")
    for row in answers.table(TABLE, columns):
        if row.get("domain") in found:
            named = row.get("criterion")
            one = Maturity(
                named,
                _read(row.get("level")),
                _read(row.get("target")),
                row.get("target_year"),
            )
            found[row["domain"]][named or row["id"]] = one
    return tuple(
        _domain(name, sorted(rows.values(), key=lambda one: places.get(one.criterion, -1)))
        for name, rows in found.items()
    )


def _domain(name: str, criteria: Iterable[Maturity]) -> Domain:
    rows = tuple(criteria)
    known = [(one.level, one.target) for one in rows if isinstance(one.level, Fraction)]
    goals = [goal if isinstance(goal, Fraction) else level for level, goal in known]
    aimed = any(isinstance(goal, Fraction) for _, goal in known)
    return Domain(
        id=name,
        criteria=rows,
        level=_mean([level for level, _ in known]),
        target=_mean(goals) if aimed else None,
    )


def _read(level: Any) -> Level:  # noqa: ANN401 - a cell
    return Fraction(level) if isinstance(level, int) else level


def _mean(levels: Sequence[Fraction]) -> Fraction | None:
    return sum(levels, Fraction(0)) / len(levels) if levels else None
