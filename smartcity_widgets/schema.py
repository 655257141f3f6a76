"""The JSON Schema of the workbook document: every step, question and kind, by id.

It describes what `smartcity_widgets.exchange` reads, for programs that write documents.
What a schema cannot say (that a referenced row exists, that the ids of rows differ) only
the import checks. ``x-kind`` names the kind of a question; those of the kind
``computed`` are listed and stand in no document.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from smartcity_widgets.exchange.shape import (
    COMMENT,
    COMMENTS,
    DISCUSSIONS,
    FORMAT,
    LEVELS,
    MOST_OPINIONS,
    NOTE_QUESTIONS,
    RESPONDENTS,
    ROW_ID,
    VAT,
    WORKBOOK_ID,
    answered_steps,
    journal_tables,
    thresholds,
    weights,
    workbook_questions,
)
from smartcity_widgets.exchange.versions import VERSION
from smartcity_widgets.method import CATALOGUE
from smartcity_widgets.overlay.own import OWN
from smartcity_widgets.overlay.schema import overlay_schema
from smartcity_widgets.values.amounts import PLAIN
from smartcity_widgets.values.dates import FIRST_YEAR, LAST_YEAR
from smartcity_widgets.values.limits import ATTACHMENT, LENGTHS, LONGEST_PLACE, PLACE

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable, Mapping

    from smartcity_widgets.method import Method, Question, Step

__all__ = ["schema"]

Schema = dict[str, Any]

_OWN = f"^{OWN}"
"""The questions of a workbook's own overlay, which only the document itself describes."""

_SEVERAL = {"list", "references", "choices", "checklist"}
_MONEY = r"-?(?:0|[1-9][0-9]*)\.[0-9]{2}"
# From FIRST_YEAR to LAST_YEAR; that not every February has 29 days only the import checks.
_DAY_OF_MONTH = (
    "(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])"
    "|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)"
    "|02-(?:0[1-9]|[12][0-9])"
)
_DATE = (
    f"(?:1[89][0-9]{{2}}|2[01][0-9]{{2}}|2200)(?:-(?:0[1-9]|1[0-2])|-(?:{_DAY_OF_MONTH}))?"
)
_COUNT: Schema = {"type": ["integer", "null"], "minimum": 0, "maximum": MOST_OPINIONS}


_MEMBERS: Mapping[str, Schema] = {
    "settings": {"$ref": "#/$defs/settings"},
    "respondents": {"$ref": "#/$defs/respondents"},
    "answers": {"$ref": "#/$defs/answers", "unevaluatedProperties": False},
    "notes": {"$ref": "#/$defs/notes"},
    "individual": {"$ref": "#/$defs/individual"},
    "tallies": {"$ref": "#/$defs/tallies"},
    "journal": {"$ref": "#/$defs/journal"},
    "overlay": {"$ref": "#/$defs/overlay"},
}
"""What the open cycle and each closed one may have."""


def schema(method: Method) -> Schema:
    """Return the JSON Schema (2020-12) of the workbook document under a method."""
    steps = answered_steps(method)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": FORMAT,
        "x-method": method.version,
        "type": "object",
        "required": ["format", "method", "workbook"],
        "additionalProperties": False,
        "properties": {
            "format": {"const": FORMAT},
            "method": {"type": "string", "pattern": _whole(VERSION)},
            "workbook": _workbook(method),
            **_MEMBERS,
            "cycles": _cycles(method),
        },
        "$defs": {
            "answers": {
                "type": ["object", "null"],
                "properties": {name: _step(step) for name, step in steps.items()},
            },
            "notes": _nullable({name: _notes(step) for name, step in steps.items()}),
            "note": _nullable(
                {name: _question(one) for name, one in NOTE_QUESTIONS.items()}
            ),
            **_kinds(),
            **_indicators(method),
            "settings": _settings(method),
            "respondents": _respondents(method),
            "individual": _individual(),
            "tallies": _tallies(steps),
            "journal": _journal(method),
            "overlay": overlay_schema(method),
            "row-id": {"type": "string", "pattern": _whole(ROW_ID)},
            "tally": _nullable(dict.fromkeys(LEVELS, _COUNT)),
        },
    }


# The members -----------------------------------------------------------------------------


def _workbook(method: Method) -> Schema:
    return {
        "type": "object",
        "required": ["id"],
        "additionalProperties": False,
        "properties": {
            "id": {"type": "string", "pattern": _whole(WORKBOOK_ID)},
            **_questions(workbook_questions(method).values()),
            "cycle": {"type": ["integer", "null"], "minimum": 1},
        },
    }


def _cycles(method: Method) -> Schema:
    """Return the schema of the closed cycles: what one leaves out is as in the open."""
    return {
        "type": ["array", "null"],
        "items": {
            "type": "object",
            "required": ["cycle", "closed_at", "closed_by", "method"],
            "additionalProperties": False,
            "properties": {
                "cycle": {"type": "integer", "minimum": 1},
                "closed_at": {"type": "string", "format": "date-time"},
                "closed_by": {"type": "string"},
                "method": {"type": "string", "pattern": _whole(VERSION)},
                "workbook": _nullable(_questions(workbook_questions(method).values())),
                **_MEMBERS,
            },
        },
    }


def _settings(method: Method) -> Schema:
    def numbers(questions: Mapping[str, Question], most: int) -> Schema:
        number = {"type": ["number", "null"], "minimum": 0, "maximum": most}
        return _nullable(dict.fromkeys(questions, number))

    shares = list(weights(method))
    all_zero = {"required": shares, "properties": {name: {"const": 0} for name in shares}}
    vat, discussions = method.at(VAT), method.at(DISCUSSIONS)
    return _nullable(
        {
            "weights": numbers(weights(method), 1) | {"not": all_zero},
            "thresholds": numbers(thresholds(method), 100),
            **({"vat": _question(vat)} if vat else {}),
            **({"discussions": _question(discussions)} if discussions else {}),
        }
    )


def _respondents(method: Method) -> Schema:
    table = method.at(RESPONDENTS)
    return _question(table) if table else {"maxItems": 0}


def _individual() -> Schema:
    own = _closed("#/$defs/answers") | {"properties": {"notes": {"$ref": "#/$defs/notes"}}}
    return {
        "type": ["object", "null"],
        "propertyNames": {"$ref": "#/$defs/row-id"},
        "additionalProperties": own,
    }


def _tallies(steps: Mapping[str, Step]) -> Schema:
    levels = {
        name: [one.id for one in step.questions if one.kind == "level"]
        for name, step in steps.items()
    }
    tally = {"$ref": "#/$defs/tally"}
    return _nullable(
        {name: _nullable(dict.fromkeys(ids, tally)) for name, ids in levels.items() if ids}
    )


def _journal(method: Method) -> Schema:
    comments = dict.fromkeys(method.commented, _question(COMMENT))
    tables = journal_tables(method).values()
    return _nullable({**_questions(tables), COMMENTS: _nullable(comments)})


# Steps and questions ---------------------------------------------------------------------


def _step(step: Step) -> Schema:
    return _nullable(_questions(step.questions)) | {"patternProperties": {_OWN: True}}


def _notes(step: Step) -> Schema:
    names: list[Schema] = [{"enum": [one.id for one in step.questions]}, {"pattern": _OWN}]
    return {
        "type": ["object", "null"],
        "propertyNames": {"anyOf": names},
        "additionalProperties": {"$ref": "#/$defs/note"},
    }


def _questions(questions: Iterable[Question]) -> Schema:
    return {one.id: _question(one) for one in questions}


def _question(question: Question) -> Schema:
    """Return the schema of one answer; null is as good as absent."""
    if question.kind == "computed":
        return {"x-kind": question.kind, "not": {}}  # listed, never given
    if question.kind == "table":
        return {"x-kind": question.kind, **_table(question)}
    if question.kind in _SEVERAL:
        return {"x-kind": question.kind, **_several(question)}
    if question.kind == "choice":
        return {"x-kind": question.kind, "enum": [*question.choices, None]}
    shape = "indicator" if question.targets == (CATALOGUE,) else question.kind
    return {
        "x-kind": question.kind,
        "$ref": f"#/$defs/{shape}",
        **_limits(question),
    }


def _limits(question: Question) -> Schema:
    """Return what a question asks beyond what its kind asks."""
    limits: Schema
    if question.kind in LENGTHS:
        pattern = _whole(question.pattern) if question.pattern else None
        limits = {"maxLength": question.max_length, "pattern": pattern}
    elif question.kind in {"whole_number", "year"}:
        bounds = {"minimum": question.minimum, "maximum": question.maximum}
        limits = {name: None if one is None else int(one) for name, one in bounds.items()}
    elif question.kind == "reference":
        limits = {"x-targets": list(question.targets)}
    else:  # a number in a text: no keyword of JSON Schema bounds it
        bounds = {"x-minimum": question.minimum, "x-maximum": question.maximum}
        limits = {name: None if one is None else f"{one:f}" for name, one in bounds.items()}
    return {name: one for name, one in limits.items() if one is not None}


def _kinds() -> Schema:
    """Return what every answer of a kind looks like."""
    year = {"minimum": FIRST_YEAR, "maximum": LAST_YEAR}
    return {
        **{
            name: {"type": ["string", "null"], "pattern": r"\S", "maxLength": most}
            for name, most in LENGTHS.items()
        },
        "whole_number": {"type": ["integer", "null"]},
        "decimal": {"type": ["string", "null"], "pattern": _whole(PLAIN)},
        "percent": {"type": ["string", "null"], "pattern": _whole(PLAIN)},
        "money": {"type": ["string", "null"], "pattern": _whole(_MONEY)},
        "date": {"type": ["string", "null"], "pattern": _whole(_DATE)},
        "year": {"type": ["integer", "null"], **year},
        "yes_no": {"type": ["boolean", "null"]},
        "level": {"enum": [0, 1, 2, 3, 4, "unknown", "na", None]},
        "reference": {"type": ["string", "null"], "minLength": 1},
        "attachment": {"type": ["string", "null"], "pattern": _whole(ATTACHMENT)},
        "place": {
            "type": ["string", "null"],
            "pattern": _whole(PLACE),
            "maxLength": LONGEST_PLACE,
        },
    }


def _indicators(method: Method) -> Schema:
    """Return what a reference to the catalogue may name."""
    ids = list(method.indicators)
    return {"indicator": {"enum": [*ids, None]}} if ids else {}


def _several(question: Question) -> Schema:
    entry: Schema
    if question.kind == "list":
        entry = {"$ref": f"#/$defs/{question.of or 'text'}"}
    elif question.kind == "references":
        shape = "indicator" if question.targets == (CATALOGUE,) else "reference"
        entry = {"$ref": f"#/$defs/{shape}", "x-targets": list(question.targets)}
    else:
        entry = {"enum": list(question.choices)}
    entry |= {"not": {"type": "null"}}
    several = {"type": ["array", "null"], "minItems": 1, "items": entry}
    return several if question.kind == "list" else several | {"uniqueItems": True}


def _table(question: Question) -> Schema:
    return {
        "type": ["array", "null"],
        "items": {
            "type": "object",
            "required": ["id"],
            "additionalProperties": False,
            "properties": {
                "id": {"$ref": "#/$defs/row-id"},
                **_questions(question.columns),
            },
        },
    }


# Pieces ----------------------------------------------------------------------------------


def _nullable(properties: Schema) -> Schema:
    """Return the schema of an object of these members and no others, or null."""
    return {
        "type": ["object", "null"],
        "additionalProperties": False,
        "properties": properties,
    }


def _closed(reference: str) -> Schema:
    """Return a schema that adds to `reference` that there are no other members."""
    return {"$ref": reference, "unevaluatedProperties": False}


def _whole(pattern: str | re.Pattern[str]) -> str:
    """Return a pattern that the whole text must match; JSON Schema's match anywhere."""
    text = pattern if isinstance(pattern, str) else pattern.pattern
    return text if text.startswith("^") and text.endswith("$") else f"^(?:{text})$"
