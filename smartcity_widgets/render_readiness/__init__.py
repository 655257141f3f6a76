"""Where a municipality stands, as a page: the live panel, the report's part, plain lines.

Words come before numbers: the verdict, what carries it, what to strengthen, then the bars,
the next steps, what is missing and what is fragile. This package draws what
`smartcity_widgets.analysis` found and `smartcity_widgets.charts` drew; it decides nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from smartcity_widgets.charts import criteria_profile, readiness_bars
from smartcity_widgets.render.look import look
from smartcity_widgets.render.templates import environment, safe_text

from .told import Told

if TYPE_CHECKING:
    from collections.abc import Collection

    from smartcity_widgets.answers import Answers
    from smartcity_widgets.method import Method
    from smartcity_widgets.words import Words

__all__ = ["panel", "plain_readiness", "report_part"]

NEXT_STEPS = 5
"""Next steps shown at once."""


def panel(
    method: Method,
    answers: Answers,
    words: Words,
    *,
    links: bool,
    uid: str = "readiness",
    actions: Collection[str] = (),
) -> str:
    """Return the live panel of a notebook.

    Parameters
    ----------
    links
        Whether what is missing leads to its question (``data-action="go"``).
    uid
        Prefix of every id.
    actions
        The buttons the page can do: ``equal-weights``; ``jot`` keeps an action.
    """
    told = Told(method, answers, words)
    return _draw(told, uid=uid, links=links, actions=actions, report=False)


def report_part(
    method: Method, answers: Answers, words: Words, *, uid: str = "readiness"
) -> str:
    """Return the same for a report: nothing to click or unfold, every rule printed."""
    return _draw(Told(method, answers, words), uid=uid, report=True)


def plain_readiness(method: Method, answers: Answers, words: Words) -> str:
    """Return the same in a few lines of plain text."""
    told = Told(method, answers, words)
    found = told.found
    verdict = words.say(f"verdict.{found.verdict}.title")
    lines = [
        words.say("panel.plain_title", name=told.name, verdict=verdict),
        " ".join([*told.insufficient(), *told.fine()]),
    ]
    if names := told.strong():
        lines.append(_listed(words.say("panel.strengths"), names))
    if weak := told.weak():
        lines.append(_listed(words.say("panel.strengthen"), [one.name for one in weak]))
    for step, one in found.prerequisites.items():
        score = "-" if one.score is None else str(found.rules.whole(one.score))
        known = words.say("chart.known", known=one.known, applying=one.applying)
        lines.append(f"  {words.say(f'step.{step}.short'):<24}{score:>4}   {known}")
    return safe_text("\n".join(lines))


def _listed(head: str, names: list[str]) -> str:
    return f"{head} {' · '.join(names)}"


def _draw(
    told: Told,
    *,
    uid: str,
    report: bool,
    links: bool = False,
    actions: Collection[str] = (),
) -> str:
    found, words, steps = told.found, told.words, told.next()
    return (
        environment()
        .get_template("panel.html.j2")
        .render(
            told=told,
            found=found,
            say=words.say,
            count=words.count,
            uid=uid,
            links=links,
            report=report,
            actions=actions,
            people=told.answers.people,
            language=words.language,
            look=look(told.answers, uid),
            bars=readiness_bars(found, words, prefix=f"{uid}-"),
            profile=criteria_profile(found, words, prefix=f"{uid}-"),
            steps=steps[:NEXT_STEPS],
            more=steps[NEXT_STEPS:],
            not_agreed=[one for one in found.criteria.values() if one.source == "median"],
        )
    )
