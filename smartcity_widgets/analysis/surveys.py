"""Surveys of satisfaction: who answered, how sure that is, and what changed since.

Everything is exact, except the one square root: `Margin.points` takes it with `PRECISION`
digits of what is exact until then. Nothing is clamped: figures that contradict each other
are told (`smartcity_widgets.analysis.satisfaction`), and used as they are.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal, localcontext
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING, Literal, get_args

from smartcity_widgets.values import last_day

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from smartcity_widgets.answers import Answers

__all__ = [
    "FEW",
    "NO_MARGIN",
    "PRECISION",
    "SCALES",
    "SURVEYS",
    "Change",
    "Margin",
    "NoMargin",
    "Survey",
    "Z",
    "changes_of",
    "margin_of",
    "survey_in",
    "surveys_of",
]

SURVEYS = "satisfaction/surveys"

Z = Fraction(196, 100)
"""Standard deviations to each side that hold 95 % of a normal distribution."""

PRECISION = 30
"""Digits with which the square root of a margin is taken."""

FEW = 5
"""With fewer answers than this on either side of a share, its margin is only rough."""

SCALES: dict[str, tuple[int, int]] = {"1_5": (1, 5), "0_10": (0, 10), "yes_no": (0, 100)}
"""Lowest and highest mean on each scale; of yes and no it is the percentage of yes."""

NoMargin = Literal["random-unsaid", "not-random", "population", "too-many", "one-sided"]
"""Why there is no margin of error.

Nobody says whether the sample was drawn at random; it was not; nobody says how many people
it speaks of; more answered than there are; everybody or nobody is content, where the
formula would claim to be sure.
"""

NO_MARGIN: tuple[NoMargin, ...] = get_args(NoMargin)

_COLUMNS = (
    "question",
    "project",
    "date",
    "method",
    "random_sample",
    "population",
    "invited",
    "responses",
    "scale",
    "mean",
    "top2_share",
)


@dataclass(frozen=True, slots=True)
class Margin:
    """The margin of error of a share, at 95 %, to each side.

    Attributes
    ----------
    squared
        Its square, exact, as a part of 1.
    assumed
        Whether the share is not known, and 50 % was taken: the widest margin there is.
    rough
        Whether few answers stand behind it, so that the formula only comes near.
    """

    squared: Fraction
    assumed: bool = False
    rough: bool = False

    @property
    def points(self) -> Decimal:
        """The margin in percentage points."""
        with localcontext(prec=PRECISION):
            exact = Decimal(self.squared.numerator) / Decimal(self.squared.denominator)
            return exact.sqrt() * 100


@dataclass(frozen=True, slots=True)
class Survey:
    """One question that people answered; what nobody filled in is None.

    Attributes
    ----------
    date
        As it is stored: ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``.
    top2
        Percentage of the two best answers.
    """

    row: str
    question: str | None = None
    project: str | None = None
    date: str | None = None
    method: str | None = None
    random_sample: bool | None = None
    population: int | None = None
    invited: int | None = None
    responses: int | None = None
    scale: str | None = None
    mean: Decimal | None = None
    top2: Decimal | None = None

    @property
    def path(self) -> str:
        """The row, as ``step/table/row``."""
        return f"{SURVEYS}/{self.row}"

    @property
    def response_rate(self) -> Fraction | None:
        """The share of those invited who answered; above 1 where the figures contradict."""
        if self.responses is None or not self.invited:
            return None
        return Fraction(self.responses, self.invited)

    @property
    def margin(self) -> Margin | NoMargin | None:
        """The margin of error of `top2`, or why there is none; None without answers."""
        return margin_of(self)


def surveys_of(answers: Answers) -> tuple[Survey, ...]:
    """Return the surveys of which something is said, in the order of the table."""
    rows = answers.table(SURVEYS, _COLUMNS)
    return tuple(_survey(row) for row in rows if len(row) > 1)


def survey_in(answers: Answers, row: str) -> Survey:
    """Return the survey of one row."""
    cells = {one: answers.value(f"{SURVEYS}/{row}/{one}") for one in _COLUMNS}
    return _survey({"id": row} | cells)


def _survey(row: dict[str, object]) -> Survey:
    cells = {name: row.get(name) for name in _COLUMNS if name not in {"mean", "top2_share"}}
    mean, top2 = row.get("mean"), row.get("top2_share")
    return Survey(
        row=str(row["id"]),
        mean=None if mean is None else Decimal(str(mean)),
        top2=None if top2 is None else Decimal(str(top2)),
        **cells,  # type: ignore[arg-type]
    )


def margin_of(survey: Survey) -> Margin | NoMargin | None:
    """Return how far the share of a survey may lie from that of the whole population.

    Of a random sample of n out of N people with a share p, at 95 %::

        1.96 · sqrt(p · (1 - p) / n) · sqrt((N - n) / (N - 1))

    p is the share of the two best answers; 50 % where nobody says it, which gives the
    widest margin. Where all of them answered there is nothing to be unsure of.

    Notes
    -----
    Source: the normal approximation of a proportion with the finite population correction,
    as any textbook of sampling has it (W. G. Cochran, Sampling Techniques, 3rd edition,
    1977, sections 3.2 and 3.6). That n · p and n · (1 - p) should be 5 at least is its
    usual rule of thumb.
    """
    n, whole = survey.responses, survey.population
    if not n:
        return None
    if survey.random_sample is not True:
        return "random-unsaid" if survey.random_sample is None else "not-random"
    if whole is None:
        return "population"
    if n >= whole:
        return Margin(Fraction(0)) if n == whole else "too-many"
    share = Fraction(1, 2) if survey.top2 is None else Fraction(survey.top2) / 100
    if not 0 < share < 1:
        return "one-sided"
    squared = Z**2 * share * (1 - share) / n * Fraction(whole - n, whole - 1)
    rough = n * min(share, 1 - share) < FEW
    return Margin(squared, assumed=survey.top2 is None, rough=rough)


# From one survey to the next --------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Change:
    """The same question asked again.

    Attributes
    ----------
    differs
        What makes the two surveys not comparable: ``scale``, ``method`` or ``sample``
        (one was drawn at random, the other was not). None where nothing does.
    """

    before: Survey
    after: Survey
    differs: Literal["scale", "method", "sample"] | None = None

    @property
    def mean(self) -> Decimal | None:
        """By how much the mean changed; None where that cannot be told."""
        return self._changed(self.before.mean, self.after.mean)

    @property
    def top2(self) -> Decimal | None:
        """By how many points the share of the two best answers changed."""
        return self._changed(self.before.top2, self.after.top2)

    @property
    def is_beyond_chance(self) -> bool | None:
        """Whether `top2` changed by more than the margins of both explain.

        None where one of the two has no margin of its own.
        """
        changed, first, second = self.top2, self.before.margin, self.after.margin
        if changed is None or not isinstance(first, Margin):
            return None
        if not isinstance(second, Margin):
            return None
        return (Fraction(changed) / 100) ** 2 > first.squared + second.squared

    def _changed(self, before: Decimal | None, after: Decimal | None) -> Decimal | None:
        if self.differs is not None or before is None or after is None:
            return None
        with localcontext(prec=PRECISION * 2):
            return after - before


def changes_of(surveys: Iterable[Survey]) -> tuple[Change, ...]:
    """Return each survey with the one before it that asked the same, the earliest first.

    The same question of the same project, at two different dates. Of several on one day
    nobody knows which came first: they are held against none.
    """
    asked: dict[tuple[str, str | None], list[Survey]] = {}
    for one in surveys:
        if one.question and one.date:
            same = (" ".join(one.question.split()).casefold(), one.project)
            asked.setdefault(same, []).append(one)
    found = []
    for ones in asked.values():
        days: dict[dt.date, list[Survey]] = {}
        for one in ones:
            days.setdefault(last_day(one.date or ""), []).append(one)
        alone = [same[0] for _, same in sorted(days.items()) if len(same) == 1]
        found += [
            Change(before, after, _difference(before, after))
            for before, after in pairwise(alone)
        ]
    return tuple(found)


def _difference(
    before: Survey, after: Survey
) -> Literal["scale", "method", "sample"] | None:
    if before.scale != after.scale or before.scale is None:
        return "scale"
    if before.method != after.method or before.method is None:
        return "method"
    if (before.random_sample is True) != (after.random_sample is True):
        return "sample"
    return None
