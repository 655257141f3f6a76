"""A method adapted to a client: what an overlay is, what it may say, what becomes of it.

An overlay hides and rewords questions, adds questions of its own, sets weights and
thresholds, and gives a page its colour and logo. It is plain JSON, as the log and the
document hold it: `read_overlay` checks a table against the method and returns it
canonically, `read_sources` does so for files and presets, `adapt` returns the method with
an overlay on it. Nothing here knows answers: a question that is hidden loses none.
"""

from __future__ import annotations

from .adapting import adapt
from .colours import contrast, look_style
from .presets import PRESETS, read_sources
from .reading import read_overlay

__all__ = ["PRESETS", "adapt", "contrast", "look_style", "read_overlay", "read_sources"]
