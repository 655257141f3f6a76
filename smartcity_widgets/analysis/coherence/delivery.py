"""The rules of the thread for projects that are prepared and run: law, dates, risks.

What belongs to a project that is closed, done or cancelled, is late no more.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from smartcity_widgets.analysis.milestones import MILESTONES
from smartcity_widgets.analysis.projects import CLOSED
from smartcity_widgets.analysis.risks import RISKS

from .gap import Finding
from .reading import LEGAL, PROJECTS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .reading import Reading

__all__ = ["dpia_missing", "milestone_overdue", "risk_without_owner"]


def dpia_missing(reading: Reading) -> Iterator[Finding]:
    """Tell personal data whose impact assessment nobody decided on, or nobody made."""
    cancelled = {one.row for one in reading.projects if one.is_cancelled}
    for row in reading.rows(LEGAL):
        assessed = reading.cell(LEGAL, row, "dpia")
        if reading.cell(LEGAL, row, "personal_data") is not True:
            continue
        if assessed not in {None, "needed"}:
            continue
        line = f"{LEGAL}/{row}"
        led = reading.led_to(LEGAL, row, "project")
        if led and led[0] in cancelled:
            continue
        subject = f"{PROJECTS}/{led[0]}" if led else line
        yield Finding(subject, f"{line}/dpia", variant="needed" if assessed else "")


def milestone_overdue(reading: Reading) -> Iterator[Finding]:
    """Tell a milestone that is not done and whose day is over, if any day is asked."""
    if reading.on is None:
        return
    closed = _closed(reading)
    for one in reading.milestones:
        if one.project in closed or one.standing(reading.on) != "late":
            continue
        path = f"{MILESTONES}/{one.row}"
        details = {"due": one.due or reading.on, "on": reading.on}
        if one.project is None:
            yield Finding(path, f"{path}/done", details, "alone")
        else:
            project = f"{PROJECTS}/{one.project}"
            yield Finding(path, f"{path}/done", details | {"project": project})


def risk_without_owner(reading: Reading) -> Iterator[Finding]:
    """Tell an open risk that nobody watches."""
    closed = _closed(reading)
    for one in reading.risks:
        if one.project in closed or not one.is_open or one.owner is not None:
            continue
        path = f"{RISKS}/{one.row}"
        if one.project is None:
            yield Finding(path, f"{path}/owner", variant="alone")
        else:
            project = f"{PROJECTS}/{one.project}"
            yield Finding(path, f"{path}/owner", {"project": project})


def _closed(reading: Reading) -> frozenset[str]:
    return frozenset(one.row for one in reading.projects if one.status in CLOSED)
