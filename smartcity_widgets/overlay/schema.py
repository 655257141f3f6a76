"""The JSON Schema of an overlay: its members; what they must fit only reading checks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from smartcity_widgets.method import KINDS
from smartcity_widgets.method.numbers import THRESHOLDS

from .hiding import hideable
from .own import NOT_KINDS, OWN, ROLES

if TYPE_CHECKING:
    from smartcity_widgets.method import Method

__all__ = ["overlay_schema"]

Schema = dict[str, Any]

_TEXT: Schema = {"type": "string", "pattern": r"\S"}
_WORD: Schema = {"anyOf": [_TEXT, {"type": "array", "minItems": 1, "items": _TEXT}]}
_SWITCH: Schema = {"type": ["boolean", "null"]}
_NUMBER: Schema = {"type": ["number", "null"]}


def overlay_schema(method: Method) -> Schema:
    """Return the JSON Schema of the member ``overlay`` under a method."""
    share = {"type": "number", "minimum": 0, "maximum": 1}
    percent = {"type": ["number", "null"], "minimum": 0, "maximum": 100}
    weights = list(method.prerequisites)
    return _object(
        {
            "name": {"type": ["string", "null"]},
            "hidden": {
                "type": ["array", "null"],
                "items": {"enum": [one.path for one in hideable(method)]},
            },
            "words": {
                "type": ["object", "null"],
                "additionalProperties": {
                    "type": ["object", "null"],
                    "additionalProperties": _WORD,
                },
            },
            "questions": {"type": ["array", "null"], "items": _own(method)},
            "weights": {
                "anyOf": [
                    _object(dict.fromkeys(weights, share)) | {"required": weights},
                    {"type": "object", "maxProperties": 0},
                ]
            },
            "thresholds": _object(dict.fromkeys(THRESHOLDS, percent)),
            "look": _object(
                {
                    "accent": {
                        "type": ["string", "null"],
                        "pattern": "^#[0-9A-Fa-f]{6}$",
                    },
                    "logo": {
                        "type": ["string", "null"],
                        "pattern": "^data:image/png;base64,[A-Za-z0-9+/]+={0,2}$",
                    },
                }
            ),
        }
    )


def _own(method: Method) -> Schema:
    steps = [name for name, step in method.steps.items() if step.role in ROLES]
    asked = _asked()
    return _object(
        {
            "step": {"enum": steps},
            "id": {"type": "string", "pattern": f"^{OWN}[A-Za-z0-9_-]{{0,58}}$"},
            **asked,
            "columns": {
                "type": ["array", "null"],
                "items": _object({"id": {"type": "string"}, **asked})
                | {"type": "object", "required": ["id", "kind"]},
            },
            "after": {"type": ["string", "null"]},
        }
    ) | {"type": "object", "required": ["step", "id", "kind"]}


def _asked() -> Schema:
    """Return what a question and a column of it say alike."""
    texts = {"type": "array", "items": {"type": "string"}}
    return {
        "kind": {"enum": [one for one in KINDS if one not in NOT_KINDS]},
        "importance": {"enum": ["essential", "full", None]},
        "required": _SWITCH,
        "internal": _SWITCH,
        "choices": {"anyOf": [texts, {"type": ["string", "null"]}]},
        "of": {"type": ["string", "null"]},
        "targets": {"anyOf": [texts, {"type": "null"}]},
        "minimum": _NUMBER,
        "maximum": _NUMBER,
        "unit": {"type": ["string", "null"]},
        "max_length": {"type": ["integer", "null"]},
        "shown_when": _object(
            {"question": {"type": "string"}, "values": {"type": "array", "minItems": 1}}
        ),
    }


def _object(properties: Schema) -> Schema:
    return {
        "type": ["object", "null"],
        "additionalProperties": False,
        "properties": properties,
    }
