"""How ready each project is in the four reflections, and who pays what.

One sentence first; then the lights with the rules that give them, what is to be settled
first, the money with its VAT, what one refusal would do, and who pays when the grants end.
What an adaptation hides is not told: without costs and sources, nothing of the money.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from smartcity_widgets.analysis.costing import COSTS, SOURCES
from smartcity_widgets.analysis.funding import fundings_of
from smartcity_widgets.analysis.projects import PROJECTS
from smartcity_widgets.analysis.reflections import lit_of
from smartcity_widgets.charts.lights import MOST_LIT, lights_chart

from .doubting import doubts
from .money import money
from .saying import KEY, Page, Saying
from .settling import asks, rule_groups

if TYPE_CHECKING:
    from collections.abc import Sequence

    from smartcity_widgets.analysis.funding import Fundings
    from smartcity_widgets.analysis.reflections import Lit

    from ..told import Told

__all__ = ["draw"]


def draw(told: Told) -> str:
    """Return the page of the four reflections; empty while there is no project."""
    method, answers = told.method, told.answers
    if method.at(PROJECTS) is None or not answers.rows(PROJECTS):
        return ""
    lit, found = lit_of(method, answers), fundings_of(answers)
    has_money = method.at(COSTS) is not None and method.at(SOURCES) is not None
    saying = Saying(told, found)
    groups = rule_groups(saying)
    lead = [_lead(lit, told)]
    if has_money and lit:
        lead += _money(found, saying)
    return told.render(
        "findings/means.html.j2",
        key=KEY,
        lead=lead,
        warnings=doubts(found, saying) if has_money else (),
        lights=_lights(lit, saying) if groups else (),
        groups=groups,
        first=asks(saying, lit, law=False),
        law=asks(saying, lit, law=True),
        money=money(found, saying) if has_money and lit else None,
    )


def _lights(lit: Sequence[Lit], saying: Saying) -> tuple[Page, ...]:
    """Return the lights in pictures that a sheet of paper holds."""
    found = []
    for first in range(0, len(lit), MOST_LIT):
        some = lit[first : first + MOST_LIT]
        uid = f"{saying.told.uid}-{first}-" if first else f"{saying.told.uid}-"
        chart = lights_chart(some, saying.told.words, prefix=uid)
        found.append(saying.page(chart, first + 1, len(some)))
    return tuple(found)


def _lead(lit: Sequence[Lit], told: Told) -> str:
    if not lit:
        return told.say(f"{KEY}.all_cancelled")
    colours = [{light.colour for light in one.lights.values()} for one in lit]
    settled = sum(one == {"green"} for one in colours)
    red = sum("red" in one for one in colours)
    return told.say(
        f"{KEY}.lead",
        projects=told.count(f"{KEY}.projects", len(lit)),
        settled=told.count(f"{KEY}.settled", settled)
        if settled
        else told.say(f"{KEY}.settled_none"),
        red=told.count(f"{KEY}.red", red) if red else told.say(f"{KEY}.red_none"),
    )


def _money(found: Fundings, saying: Saying) -> list[str]:
    """Return how much of the cost is granted, asked for, and missing; VAT said once."""
    plan, say = found.plan, saying.told.say
    share = saying.share(plan.coverage)
    if plan.coverage is None:
        return [say(f"{KEY}.no_cost")]
    told = [
        say(
            f"{KEY}.money",
            share=share,
            granted=saying.amount(plan.granted),
            cost=saying.amount(plan.cost),
            vat=saying.vat,
        )
    ]
    if plan.gap > 0:
        told.append(say(f"{KEY}.gap", gap=saying.amount(plan.gap)))
    elif plan.gap < 0:
        told.append(say(f"{KEY}.surplus", surplus=saying.amount(-plan.gap)))
    if plan.applied:
        told.append(say(f"{KEY}.hope", applied=saying.amount(plan.applied)))
    return told
