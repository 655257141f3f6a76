"""What each column of an action plan is for, proposed by its heading.

A heading that is one of the known ones comes before one that only holds it. Columns of the
same name are told apart by what stands beside them: an amount after a funder is what that
funder gives. What no heading speaks for goes to the notes.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Literal, get_args

from smartcity_widgets.method.plans import plan_names
from smartcity_widgets.values import folded

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from smartcity_widgets.tables import Column

__all__ = ["AMOUNTS", "DAYS", "ROLES", "Role", "proposed_roles", "stemmed"]

Role = Literal[
    "title",
    "subtitle",
    "code",
    "objective",
    "owner",
    "partners",
    "start",
    "end",
    "period",
    "status",
    "kind",
    "dimension",
    "budget",
    "capex",
    "opex",
    "funder",
    "funding",
    "steps",
    "note",
    "ignored",
]
ROLES: tuple[Role, ...] = get_args(Role)

AMOUNTS = frozenset(("budget", "capex", "opex", "funding"))
DAYS = frozenset(("start", "end", "period"))
_MANY = frozenset(("funder", "funding", "steps", "note"))
"""What several columns may be for."""

_EXACT = 100
_LONGEST = 8
"""Words of a heading that may hold a known one; what is longer is a sentence."""

_SHORTEST = 5
"""Letters of a known heading that another may hold."""

_PLURAL = 3


@lru_cache(maxsize=16_384)
def stemmed(text: str) -> tuple[str, ...]:
    """Return the words of a text without accents, capitals and the s of a plural.

    Examples
    --------
    >>> stemmed("Étapes clés")
    ('etape', 'cle')
    """
    return tuple(
        one.removesuffix("s") if len(one) > _PLURAL else one for one in folded(text)
    )


def proposed_roles(
    columns: Sequence[Column], chosen: Mapping[int, Role], known: Collection[str]
) -> tuple[Role, ...]:
    """Return the role of each column: the one chosen, else the one proposed.

    Parameters
    ----------
    known
        The roles for which the workbook has a place; others are proposed for none.
    """
    roles = {at: one for at, one in chosen.items() if at in range(len(columns))}
    scores = _scores(columns, known)
    ranked = sorted(
        (-score, at, role) for (at, role), score in scores.items() if at not in roles
    )
    for _, at, role in ranked:
        if at not in roles and (role in _MANY or role not in roles.values()):
            roles[at] = role
    if "start" in roles.values() or "end" in roles.values():
        roles = {
            at: "note" if one == "period" and at not in chosen else one
            for at, one in roles.items()
        }
    return tuple(
        roles.get(at, "ignored" if one.kind == "empty" else "note")
        for at, one in enumerate(columns)
    )


def _scores(
    columns: Sequence[Column], known: Collection[str]
) -> dict[tuple[int, Role], int]:
    """Return how well each heading speaks for each role."""
    found: dict[tuple[int, Role], int] = {}
    funds = False  # whether the column before names who pays
    for at, column in enumerate(columns):
        heading = _bare(column.name)
        whole = _bare(f"{column.group} {column.name}") if column.group else heading
        mine = {
            role: score
            for role, headings in _headings().items()
            if (score := max((_score(heading, one, whole) for one in headings), default=0))
        }
        if not funds:
            mine.pop("funding", None)
        elif "funding" in mine:
            mine["funding"] += 1
        best = max(mine, key=lambda one: mine[one], default=None)
        funds = best == "funder"
        if column.kind != "empty":
            found |= {(at, one): score for one, score in mine.items() if one in known}
    return found


def _score(heading: tuple[str, ...], known: tuple[str, ...], whole: tuple[str, ...]) -> int:
    """Return how well a heading speaks; with the one above it, only to the letter."""
    if known in (heading, whole):
        return _EXACT + len(known)
    held = len("".join(known)) >= _SHORTEST and len(heading) <= _LONGEST
    spans = range(len(heading) - len(known) + 1)
    inside = any(heading[one : one + len(known)] == known for one in spans)
    return len(known) if held and inside else 0


def _bare(name: str) -> tuple[str, ...]:
    """Return the words of a heading without its unit, tax, number and brackets."""
    outside = re.sub(r"\([^)]*\)|\[[^\]]*\]", " ", name)
    words = [one for one in stemmed(outside or name) if one not in _units()]
    return tuple(words[:-1] if len(words) > 1 and words[-1].isdigit() else words)


@lru_cache(maxsize=1)
def _headings() -> Mapping[Role, tuple[tuple[str, ...], ...]]:
    headings = plan_names().headings
    return {
        role: tuple(dict.fromkeys(stemmed(one) for one in headings[role]))
        for role in ROLES
        if role in headings
    }


@lru_cache(maxsize=1)
def _units() -> frozenset[str]:
    signs = plan_names().signs
    names = ("currency", "without_vat", "with_vat")
    words = {word for name in names for one in signs[name] if (word := stemmed(one))}
    return frozenset(one[0] for one in words if len(one) == 1) | {"k", "keur", "meur"}
