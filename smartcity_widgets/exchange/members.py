"""The members of a JSON object or list, at a place of a document."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .refusal import refused_type, unknown

if TYPE_CHECKING:
    from collections.abc import Collection

__all__ = ["list_at", "members_at", "object_at", "place_of"]


def object_at(value: object, where: str) -> dict[str, Any]:
    """Return the members of an object; null is as good as absent."""
    if not isinstance(value, dict):
        raise refused_type(where, "object")
    return {name: one for name, one in value.items() if one is not None}


def list_at(value: object, where: str) -> list[Any]:
    """Return the members of a list."""
    if not isinstance(value, list):
        raise refused_type(where, "list")
    return value


def members_at(
    value: object, where: str, known: Collection[str], what: str = "member"
) -> dict[str, Any]:
    """Return the members of an object that may only have those that are known."""
    members = object_at(value, where)
    for name in members:
        if name not in known:
            raise unknown(what, place_of(where, name), name, known)
    return members


def place_of(where: str, name: str) -> str:
    """Return the place of a member."""
    return f"{where}/{name}" if where else name
