"""How the phases hang together: what breaks the golden thread, said to people."""

from __future__ import annotations

from .saying import SIGNS, Saying

__all__ = ["SIGNS", "Saying"]
