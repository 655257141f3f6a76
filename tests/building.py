"""Workbooks and a small method for tests, built in one line each.

`answers_of` folds the entries of a workbook out of plain dicts shaped like the members of
the workbook document::

    answers_of({"political-will": {"W1": 3, "W2": "unknown"}})
    answers_of(individual={"r1": {"political-will": {"W1": 2}}})
    answers_of(tallies={"political-will": {"W1": {"0": 1, "2": 5}}})

`prerequisites_method` is a fixed method of five prerequisites with five criteria each, so
that a test of the rules does not move with the shipped content.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

from smartcity_widgets.answers import Answers
from smartcity_widgets.log import GROUP, Entry
from smartcity_widgets.method import Method, Phase, Question, Step

__all__ = [
    "PREREQUISITES",
    "answers_of",
    "entries_of",
    "levels",
    "outlined",
    "prerequisites_method",
]

Table = Mapping[str, Mapping[str, Any]]

PREREQUISITES = {
    "political-will": "W",
    "leadership": "L",
    "team": "T",
    "pre-vision": "V",
    "openness": "O",
}
"""Prerequisite to the letter of its criteria."""

WEIGHTS = ("0.25", "0.2", "0.2", "0.15", "0.2")
THRESHOLDS = {
    "overall_not_yet": 40,
    "prerequisite_not_yet": 25,
    "overall_go": 65,
    "prerequisite_go": 50,
    "missing_share": 20,
}


def levels(table: Mapping[str, Iterable[Any]]) -> dict[str, dict[str, Any]]:
    """Return answers by criterion, from a table like ``{"team": [3, 3, "na", None, 0]}``.

    ``None`` and ``""`` leave the criterion unanswered.
    """
    return {
        step: {
            f"{PREREQUISITES[step]}{place}": level
            for place, level in enumerate(row, start=1)
            if level not in {None, ""}
        }
        for step, row in table.items()
    }


def entries_of(
    agreed: Table | None = None,
    *,
    individual: Mapping[str, Table] | None = None,
    tallies: Table | None = None,
    notes: Mapping[str, Mapping[str, Mapping[str, str]]] | None = None,
    drafts: Mapping[str, str] | None = None,
    groups: Mapping[str, str] | None = None,
    workbook: Mapping[str, Any] | None = None,
    settings: Mapping[str, Any] | None = None,
    revealed: Iterable[str] = (),
    name: str = "test",
    author: str = "test",
) -> list[Entry]:
    """Return the log entries of a workbook, numbered from 1.

    Parameters
    ----------
    agreed
        Step to question to value; a table is a list of rows (dicts, ``id`` is optional).
    individual
        Respondent to their own answers, like `agreed`. Each respondent becomes a row of
        ``workbook/respondents``, in this order.
    notes
        Step to question to the notes of the group.
    drafts
        Path to the text that could not be read.
    groups
        Respondent to their group; ``elected`` where not said.
    workbook, settings
        Answers of the two settings steps, e.g. ``{"language": "fr"}``.
    revealed
        Steps whose opinions were shown.
    """
    lines: list[tuple[str, str, str, Any]] = [
        (GROUP, f"{step}/{question}", "answer", value)
        for step, table in (("workbook", workbook or {}), ("settings", settings or {}))
        for question, value in table.items()
    ]
    for number, respondent in enumerate(individual or {}, start=1):
        row = f"workbook/respondents/{respondent}"
        lines += [
            (GROUP, row, "row", {"order": str(number)}),
            (GROUP, f"{row}/name", "answer", respondent.upper()),
            (GROUP, f"{row}/group", "answer", (groups or {}).get(respondent, "elected")),
        ]
    lines += [
        line for step, table in (agreed or {}).items() for line in _answers(step, table)
    ]
    for respondent, own in (individual or {}).items():
        lines += [
            (respondent, *line[1:])
            for step, table in own.items()
            for line in _answers(step, table)
        ]
    lines += [
        (GROUP, f"tallies/{step}/{question}", "tally", value)
        for step, table in (tallies or {}).items()
        for question, value in table.items()
    ]
    lines += [
        (GROUP, f"notes/{step}/{question}/{note}", "note", text)
        for step, table in (notes or {}).items()
        for question, own in table.items()
        for note, text in own.items()
    ]
    lines += [
        (GROUP, path, "draft", {"text": text, "language": "fr", "rule": "number"})
        for path, text in (drafts or {}).items()
    ]
    lines += [(GROUP, f"revealed/{step}", "reveal", True) for step in revealed]
    return [
        Entry(
            edit=f"e{number}",
            workbook=name,
            cycle=1,
            respondent=respondent,
            path=path,
            kind=kind,
            value=value,
            author=author,
            number=number,
            time=datetime(2026, 3, 12, 14, 0, tzinfo=UTC),
        )
        for number, (respondent, path, kind, value) in enumerate(lines, start=1)
    ]


def _answers(step: str, table: Mapping[str, Any]) -> list[tuple[str, str, str, Any]]:
    lines: list[tuple[str, str, str, Any]] = []
    for question, value in table.items():
        if not _is_table(value):
            lines.append((GROUP, f"{step}/{question}", "answer", value))
            continue
        for number, row in enumerate(value, start=1):
            path = f"{step}/{question}/{row.get('id', f'row{number}')}"
            lines.append((GROUP, path, "row", {"order": str(Fraction(number))}))
            lines += [
                (GROUP, f"{path}/{column}", "answer", cell)
                for column, cell in row.items()
                if column != "id"
            ]
    return lines


def _is_table(value: object) -> bool:
    return (
        isinstance(value, list) and bool(value) and all(isinstance(r, dict) for r in value)
    )


def answers_of(agreed: Table | None = None, **members: Any) -> Answers:
    """Return the answers of a workbook; the members are those of `entries_of`."""
    name = members.get("name", "test")
    return Answers(name).with_entries(entries_of(agreed, **members))


def prerequisites_method() -> Method:
    """Return a method of the five prerequisites and their 25 criteria, and nothing else."""
    steps = {
        step: Step(
            id=step,
            number=number,
            phase="prerequisites",
            role="step",
            outline=False,
            questions=tuple(
                Question(
                    id=f"{letter}{place}",
                    kind="level",
                    step=step,
                    importance="essential",
                    criterion=True,
                )
                for place in range(1, 6)
            ),
        )
        for number, (step, letter) in enumerate(PREREQUISITES.items(), start=1)
    }
    return Method(
        version="1.0.0",
        phases={"prerequisites": Phase("prerequisites", tuple(steps), "")},
        steps=steps,
        choice_lists={},
        weights={
            step: Decimal(share) for step, share in zip(PREREQUISITES, WEIGHTS, strict=True)
        },
        thresholds={name: Decimal(value) for name, value in THRESHOLDS.items()},
    )


def outlined(method: Method, phase: str) -> Method:
    """Return a method in which the steps of a phase have their ids, but no form yet."""
    steps = {
        name: replace(one, outline=True) if one.phase == phase else one
        for name, one in method.steps.items()
    }
    return replace(method, steps=steps)
