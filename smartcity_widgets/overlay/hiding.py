"""Which questions an overlay may hide: none that something else needs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from smartcity_widgets.errors import ContentError
from smartcity_widgets.method.tables import did_you_mean

from .own import ROLES

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from smartcity_widgets.method import Method, Question

__all__ = ["INPUTS", "check_hidden", "hideable"]

_MEASURED = ("evaluation/indicators", "evaluation/targets", "results/measurements")

INPUTS = {
    "services_covered": ("team/services_in_municipality", "team/members"),
    "funding_coverage": ("means/costs", "means/sources"),
    "break_even_year": ("means/costs", "means/benefits"),
    "progress_to_target": _MEASURED,
    "trend": _MEASURED,
    "indicator_status": _MEASURED,
}
"""What a ``computed`` question is worked out from, by its formula; where none is named, the
formula takes nothing that could be hidden, or is not here yet."""

_NAME = "context/name"
"""It stands in the title of every page."""


def hideable(method: Method) -> Iterator[Question]:
    """Yield the questions that an overlay may hide, as far as they alone say."""
    for step in method.published.steps.values():
        if step.role in ROLES:
            yield from (
                one for one in step.questions if not one.criterion and one.path != _NAME
            )


def check_hidden(hidden: Iterable[str], method: Method, where: str) -> tuple[str, ...]:
    """Return the paths an overlay hides, once each and in the order of the method.

    Parameters
    ----------
    method
        The method with the own questions of the overlay, and with the hidden ones.

    Raises
    ------
    ContentError
        If one does not exist, may not be hidden, or is needed by one that is not hidden.
    """
    gone = frozenset(hidden)
    known = {one.path: one for one in hideable(method)}
    for path in sorted(gone):
        place = f"{where}: hidden '{path}'"
        if path not in known:
            _refuse(path, known, method, place)
        reason = next(_needs(path, gone, method), None)
        if reason:
            raise ContentError(place, reason, "Hide that too, or leave this.")
    return tuple(path for path in known if path in gone)


def _refuse(path: str, known: Collection[str], method: Method, place: str) -> None:
    question = method.published.at(path) if path.count("/") == 1 else None
    if question is None:
        rule = "no question is called this."
        raise ContentError(place, rule, did_you_mean(path, known))
    if question.criterion:
        rule = "a criterion cannot be hidden: a score is of all 25."
        raise ContentError(place, rule, "Answer it with 'not applicable' and the reason.")
    rule = (
        "the name stands in the title of every page."
        if path == _NAME
        else "only what is asked of the client can be hidden."
    )
    raise ContentError(place, rule, "Take it from 'hidden'.")


def _needs(path: str, gone: Collection[str], method: Method) -> Iterator[str]:
    """Yield why a question cannot be hidden: each that is asked and needs it."""
    name = path.partition("/")[2]
    for step in method.steps.values():
        for question in step.questions:
            if question.path in gone:
                continue
            only = question.grid.only_at if question.grid else None
            if only and f"{step.id}/{only[0]}" == path:
                yield f"'{question.path}' has its lines."
            for one in (question, *question.columns):
                condition = one.shown_when
                here = condition and (condition.of_step or not one.table)
                if condition and here and f"{step.id}/{condition.question}" == path:
                    yield f"'{one.path}' is shown by its answer."
                if path in one.targets:
                    yield f"'{one.path}' refers to its rows ('{name}')."
                if one.kind == "computed" and path in INPUTS.get(one.of or "", ()):
                    yield f"'{one.path}' is worked out from it."
