"""Who pays: of every project or year what is granted, applied for, and paid by nobody.

A whole bar is what the project costs, or what is granted and applied for where that is
more: then a mark says where the cost ends. So a small project is seen as well as a large
one; the amounts stand beside it.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from smartcity_widgets.values.amounts import format_money, format_percent
from smartcity_widgets.values.shares import told_percent

from .figure import Chart, draw
from .lettering import lettered
from .tracks import LEGEND_ROW, WIDTH, Bar, Track, placed_legend, tracks_of

if TYPE_CHECKING:
    from smartcity_widgets.analysis.financed import Financed, Part
    from smartcity_widgets.analysis.funding import Funding
    from smartcity_widgets.words import Words

__all__ = ["MOST_FUNDED", "funding_chart", "part_name", "said_coverage"]

NAME = "funding"
KEY = f"chart.{NAME}"
MOST_FUNDED = 10
"""Parts in one picture: with more, a sheet of paper cannot hold it."""

PIECES = ("granted", "applied", "nobody")
"""What a bar is made of, from left to right."""


_LEAST = 4
"""How wide a piece is at least: a cent in a million is seen."""
_ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a bar: where, how wide, how it is drawn."""

    name: str
    x: float
    width: float


@dataclass(frozen=True, slots=True)
class Row:
    """A bar with its pieces; `mark` is where the cost ends, if inside the bar."""

    track: Track
    pieces: tuple[Piece, ...]
    mark: float | None


def funding_chart(found: Financed, words: Words, *, prefix: str = "") -> Chart:
    """Draw who pays, part by part.

    Parameters
    ----------
    found
        At most `MOST_FUNDED` parts make a picture that a sheet of paper holds.
    prefix
        Stands before every id, for a page that shows the chart twice.
    """
    bars = [_bar(one, found, words) for one in found.parts]
    rows = [
        Row(track, *_pieces(one.funding))
        for track, one in zip(tracks_of(bars), found.parts, strict=True)
    ]
    name, vat = f"{prefix}{NAME}-{found.by}", words.say(f"{KEY}.vat.{found.vat}")
    title = words.say(f"{KEY}.title_{found.by}", vat=vat)
    said = [
        words.say(
            f"{KEY}.alt_bar" if one.note else f"{KEY}.alt_bare",
            name=one.label,
            shown=one.shown,
            note=one.note,
        )
        for one in bars
    ]
    nothing = words.say(f"{KEY}.nothing")
    alt = " ".join(said) or nothing
    legend = {one: words.say(f"{KEY}.{one}") for one in PIECES}
    if any(one.mark is not None for one in rows):
        legend["cost"] = words.say(f"{KEY}.cost_ends")
    svg = draw(
        f"{NAME}.svg.j2",
        id=name,
        title=title,
        alt=alt,
        rows=rows,
        nothing="" if rows else nothing,
        height=rows[-1].track.bottom if rows else 24,
        width=WIDTH,
        legend=placed_legend(legend),
        legend_row=LEGEND_ROW,
    )
    table = draw(
        f"{NAME}.table.j2",
        say=words.say,
        title=title,
        head=words.say(f"{KEY}.{found.by}"),
        rows=[_line(one, found, words) for one in found.parts],
    )
    return Chart(name, title, svg, alt, table)


def part_name(one: Part, words: Words) -> str:
    """Return what a part is called."""
    if one.kind == "year":
        return one.name
    if one.kind != "project":
        return words.say(f"{KEY}.{one.kind}")
    if not one.name.strip():
        return words.say("reflection.untitled", n=one.number)
    return lettered(one.name)


def said_coverage(funding: Funding, words: Words) -> str:
    """Return which percentage is granted; that there is no cost where there is none."""
    if funding.coverage is None:
        return words.say(f"{KEY}.no_cost")
    return format_percent(told_percent(100 * funding.coverage), words.language)


def _bar(one: Part, found: Financed, words: Words) -> Bar:
    told = [
        words.say(f"{KEY}.amount", what=words.say(f"{KEY}.{name}"), amount=amount)
        for name, amount in _amounts(one.funding, found, words)
    ]
    return Bar(
        label=part_name(one, words),
        share=None,
        shown=said_coverage(one.funding, words),
        note=words.say(f"{KEY}.between").join(_kept(each) for each in told),
    )


def _kept(text: str) -> str:
    """Return a text that stays on one line: its amount is read with what it is."""
    return text.replace(" ", "\N{NO-BREAK SPACE}")


def _amounts(money: Funding, found: Financed, words: Words) -> list[tuple[str, str]]:
    """Return the amounts that are not nothing, with what they are."""
    given = (
        ("costs", money.cost),
        *_shares(money),
        ("surplus", -money.gap if money.cost else _ZERO),
    )
    return [
        (name, format_money(amount, found.currency, words.language))
        for name, amount in given
        if amount > 0
    ]


def _shares(money: Funding) -> tuple[tuple[str, Decimal], ...]:
    """Return the amounts of `PIECES`."""
    left = money.gap - money.applied
    return tuple(zip(PIECES, (money.granted, money.applied, left), strict=True))


def _pieces(money: Funding) -> tuple[tuple[Piece, ...], float | None]:
    """Return the pieces of a bar, and where the cost ends inside it."""
    paid = money.granted + money.applied
    whole = max(money.cost, paid)
    if not whole:
        return (), None
    found, x = [], 0.0
    for name, amount in _shares(money):
        width = float(Fraction(amount) / Fraction(whole)) * WIDTH
        if amount > 0:
            seen = max(width, _LEAST)
            found.append(Piece(name, round(min(x, WIDTH - seen), 2), round(seen, 2)))
            x += width
    over = money.cost < paid
    return tuple(found), (
        round(float(Fraction(money.cost) / Fraction(whole)) * WIDTH, 2) if over else None
    )


def _line(one: Part, found: Financed, words: Words) -> tuple[str, ...]:
    money = one.funding
    cost, granted, applied, gap = (
        format_money(amount, found.currency, words.language)
        for amount in (money.cost, money.granted, money.applied, abs(money.gap))
    )
    if money.gap < 0:
        gap = words.say(f"{KEY}.over", amount=gap)
    return part_name(one, words), cost, granted, applied, gap, said_coverage(money, words)
