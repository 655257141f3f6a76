"""Two cycles beside each other, as a page: live with a choice of cycles, and in a report.

One sentence first. What was different between them, and under what both are computed, is
said before any number is compared.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from smartcity_widgets.analysis.comparison import compare
from smartcity_widgets.charts import shifts_chart
from smartcity_widgets.overlay import adapt
from smartcity_widgets.render.look import look
from smartcity_widgets.render.templates import environment

from .told import Told

if TYPE_CHECKING:
    from collections.abc import Sequence

    from smartcity_widgets.answers import Answers
    from smartcity_widgets.method import Method
    from smartcity_widgets.words import Words

__all__ = ["comparison_page", "comparison_part"]


def comparison_page(
    method: Method,
    before: Answers | None,
    after: Answers,
    words: Words,
    *,
    uid: str,
    cycles: Sequence[int] = (),
) -> str:
    """Return the live page of two cycles.

    Parameters
    ----------
    before
        The earlier cycle; None while there is only one.
    cycles
        Those that can be chosen.
    """
    return _draw(method, before, after, words, uid=uid, cycles=cycles, report=False)


def comparison_part(
    method: Method,
    before: Answers,
    after: Answers,
    words: Words,
    *,
    internal: bool = False,
) -> str:
    """Return the same for a report: every number printed, nothing to choose."""
    uid = "comparison"
    return _draw(
        method, before, after, words, uid=uid, cycles=(), report=True, internal=internal
    )


def _draw(
    method: Method,
    before: Answers | None,
    after: Answers,
    words: Words,
    *,
    uid: str,
    cycles: Sequence[int],
    report: bool,
    internal: bool = True,
) -> str:
    told, chart = None, None
    if before is not None:
        found = compare(method, before, after)
        asked = adapt(method, after.overlay)
        told = Told(asked, before, after, words, found, internal=internal)
        if found.before.is_known or found.after.is_known:
            chart = shifts_chart(found, words, prefix=f"{uid}-")
    page = environment().get_template("comparison.html.j2")
    return page.render(
        told=told,
        chart=chart,
        report=report,
        cycles=cycles,
        chosen=(before.cycle if before else None, after.cycle),
        say=words.say,
        count=words.count,
        uid=uid,
        language=words.language,
        look=look(after, uid),
    ).strip()
