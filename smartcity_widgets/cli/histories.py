"""The history of a workbook as rows, of all of it or of one place."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from smartcity_widgets.answers import NOTES
from smartcity_widgets.errors import UnknownIdError, nearest

if TYPE_CHECKING:
    from smartcity_widgets.desk import Desk
    from smartcity_widgets.method import Method

__all__ = ["Place", "in_short", "told"]

_BESIDE = ("notes/", "tallies/", "revealed/", "comments/")
"""Where the log keeps what belongs to a step or a question besides its answers."""

_ROW_DEPTH = 3
"""Parts of ``step/table/row``."""


@dataclass(frozen=True, slots=True)
class Place:
    """A path of the log and what stands below and beside it; all of it when empty."""

    path: str

    @classmethod
    def of(cls, path: str, desk: Desk) -> Place:
        """Return the place called `path`, with or without a slash at its end.

        Raises
        ------
        UnknownIdError
            If neither the workbook's history nor the method has such a path.
        """
        place = cls(path.rstrip("/"))
        entries = desk.history()
        paths = {one.path for one in entries}
        if any(one in place for one in paths) or place.of_method(desk.method, paths):
            return place
        known = paths | {above for one in paths for above in _above(one)}
        raise UnknownIdError(
            "unknown-path",
            path=place.path,
            nearest=nearest(place.path, sorted(known)) or _first(place.path, known),
        )

    def __contains__(self, path: str) -> bool:
        """Whether a path of the log is this one, or stands below or beside it."""
        return not self.path or any(
            f"{path}/".startswith(f"{beside}{self.path}/") for beside in ("", *_BESIDE)
        )

    def of_method(self, method: Method, paths: set[str]) -> bool:
        """Whether the method has it, answered or not; a cell only of a row of `paths`."""
        path = self.path
        if f"{path}/" in _BESIDE:
            return True
        head, _, rest = path.partition("/")
        if f"{head}/" in _BESIDE:
            path = rest
        above, _, last = path.rpartition("/")
        if head == "notes" and last in NOTES:
            path = above
        parts = path.split("/")
        if head == "comments":
            return rest in method.commented
        known = path in method.steps or method.at(path) is not None
        return known and (len(parts) < _ROW_DEPTH or "/".join(parts[:_ROW_DEPTH]) in paths)


def _above(path: str) -> list[str]:
    parts = path.split("/")
    return ["/".join(parts[:depth]) for depth in range(1, len(parts))]


def _first(path: str, known: set[str]) -> str:
    """Return the nearest of the first parts, where nothing whole is near."""
    parts = sorted({one.partition("/")[0] for one in known})
    return difflib.get_close_matches(path.partition("/")[0], parts, n=1, cutoff=0)[0]


def in_short(value: Any) -> Any:  # noqa: ANN401 - any JSON
    """Return a value for a line of a terminal: the bytes of a picture left out."""
    if isinstance(value, dict):
        return {name: in_short(one) for name, one in value.items()}
    if isinstance(value, str) and value.startswith("data:"):
        return f"{value.partition(',')[0]},…"
    return value


def told(desk: Desk, place: Place) -> list[dict[str, Any]]:
    """Return the entries at a place, each with what stood there before."""
    before: dict[tuple[str, str], object] = {}
    rows: list[dict[str, Any]] = []
    for one in desk.history():
        key = (one.respondent, one.path)
        if one.path in place:
            rows.append(
                {
                    "entry": one.number,
                    "edit": one.edit,
                    "cycle": one.cycle,
                    "respondent": one.respondent or None,
                    "path": one.path,
                    "kind": one.kind,
                    "value": one.value,
                    "before": before.get(key),
                    "author": one.author,
                    "time": one.time.isoformat().replace("+00:00", "Z")
                    if one.time
                    else None,
                    "base": one.base,
                    "undoes": one.undoes,
                }
            )
        before[key] = one.value
    return rows
