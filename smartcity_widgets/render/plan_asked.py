"""What is asked of an action plan, as native selects."""

from __future__ import annotations

from typing import TYPE_CHECKING

from smartcity_widgets.exchange.plans import NEW, ROLES

from .looked import Choice, Field, role_select, short

if TYPE_CHECKING:
    from collections.abc import Iterator

    from smartcity_widgets.exchange.plans import Ask, Proposal
    from smartcity_widgets.words import Words

    from .plan import LookedPlan

__all__ = ["field_of", "role_field"]

_LISTS = {
    "word-status": "project_statuses",
    "word-kind": "project_kinds",
    "word-dimension": "dimension",
}


def field_of(ask: Ask, looked: LookedPlan, words: Words) -> Field:
    """Return the select for a question of a plan."""
    label = words.say(f"plan.ask.{ask.kind}", name=short(ask.subject))
    if ask.kind.startswith("word-"):
        label = words.count("plan.cells", ask.count, label=label)
    if ask.kind == "title" and not ask.options:
        label = words.say("plan.no_titles")
    return Field(
        ask.name,
        label,
        tuple(_choices(ask, looked, words)),
        empty=words.say("figures.choose") if ask.chosen is None else "",
        help=words.maybe(f"plan.help.{ask.kind}"),
        needed=ask.needed,
        open=ask.open,
    )


def role_field(proposal: Proposal, looked: LookedPlan, words: Words) -> Field:
    """Return the select that says what a column is for."""
    known = {"ignored", proposal.role} | looked.known.roles
    roles = (one for one in ROLES if one in known)
    return role_select(proposal.at, proposal.role, roles, looked, words, key="plan.role")


def _choices(ask: Ask, looked: LookedPlan, words: Words) -> Iterator[Choice]:
    proposed = ask.chosen if ask.name not in looked.chosen else None
    for one in ask.options:
        value = "" if one == proposed else f"={one}"
        yield Choice(value, _said(ask, one, looked, words), selected=one == ask.chosen)


def _said(ask: Ask, option: str, looked: LookedPlan, words: Words) -> str:
    """Return an option in words."""
    match ask.kind:
        case "title":
            column = looked.table.columns[int(option)]
            said = f"{column.letter} · {short(column.label)}"
        case "unit":
            said = words.say(f"plan.unit.{option}", currency=looked.known.currency)
        case "budget":
            said = words.say(f"plan.role.{option}")
        case "reading":
            said = words.say(f"plan.reading.{option}")
        case _:
            said = _word(ask, option, looked, words)
    return said


def _word(ask: Ask, option: str, looked: LookedPlan, words: Words) -> str:
    """Return what a cell may mean, in words."""
    if not option:
        return words.say("plan.in_notes")
    if ask.kind in _LISTS:
        return words.say(f"choice.{_LISTS[ask.kind]}.{option}")
    if option.startswith(NEW):
        return words.say("plan.new_person", name=short(option.removeprefix(NEW)))
    return short(looked.known.labels.get(option, option))
