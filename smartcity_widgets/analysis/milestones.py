"""The milestones of the projects: what is due when, what is done, what is late (P2.3).

What is late is computed from dates and never typed. A date of a month or a year stands for
its last day, so that nothing is late before that is over.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from smartcity_widgets.values import last_day

if TYPE_CHECKING:
    from datetime import date

    from smartcity_widgets.answers import Answers

__all__ = ["MILESTONES", "Milestone", "Standing", "milestones_of"]

MILESTONES = "delivery/milestones"

_PROJECTS = "action-plan/projects"
_PERSONS = "context/persons"
_COLUMNS = ("project", "name", "deliverable", "due", "done", "owner")

Standing = Literal["done", "late", "due", "undated"]


@dataclass(frozen=True, slots=True)
class Milestone:
    """A row of the milestones.

    Attributes
    ----------
    project, owner
        The row of the project, of the person; None where it is not said, or was removed.
    name
        Empty while nobody wrote it.
    due, done
        The last day of the date that was given.
    deliverable
        Whether something is handed over; None where it is not said.
    due_said, done_said
        The dates as they are stored, which may be those of a month or a year.
    """

    row: str
    project: str | None
    name: str
    due: date | None
    done: date | None
    owner: str | None
    deliverable: bool | None
    due_said: str = ""
    done_said: str = ""

    def standing(self, day: date) -> Standing:
        """Return how it stands on a day: late is due before that day, and not done."""
        if self.done is not None:
            return "done"
        if self.due is None:
            return "undated"
        return "late" if self.due < day else "due"

    def days_late(self, day: date) -> int:
        """Return for how many days it has been late on a day; 0 where it is not."""
        late = self.standing(day) == "late"
        return (day - self.due).days if late and self.due is not None else 0


def milestones_of(answers: Answers) -> tuple[Milestone, ...]:
    """Return the milestones in the order of the table; a row that says nothing is none."""
    projects, persons = set(answers.rows(_PROJECTS)), set(answers.rows(_PERSONS))
    return tuple(
        Milestone(
            row=row["id"],
            project=row["project"] if row.get("project") in projects else None,
            name=row.get("name", ""),
            due=last_day(row["due"]) if "due" in row else None,
            done=last_day(row["done"]) if "done" in row else None,
            owner=row["owner"] if row.get("owner") in persons else None,
            deliverable=row.get("deliverable"),
            due_said=row.get("due", ""),
            done_said=row.get("done", ""),
        )
        for row in answers.table(MILESTONES, _COLUMNS)
        if len(row) > 1
    )
