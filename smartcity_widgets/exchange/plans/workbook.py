"""What a plan writes: the rows of one act, over the tables it fills."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .known import PEOPLE, PROJECTS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from .plan import Action, Plan

__all__ = ["people_of", "rows_of", "taken"]


def taken(plan: Plan, left_out: Collection[str]) -> tuple[Action, ...]:
    """Return the actions to add, without those that somebody left out."""
    return tuple(one for one in plan.new if one.row not in left_out)


def people_of(actions: Iterable[Action]) -> dict[str, str]:
    """Return the people who come with some actions: id to name, once each."""
    return {one.owner[0]: one.owner[1] for one in actions if one.owner is not None}


def rows_of(actions: Collection[Action]) -> list[dict[str, Any]]:
    """Return what one act writes: the projects, and what comes with them."""
    people = [
        {"new": row, "table": PEOPLE, "cells": {"name": name}}
        for row, name in people_of(actions).items()
    ]
    projects = [
        {"new": one.row, "table": PROJECTS, "cells": dict(one.cells)} for one in actions
    ]
    others = [
        {"new": each.row, "table": each.table, "cells": dict(each.cells)}
        for one in actions
        for each in one.others
    ]
    return [*people, *projects, *others]
