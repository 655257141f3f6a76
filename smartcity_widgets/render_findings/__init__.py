"""What follows from the answers of a step, as a page: live under its form, and in a report.

Each step has one module here with one function `draw`, which puts into words and charts
what `smartcity_widgets.analysis` found; it decides nothing. A step without one has no
findings.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from smartcity_widgets.render.look import look
from smartcity_widgets.render.templates import environment

from .action_plan import draw as action_plan
from .adjustment import draw as adjustment
from .communication import draw as communication
from .delivery import draw as delivery
from .diagnosis import draw as diagnosis
from .evaluation import draw as evaluation
from .means import draw as means
from .results import draw as results
from .satisfaction import draw as satisfaction
from .told import Told
from .vision import draw as vision

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

    from smartcity_widgets.answers import Answers
    from smartcity_widgets.method import Method
    from smartcity_widgets.words import Words

__all__ = ["FINDINGS", "Told", "findings_page", "findings_part"]

FINDINGS: Mapping[str, Callable[[Told], str]] = MappingProxyType(
    {
        "diagnosis": diagnosis,
        "vision": vision,
        "evaluation": evaluation,
        "communication": communication,
        "action-plan": action_plan,
        "means": means,
        "delivery": delivery,
        "results": results,
        "satisfaction": satisfaction,
        "adjustment": adjustment,
    }
)
"""Step to what draws its findings; the drawing is empty where nothing follows yet."""


def findings_page(
    method: Method,
    answers: Answers,
    words: Words,
    step: str,
    *,
    uid: str,
    actions: Collection[str] = (),
) -> str:
    """Return the live page of a step's findings, which its consultant sees.

    Parameters
    ----------
    actions
        The buttons the page can do.
    """
    told = Told(method, answers, words, uid, internal=True, actions=actions)
    return (
        environment()
        .get_template("findings/page.html.j2")
        .render(
            say=words.say,
            uid=uid,
            step=step,
            title=words.say("findings.title", step=words.say(f"step.{step}.title")),
            language=words.language,
            look=look(answers, uid),
            html=FINDINGS[step](told).strip(),
        )
    )


def findings_part(
    method: Method, answers: Answers, words: Words, step: str, *, internal: bool = False
) -> str:
    """Return the same for a report; empty where nothing follows from the answers yet."""
    uid = f"findings-{step}"
    told = Told(method, answers, words, uid, report=True, internal=internal)
    html = FINDINGS[step](told).strip()
    if not html:
        return ""
    page = environment().get_template("findings/part.html.j2")
    return page.render(language=words.language, html=html).strip()
