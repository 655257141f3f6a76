"""The page of the project sheets: choose a project, and see its sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from smartcity_widgets.render_sheet import sheets_page

from .panel import Panel

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .source import FormSource

__all__ = ["SheetsPanel"]


class SheetsPanel(Panel):
    """The sheet of one project, following each edit; what is missing leads to its field."""

    def __init__(
        self, source: FormSource, *, notebooks: Mapping[str, str] | None = None
    ) -> None:
        self._project = ""
        super().__init__(
            source,
            "sheets",
            lambda words, uid: sheets_page(
                source.method, source.answers, words, uid=uid, chosen=self._project
            ),
            actions={"sheet": self._choose},
            notebooks=notebooks,
        )

    def _choose(self, fields: Mapping[str, str]) -> None:
        self._project = fields.get("project", "")
