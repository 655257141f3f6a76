"""JSON text to a document and back."""

from __future__ import annotations

import json
import math
import re
from typing import Any

from smartcity_widgets.errors import DocumentError

from .refusal import refused_type, shown

__all__ = ["dumps", "read_document"]

_SURROGATE = re.compile("[\ud800-\udfff]")


def dumps(document: object) -> str:
    r"""Return JSON text that people can read and compare: indented, in Unicode.

    A lone surrogate, which UTF-8 cannot write, is written ``\udXXX``, so that it survives.
    """
    text = json.dumps(document, ensure_ascii=False, indent=2, allow_nan=False)
    return _SURROGATE.sub(lambda one: f"\\u{ord(one[0]):04x}", text) + "\n"


def read_document(text: str) -> dict[str, Any]:
    """Return the JSON object that `text` holds; what it says is not looked at.

    Raises
    ------
    DocumentError
        If it is not JSON, with line and column; if a member stands twice, if a number is
        none (NaN, 1e999, 1e-400), if it is nested too deeply.
    """
    try:
        document = json.loads(
            text.removeprefix("\ufeff"),
            object_pairs_hook=_object,
            parse_constant=_no_number,
            parse_float=_float,
            parse_int=_int,
        )
    except json.JSONDecodeError as error:
        raise DocumentError(
            "document-not-json", line=error.lineno, column=error.colno, complaint=error.msg
        ) from error
    except RecursionError as error:
        raise DocumentError("document-too-deep") from error
    if not isinstance(document, dict):
        raise refused_type("", "object")
    return document


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for place, name in enumerate(names) if name in names[:place])
        raise DocumentError("document-duplicate", key=shown(twice))
    return found


def _no_number(text: str) -> object:
    raise DocumentError("document-number", number=text)


def _float(text: str) -> float:
    number = float(text)
    lost = not number and re.search("[1-9]", text.lower().partition("e")[0])
    return number if math.isfinite(number) and not lost else _refused(text)


def _int(text: str) -> int:
    return int(text) if len(text) <= _MOST_DIGITS else _refused(text)


_MOST_DIGITS = 400


def _refused(text: str) -> Any:  # noqa: ANN401 - it never returns
    raise DocumentError("document-number", number=f"{text[:20]}…")
