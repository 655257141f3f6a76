"""The project sheet drawn: live in a notebook, in a report, and as a page of its own.

What a sheet holds is decided by `smartcity_widgets.analysis.projectsheet`; here it is put
into words. One template draws all three.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from smartcity_widgets.analysis.due import last_change
from smartcity_widgets.analysis.projects import PROJECTS
from smartcity_widgets.analysis.projectsheet import sheets_of
from smartcity_widgets.render.look import look
from smartcity_widgets.render.templates import environment

from .saying import Telling

if TYPE_CHECKING:
    from collections.abc import Collection

    from markupsafe import Markup

    from smartcity_widgets.answers import Answers
    from smartcity_widgets.method import Method
    from smartcity_widgets.words import Words

__all__ = ["drawn_sheets", "sheets_page", "sheets_part"]

_PART_LEVEL = 3
"""Of the heading of a sheet under the title of a page, or of a part of a report."""


def drawn_sheets(
    method: Method,
    answers: Answers,
    words: Words,
    *,
    uid: str,
    level: int,
    live: bool = False,
    internal: bool = False,
    only: Collection[str] | None = None,
) -> tuple[tuple[str, Markup], ...]:
    """Return the sheet of every project, in order: its name, and its HTML.

    Parameters
    ----------
    uid
        Prefix of every id in it.
    level
        Of the heading that names the project.
    live
        Whether what is missing leads to where it is filled in.
    only
        The rows of the projects that are wanted; None means all.
    """
    telling = Telling(method, answers, words, uid, internal=internal, live=live)
    day = last_change(answers)
    sheet = environment().get_template("project-sheet.html.j2").module.sheet  # type: ignore[attr-defined]
    return tuple(
        (telling.name(one), sheet(telling, one, level))
        for one in sheets_of(method, answers, day, internal=internal, only=only)
    )


def sheets_page(
    method: Method, answers: Answers, words: Words, *, uid: str, chosen: str = ""
) -> str:
    """Return the live page: the projects to choose from, and the sheet of one.

    Parameters
    ----------
    chosen
        The row of the project whose sheet is shown; the first where there is no such row.
    """
    telling = Telling(method, answers, words, uid, internal=True, live=True)
    rows = answers.rows(PROJECTS) if method.at(PROJECTS) is not None else ()
    shown = chosen if chosen in rows else next(iter(rows), "")
    drawn = drawn_sheets(
        method,
        answers,
        words,
        uid=uid,
        level=_PART_LEVEL,
        live=True,
        internal=True,
        only=(shown,),
    )
    return (
        environment()
        .get_template("project-sheets.html.j2")
        .render(
            say=words.say,
            uid=uid,
            language=words.language,
            look=look(answers, uid),
            projects=[(row, telling.name_of(row)) for row in rows],
            shown=shown,
            sheet=drawn[0][1] if drawn else "",
        )
    )


def sheets_part(
    method: Method, answers: Answers, words: Words, *, internal: bool = False
) -> str:
    """Return all sheets for a report; empty where there is no project."""
    drawn = drawn_sheets(
        method, answers, words, uid="sheets", level=_PART_LEVEL, internal=internal
    )
    return "\n".join(str(html) for _, html in drawn)
