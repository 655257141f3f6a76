"""Every page a person sees, drawn from the method and the answers.

The only reader of ``templates/``. A form is drawn whole (`form_html`) or in fragments
(`form_fragments`); a report reads the same questions (`read_step`). Nothing here knows a
widget, a disk or a plot, and everything a person typed goes through one escaping door
(`smartcity_widgets.render.templates`).
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from .ballot import ballot_pages
from .discussing import discussed_part, discussion_page
from .drawing import Drawing, View
from .form import ROW, form_of, fragments_of, whole
from .journal import journal_page
from .kept import KeptRows
from .pages import export_page, introduction, map_of_steps, picker
from .paper import emptied, sheet_page
from .reading import comment_said, read_page
from .templates import environment, stylesheet

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from markupsafe import Markup

    from smartcity_widgets.answers import Answers
    from smartcity_widgets.log import Entry
    from smartcity_widgets.method import Method
    from smartcity_widgets.words import Words

__all__ = [
    "ROW",
    "Drawing",
    "KeptRows",
    "View",
    "ballots",
    "blank_step",
    "discussed_part",
    "discussion_page",
    "environment",
    "export_page",
    "form_fragments",
    "form_html",
    "introduction",
    "map_of_steps",
    "picker",
    "read_comment",
    "read_journal",
    "read_step",
    "stylesheet",
]


def form_html(
    method: Method,
    answers: Answers,
    step: str,
    view: View,
    *,
    history: Sequence[Entry] = (),
    words: Words | None = None,
    kept: KeptRows | None = None,
) -> str:
    """Return the whole form of a step.

    Parameters
    ----------
    history
        The entries of the workbook's cycle, in order: what undo can undo.
    words
        By default the shipped words of the view's language, with the workbook's terms.
    kept
        Remembers the rows from one drawing of this form to the next.
    """
    drawing = replace(_drawing(method, answers, view, words), kept=kept)
    return whole(drawing, form_of(drawing, method.steps[step], history))


def form_fragments(
    method: Method,
    answers: Answers,
    step: str,
    view: View,
    *,
    history: Sequence[Entry] = (),
    words: Words | None = None,
    kept: KeptRows | None = None,
) -> dict[str, str]:
    """Return the inside of each fragment of a form, by name.

    A fragment that is empty is not seen: the style sheet hides it. Each row of a table is
    one, and its table has an empty slot for it.
    """
    drawing = replace(_drawing(method, answers, view, words), kept=kept)
    return fragments_of(drawing, form_of(drawing, method.steps[step], history))


def read_step(
    method: Method, answers: Answers, step: str, words: Words, *, internal: bool = False
) -> str:
    """Return the group's answers of a step to be read; its title is the caller's.

    What other answers make pointless is listed as skipped, an essential question without
    an answer says so, and `internal` questions are left out unless asked for.
    """
    view = View(uid=step, language=words.language, mode="read", show_internal=internal)
    return read_page(_drawing(method, answers, view, words), method.steps[step])


def blank_step(
    method: Method,
    answers: Answers,
    step: str,
    words: Words,
    *,
    name: str,
    day: str = "",
    prefilled: bool = False,
    internal: bool = False,
) -> str:
    """Return the form of a step as a sheet to be filled in by hand.

    Parameters
    ----------
    name
        Of the municipality.
    day
        Of the last answer; said where answers are printed.
    prefilled
        Whether the group's answers are printed; what no longer applies is then left out.
    internal
        Whether questions marked internal are on the sheet.
    """
    view = View(uid=step, language=words.language, mode="blank", show_internal=internal)
    shown = answers if prefilled else emptied(answers)
    drawing = _drawing(method, shown, view, words)
    return sheet_page(drawing, method.steps[step], name=name, day=day if prefilled else "")


def ballots(
    method: Method, answers: Answers, words: Words, people: Iterable[str], *, name: str
) -> tuple[str, ...]:
    """Return a ballot of two pages for each of `people`: the criteria, and no answers.

    Parameters
    ----------
    people
        The name on each; an empty one has a line to write it on.
    name
        Of the municipality.
    """
    view = View(uid="ballot", language=words.language, mode="blank")
    return ballot_pages(_drawing(method, emptied(answers), view, words), people, name=name)


def read_journal(method: Method, answers: Answers, words: Words) -> str:
    """Return the journal to be read: actions, meetings, remarks put aside; or nothing."""
    return journal_page(_read(method, answers, words))


def read_comment(method: Method, answers: Answers, name: str, words: Words) -> Markup:
    """Return the consultant's comment on a step or a phase; empty where there is none."""
    return comment_said(_read(method, answers, words), name)


def _read(method: Method, answers: Answers, words: Words) -> Drawing:
    view = View(uid="read", language=words.language, mode="read")
    return _drawing(method, answers, view, words)


def _drawing(method: Method, answers: Answers, view: View, words: Words | None) -> Drawing:
    spoken = words or answers.words(view.language)
    return Drawing(method, answers, spoken, view)
