"""What is asked of an action plan, as native selects."""

from __future__ import annotations

from typing import TYPE_CHECKING

from smartcity_widgets.exchange.plans import NEW, ROLES

from .figures_asked import Choice, Field
from .templates import safe_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from smartcity_widgets.exchange.plans import Ask, Proposal
    from smartcity_widgets.words import Words

    from .plan import LookedPlan

__all__ = ["field_of", "role_field", "short"]

_LONGEST = 80
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
    name = f"role-{proposal.at}"
    chosen = looked.chosen.get(name)
    choices = tuple(
        Choice(
            "" if chosen is None and one == proposal.role else f"={one}",
            words.say(f"plan.role.{one}"),
            selected=one == proposal.role,
        )
        for one in ROLES
        if one in {"ignored", proposal.role} | looked.known.roles
    )
    empty = "" if chosen is None else words.say("figures.as_proposed")
    return Field(name, words.say("figures.role_label"), choices, empty=empty)


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


def short(text: str, longest: int = _LONGEST) -> str:
    """Return a text on one line that a page can show."""
    line = " ".join(safe_text(text).split())
    return line if len(line) <= longest else f"{line[: longest - 1]}…"
