"""What happened, in a line for each kind; who takes over what."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .saying import KEY, date_said, project

if TYPE_CHECKING:
    from collections.abc import Sequence

    from smartcity_widgets.analysis.delivery import Delivery
    from smartcity_widgets.analysis.happenings import Happened, UserTests
    from smartcity_widgets.render.drawing import Drawing

__all__ = ["Noted", "handovers", "noted"]


@dataclass(frozen=True, slots=True)
class Noted:
    """How many of a kind there are, and the last: when, of which project, by whom."""

    count: str
    last: str = ""
    about: str = ""


def noted(
    happenings: Sequence[Happened], tests: UserTests | None, drawing: Drawing
) -> tuple[Noted, ...]:
    """Return a line for each kind of things that happened."""
    found = [_noted(one, drawing) for one in happenings]
    return (*found, *([_tests(tests, drawing)] if tests else []))


def _noted(one: Happened, drawing: Drawing) -> Noted:
    last = one.last
    about = [
        date_said(last.said, drawing),
        project(last.project, drawing) if last.project else "",
        last.who,
    ]
    return Noted(
        count=drawing.count(f"{KEY}.noted.{one.kind}", one.count),
        last=last.what,
        about=drawing.say("value.between").join(filter(None, about)),
    )


def _tests(tests: UserTests, drawing: Drawing) -> Noted:
    said = [drawing.count(f"{KEY}.noted.user_tests", tests.count)]
    if tests.uncounted < tests.count:
        said.append(drawing.count(f"{KEY}.noted.people", tests.people))
    if tests.uncounted:
        said.append(drawing.count(f"{KEY}.noted.uncounted", tests.uncounted))
    if tests.unchanged:
        said.append(drawing.count(f"{KEY}.noted.unchanged", len(tests.unchanged)))
    return Noted(" ".join(said))


def handovers(found: Delivery, drawing: Drawing) -> tuple[str, ...]:
    """Return which project is taken over by whom, and when."""
    said = []
    for one in found.courses:
        if not (one.handover_to or one.handover_said):
            continue
        to = one.handover_to or drawing.say(f"{KEY}.somebody")
        line = drawing.say(
            f"{KEY}.handover", project=project(one.project.row, drawing), to=to
        )
        if one.handover_said:
            when = date_said(one.handover_said, drawing)
            line = drawing.say(f"{KEY}.handover_on", said=line, date=when)
        said.append(line)
    return tuple(said)
