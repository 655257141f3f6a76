"""Pages that show what follows from the answers, and buttons that do something.

A panel is drawn by a function it is given and follows the workbook: after an edit the
browser asks for a new drawing, at most every 300 ms. What its buttons do it is given too.
"""

from __future__ import annotations

import subprocess
import sys
import threading
import uuid
from pathlib import Path
from typing import TYPE_CHECKING, Any

from smartcity_widgets.render import export_page, introduction, map_of_steps
from smartcity_widgets.render_findings import findings_page
from smartcity_widgets.render_readiness import panel as readiness_page

from .editing import EditingPage
from .live import Live

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from smartcity_widgets.words import Words

    from .source import FormSource, Source

__all__ = [
    "ExportButton",
    "FindingsPanel",
    "IntroductionPage",
    "MapPage",
    "Panel",
    "ReadinessPanel",
]


class Panel(Live):
    """A page that follows a workbook.

    Parameters
    ----------
    source
        The workbook it follows, None where there is none yet.
    subject
        What it shows, as one word.
    draw
        Returns the HTML, given the words to say it in and the prefix of every id in it.
    actions
        What a button ``data-action="…"`` does: given the fields of the page by name and
        the button's own ``data-`` values, it returns a sentence for the status line, or
        nothing.
    """

    def __init__(
        self,
        source: Source | None,
        subject: str,
        draw: Callable[[Words, str], str],
        *,
        actions: Mapping[str, Callable[[Mapping[str, str]], str | None]] | None = None,
        language: str | None = None,
        notebooks: Mapping[str, str] | None = None,
    ) -> None:
        self._draw = draw
        self._acts = dict(actions or {})
        self._acted = 0
        super().__init__(
            source,
            subject,
            language=language,
            notebooks=notebooks,
            actions=tuple(self._acts),
        )

    def html(self) -> str:
        """Return the whole panel."""
        return self._draw(self.words, self.uid)

    def status_words(self) -> dict[str, str]:
        """Return the sentences of the status line; a panel has nothing to save."""
        return super().status_words() | {"ready": ""}

    def hear(self, message: Mapping[str, Any]) -> None:
        """Do what a button asks, and say that it is done."""
        if message.get("type") != "action":
            return
        act = self._acts[str(message.get("action"))]
        fields = message.get("fields") or {}
        said = act({str(name): str(value) for name, value in fields.items()})
        self.done(said, str(message.get("action")))

    def done(self, said: str | None = None, action: str = "") -> None:
        """Draw again what an action changed, and say that it is done."""
        with self._lock:
            self._acted += 1
            self.redraw()
        message = said or self.words.say("ui.status.done")
        self.send({"type": "done", "action": action, "message": message})

    def _looked_at(self) -> tuple[str, ...]:
        return (*super()._looked_at(), str(self._acted))


class EditingPanel(EditingPage, Panel):
    """A panel in which a workbook can be edited too."""


class IntroductionPage(Panel):
    """What a smart city is and is not, and how the method goes."""

    def __init__(
        self, source: FormSource, *, notebooks: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(
            source,
            "introduction",
            lambda words, uid: introduction(
                source.method, words, answers=source.answers, uid=uid
            ),
            notebooks=notebooks,
        )


class MapPage(Panel):
    """The 4 phases and 15 steps with what has been answered."""

    def __init__(
        self, source: FormSource, *, notebooks: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(
            source,
            "map",
            lambda words, uid: map_of_steps(source.method, source.answers, words, uid=uid),
            notebooks=notebooks,
        )


class ReadinessPanel(EditingPanel):
    """Where the municipality stands and why, following each edit."""

    def __init__(
        self, source: FormSource, *, notebooks: Mapping[str, str] | None = None
    ) -> None:
        acts = {"equal-weights": self._weigh_equally}
        super().__init__(
            source,
            "readiness",
            draw=lambda words, uid: readiness_page(
                source.method,
                source.answers,
                words,
                links=True,
                uid=uid,
                actions=(*acts, "jot"),
            ),
            actions=acts,
            notebooks=notebooks,
        )

    def _weigh_equally(self, _fields: Mapping[str, str]) -> None:
        self._desk.apply(
            {
                "type": "edit",
                "edit": str(uuid.uuid4()),
                "op": "equal-weights",
                "path": "settings",
                "language": self.language,
            }
        )


class FindingsPanel(EditingPanel):
    """What follows from the answers of a step, following each edit.

    Parameters
    ----------
    step
        Id of a step that has findings.
    actions
        What the buttons of its page do, besides edits.
    """

    def __init__(
        self,
        source: FormSource,
        step: str,
        *,
        actions: Mapping[str, Callable[[Mapping[str, str]], str | None]] | None = None,
        notebooks: Mapping[str, str] | None = None,
    ) -> None:
        acts = dict(actions or {})
        super().__init__(
            source,
            f"findings-{step}",
            draw=lambda words, uid: findings_page(
                source.method, source.answers, words, step, uid=uid, actions=tuple(acts)
            ),
            actions=acts,
            notebooks=notebooks,
        )


class ExportButton(Panel):
    """Buttons that write the report of a phase or of the whole workbook, or its sheets.

    Both are made by a process of its own: this kernel stays free, and while it is made
    every form goes on working.

    Parameters
    ----------
    workbook
        Id of the workbook.
    folder
        The working folder.
    phase
        Id of the phase; None for the whole workbook.
    """

    def __init__(
        self,
        source: FormSource,
        *,
        workbook: str,
        folder: Path,
        phase: str | None = None,
    ) -> None:
        self._workbook = workbook
        self._folder = folder
        self._phase = phase
        self._reports: tuple[str, ...] = ()
        super().__init__(
            source,
            f"export-{phase or 'all'}",
            lambda words, uid: export_page(
                words, phase=phase, reports=self._reports, uid=uid
            ),
        )
        self.actions = ["export", "papers"]

    def hear(self, message: Mapping[str, Any]) -> None:
        """Start writing what is asked for; the page is told when it is there."""
        if message.get("type") == "action":
            fields = message.get("fields") or {}
            known = ("draft", "internal", "attachments")
            marks = tuple(f"--{one}" for one in known if fields.get(one))
            on_paper = message.get("action") == "papers"
            threading.Thread(
                target=self.write,
                args=(("--blank", *marks) if on_paper else marks,),
                name="smartcity-export",
                daemon=True,
            ).start()

    def write(self, marks: tuple[str, ...] = ()) -> None:
        """Write what is asked for, then show where it is, or say why there is nothing."""
        command = [sys.executable, "-m", "smartcity_widgets", "export", self._workbook]
        command += ["--language", self.language, *marks]
        command += ["--phase", self._phase] if self._phase else []
        try:
            made = subprocess.run(  # noqa: S603 - our own command line
                command,
                cwd=self._folder,
                capture_output=True,
                text=True,
                encoding="utf-8",
                errors="replace",
                check=False,
            )
        except OSError as error:
            self._failed(str(error))
            return
        if made.returncode:
            self._failed(made.stderr.strip().rpartition("\n")[2])
            return
        paths = [Path(line) for line in made.stdout.splitlines() if line.strip()]
        self._reports = tuple(self._beside(one) for one in paths)
        notes = " ".join(made.stderr.split("\n")).strip()
        said = "ui.paper.written" if "--blank" in marks else "ui.export.written"
        self.done(f"{self.words.say(said)} {notes}".strip())

    def _beside(self, path: Path) -> str:
        inside = path.is_relative_to(self._folder)
        return (path.relative_to(self._folder) if inside else path).as_posix()

    def _failed(self, reason: str) -> None:
        said = self.words.say("ui.export.failed", reason=reason)
        self.send({"type": "error", "message": said})
