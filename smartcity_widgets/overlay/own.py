"""The questions an overlay adds: read by the rules of the method, put in their place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from smartcity_widgets.errors import ContentError
from smartcity_widgets.method.catalogue import with_catalogue
from smartcity_widgets.method.questions import read_questions
from smartcity_widgets.method.tables import Fields, did_you_mean, well_formed

from .shape import plain, typed

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from smartcity_widgets.method import Method, Question, Step

__all__ = ["NOT_KINDS", "OWN", "ROLES", "Own", "placed", "read_own"]

ROLES = ("step", "context")
"""The roles of the steps that an overlay may change: those that ask the client."""

OWN = "x-"
"""How the id of every question of an overlay begins; none of the method's does."""

_KEYS = (
    "step",
    "id",
    "kind",
    "importance",
    "required",
    "internal",
    "choices",
    "of",
    "targets",
    "columns",
    "minimum",
    "maximum",
    "unit",
    "max_length",
    "shown_when",
    "after",
)
_NEVER = {
    "criterion": "the 25 criteria are what makes a score.",
    "grid": "its lines are those of the method's own tables.",
    "pattern": "a pattern of one's own could hold up every form it stands in.",
}
NOT_KINDS = {
    "level": "levels are of the criteria alone.",
    "computed": "nothing says how it would be worked out.",
}
"""Kinds that an own question cannot be of, and why."""


@dataclass(frozen=True, slots=True)
class Own:
    """A question of an overlay.

    Attributes
    ----------
    after
        Id of the question of its step that it follows; empty for the usual place.
    lists
        The lists of choices that it or its columns bring, by id.
    table
        How the overlay says it, canonically.
    """

    question: Question
    after: str
    lists: Mapping[str, tuple[str, ...]]
    table: Mapping[str, Any]


def read_own(
    tables: Iterable[object], method: Method, where: str, *, strict: bool = True
) -> tuple[Own, ...]:
    """Return the questions an overlay adds to a method.

    Its choices stand in the question itself; the list is called like the question, that of
    a column ``<question>-<column>``. A text names a list of the method.

    Parameters
    ----------
    strict
        Whether a place that does not exist (``after``) is refused.

    Raises
    ------
    ContentError
        If one breaks a rule that can be seen without the others of its step.
    """
    lists = dict(method.choice_lists)
    found: dict[str, Own] = {}
    for table in tables:
        if not isinstance(table, dict):
            rule = "'questions' must be a list of tables."
            raise ContentError(where, rule, "Write [[questions]].")
        given = table.get("id")
        if isinstance(given, str) and given in found:
            place = f"{where}: question '{table.get('step')}/{given}'"
            raise ContentError(place, "another question has this id.", "Rename one.")
        one = _read(typed(table), method, lists, where)
        name, place = one.question.id, f"{where}: question '{one.question.path}'"
        beside = [other.id for other in method.steps[one.question.step].questions]
        beside += [
            other.question.id
            for other in found.values()
            if other.question.step == one.question.step
        ]
        if name in beside:
            raise ContentError(place, "its step has this id already.", "Rename it.")
        if strict and one.after and one.after not in beside:
            rule = f"no question beside it is called '{one.after}' ('after')."
            raise ContentError(place, rule, did_you_mean(one.after, beside))
        found[name] = one
        lists |= one.lists
    return tuple(found.values())


def _read(
    table: Mapping[str, Any],
    method: Method,
    lists: Mapping[str, tuple[str, ...]],
    where: str,
) -> Own:
    fields = Fields(f"{where}: questions", table)
    steps = [name for name, step in method.steps.items() if step.role in ROLES]
    name = fields.get("id", str)
    fields.where = f"{where}: question '{name}'"
    step = fields.word("step", steps)
    after = fields.get("after", str, "")
    place = f"{where}: question '{step}/{name}'"
    if not name.startswith(OWN):
        rule = f"the id of an own question begins with '{OWN}'."
        raise ContentError(place, rule, f"Call it '{OWN}{name}'.")
    well_formed(name, place)
    _check_keys(table, place)
    rest = {key: one for key, one in table.items() if key not in {"step", "after"}}
    rest, brought = _with_lists(rest, name, lists, place)
    (question,) = read_questions(where, step, [Fields(where, rest)], {**lists, **brought})
    for one in (question, *question.columns):
        if one.kind in NOT_KINDS:
            rule = f"an own question cannot be of kind '{one.kind}': {NOT_KINDS[one.kind]}"
            raise ContentError(place, rule, "Choose another.")
        if one.shown_when is not None and one.shown_when.of_step:
            rule = "a column of an own table is shown by another of it ('of')."
            raise ContentError(place, rule, "Take 'of' away.")
    said = {key: table[key] for key in _KEYS if key in table}
    question = with_catalogue(question, method.indicators)
    return Own(question, after, brought, plain(said, place))


def _check_keys(table: Mapping[str, Any], place: str) -> None:
    columns = table.get("columns", [])
    columns = columns if isinstance(columns, list) else []
    for one in (table, *columns):
        for key, reason in _NEVER.items():
            if isinstance(one, dict) and one.get(key):
                rule = f"an own question has no '{key}': {reason}"
                raise ContentError(place, rule, "Take it away.")


def _with_lists(
    table: Mapping[str, Any],
    name: str,
    known: Mapping[str, object],
    place: str,
) -> tuple[dict[str, Any], dict[str, tuple[str, ...]]]:
    """Return the table with its choices named, and the lists of those names."""
    lists: dict[str, tuple[str, ...]] = {}

    def named(one: Mapping[str, Any], called: str) -> dict[str, Any]:
        choices = one.get("choices")
        if not isinstance(choices, list):
            return dict(one)
        if called in known or called in lists:
            raise ContentError(place, f"a list is called '{called}'.", "Rename it.")
        ids = [well_formed(choice, f"{place}: choices", choice=True) for choice in choices]
        twice = next((choice for choice in ids if ids.count(choice) > 1), None)
        if twice or not ids:
            rule = f"'{twice}' stands twice." if twice else "'choices' is empty."
            raise ContentError(place, rule, "Correct it.")
        lists[called] = tuple(ids)
        return {**one, "choices": called}

    table = named(table, name)
    columns = table.get("columns")
    if isinstance(columns, list):
        table["columns"] = [
            named(one, f"{name}-{one.get('id')}") if isinstance(one, dict) else one
            for one in columns
        ]
    return table, lists


def placed(step: Step, own: Sequence[Own]) -> tuple[Question, ...]:
    """Return the questions of a step with its own ones among them.

    One stands after the question it names; else after the last essential question where it
    is essential, before the notes of the step where it is not.
    """
    questions = list(step.questions)
    behind: dict[str, str] = {}  # the last one put after a question
    for one in own:
        if one.question.step != step.id:
            continue
        ids = [other.id for other in questions]
        after = behind.get(one.after, one.after)
        if after in ids:
            place = ids.index(after) + 1
            behind[one.after] = one.question.id
        elif one.question.importance == "essential":
            place = _after_the_essential(questions)
        else:
            place = next(
                (n for n, name in enumerate(ids) if name.startswith("step_")), len(ids)
            )
        questions.insert(place, one.question)
    return tuple(questions)


def _after_the_essential(questions: Sequence[Question]) -> int:
    places = [
        place
        for place, one in enumerate(questions, start=1)
        if one.importance == "essential" and not one.id.startswith("step_")
    ]
    return max(places, default=0)
