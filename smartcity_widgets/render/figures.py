"""A file of figures looked at: what was understood, what is refused, what is asked.

Everything that can be chosen is a native select. The value of an option is its text after
an equals sign, so that an empty cell of a table (the total) is a choice, and nothing chosen
is none.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .figures_asked import Choice, Field, field_of, role_field
from .figures_told import columns_of, differing_of, figures_table, refused_of
from .templates import environment, safe_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from smartcity_widgets.exchange.baselines import Plan
    from smartcity_widgets.method import Method
    from smartcity_widgets.tables import Document, Table
    from smartcity_widgets.words import Words

__all__ = ["Looked", "figures_body", "figures_page"]

_DELIMITERS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar"}


@dataclass(frozen=True)
class Looked:
    """A file that was opened, with what has been chosen of it.

    Attributes
    ----------
    sheet
        The place of the sheet that is looked at, among those that are seen.
    qualities
        The choices of data quality; none where it is not asked.
    quality, source
        What is said of all figures.
    replaced
        The rows whose value is to be replaced.
    most
        How many figures one act may add.
    """

    document: Document
    sheet: int
    table: Table
    plan: Plan
    chosen: dict[str, str]
    qualities: tuple[str, ...]
    quality: str
    source: str
    replaced: frozenset[str]
    most: int

    @property
    def count(self) -> int:
        """How many figures would be added or replaced."""
        replaced = sum(one.baseline.row in self.replaced for one in self.plan.differing)
        return len(self.plan.new) + replaced


def figures_page(
    method: Method,
    looked: Looked | None,
    words: Words,
    *,
    uid: str,
    refused: str = "",
    added: int = 0,
) -> str:
    """Return the whole page.

    Parameters
    ----------
    looked
        The file; None before one is chosen.
    refused
        Why the last file was refused, in words.
    added
        How many figures were added from the file before.
    """
    body = figures_body(method, looked, words, uid=uid, refused=refused, added=added)
    return (
        environment()
        .get_template("figures.html.j2")
        .render(say=words.say, uid=uid, language=words.language, body=body)
        .strip()
    )


def figures_body(
    method: Method,
    looked: Looked | None,
    words: Words,
    *,
    uid: str,
    refused: str = "",
    added: int = 0,
) -> str:
    """Return the inside of the page's only fragment, ``figures``."""
    told = {} if looked is None else _told(method, looked, words)
    return (
        environment()
        .get_template("figures-body.html.j2")
        .render(
            say=words.say,
            count=words.count,
            uid=uid,
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
    return {
        "about": " · ".join(_about(looked, words)),
        "sheets": _sheets(looked, words),
        "needed": [one for one in asked if one.needed],
        "optional": [one for one in asked if not one.needed],
        "used": [one for one in columns if one.used],
        "others": [one for one in columns if not one.used],
        "asides": looked.table.asides,
        "refused_rows": looked.table.refused,
        "figures": figures_table(looked.plan, method, words),
        "differing": differing_of(looked.plan, method, words, looked.replaced),
        "refused_figures": refused_of(looked.plan, words),
        "quality": _quality(looked, words),
    }


def _has_years(plan: Plan) -> bool:
    """Whether an indicator has figures of several years."""
    return len(plan.new) > len({one.indicator for one in plan.new})


def _about(looked: Looked, words: Words) -> Iterator[str]:
    document = looked.document
    if document.encoding:
        name = _DELIMITERS.get(document.delimiter, "none")
        yield document.encoding
        yield words.say(f"figures.delimiter.{name}")
    else:
        yield words.say("figures.spreadsheet")
    yield words.count("figures.rows", len(looked.table.rows))
    yield words.count("figures.columns", len(looked.table.columns))


def _sheets(looked: Looked, words: Words) -> Field | None:
    seen = looked.document.seen
    if len(seen) < 2:  # noqa: PLR2004
        return None
    choices = tuple(
        Choice(f"={at}", safe_text(one.name), selected=at == looked.sheet)
        for at, one in enumerate(seen)
    )
    return Field("sheet", words.say("figures.sheet"), choices)


def _quality(looked: Looked, words: Words) -> Field | None:
    if not looked.qualities:
        return None
    choices = tuple(
        Choice(f"={one}", words.say(f"choice.data_quality.{one}"), one == looked.quality)
        for one in looked.qualities
    )
    label = words.say("figures.quality")
    return Field("quality", label, choices, empty=words.say("figures.not_said"))
