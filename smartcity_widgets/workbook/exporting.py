"""Write a report from a cell: in a process of its own, so that the live kernel stays free."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

from ..errors import ExportError
from ..words import words

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from ..desk import Desk

__all__ = ["Exporting"]


class Exporting:
    """The button of one phase, or of the whole workbook, and the reports it wrote."""

    def __init__(self, desk: Desk, folder: Path, phase: str | None) -> None:
        self._desk = desk
        self._folder = folder
        self._phase = phase
        self._reports: tuple[str, ...] = ()

    def drawn(self, uid: str, language: str) -> str:
        """Return the button and the links to its reports."""
        from ..render.pages import export_page

        spoken = words(language, self._desk.answers.terms)
        return export_page(spoken, phase=self._phase, reports=self._reports, uid=uid)

    def export(self, fields: Mapping[str, str]) -> str:
        """Write the report; return the sentence that says where, and what was left out.

        Raises
        ------
        ExportError
            If it could not be made; an earlier one stays in place.
        """
        language = fields.get("language") or self._desk.answers.language
        command = [sys.executable, "-m", "smartcity_widgets", "export", self._desk.id]
        command += ["--language", language]
        command += ["--phase", self._phase] if self._phase else []
        command += [f"--{name}" for name in ("draft", "internal") if fields.get(name)]
        done = subprocess.run(  # noqa: S603 - our own command
            command,
            cwd=self._folder,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )
        said = done.stderr.strip()
        if done.returncode:
            raise ExportError("export-failed", reason=said.splitlines()[-1] if said else "–")
        self._reports = tuple(self._shown(one) for one in done.stdout.splitlines())
        spoken = words(language)
        return " ".join([spoken.say("ui.export.written"), *said.splitlines()])

    def _shown(self, path: str) -> str:
        return path.removeprefix(f"{self._folder}/").removeprefix(f"{self._folder}\\")
