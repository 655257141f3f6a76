"""Who pays what, project by project and year by year, and what one refusal would do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from smartcity_widgets.analysis.breakeven import BENEFITS, break_even_of
from smartcity_widgets.analysis.financed import financed_by_project, financed_by_year
from smartcity_widgets.analysis.funding import TYPES
from smartcity_widgets.analysis.refusals import refusals_of
from smartcity_widgets.charts.funding import MOST_FUNDED, funding_chart, part_name
from smartcity_widgets.values.dates import format_day

from .saying import KEY

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal

    from smartcity_widgets.analysis.financed import Financed
    from smartcity_widgets.analysis.funding import Funding, Fundings
    from smartcity_widgets.analysis.refusals import Refusal

    from .saying import Page, Saying

__all__ = ["Money", "money"]

Line = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Refused:
    """A source that is applied for, and its project with it and without it."""

    source: str
    deadline: str
    project: str
    amount: str
    granted: str
    refused: str
    falls: bool


@dataclass(frozen=True, slots=True)
class Money:
    """Everything that is told of the money.

    Attributes
    ----------
    heads
        The kinds of costs, as columns.
    types
        A line for each year, then one of all: what each kind costs, and together.
    years
        Of each project its years: cost, granted, applied for, and the share granted.
    after
        Who has running costs when the granted money has ended.
    even
        When the benefits have paid for the plan; empty where no benefit is in money.
    """

    projects: tuple[Page, ...]
    plan: tuple[Page, ...]
    heads: tuple[str, ...]
    types: tuple[Line, ...]
    years: tuple[tuple[str, tuple[Line, ...]], ...]
    refusals: tuple[Refused, ...]
    after: tuple[str, ...]
    even: str
    vat: str


def money(found: Fundings, saying: Saying) -> Money | None:
    """Return what is told of the money; None while nothing is written."""
    answers, words = saying.told.answers, saying.told.words
    by_project, by_year = financed_by_project(answers), financed_by_year(answers)
    if not by_project.parts:
        return None
    kinds: tuple[str | None, ...] = TYPES
    if None in found.plan.by_type:
        kinds = (*kinds, None)
    return Money(
        projects=_charts(by_project, saying),
        plan=_charts(by_year, saying),
        heads=tuple(_kind(one, saying) for one in kinds),
        types=_types(by_year, found.plan, kinds, saying),
        years=tuple(
            (
                part_name(one, words),
                tuple(
                    _line(_year(year, saying), each, saying)
                    for year, each in one.funding.by_year.items()
                ),
            )
            for one in by_project.parts
        ),
        refusals=tuple(_refused(one, saying) for one in refusals_of(found)),
        after=tuple(
            saying.told.say(
                f"{KEY}.after_of",
                name=saying.title(one.project),
                amount=saying.amount(one.unpaid_after),
                vat=saying.vat,
                year=one.last_granted_year,
            )
            for one in found.counted
            if one.unpaid_after
        ),
        even=_even(saying),
        vat=saying.vat,
    )


def _charts(found: Financed, saying: Saying) -> tuple[Page, ...]:
    """Return a picture for each page of parts."""
    uid, words = saying.told.uid, saying.told.words
    return tuple(
        saying.page(
            funding_chart(one, words, prefix=f"{uid}-{n}-" if n else f"{uid}-"),
            n * MOST_FUNDED + 1,
            len(one.parts),
        )
        for n, one in enumerate(found.pages(MOST_FUNDED))
    )


def _kind(kind: str | None, saying: Saying) -> str:
    say = saying.told.say
    return say(f"{KEY}.untyped") if kind is None else say(f"choice.cost_types.{kind}")


def _year(year: int | None, saying: Saying) -> str:
    return saying.told.say("chart.funding.undated") if year is None else str(year)


def _types(
    by_year: Financed, plan: Funding, kinds: tuple[str | None, ...], saying: Saying
) -> tuple[Line, ...]:
    lines = [
        (part_name(one, saying.told.words), one.funding)
        for one in by_year.parts
        if one.funding.costs
    ]
    lines.append((saying.told.say(f"{KEY}.total"), plan))
    return tuple((name, *_sums(one.by_type, one, kinds, saying)) for name, one in lines)


def _sums(
    by_type: Mapping[str | None, Decimal],
    of: Funding,
    kinds: tuple[str | None, ...],
    saying: Saying,
) -> Line:
    none = saying.told.say("chart.none")
    amounts = [by_type.get(kind) for kind in kinds]
    return (
        *(saying.amount(one) if one else none for one in amounts),
        saying.amount(of.cost),
    )


def _line(name: str, of: Funding, saying: Saying) -> Line:
    none = saying.told.say("chart.none")
    amounts = (of.cost, of.granted, of.applied)
    share = none if of.coverage is None else saying.share(of.coverage)
    return (name, *(saying.amount(one) if one else none for one in amounts), share)


def _refused(one: Refusal, saying: Saying) -> Refused:
    say, source = saying.told.say, one.source
    kind = (
        say(f"{KEY}.unsaid")
        if source.source is None
        else say(f"choice.funding_sources.{source.source}")
    )
    amount = (
        say(f"{KEY}.no_amount") if source.amount is None else saying.amount(source.amount)
    )
    return Refused(
        source=source.name if source.name.strip() else kind,
        deadline=say(f"{KEY}.deadline", date=format_day(source.deadline, saying.told.words))
        if source.deadline
        else "",
        project=saying.title(source.project),
        amount=amount,
        granted=saying.share(one.expected),
        refused=saying.share(one.without),
        falls=one.falls,
    )


def _even(saying: Saying) -> str:
    told = saying.told
    if told.method.at(BENEFITS) is None:
        return ""
    found = break_even_of(told.answers)
    if found.year is not None:
        return told.say(f"{KEY}.even", year=found.year)
    return told.say(f"{KEY}.even_never") if found.yearly > 0 else ""
