"""The panels between the phases: the golden thread, and what a phase is handed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from smartcity_widgets.render_thread import carried_page, thread_page

from .panel import Panel

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .source import FormSource

__all__ = ["CarriedPanel", "ThreadPanel"]


class ThreadPanel(Panel):
    """The golden thread with its gaps, following each edit."""

    def __init__(
        self, source: FormSource, *, notebooks: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(
            source,
            "thread",
            lambda words, uid: thread_page(source.method, source.answers, words, uid=uid),
            notebooks=notebooks,
        )


class CarriedPanel(Panel):
    """What a phase is handed by the one before it, following each edit.

    Parameters
    ----------
    phase
        Id of a phase that reads what was answered before it.
    """

    def __init__(
        self,
        source: FormSource,
        phase: str,
        *,
        notebooks: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(
            source,
            f"carried-{phase}",
            lambda words, uid: carried_page(
                source.method, source.answers, words, phase, uid=uid
            ),
            notebooks=notebooks,
        )
