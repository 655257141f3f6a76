"""The order of things that were scored by weighted criteria, and how sure that order is.

A thing's total is the mean of its scores, weighed; a criterion it has no score for is left
out of its mean, and its coverage says how much of the weight was known. To learn how much
hangs on one person or on one weight, the order is made again in *trials*: without each
respondent in turn, and with each weight a quarter of itself lower and higher. Two things
cannot be told apart where their totals are equal or their order does not hold in every
trial. Everything is exact: no order hangs on the noise of a float.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations
from typing import TYPE_CHECKING

from .concordance import concordance, midranks
from .readiness import SMALLEST_GROUP

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from .concordance import Concordance
    from .needs import Heard, Need, Voices
    from .weighing import Weights

__all__ = ["Ranked", "Ranking", "Span", "Total", "places", "rank", "spans", "totals"]

QUARTERS = (Fraction(3, 4), Fraction(5, 4))
"""A weight is tried a quarter of itself lower, and as much higher."""
_FEW = 2

Span = tuple[int, int]
"""The best and the worst place."""
Totals = dict[str, "Total"]


@dataclass(frozen=True, slots=True)
class Total:
    """The total of one need, 0 to 4, and the share of the weight its scores stand for."""

    value: Fraction
    coverage: Fraction


@dataclass(frozen=True, slots=True)
class Ranked:
    """One need in the order.

    Attributes
    ----------
    place
        From 1; equals share one.
    scores
        Criterion to the score in force, as it was given.
    without_one
        Its best and worst place when one respondent is left out; None where fewer than
        three gave scores, so that nobody can be recognised.
    other_weights
        The same when each weight moves by a quarter; None with a single criterion.
    """

    need: Need
    total: Total
    place: int
    scores: Mapping[str, Heard]
    without_one: Span | None
    other_weights: Span | None

    @property
    def span(self) -> Span:
        """The best and worst place in any trial, and as it is."""
        known = [one for one in (self.without_one, self.other_weights) if one is not None]
        lows, highs = zip((self.place, self.place), *known, strict=True)
        return min(lows), max(highs)


@dataclass(frozen=True, slots=True)
class Ranking:
    """The needs in order, and how sure that is.

    Attributes
    ----------
    needs
        Those with a score, the first first.
    unsure
        The pairs that cannot be told apart, as ids, the one that stands first first.
    blocks
        The order cut wherever everything before is told apart from everything after: a
        need alone has its place for sure, the order within a longer block is not sure.
    concordance
        How far the respondents' own rankings agree, over the needs they all scored whole;
        None where fewer than three gave scores.
    voices
        How many respondents gave scores that count: where the group has none.
    """

    needs: tuple[Ranked, ...] = ()
    unsure: frozenset[tuple[str, str]] = frozenset()
    blocks: tuple[tuple[Ranked, ...], ...] = ()
    concordance: Concordance | None = None
    voices: int = 0

    def of(self, need: str) -> Ranked | None:
        """Return a need in the order, or None."""
        return next((one for one in self.needs if one.need.id == need), None)


def places(values: Mapping[str, Fraction]) -> dict[str, int]:
    """Return the place of each, the highest value first; equals share the better place.

    Examples
    --------
    >>> places({"a": Fraction(2), "b": Fraction(3), "c": Fraction(2)})
    {'a': 2, 'b': 1, 'c': 2}
    """
    return {
        one: 1 + sum(other > value for other in values.values())
        for one, value in values.items()
    }


def spans(trials: Sequence[Mapping[str, Fraction]]) -> dict[str, Span]:
    """Return the best and worst place of each thing; each trial has the same things."""
    ordered = [places(one) for one in trials]
    return {
        one: (min(found), max(found))
        for one in (ordered[0] if ordered else ())
        for found in [[trial[one] for trial in ordered]]
    }


def totals(
    scores: Mapping[tuple[str, str], Fraction],
    weights: Weights,
    shares: Mapping[str, Fraction],
) -> Totals:
    """Return the total of each need that has a score.

    Parameters
    ----------
    scores
        (need, criterion) to the score, as it was given.
    shares
        Criterion to its weight, on any scale.
    """
    whole = sum(shares.values(), Fraction())
    sums: dict[str, tuple[Fraction, Fraction]] = {}
    for one in weights.criteria:
        share = shares.get(one.id, Fraction())
        if not share:
            continue
        for (need, criterion), score in scores.items():
            if criterion == one.id:
                weighed, known = sums.get(need, (Fraction(), Fraction()))
                sums[need] = weighed + share * one.favour(score), known + share
    return {
        need: Total(weighed / known, known / whole)
        for need, (weighed, known) in sums.items()
    }


def rank(needs: Sequence[Need], voices: Voices, weights: Weights) -> Ranking:
    """Return the needs that have a score in order, and how sure that order is.

    Parameters
    ----------
    voices
        Who gave which score to which (need, criterion).
    """
    shares = weights.shares
    scored = voices.medians()
    found = totals(_values(scored), weights, shares)
    values = {one.id: found[one.id].value for one in needs if one.id in found}
    if not values:
        return Ranking()
    counted = len(voices.open)
    left = list(_without_one(voices, weights)) if counted >= SMALLEST_GROUP else []
    moved = list(_other_weights(scored, weights))
    left_spans, moved_spans, now = spans(left), spans(moved), places(values)
    ranked = [
        Ranked(
            need=one,
            total=found[one.id],
            place=now[one.id],
            scores={
                criterion: score
                for (need, criterion), score in scored.items()
                if need == one.id and criterion in shares
            },
            without_one=left_spans.get(one.id),
            other_weights=moved_spans.get(one.id),
        )
        for one in needs
        if one.id in values
    ]
    ranked.sort(key=lambda one: one.place)  # stable: equals stay in the needs' order
    unsure = frozenset(_unsure([one.need.id for one in ranked], [values, *left, *moved]))
    return Ranking(
        needs=tuple(ranked),
        unsure=unsure,
        blocks=tuple(_blocks(ranked, unsure)),
        concordance=_agreement(needs, voices, weights),
        voices=counted,
    )


def _values(scored: Mapping[tuple[str, str], Heard]) -> dict[tuple[str, str], Fraction]:
    return {pair: one.value for pair, one in scored.items()}


def _without_one(voices: Voices, weights: Weights) -> Iterator[dict[str, Fraction]]:
    """Yield the totals without each respondent who counts.

    A score that nobody else gave stays: without it needs would fall out of the order.
    """
    for who in voices.open:
        scored = _values(voices.without(who).medians())
        yield _only_values(totals(scored, weights, weights.shares))


def _other_weights(
    scored: Mapping[tuple[str, str], Heard], weights: Weights
) -> Iterator[dict[str, Fraction]]:
    """Yield the totals with each weight a quarter lower, then higher."""
    shares, values = weights.shares, _values(scored)
    if len(shares) < _FEW:
        return
    for criterion, share in shares.items():
        for factor in QUARTERS:
            moved = {**shares, criterion: share * factor}
            yield _only_values(totals(values, weights, moved))


def _only_values(found: Totals) -> dict[str, Fraction]:
    return {need: one.value for need, one in found.items()}


def _unsure(
    order: Sequence[str], trials: Sequence[Mapping[str, Fraction]]
) -> Iterator[tuple[str, str]]:
    """Yield the pairs whose order is not the same in every trial; the first is no trial."""
    for one, other in combinations(order, 2):
        if any(trial[one] <= trial[other] for trial in trials):
            yield one, other


def _blocks(
    ranked: Sequence[Ranked], unsure: frozenset[tuple[str, str]]
) -> Iterator[tuple[Ranked, ...]]:
    """Cut the order wherever no pair that cannot be told apart stands across the cut."""
    ids = [one.need.id for one in ranked]
    reach = {one: place for place, one in enumerate(ids)}
    start, furthest = 0, 0
    for place, one in enumerate(ids):
        furthest = max([furthest, place, *(reach[b] for a, b in unsure if a == one)])
        if furthest == place:
            yield tuple(ranked[start : place + 1])
            start = place + 1


def _agreement(
    needs: Sequence[Need], voices: Voices, weights: Weights
) -> Concordance | None:
    """Return how far the respondents' own rankings agree; of three respondents or more.

    Counted are those who scored two needs by every criterion, over the needs that all of
    them scored so.
    """
    known, own = {one.id for one in needs}, []
    for given in voices.people.values():
        scored = {pair: Fraction(score) for pair, score in given.items()}
        found = totals(scored, weights, weights.shares)
        whole = {n: t.value for n, t in found.items() if t.coverage == 1 and n in known}
        if len(whole) >= _FEW:
            own.append(whole)
    if len(own) < SMALLEST_GROUP:
        return None
    shared = [one.id for one in needs if all(one.id in values for values in own)]
    return concordance([midranks([values[need] for need in shared]) for values in own])
