"""A criterion while hands are counted: one count per level, and their sum."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from smartcity_widgets.editing import TALLIES, count_question, hand_levels
from smartcity_widgets.log import GROUP
from smartcity_widgets.values import Problem, plain, show, typed

from .shapes import Clash, Field

if TYPE_CHECKING:
    from collections.abc import Mapping

    from smartcity_widgets.log import Entry

    from .drawing import Drawing

__all__ = ["count_label", "counted", "counted_in_words"]


def counted(drawing: Drawing, field: Field) -> Field:
    """Return a criterion as hands are counted for it; nothing of anybody's own opinion."""
    tally = drawing.answers.tally(field.path)
    stored = drawing.answers.value(f"{TALLIES}{field.path}") or {}
    counts = tuple(_count(drawing, field.path, level, stored) for level in hand_levels())
    return replace(
        field,
        control="hands",
        counts=counts,
        total=sum(tally.values()),
        answered=bool(tally),
        clash=_clash(drawing, f"{TALLIES}{field.path}"),
        clash_path=f"{TALLIES}{field.path}",
    )


def count_label(drawing: Drawing, level: str) -> str:
    """Return what a level is called where hands are counted for it."""
    if not level.isdigit():
        return drawing.say(f"level.{level}")
    name = drawing.words.each("level.names")[int(level)]
    return drawing.say("value.level", level=level, name=name)


def counted_in_words(drawing: Drawing, tally: Mapping[str, int]) -> str:
    """Return a tally in a line."""
    parts = [
        drawing.say("ui.hands.counted", label=count_label(drawing, level), n=count)
        for level, count in tally.items()
    ]
    return drawing.say("value.between-texts").join(parts)


def _count(drawing: Drawing, criterion: str, level: str, tally: Mapping[str, int]) -> Field:
    path, question = f"{TALLIES}{criterion}/{level}", count_question(level)
    stands, language = tally.get(level), drawing.words.language
    draft = drawing.answers.draft(path)
    text, message, former = "", "", None
    if stands:
        text = str(typed(question, stands, language=language))
    if draft is not None:
        text = draft.text if isinstance(draft.text, str) else "\n".join(draft.text)
        message = Problem(draft.rule, draft.details).sentence(drawing.words)
        if stands:
            former = show(question, stands, words=drawing.words)
    shown, replaced = plain(text)
    bases = (drawing.base(path, GROUP), drawing.base(f"{TALLIES}{criterion}", GROUP))
    return Field(
        question=question,
        path=path,
        control="line",
        label=count_label(drawing, level),
        key="ui.hands.count",
        base=max(bases),
        typed=shown,
        replaced=", ".join(replaced),
        draft=draft is not None,
        message=message,
        former=former,
        clash=_clash(drawing, path),
        answered=bool(stands),
    )


def _clash(drawing: Drawing, path: str) -> tuple[Clash, ...]:
    clash = drawing.answers.conflicts.get((GROUP, path))
    if clash is None:
        return ()

    def side(entry: Entry, *, stands: bool) -> Clash:
        shown = ""
        if entry.kind == "draft":
            shown = str(entry.value["text"])
        elif entry.value:
            shown = counted_in_words(drawing, entry.value)
        return Clash(
            entry=entry.number,
            shown=shown or drawing.say("ui.hands.none"),
            author=entry.author,
            time=drawing.clock(entry.time),
            stands=stands,
        )

    return (side(clash.former, stands=False), side(clash.newer, stands=True))
