"""How the phases hang together: the golden thread drawn, and what a phase is handed.

What breaks the thread is found by `smartcity_widgets.analysis.coherence`; here it is put
into words (`Saying`, which the command line reads too) and drawn as a tree.
"""

from __future__ import annotations

from .carried import carried_page
from .saying import SIGNS, Saying
from .tree import thread_page, thread_part

__all__ = ["SIGNS", "Saying", "carried_page", "thread_page", "thread_part"]
