"""An action plan looked at: what its columns are for, what would be added or left out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from smartcity_widgets.exchange.plans import people_of, taken

from .looked import LookedFile, told_of_file
from .plan_asked import field_of, role_field
from .plan_told import Gone, actions_of, columns_of, doubts_of, gone_of
from .templates import environment, safe_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from smartcity_widgets.exchange.plans import Action, Known, Plan
    from smartcity_widgets.words import Words

__all__ = ["Done", "LookedPlan", "plan_body"]

_TABLES = ("means/sources", "delivery/milestones")


@dataclass(frozen=True)
class LookedPlan(LookedFile):
    """A file that was opened as a plan.

    Attributes
    ----------
    left_out
        The ids of the actions that somebody leaves out.
    """

    plan: Plan
    known: Known
    left_out: frozenset[str]

    @property
    def actions(self) -> tuple[Action, ...]:
        """The actions that would be added."""
        return taken(self.plan, self.left_out)

    @property
    def rows(self) -> int:
        """How many rows that would write, over all tables."""
        actions = self.actions
        others = sum(len(one.others) for one in actions)
        return len(actions) + len(people_of(actions)) + others


@dataclass(frozen=True, slots=True)
class Done:
    """What was added from the file before: the sentence, and what was left out of it."""

    said: str
    gone: tuple[Gone, ...]


def plan_body(
    looked: LookedPlan | None,
    words: Words,
    *,
    uid: str,
    refused: str = "",
    done: Done | None = None,
) -> str:
    """Return the inside of the page's only fragment, ``plan``.

    Parameters
    ----------
    looked
        The file; None before one is chosen.
    refused
        Why the last file was refused, in words.
    done
        What was added from the file before.
    """
    told = {} if looked is None else _told(looked, words)
    return (
        environment()
        .get_template("plan-body.html.j2")
        .render(
            say=words.say,
            count=words.count,
            uid=uid,
            looked=looked,
            refused=refused,
            done=done,
            **told,
        )
        .strip()
    )


def _told(looked: LookedPlan, words: Words) -> dict[str, object]:
    asked = [field_of(one, looked, words) for one in looked.plan.asks]
    columns = columns_of(
        looked.plan,
        looked.known,
        words,
        lambda one: role_field(one, looked, words),
    )
    return told_of_file(looked, asked, columns, words) | {
        "sheet_name": safe_text(looked.table.sheet),
        "asides": [one for one in looked.table.asides if one.kind != "note"],
        "actions": actions_of(looked.plan, looked.known, words, looked.left_out),
        "summary": " · ".join(_summary(looked, words)),
        "doubts": doubts_of(looked.plan, words),
        "gone": gone_of(looked.plan.left, words),
    }


def _summary(looked: LookedPlan, words: Words) -> Iterator[str]:
    """Say what would be added, table by table."""
    actions = looked.actions
    yield words.count("plan.ready", len(actions))
    people = people_of(actions)
    if people:
        yield words.count("plan.people", len(people))
    for table in _TABLES:
        rows = sum(each.table == table for one in actions for each in one.others)
        if rows:
            yield words.count(f"plan.rows_of.{table.rpartition('/')[2]}", rows)
