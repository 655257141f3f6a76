"""Reports: the notebooks run again on stored answers, as HTML that opens anywhere.

`making` runs the notebooks (`run`, in a `kernel`), turns what they show into `pieces`,
draws the `page` and writes it. What a consultant added passes `foreign`. `exporter` is the
same for nbconvert and JupyterLab's menu, in a process of its own.

Importing this package loads nothing of that.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .request import Exported, Request

if TYPE_CHECKING:
    from .making import export

__all__ = ["Exported", "Request", "export"]


def __getattr__(name: str) -> object:
    if name == "export":
        from .making import export

        return export
    message = f"module '{__name__}' has no attribute '{name}'"
    raise AttributeError(message)
