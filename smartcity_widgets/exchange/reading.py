"""Read a document against the method: every place is looked at, the first slip refuses all.

The document is taken apart into `Line` values, one per path of the log; then, when every
row is known, each value is checked.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from smartcity_widgets.errors import DocumentError
from smartcity_widgets.log import GROUP
from smartcity_widgets.method import Question
from smartcity_widgets.overlay import adapt
from smartcity_widgets.values import check

from .closed import read_closed
from .members import members_at, object_at, place_of
from .overlays import overlay_of
from .places import Line, Places, rows_at
from .refusal import refused_type, refused_value, shown
from .shape import (
    DISCUSSIONS,
    FORMAT,
    MEMBERS,
    RESPONDENTS,
    VAT,
    WORKBOOK_ID,
    text_of_number,
    thresholds,
    weights,
    workbook_questions,
)
from .versions import renames_since

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from smartcity_widgets.method import Method

    from .closed import ClosedMembers

__all__ = ["Line", "Said", "read"]


@dataclass(frozen=True, slots=True)
class Said:
    """What a whole document says.

    Attributes
    ----------
    values
        (respondent, path) to the line there, rows excepted.
    rows
        (respondent, ``step/table``) to the ids of its rows, in order.
    overlay
        How the method is adapted, canonically; empty where it is not.
    closing
        What its ``close`` entry says; None of the open cycle.
    former
        What it says of the cycles that are closed, oldest first.
    """

    workbook: str
    cycle: int
    values: Mapping[tuple[str, str], Line]
    rows: Mapping[tuple[str, str], tuple[str, ...]]
    overlay: Mapping[str, Any]
    closing: Mapping[str, str] | None = None
    former: tuple[Said, ...] = ()


def read(document: object, method: Method) -> Said:
    """Return what a document says.

    Raises
    ------
    DocumentError
        If anything in it breaks a rule: where, which rule, the nearest name.
    """
    top = members_at(document, "", MEMBERS)
    for name in ("format", "method", "workbook"):
        if name not in top:
            raise DocumentError("document-missing", path="/", name=name)
    if top["format"] != FORMAT:
        raise DocumentError("document-format", found=shown(top["format"]), expected=FORMAT)
    renames = renames_since(top["method"], method.published)
    workbook, cycle = _identity(top["workbook"])
    reading = _Reading(method, renames, workbook)
    open_ = reading.cycle(top, cycle, known=("id", "cycle"))
    former = tuple(reading.former(one, open_) for one in read_closed(top, cycle))
    return replace(open_, former=former)


@dataclass(frozen=True, slots=True)
class _Reading:
    """What every cycle of a document is read with."""

    method: Method
    renames: Sequence[Mapping[str, str]]
    workbook: str

    def cycle(
        self, top: Mapping[str, Any], cycle: int, *, known: Sequence[str] = ()
    ) -> Said:
        """Return what the members of one cycle say.

        Parameters
        ----------
        known
            What stands under ``workbook`` besides answers.
        """
        overlay = overlay_of(top.get("overlay", {}), self.method, self.renames)
        method = adapt(self.method, overlay, hide=False)
        places = Places(method, self.renames)
        lines = [
            *_workbook(top["workbook"], method, known),
            *_settings(top.get("settings", {}), method),
            *_respondents(top.get("respondents", []), method),
        ]
        people = [one.path.rpartition("/")[2] for one in lines if one.kind == "row"]
        lines += places.answers(top.get("answers", {}), "answers")
        lines += places.notes(top.get("notes", {}), "notes")
        lines += places.individual(top.get("individual", {}), people)
        lines += places.tallies(top.get("tallies", {}))
        lines += places.journal(top.get("journal", {}))
        rows = _rows_of(lines)
        _check(lines, rows)
        _agree_on_vat(lines)
        values = {(one.respondent, one.path): one for one in lines if one.kind != "row"}
        return Said(self.workbook, cycle, values, rows, overlay)

    def former(self, closed: ClosedMembers, open_: Said) -> Said:
        """Return what a closed cycle says; what it leaves out is as in the open one."""
        shared = {
            "workbook": {
                path.rpartition("/")[2]: line.value
                for (_, path), line in open_.values.items()
                if path.startswith("workbook/") and not path.startswith(f"{RESPONDENTS}/")
            },
            "overlay": open_.overlay,
        }
        with closed.placed():
            said = self.cycle({**shared, **closed.members}, closed.cycle)
        return replace(said, closing=closed.closing)


def _agree_on_vat(lines: Iterable[Line]) -> None:
    """Refuse a document whose context and settings state amounts in two ways."""
    here = (GROUP, VAT)
    said = {one.where: one.value for one in lines if (one.respondent, one.path) == here}
    if len(set(said.values())) > 1:
        raise DocumentError("document-vat-twice", path=" / ".join(said))


def _rows_of(lines: Iterable[Line]) -> dict[tuple[str, str], tuple[str, ...]]:
    rows: dict[tuple[str, str], tuple[str, ...]] = {}
    for one in lines:
        if one.kind == "row":
            table, _, row = one.path.rpartition("/")
            key = (one.respondent, table)
            rows[key] = (*rows.get(key, ()), row)
    return rows


def _check(lines: Iterable[Line], rows: Mapping[tuple[str, str], tuple[str, ...]]) -> None:
    for one in lines:
        if one.question is None:
            continue

        def known(table: str, who: str = one.respondent) -> Collection[str]:
            return {*rows.get((GROUP, table), ()), *rows.get((who, table), ())}

        problem = check(one.question, one.value, rows=known)
        if problem is not None:
            raise refused_value(one.where, problem)


# The workbook, its settings, its people --------------------------------------------------


def _identity(value: object) -> tuple[str, int]:
    """Return the id of the workbook and its open cycle."""
    members = object_at(value, "workbook")
    name, cycle = members.get("id"), members.get("cycle", 1)
    if name is None:
        raise DocumentError("document-missing", path="workbook", name="id")
    if not isinstance(name, str) or not WORKBOOK_ID.fullmatch(name):
        raise DocumentError("document-workbook-id", found=shown(name))
    if type(cycle) is not int or not 1 <= cycle < 2**31:
        raise refused_type("workbook/cycle", "cycle")
    return name, cycle


def _workbook(value: object, method: Method, known: Sequence[str]) -> Iterator[Line]:
    questions = workbook_questions(method)
    members = members_at(value, "workbook", [*known, *questions])
    for one in questions:
        if one in members:
            where = f"workbook/{one}"
            yield Line(f"workbook/{one}", "answer", members[one], where, questions[one])


def _settings(value: object, method: Method) -> Iterator[Line]:
    members = members_at(value, "settings", ["weights", "thresholds", "vat", "discussions"])
    for name, questions, places, expected, most in (
        ("weights", weights(method), 2, "share", 1),
        ("thresholds", thresholds(method), 0, "percent", 100),
    ):
        where = f"settings/{name}"
        for one, number in members_at(members.get(name, {}), where, questions).items():
            if type(number) not in {int, float} or not 0 <= number <= most:
                raise refused_type(place_of(where, one), expected)
            text = text_of_number(number, places)
            yield Line(
                questions[one].path, "answer", text, f"{where}/{one}", questions[one]
            )
    vat = method.at(VAT)
    if "vat" in members and vat is not None:
        yield Line(VAT, "answer", members["vat"], "settings/vat", vat)
    proposed = method.at(DISCUSSIONS)
    if "discussions" in members and proposed is not None:
        count = members["discussions"]
        yield Line(DISCUSSIONS, "answer", count, DISCUSSIONS, proposed)
    given = members_at(members.get("weights", {}), "settings/weights", weights(method))
    if len(given) == len(weights(method)) and not any(given.values()):
        raise DocumentError("document-weights-zero", path="settings/weights")


def _respondents(value: object, method: Method) -> Iterator[Line]:
    table = method.at(RESPONDENTS) or Question("respondents", "table", "workbook")
    columns = {one.id: one for one in table.columns}
    yield from rows_at(value, "respondents", RESPONDENTS, columns)
