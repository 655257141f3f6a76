"""Which project is meant by a name, and what the file of its sheet is called."""

from __future__ import annotations

import re
from collections import Counter
from types import MappingProxyType
from typing import TYPE_CHECKING

from smartcity_widgets.errors import UnknownIdError, nearest

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ..projects import Project

__all__ = ["ALL", "files_of", "projects_named"]

ALL = "all"
"""Names every project, unless one is called so."""

_SAFE = re.compile(r"[A-Za-z0-9_-]{1,40}")
"""A code that can be part of the name of a file anywhere."""


def projects_named(
    projects: Iterable[Project], name: str, *, workbook: str
) -> tuple[Project, ...]:
    """Return the project that is meant: by its row, its code or its exact title.

    In this order; ``all`` means every project.

    Raises
    ------
    UnknownIdError
        If there is none; it names the nearest. Or if several have that code or title.
    """
    projects = tuple(projects)
    if not projects:
        raise UnknownIdError("project-none", workbook=workbook)
    wanted = _alike(name)
    for found in (
        [one for one in projects if one.row == name],
        [one for one in projects if one.code and _alike(one.code) == wanted],
        [one for one in projects if one.title and _alike(one.title) == wanted],
    ):
        if len(found) > 1:
            rows = ", ".join(one.row for one in found)
            raise UnknownIdError("project-ambiguous", project=name, known=rows)
        if found:
            return tuple(found)
    if name == ALL:
        return projects
    names = [
        _alike(said) for one in projects for said in (one.title, one.code, one.row) if said
    ]
    near = nearest(name, names) or ", ".join(one.code or one.row for one in projects[:_FEW])
    raise UnknownIdError("unknown-project", project=name, nearest=near)


_FEW = 10
"""Projects that an error names where none is near."""


def files_of(projects: Iterable[Project]) -> Mapping[str, str]:
    """Return what the file of each project is called after ``project-``, by its row.

    Its code, where that can stand in the name of a file and nobody else is called so; else
    the id of its row.
    """
    projects = tuple(projects)
    codes = {one.row: (one.code or "").strip() for one in projects}
    taken = Counter(said.casefold() for said in codes.values())
    taken.update(one.row.casefold() for one in projects)
    return MappingProxyType(
        {
            row: code if _SAFE.fullmatch(code) and _is_own(code, row, taken) else row
            for row, code in codes.items()
        }
    )


def _is_own(code: str, row: str, taken: Counter[str]) -> bool:
    both = code.casefold() == row.casefold()
    return taken[code.casefold()] == 1 + both


def _alike(text: str) -> str:
    return " ".join(text.split())
