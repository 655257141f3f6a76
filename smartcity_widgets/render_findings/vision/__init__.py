"""Which needs come first and how sure that is, what was chosen, and what follows from it.

One sentence first, then the chart; the figures are folded on a screen and printed in a
report. What a single person said is never shown, nor anything of fewer than three.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from smartcity_widgets.analysis.objectives import objectives_of
from smartcity_widgets.analysis.priorities import priorities
from smartcity_widgets.analysis.statement import statement_of
from smartcity_widgets.charts import ranking_chart, said_number

from ..naming import naming
from .choice import left_out, limbs
from .leading import lead
from .scoring import first_rows, score_heads, score_rows
from .warning import warnings

if TYPE_CHECKING:
    from markupsafe import Markup

    from smartcity_widgets.analysis.concordance import Concordance
    from smartcity_widgets.analysis.priorities import Priorities
    from smartcity_widgets.analysis.statement import Hint, Statement
    from smartcity_widgets.words import Words

    from ..told import Told

__all__ = ["draw"]

KEY = "findings.vision"
DISSENT = "vision/dissent"


def draw(told: Told) -> str:
    """Return the findings of the vision; empty while nothing follows from the answers."""
    method, answers, words = told.method, told.answers, told.words
    found = priorities(method, answers)
    branches = objectives_of(method, answers)
    statement = statement_of(method, answers)
    warned = warnings(found, words)
    if not (branches or warned or _has_findings(found, statement)):
        return ""
    ranking = found.ranking
    dissent = len(answers.rows(DISSENT)) if method.asks(DISSENT) else 0
    return told.render(
        "findings/vision.html.j2",
        found=found,
        lead=lead(found, sum(len(one.objectives) for one in branches), words),
        warnings=warned,
        chart=ranking_chart(ranking, words, prefix=f"{told.uid}-")
        if ranking.needs
        else None,
        how=words.say(f"{KEY}.how" if ranking.voices else f"{KEY}.how_group"),
        agreement=_agreement(ranking.concordance, words),
        agreement_figure=_figure(ranking.concordance, words),
        heads=score_heads(found, words),
        scores=score_rows(found, words),
        first=first_rows(found.first, words) if found.first.proposed else (),
        first_score=_first_score(found, words),
        limbs=limbs(found, branches, words),
        left_out=left_out(found, words),
        statement=statement,
        hints=() if told.report else [_hint(one, words) for one in statement.hints],
        dissent=words.count(f"{KEY}.dissent", dissent) if dissent else "",
    )


def _has_findings(found: Priorities, statement: Statement) -> bool:
    return bool(
        found.ranking.needs
        or found.first.proposed
        or found.first.shortlisted
        or found.selection.priorities
        or found.selection.left_out
        or statement.text
        or statement.hints
    )


def _first_score(found: Priorities, words: Words) -> str:
    if found.first.way == "impact_feasibility":
        return words.say(f"{KEY}.impact_feasibility")
    return words.say("question.vision.candidates.dots.label")


def _agreement(found: Concordance | None, words: Words) -> str:
    """Say how far the people agree; nothing of fewer than three."""
    if found is None:
        return ""
    word = found.agreement or found.reason
    return words.say(f"{KEY}.agreement.{word}", n=found.people)


def _figure(found: Concordance | None, words: Words) -> str:
    if found is None or found.w is None:
        return ""
    w = said_number(found.w, words)
    return words.say(f"{KEY}.agreement_figure", w=w, needs=found.things)


def _hint(one: Hint, words: Words) -> tuple[Markup, str]:
    """Return a remark on the statement, and where it can be changed."""
    year = one.found[0] if one.rule == "near-horizon" else ""
    names = () if year else one.found
    said = naming(words, f"{KEY}.hint.{one.rule}", names, n=one.n, year=year)
    return said, one.path
