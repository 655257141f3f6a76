"""A file of figures looked at: what was understood, what is refused, what is asked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .figures_asked import field_of, role_field
from .figures_told import columns_of, differing_of, figures_table, refused_of
from .looked import Choice, Field, LookedFile, told_of_file
from .templates import environment

if TYPE_CHECKING:
    from smartcity_widgets.exchange.baselines import Plan
    from smartcity_widgets.method import Method
    from smartcity_widgets.words import Words

__all__ = ["Looked", "figures_body", "quality_field"]


@dataclass(frozen=True)
class Looked(LookedFile):
    """A file that was opened for its figures.

    Attributes
    ----------
    qualities
        The choices of data quality; none where it is not asked.
    quality, source
        What is said of all figures.
    replaced
        The rows whose value is to be replaced.
    """

    plan: Plan
    qualities: tuple[str, ...]
    quality: str
    source: str
    replaced: frozenset[str]

    @property
    def count(self) -> int:
        """How many figures would be added or replaced."""
        replaced = sum(one.baseline.row in self.replaced for one in self.plan.differing)
        return len(self.plan.new) + replaced


def figures_body(
    method: Method,
    looked: Looked | None,
    words: Words,
    *,
    uid: str,
    refused: str = "",
    added: int = 0,
) -> str:
    """Return the inside of the page's only fragment, ``figures``.

    Parameters
    ----------
    looked
        The file; None before one is chosen.
    refused
        Why the last file was refused, in words.
    added
        How many figures were added from the file before.
    """
    told = {} if looked is None else _told(method, looked, words)
    return (
        environment()
        .get_template("figures-body.html.j2")
        .render(
            say=words.say,
            count=words.count,
            uid=uid,
            subject="figures",
            looked=looked,
            refused=refused,
            added=added,
            **told,
        )
        .strip()
    )


def _told(method: Method, looked: Looked, words: Words) -> dict[str, object]:
    asked = [
        field_of(one, looked.plan, method, words, typed=looked.chosen.get(one.name, ""))
        for one in looked.plan.asks
        if one.kind != "years" or one.chosen == "latest" or _has_years(looked.plan)
    ]
    columns = columns_of(looked.plan, words, lambda one: role_field(one, looked, words))
    return told_of_file(looked, asked, columns, words) | {
        "asides": looked.table.asides,
        "refused_rows": looked.table.refused,
        "figures": figures_table(looked.plan, method, words),
        "differing": differing_of(looked.plan, method, words, looked.replaced),
        "refused_figures": refused_of(looked.plan, words),
        "quality": quality_field(looked, words),
    }


def _has_years(plan: Plan) -> bool:
    """Whether an indicator has figures of several years."""
    return len(plan.new) > len({one.indicator for one in plan.new})


def quality_field(looked: Looked, words: Words) -> Field | None:
    """Return the select that says how all figures were obtained, where that is asked."""
    if not looked.qualities:
        return None
    choices = tuple(
        Choice(f"={one}", words.say(f"choice.data_quality.{one}"), one == looked.quality)
        for one in looked.qualities
    )
    label = words.say("figures.quality")
    return Field("quality", label, choices, empty=words.say("figures.not_said"))
