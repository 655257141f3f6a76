"""Entries for tests of the log, and a program that writes them until it is killed."""

from __future__ import annotations

import uuid
from typing import Any

from smartcity_widgets.log import GROUP, NewEntry

__all__ = ["new_entry"]


def new_entry(value: Any = 1, **members: Any) -> NewEntry:
    """Return an answer of the group to W1 in ``namur``, unless said otherwise."""
    usual = {
        "edit": str(uuid.uuid4()),
        "workbook": "namur",
        "cycle": 1,
        "respondent": GROUP,
        "path": "political-will/W1",
        "kind": "answer",
        "author": "Anne",
    }
    return NewEntry(value=value, **usual | members)
