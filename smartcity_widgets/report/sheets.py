"""The sheet of one project as a page of its own, that opens anywhere.

No notebook is run: a sheet is drawn straight from the answers, dated by the last entry.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup

from smartcity_widgets.analysis.projects import PROJECTS, projects_of
from smartcity_widgets.analysis.projectsheet import files_of, projects_named
from smartcity_widgets.errors import UnknownIdError
from smartcity_widgets.render.look import look_of_report
from smartcity_widgets.render.templates import css_text, environment, stylesheet
from smartcity_widgets.render_sheet import drawn_sheets

from .page import Edition
from .request import Exported
from .writing import write_whole

if TYPE_CHECKING:
    from pathlib import Path

    from smartcity_widgets.analysis.projects import Project
    from smartcity_widgets.desk import Desk

__all__ = ["SheetRequest", "write_sheets"]

_NAME_IN_FOOT = 60
"""Characters of a name that have room beside a page number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetRequest:
    """Whose sheet is wanted.

    Attributes
    ----------
    out
        It is written to ``<out>/<workbook>/``.
    project
        The row, the code or the exact title of a project; ``all`` for every one.
    internal
        Whether what is marked internal is printed.
    draft
        Whether the page is marked as a draft.
    """

    out: Path
    project: str
    language: str | None = None
    internal: bool = False
    draft: bool = False


def write_sheets(desk: Desk, asked: SheetRequest) -> Exported:
    """Write the sheet that is asked for, or all of them, one file each.

    Raises
    ------
    UnknownIdError
        If there is no such project, or several are called so.
    ExportError
        If a file cannot be written.
    """
    if desk.method.at(PROJECTS) is None:
        raise UnknownIdError("project-none", workbook=desk.id)
    projects = projects_of(desk.answers)
    wanted = projects_named(projects, asked.project, workbook=desk.id)
    history = desk.history()
    edition = Edition(
        method=desk.method,
        answers=desk.answers,
        words=desk.answers.words(asked.language),
        time=history[-1].time if history else None,
        internal=asked.internal,
        draft=asked.draft,
    )
    names = files_of(projects)
    folder = asked.out / desk.id
    pages = _pages(edition, wanted)
    paths = []
    for row, page in pages.items():
        path = folder / f"project-{names[row]}.{edition.words.language}.html"
        write_whole(path, page)
        paths.append(path)
    return Exported(tuple(paths))


def _pages(edition: Edition, wanted: tuple[Project, ...]) -> dict[str, str]:
    rows = [one.row for one in wanted]
    drawn = drawn_sheets(
        edition.method,
        edition.answers,
        edition.words,
        uid="sheet",
        level=1,
        internal=edition.internal,
        only=rows,
    )
    return {
        row: _page(edition, name, html)
        for row, (name, html) in zip(rows, drawn, strict=True)
    }


def _page(edition: Edition, project: str, sheet: Markup) -> str:
    words = edition.words
    marks = [
        words.say(key)
        for key, is_marked in (
            ("report.draft", edition.draft),
            ("ui.paper.internal", edition.internal),
        )
        if is_marked
    ]
    return (
        environment()
        .get_template("project-sheet-page.html.j2")
        .render(
            language=words.language,
            title=words.say("sheet.document", name=edition.name, project=project),
            kicker=words.say("sheet.kicker"),
            name=edition.name,
            day=edition.day,
            logo=edition.answers.overlay.get("look", {}).get("logo", ""),
            logo_said=words.say("overlay.logo"),
            sheet=sheet,
            marks=marks,
            mark=_css(" · ".join(marks)) if marks else "",
            foot=_foot(edition, project),
            look=look_of_report(edition.answers),
            style=Markup(stylesheet("tokens", "project-sheet", "project-sheet-page")),  # noqa: S704 - our own files
        )
    )


def _foot(edition: Edition, project: str) -> Markup:
    version = edition.words.say("report.note.version", version=edition.method.version)
    return _css(" · ".join((_short(edition.name), _short(project), version)))


def _short(name: str) -> str:
    whole = len(name) <= _NAME_IN_FOOT
    return name if whole else f"{name[: _NAME_IN_FOOT - 1]}…"


def _css(text: str) -> Markup:
    return Markup(css_text(text))  # noqa: S704 - ASCII letters only
