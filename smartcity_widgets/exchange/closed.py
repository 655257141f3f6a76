"""The closed cycles of a document: their order, by whom and when each was closed."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from smartcity_widgets.errors import DocumentError

from .members import list_at, members_at
from .refusal import refused_type, shown
from .shape import CYCLE_MEMBERS
from .versions import is_version_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from contextlib import AbstractContextManager

    from smartcity_widgets.log import Closed

__all__ = ["ClosedMembers", "closing_of", "read_closed", "written_time"]

_REQUIRED = ("cycle", "closed_at", "closed_by", "method")


@dataclass(frozen=True, slots=True)
class ClosedMembers:
    """One closed cycle of a document, what it says not yet looked at.

    Attributes
    ----------
    place
        Where it stands: ``cycles/0``.
    members
        What stands under it, besides `cycle` and `closing`.
    closing
        What its ``close`` entry says.
    """

    place: str
    cycle: int
    members: Mapping[str, Any]
    closing: Mapping[str, str]

    def placed(self) -> AbstractContextManager[None]:
        """Let a refusal of what stands under it say where in the document."""
        return _placed(self.place)


def read_closed(top: Mapping[str, Any], open_cycle: int) -> Iterator[ClosedMembers]:
    """Yield the closed cycles of a document, oldest first.

    Raises
    ------
    DocumentError
        If one does not say which cycle it is, by whom and when it was closed, or under
        which version of the method; if it does not come after the one before it.
    """
    before = 0
    for number, value in enumerate(list_at(top.get("cycles", []), "cycles")):
        place = f"cycles/{number}"
        with _placed(place):
            members = members_at(value, "", CYCLE_MEMBERS)
            for name in _REQUIRED:
                if name not in members:
                    raise DocumentError("document-missing", path="/", name=name)
            cycle, closing = _cycle(members), _closing(members, top["method"])
        if not before < cycle < open_cycle:
            raise DocumentError(
                "document-cycles", path=f"{place}/cycle", found=cycle, open=open_cycle
            )
        before = cycle
        rest = {name: one for name, one in members.items() if name not in _REQUIRED}
        yield ClosedMembers(place, cycle, rest, closing)


def closing_of(closed: Closed) -> dict[str, str]:
    """Return what a document says of how a cycle was closed, as its entry says it."""
    time = closed.time or datetime.fromtimestamp(0, UTC)
    return {"method": closed.method, "at": written_time(time), "by": closed.author}


def written_time(time: datetime) -> str:
    """Return a moment as a document has it: UTC, with a Z."""
    return time.astimezone(UTC).isoformat().replace("+00:00", "Z")


def _cycle(members: Mapping[str, Any]) -> int:
    cycle = members["cycle"]
    if type(cycle) is not int or cycle < 1:
        raise refused_type("cycle", "cycle")
    return cycle


def _closing(members: Mapping[str, Any], written: object) -> dict[str, str]:
    at, by, version = (members[name] for name in ("closed_at", "closed_by", "method"))
    if not isinstance(by, str):
        raise refused_type("closed_by", "text")
    try:
        time = datetime.fromisoformat(at) if isinstance(at, str) else None
        moment = written_time(time) if time is not None and time.tzinfo else None
    except (ValueError, OverflowError):
        moment = None
    if moment is None:
        raise refused_type("closed_at", "moment")
    if not is_version_of(version, written):
        raise DocumentError(
            "document-cycle-method", path="method", found=shown(version), method=written
        )
    return {"method": version, "at": moment, "by": by}


@contextmanager
def _placed(place: str) -> Iterator[None]:
    """Put where a closed cycle stands before the place that a refusal names."""
    try:
        yield
    except DocumentError as error:
        if "complaint" in error.details:  # of an overlay: it begins with its place
            error.details["complaint"] = f"{place}/{error.details['complaint']}"
        said = error.details.get("path")
        if isinstance(said, str):
            places = [f"{place}/{one}".rstrip("/") for one in said.split(" / ")]
            error.details["path"] = " / ".join(places)
        raise
