"""The nbconvert exporter ``smartcity``: JupyterLab's File menu and ``jupyter nbconvert``.

It makes the same report as ``smartcity export``, of one notebook and the chosen workbook,
in a process of its own: in JupyterLab this module is loaded by the server, which has other
work.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from nbconvert.exporters.base import Exporter
from nbconvert.utils.exceptions import ConversionException
from traitlets import Bool, Unicode

if TYPE_CHECKING:
    from nbformat import NotebookNode

__all__ = ["SmartcityExporter"]


class SmartcityExporter(Exporter):
    """Exports a notebook as the report of a workbook."""

    export_from_notebook = "Smartcity"
    output_mimetype = "text/html"

    workbook = Unicode("", help="Id of the workbook; empty takes the chosen one.").tag(
        config=True
    )
    language = Unicode("", help="Language; empty takes the workbook's.").tag(config=True)
    internal = Bool(help="Print the answers marked internal.").tag(config=True)
    draft = Bool(help="Mark the report as a draft.").tag(config=True)

    def _file_extension_default(self) -> str:
        return ".html"

    def from_notebook_node(  # type: ignore[override]  # an exporter returns text
        self, nb: NotebookNode, resources: dict[str, Any] | None = None, **kw: object
    ) -> tuple[str, dict[str, Any]]:
        """Return the report and the resources, as every exporter does.

        Raises
        ------
        ConversionException
            With the sentence that says where the export stopped, and why.
        """
        copied, resources = super().from_notebook_node(nb, resources, **kw)
        metadata = resources.get("metadata", {})
        asked = {
            "notebook": copied,
            "name": f"{metadata.get('name', 'notebook')}.ipynb",
            "folder": str(Path(metadata.get("path") or ".").resolve()),
            "workbook": self.workbook or None,
            "language": self.language or None,
            "internal": self.internal,
            "draft": self.draft,
        }
        done = subprocess.run(
            [sys.executable, "-m", "smartcity_widgets.report"],
            input=json.dumps(asked),
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        said = done.stderr.strip()
        if done.returncode:
            raise ConversionException(
                said.splitlines()[-1] if said else str(done.returncode)
            )
        if said:
            self.log.warning(said)
        return done.stdout, resources
