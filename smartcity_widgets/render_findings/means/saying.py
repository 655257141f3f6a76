"""How amounts, shares and projects are said on the page of the four reflections."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from smartcity_widgets.analysis.projects import projects_of
from smartcity_widgets.values.amounts import format_money, format_percent
from smartcity_widgets.values.shares import told_percent

from ..naming import naming

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from decimal import Decimal
    from fractions import Fraction

    from markupsafe import Markup

    from smartcity_widgets.analysis.funding import Fundings
    from smartcity_widgets.charts import Chart

    from ..told import Told

__all__ = ["KEY", "Page", "Saying"]

KEY = "findings.means"


@dataclass(frozen=True, slots=True)
class Page:
    """A picture of some of the parts, and which they are."""

    chart: Chart
    name: str


@dataclass(frozen=True)
class Saying:
    """The page, the money it is about, and the words of both."""

    told: Told
    money: Fundings

    @cached_property
    def titles(self) -> Mapping[str, str]:
        """Every project to what it is called."""
        return {
            one.row: one.title
            if one.title.strip()
            else self.told.say("reflection.untitled", n=number)
            for number, one in enumerate(projects_of(self.told.answers), start=1)
        }

    @property
    def vat(self) -> str:
        """With or without VAT, as the workbook says."""
        return self.told.say(f"chart.funding.vat.{self.told.answers.vat}")

    def page(self, chart: Chart, first: int, count: int) -> Page:
        """Return a picture of `count` parts, the first of them at place `first`."""
        name = self.told.say(f"{KEY}.more_parts", first=first, last=first + count - 1)
        return Page(chart, name)

    def title(self, project: str | None) -> str:
        """Return what a project is called; that there is none for None."""
        if project is None:
            return self.told.say("chart.funding.unplaced")
        return self.titles[project]

    def amount(self, amount: Decimal) -> str:
        """Return an amount in the currency of the workbook."""
        return format_money(amount, self.told.answers.currency, self.told.words.language)

    def share(self, share: Fraction | None) -> str:
        """Return a share as a percentage; that nobody can say for None."""
        if share is None:
            return self.told.say(f"{KEY}.not_known")
        return format_percent(told_percent(100 * share), self.told.words.language)

    def names(self, key: str, projects: Iterable[str], **details: str) -> Markup:
        """Return a sentence that names projects."""
        names = [self.titles[one] for one in projects]
        return naming(self.told.words, f"{KEY}.{key}", names, **details)  # type: ignore[arg-type]
