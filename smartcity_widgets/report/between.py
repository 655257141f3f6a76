"""What the kernel of an export does before each notebook, so that each is the same alone.

This module runs inside that kernel. It imports nothing heavy: a library that no cell has
imported has no settings to put back.
"""

from __future__ import annotations

import os
import sys
import warnings

__all__ = ["start_afresh"]


def start_afresh(folder: str) -> None:
    """Go to the notebook's folder and undo what an earlier notebook set."""
    os.chdir(folder)
    warnings.simplefilter("ignore")
    matplotlib = sys.modules.get("matplotlib")
    if matplotlib is not None:
        matplotlib.rc_file_defaults()
    pyplot = sys.modules.get("matplotlib.pyplot")
    if pyplot is not None:
        pyplot.close("all")
    pandas = sys.modules.get("pandas")
    if pandas is not None:
        pandas.reset_option("all", silent=True)
