"""Sheets and ballots of a workbook: its forms on A4, straight from the answers.

No notebook is run: what is on paper is what the method asks.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup

from smartcity_widgets.errors import UnknownIdError
from smartcity_widgets.render import ballots, blank_step
from smartcity_widgets.render.templates import css_text, environment, stylesheet

from .page import Edition
from .request import Exported
from .writing import write_whole

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from smartcity_widgets.desk import Desk
    from smartcity_widgets.method import Method
    from smartcity_widgets.words import Words

__all__ = ["PaperRequest", "write_papers"]

EVERYTHING = "workbook"
"""What a file is called that holds every sheet there is."""
_NAME_IN_FOOT = 60
"""Characters of a name that have room beside a page number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperRequest:
    """Which sheets are wanted.

    Attributes
    ----------
    out
        They are written to ``<out>/<workbook>/``.
    phases, steps
        One file each; none means one file of what a half-day fills in: the context and
        the phases that have criteria.
    prefilled
        Whether the group's answers are printed.
    ballots
        How many without a name; None means one for each respondent, where the
        prerequisites are among what is asked for.
    internal
        Whether questions marked internal are on the sheets.
    draft
        Whether the pages are marked as a draft.
    """

    out: Path
    language: str | None = None
    phases: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()
    prefilled: bool = False
    ballots: int | None = None
    internal: bool = False
    draft: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """One step, or one ballot, in a file of them."""

    page: str
    titled_by: str
    html: Markup
    foot: Markup | None = None


def write_papers(desk: Desk, asked: PaperRequest) -> Exported:
    """Write the sheets and ballots that are asked for.

    Raises
    ------
    UnknownIdError
        If the method has no such phase or step, or it has no sheet.
    ExportError
        If a file cannot be written.
    """
    wanted = _wanted(desk, asked)
    history = desk.history()
    edition = Edition(
        method=desk.method,
        answers=desk.answers,
        words=desk.answers.words(asked.language),
        time=history[-1].time if history else None,
        internal=asked.internal,
        draft=asked.draft,
    )
    language = edition.words.language
    pages = {
        f"blank-{name}.{language}.html": _sheets(edition, asked, name, steps)
        for name, steps in wanted.items()
    }
    if _ballots_wanted(desk.method, asked):
        pages[f"ballots.{language}.html"] = _ballots(edition, asked)
    folder = asked.out / desk.id
    for name, page in pages.items():
        write_whole(folder / name, page)
    return Exported(tuple(folder / name for name in pages))


# What is asked for ------------------------------------------------------------------------


def _wanted(desk: Desk, asked: PaperRequest) -> dict[str, tuple[str, ...]]:
    """Return the files to write: what each is called, and its steps."""
    phases = _phases(desk.method)
    everything = tuple(one for steps in phases.values() for one in steps)
    wanted: dict[str, tuple[str, ...]] = {}
    for name in asked.phases:
        if name not in phases:
            rule = "phase-not-yet" if name in desk.method.phases else "unknown-phase"
            raise UnknownIdError(rule, phase=name, known=", ".join(phases))
        wanted[name] = phases[name]
    for name in asked.steps:
        if desk.step(name).id not in everything:
            known = ", ".join(everything)
            raise UnknownIdError("step-without-sheet", step=name, known=known)
        wanted[name] = (name,)
    return wanted or {EVERYTHING: _half_day(desk.method, phases)}


def _half_day(method: Method, phases: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """Return the steps a half-day fills in: the context, and the phases with criteria."""
    return tuple(
        step
        for name, steps in phases.items()
        if name not in method.phases or any(method.steps[one].criteria for one in steps)
        for step in steps
    )


def _phases(method: Method) -> dict[str, tuple[str, ...]]:
    """Return the steps that have a sheet by phase; before step 1 comes the context."""
    phases = {
        one.id: (one.id,) for one in method.steps.values() if one.role == "context"
    } | {
        phase.id: tuple(one for one in phase.steps if not method.steps[one].outline)
        for phase in method.phases.values()
    }
    return {name: steps for name, steps in phases.items() if steps}


def _ballots_wanted(method: Method, asked: PaperRequest) -> bool:
    if not method.criteria:
        return False
    all_of_it = not asked.phases and not asked.steps
    return asked.ballots is not None or all_of_it or "prerequisites" in asked.phases


# The pages --------------------------------------------------------------------------------


def _sheets(edition: Edition, asked: PaperRequest, name: str, steps: Sequence[str]) -> str:
    words = edition.words
    sheets = [
        Sheet(
            page=f"sheet-{number}",
            titled_by=f"{step}-title",
            html=_ours(
                blank_step(
                    edition.method,
                    edition.answers,
                    step,
                    words,
                    name=edition.name,
                    day=edition.day,
                    prefilled=asked.prefilled,
                    internal=asked.internal,
                )
            ),
            foot=_foot(edition, words.say(f"step.{step}.title")),
        )
        for number, step in enumerate(steps, start=1)
    ]
    key = "ui.paper.title.prefilled" if asked.prefilled else "ui.paper.title.empty"
    title = words.say(key, name=edition.name, subject=_subject(words, name))
    marks = [words.say("ui.paper.internal")] if edition.internal else []
    return _page(edition, title, sheets, how=words.say("ui.paper.how"), marks=marks)


def _subject(words: Words, name: str) -> str:
    """Return what a file of sheets is about: a phase, a step or all there is."""
    if name == EVERYTHING:
        return words.say("report.subject.workbook")
    return words.maybe(f"phase.{name}.title") or words.say(f"step.{name}.title")


def _ballots(edition: Edition, asked: PaperRequest) -> str:
    people = [""] * (asked.ballots or 0)
    if asked.ballots is None:
        people = [one.name for one in edition.answers.respondents] or [""]
    drawn = ballots(
        edition.method, edition.answers, edition.words, people, name=edition.name
    )
    title = edition.words.say("ui.paper.ballot.document", name=edition.name)
    sheets = [
        Sheet(page="ballot", titled_by=f"ballot-{number}", html=_ours(one))
        for number, one in enumerate(drawn, start=1)
    ]
    return _page(edition, title, sheets, how=edition.words.say("ui.paper.ballot.print"))


def _page(
    edition: Edition,
    title: str,
    sheets: Sequence[Sheet],
    *,
    how: str,
    marks: Sequence[str] = (),
) -> str:
    words = edition.words
    marks = ([words.say("report.draft")] if edition.draft else []) + [*marks]
    return (
        environment()
        .get_template("paper.html.j2")
        .render(
            language=words.language,
            title=title,
            how=how,
            sheets=sheets,
            marks=marks,
            mark=_css(" · ".join(marks)) if marks else "",
            foot=_foot(edition, ""),
            style=Markup(stylesheet("tokens", "paper")),  # noqa: S704 - our own files
        )
    )


def _foot(edition: Edition, title: str) -> Markup:
    version = edition.words.say("report.note.version", version=edition.method.version)
    name = edition.name
    if len(name) > _NAME_IN_FOOT:
        name = f"{name[: _NAME_IN_FOOT - 1]}…"
    return _css(" · ".join(filter(None, (name, title, version))))


def _ours(html: str) -> Markup:
    return Markup(html)  # noqa: S704 - drawn by our templates, escaped there


def _css(text: str) -> Markup:
    return Markup(css_text(text))  # noqa: S704 - ASCII letters only
