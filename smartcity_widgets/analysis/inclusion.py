"""An amount that is counted inside another project's: added once, and never lost.

A plan often names a project and a part of it as two lines. Where the part says in whose
budget it stands, only the whole is added. That holds as long as the whole can hold it: an
amount that is said to be inside a smaller one, or inside none, is added all the same and
told, because a total that is too small is worse than one that somebody has to mend.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from .circles import circles_among

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

__all__ = ["Doubtful", "Inclusion", "Misfit", "inclusion"]

Doubtful = Literal[
    "outer-too-small",
    "inners-too-large",
    "outer-without-amount",
    "outer-cancelled",
    "inclusion-circle",
]
"""Why an amount that is said to be counted inside another one is added after all."""


@dataclass(frozen=True, slots=True)
class Misfit:
    """An amount that its holder cannot hold.

    Attributes
    ----------
    row, holder
        The project, and the one in whose budget it is said to be counted.
    amount
        What is added after all.
    room
        What the holder has; None where it has no amount, or is not counted.
    """

    row: str
    holder: str
    why: Doubtful
    amount: Decimal
    room: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Inclusion:
    """What is added, and what is counted inside something that is.

    Attributes
    ----------
    added
        Row to the amount that counts in a total.
    inside
        Row to the amount that is counted in another row's.
    misfits
        What is added although it is said to be counted elsewhere, in order.
    """

    added: Mapping[str, Decimal]
    inside: Mapping[str, Decimal]
    misfits: tuple[Misfit, ...]

    @property
    def total(self) -> Decimal:
        """All amounts together, each once."""
        return sum(self.added.values(), Decimal(0))


def inclusion(
    amounts: Mapping[str, Decimal],
    holders: Mapping[str, str],
    cancelled: Collection[str] = (),
) -> Inclusion:
    """Return which amounts are added, so that each counts once.

    The order of the rows changes nothing but the order of what is told.

    Parameters
    ----------
    amounts
        Row to its amount, none of them negative; rows without an amount, and those that are
        cancelled, are not in it.
    holders
        Row to the row in whose amount it is said to be counted.
    cancelled
        The rows that are not to be done.
    """
    turning = {
        row
        for circle in circles_among({row: (holder,) for row, holder in holders.items()})
        for row in circle
    }
    placed = {row: holder for row, holder in holders.items() if amounts.get(row)}
    found: dict[str, Misfit] = {}
    fitting: dict[str, list[str]] = {}
    for row, holder in placed.items():
        room = amounts.get(holder)
        why = _why(
            amounts[row],
            room,
            is_turning=row in turning,
            is_cancelled=holder in cancelled,
        )
        if why is None:
            fitting.setdefault(holder, []).append(row)
        else:
            known = None if why == "inclusion-circle" else room
            found[row] = Misfit(row, holder, why, amounts[row], known)
    for holder, rows in fitting.items():
        room = amounts[holder]
        if sum((amounts[row] for row in rows), Decimal(0)) > room:
            for row in rows:
                found[row] = Misfit(row, holder, "inners-too-large", amounts[row], room)
    inside = {row for rows in fitting.values() for row in rows if row not in found}
    return Inclusion(
        added={row: amount for row, amount in amounts.items() if row not in inside},
        inside={row: amount for row, amount in amounts.items() if row in inside},
        misfits=tuple(found[row] for row in placed if row in found),
    )


def _why(
    amount: Decimal, room: Decimal | None, *, is_turning: bool, is_cancelled: bool
) -> Doubtful | None:
    """Return why an amount cannot be counted in its holder's; None where it can."""
    if is_turning:
        return "inclusion-circle"
    if is_cancelled:
        return "outer-cancelled"
    if room is None:
        return "outer-without-amount"
    return "outer-too-small" if amount > room else None
