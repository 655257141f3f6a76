"""The overlay of a document: read first, for the rest is read under it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from smartcity_widgets.errors import ContentError, DocumentError
from smartcity_widgets.method.renaming import path_now
from smartcity_widgets.overlay import read_overlay

from .members import object_at

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from smartcity_widgets.method import Method

__all__ = ["overlay_of"]


def overlay_of(
    value: object, method: Method, renames: Sequence[Mapping[str, str]]
) -> dict[str, Any]:
    """Return the overlay of a document, canonically; empty where it has none.

    Raises
    ------
    DocumentError
        If it breaks a rule: where, which id, which rule, the nearest name.
    """
    table = object_at(value, "overlay")
    hidden = table.get("hidden")
    if isinstance(hidden, list):
        now = [path_now(one, renames) if isinstance(one, str) else one for one in hidden]
        # What is not asked any more need not be hidden.
        table["hidden"] = [
            one for old, one in zip(hidden, now, strict=True) if one or not old
        ]
    try:
        return read_overlay(table, method, where="overlay")
    except ContentError as error:
        complaint = error.sentence()
        raise DocumentError("document-overlay", complaint=complaint) from error
