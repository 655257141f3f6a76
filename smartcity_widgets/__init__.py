"""Interactive workbooks for Smart City strategies.

A notebook needs one name::

    from smartcity_widgets import open_workbook
    open_workbook().step("political-will")

Importing this package loads nothing heavy; what a name needs is loaded when it is used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .workbook import Workbook, open_workbook

__all__ = ["Workbook", "__version__", "open_workbook"]

__version__ = "0.1.0"


def __getattr__(name: str) -> object:
    if name in {"Workbook", "open_workbook"}:
        from . import workbook

        return getattr(workbook, name)
    message = f"module '{__name__}' has no attribute '{name}'"
    raise AttributeError(message)


def __dir__() -> list[str]:
    return sorted(__all__)
