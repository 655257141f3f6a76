"""What a notebook holds: one workbook, whose methods are what a cell can show.

It wires the parts and adds nothing. In JupyterLab and Voilà a cell shows a form or a panel;
in an export the same cell shows the same answers to be read.
"""

from __future__ import annotations

import threading
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from ..desk import Desk, named_workbook
from ..errors import ContentError, UnknownIdError, nearest
from ..folder import author, notebook_names, working_folder
from ..method import load_method
from ..method.agenda import agenda_of, shipped_agenda
from ..store import Store, store_url
from ..words import speaking
from .choosing import Unopened, picker
from .parts import Part, begin_export, current_export

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from ..method.agenda import Agenda
    from ..words import Words
    from .parts import Export

__all__ = ["Part", "Unopened", "Workbook", "begin_export", "open_workbook"]

PLANNED = ("evaluation", "communication", "delivery", "adjustment")
"""The steps whose findings have a button that writes the calendar."""

_lock = threading.RLock()
_open: dict[tuple[str, str, Export | None], Workbook] = {}


class Workbook:
    """A workbook as a notebook uses it; each method is what one cell shows."""

    def __init__(self, desk: Desk, folder: Path, export: Export | None = None) -> None:
        self._desk = desk
        self._folder = folder
        self._export = export

    def __repr__(self) -> str:
        """Return the workbook's id and name."""
        return f"<Workbook {self.id}: {self._desk.answers.name}>"

    @property
    def id(self) -> str:
        """The id of the workbook."""
        return self._desk.id

    def is_over(self) -> bool:
        """Whether its cycle was closed, here or elsewhere."""
        self._desk.refresh()
        return self._desk.answers.closing is not None

    def introduction(self) -> object:
        """Show what a smart city is and is not, and how the method goes."""
        if self._export:
            return Part()
        from ..forms import IntroductionPage

        return IntroductionPage(self._desk, notebooks=self._notebooks())

    def choose(self) -> object:
        """Show the workbooks of this folder, to open another or create one."""
        return Part() if self._export else picker(self._folder, self._desk)

    def map(self) -> object:
        """Show the 4 phases and 15 steps, with what has been answered."""
        if self._export:
            return Part()
        from ..forms import MapPage

        return MapPage(self._desk, notebooks=self._notebooks())

    def step(self, id: str, respondent: str | None = None) -> object:  # noqa: A002 - the contract
        """Show the form of a step.

        Parameters
        ----------
        id
            Id of a step of the method; ``context``, ``journal``; or ``workbook`` (name,
            language and respondents) and ``settings`` (weights and thresholds).
        respondent
            Id of the one who answers; the group by default.

        Raises
        ------
        UnknownIdError
            If the method has no such step with a form, or the workbook no such respondent.
        """
        desk = self._desk
        step = desk.step(id)
        known = {one.id for one in desk.answers.respondents}
        if respondent is not None and respondent not in known:
            raise UnknownIdError("unknown-respondent", respondent=respondent)
        if self._export is None:
            from ..forms import Form

            notebooks = self._notebooks()
            return Form(
                desk,
                id,
                respondent=respondent or "",
                notebooks=notebooks,
                agenda=self._agenda,
            )
        if step.role == "setting":
            return Part()
        if step.role == "journal":
            return self.journal()
        from ..render import read_step

        spoken = self._words(self._export.language)
        html = read_step(
            desk.method, desk.answers, id, spoken, internal=self._export.internal
        )
        return self._part("step", id, spoken.say(f"step.{id}.title"), html)

    def agenda(self) -> object:
        """Show the agenda of the workshop, with its timer and what to prepare."""
        if self._export:
            return Part()
        from ..forms import AgendaPanel

        return AgendaPanel(
            self._desk,
            lambda: agenda_of(self._folder),
            shipped=shipped_agenda(),
            guide=self._guide,
        )

    def discussion(self) -> object:
        """Show what the group should talk about; in a report, what it has talked about."""
        desk = self._desk
        if self._export is None:
            from ..forms import DiscussionPage

            return DiscussionPage(desk, notebooks=self._notebooks())
        from ..render import discussed_part

        spoken = self._words(self._export.language)
        html = discussed_part(
            desk.method, desk.answers, spoken, internal=self._export.internal
        )
        if not html:
            return Part()
        title = spoken.say("ui.note.discussed.label")
        return self._part("discussion", "discussion", title, html)

    def readiness(self) -> object:
        """Show where the municipality stands, and why."""
        desk = self._desk
        if self._export is None:
            from ..forms import ReadinessPanel

            return ReadinessPanel(desk, notebooks=self._notebooks())
        from ..render_readiness import report_part

        spoken = self._words(self._export.language)
        html = report_part(desk.method, desk.answers, spoken)
        title = spoken.say("report.readiness")
        return self._part("readiness", "readiness", title, html)

    def figures(self) -> object:
        """Show a page on which figures of a file become baselines; nothing in a report."""
        if self._export:
            return Part()
        from ..forms import FiguresPanel

        return FiguresPanel(self._desk, notebooks=self._notebooks())

    def plan(self) -> object:
        """Show a page on which actions of a file become projects; nothing in a report."""
        if self._export:
            return Part()
        from ..forms import PlanPanel

        return PlanPanel(self._desk, notebooks=self._notebooks())

    def findings(self, step: str) -> object:
        """Show what follows from the answers of a step: its charts, rankings, warnings.

        Parameters
        ----------
        step
            Id of a step that has findings.

        Raises
        ------
        UnknownIdError
            If the method has no such step, or the step no findings.
        """
        from ..render_findings import FINDINGS, findings_part

        desk = self._desk
        desk.step(step)
        if step not in FINDINGS:
            raise UnknownIdError("step-without-findings", step=step)
        if self._export is None:
            from ..forms import FindingsPanel

            phase = desk.method.steps[step].phase
            calendar = partial(self._calendar, phase)
            actions = {"calendar": calendar} if step in PLANNED else {}
            return FindingsPanel(desk, step, actions=actions, notebooks=self._notebooks())
        spoken = self._words(self._export.language)
        html = findings_part(
            desk.method, desk.answers, spoken, step, internal=self._export.internal
        )
        if not html:
            return Part()
        title = spoken.say("findings.title", step=spoken.say(f"step.{step}.title"))
        return self._part("findings", f"findings-{step}", title, html)

    def _calendar(self, phase: str | None, _fields: Mapping[str, str]) -> str:
        """Write what a phase plans as a calendar; return that it is there, and where."""
        from ..report.planned import write_calendar

        answers = self._desk.answers
        spoken = answers.words()
        path = write_calendar(
            self._desk.method,
            answers,
            spoken,
            folder=self._folder / "exports",
            phase=phase,
        )
        shown = path.relative_to(self._folder).as_posix()
        return spoken.say("findings.evaluation.written", path=shown)

    def thread(self) -> object:
        """Show the golden thread, from needs to decisions, and where it breaks."""
        desk = self._desk
        if self._export is None:
            from ..forms import ThreadPanel

            return ThreadPanel(desk, notebooks=self._notebooks())
        from ..render_thread import thread_part

        spoken = self._words(self._export.language)
        html = thread_part(
            desk.method, desk.answers, spoken, internal=self._export.internal
        )
        if not html:
            return Part()
        return self._part("thread", "thread", spoken.say("thread.title"), html)

    def sheets(self) -> object:
        """Show the sheet of each project; in a report, all of them."""
        desk = self._desk
        if self._export is None:
            from ..forms import SheetsPanel

            return SheetsPanel(desk, notebooks=self._notebooks())
        from ..render_sheet import sheets_part

        spoken = self._words(self._export.language)
        html = sheets_part(
            desk.method, desk.answers, spoken, internal=self._export.internal
        )
        if not html:
            return Part()
        return self._part("sheets", "sheets", spoken.say("sheet.title"), html)

    def comparison(self) -> object:
        """Show this cycle beside an earlier one, and what became of its decisions."""
        desk = self._desk
        if self._export is None:
            from ..forms import ComparisonPanel

            return ComparisonPanel(desk, notebooks=self._notebooks())
        shown = desk.answers.cycle
        earlier = [one for one in desk.cycles() if one < shown]
        if not earlier:
            return Part()
        from ..render_comparison import comparison_part

        spoken = self._words(self._export.language)
        before = desk.at_cycle(earlier[-1])
        html = comparison_part(
            desk.method, before, desk.answers, spoken, internal=self._export.internal
        )
        return self._part("comparison", "comparison", spoken.say("comparison.title"), html)

    def next_cycle(self) -> object:
        """Show a page on which this cycle is closed and the next begun."""
        if self._export:
            return Part()
        from ..forms import NextCyclePanel

        return NextCyclePanel(self._desk, notebooks=self._notebooks())

    def carried(self, phase: str) -> object:
        """Show what was answered before a phase that matters to it; nothing in a report.

        Parameters
        ----------
        phase
            Id of a phase that reads what was answered before it.

        Raises
        ------
        UnknownIdError
            If the method has no such phase, or it reads nothing.
        """
        from ..analysis.carried import READS

        if phase not in READS:
            near = nearest(phase, READS) or ", ".join(READS)
            raise UnknownIdError("phase-carries-nothing", phase=phase, nearest=near)
        if self._export:
            return Part()
        from ..forms import CarriedPanel

        return CarriedPanel(self._desk, phase, notebooks=self._notebooks())

    def journal(self) -> object:
        """Show the meetings, what is to be done, the remarks put aside, the comments.

        Raises
        ------
        UnknownIdError
            If the method has no journal.
        """
        desk = self._desk
        desk.step("journal")
        if self._export is None:
            from ..forms import Form

            return Form(desk, "journal", notebooks=self._notebooks())
        from ..render import read_journal

        spoken = self._words(self._export.language)
        html = read_journal(desk.method, desk.answers, spoken)
        if not html:
            return Part()
        return self._part("journal", "journal", spoken.say("ui.journal.title"), html)

    def export(self, phase: str | None = None) -> object:
        """Show a button that writes the report of a phase, or of the whole workbook."""
        if self._export:
            return Part()
        from ..forms import ExportButton

        return ExportButton(self._desk, workbook=self.id, folder=self._folder, phase=phase)

    def _agenda(self) -> Agenda | None:
        """Return the folder's agenda; none where it is refused: its page says why."""
        with suppress(ContentError):
            return agenda_of(self._folder)
        return None

    def _guide(self, language: str) -> str:
        """Write the facilitator's guide; return its path in the folder."""
        from ..report.guide import write_guide

        path = self._folder / "exports" / f"facilitator.{language}.html"
        write_guide(self._folder, language, path)
        return path.relative_to(self._folder).as_posix()

    def _notebooks(self) -> dict[str, str]:
        return notebook_names(self._folder, self._desk.method)

    def _words(self, language: str) -> Words:
        return self._desk.answers.words(language)

    def _part(self, part: str, name: str, title: str, html: str) -> Part:
        nonce = self._export.nonce if self._export else ""
        return Part(part=part, id=name, title=title, html=html, nonce=nonce)


def open_workbook(id: str | None = None) -> Workbook | Unopened:  # noqa: A002 - the contract
    """Open a workbook, or show the picker where none is named.

    Taken in this order: `id`; ``SMARTCITY_WORKBOOK``; in Voilà the page's ``?workbook=``;
    the one remembered for this working folder; the only one there is. Called twice in one
    kernel it returns the same object, until the cycle is closed: then the next one.

    Raises
    ------
    UnknownWorkbookError
        If the store has no workbook of that id.
    StoreError
        If the store cannot be read.
    """
    folder = working_folder()
    url = store_url(folder)
    export = current_export()
    with _lock:
        name = id or (
            export.workbook if export else named_workbook(Store(url, folder=folder), folder)
        )
        if name is None:
            return Unopened(folder)
        return _opened(url, name, folder, export)


def _opened(url: str, name: str, folder: Path, export: Export | None) -> Workbook:
    known = _open.get((url, name, export))
    if known is None or (export is None and known.is_over()):
        desk = Desk(
            Store(url, folder=folder),
            name,
            method=load_method(),
            author=author(folder),
            cycle=export.cycle if export else None,
            until=export.entry if export else None,
        )
        _open[url, name, export] = Workbook(desk, folder, export)
        if export is None:
            speaking.set(desk.answers.language)
    return _open[url, name, export]
