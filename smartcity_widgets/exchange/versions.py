"""Documents of another method version: which are accepted, and what their paths are now."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from smartcity_widgets.errors import DocumentError
from smartcity_widgets.method.renaming import path_now

from .refusal import shown

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from smartcity_widgets.method import Method

__all__ = ["VERSION", "is_version_of", "path_now", "renames_since"]

_NUMBER = "(0|[1-9][0-9]{0,5})"
VERSION = re.compile(rf"{_NUMBER}\.{_NUMBER}\.{_NUMBER}")
"""The version of a method: three numbers."""


def renames_since(version: object, method: Method) -> Sequence[Mapping[str, str]]:
    """Return what was renamed since a version of the method, oldest first.

    An older minor version asks less and needs nothing.

    Raises
    ------
    DocumentError
        If it is no version, or a newer one.
    """
    theirs = _parts(version)
    ours = _parts(method.version)
    if theirs is None or ours is None:
        raise DocumentError(
            "document-method-form", found=shown(version), running=method.version
        )
    if theirs > ours:
        raise DocumentError("document-method-newer", found=version, running=method.version)
    since = [
        (number, pairs)
        for name, pairs in method.renames.items()
        if (number := _parts(name)) is not None and theirs < number <= ours
    ]
    return [pairs for _, pairs in sorted(since, key=lambda one: one[0])]


def is_version_of(version: object, latest: object) -> bool:
    """Whether this is a version of a method, and none after the latest."""
    theirs, ours = _parts(version), _parts(latest)
    return theirs is not None and ours is not None and theirs <= ours


def _parts(version: object) -> tuple[int, ...] | None:
    found = VERSION.fullmatch(version) if isinstance(version, str) else None
    return tuple(int(part) for part in found.groups()) if found else None
