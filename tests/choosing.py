"""Workbooks with needs and what a group and its respondents say of them, in one line each.

``answers_with(needs=3, weights={"a": 60, "b": 40}, people={"r1": {"n1": [3, 2]}})``
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from building import answers_of

from smartcity_widgets.log import Entry

if TYPE_CHECKING:
    from smartcity_widgets.answers import Answers

__all__ = ["answers_with", "scores_of"]

Scores = Mapping[str, Sequence[Any]]
Rows = Mapping[str, Sequence[Mapping[str, Any]]]


def scores_of(given: Scores, criteria: Sequence[str]) -> list[dict[str, Any]]:
    """Return rows of scores, of each need in the order of the criteria; "" is none."""
    return [
        {"id": f"{need}-{criterion}", "need": need, "criterion": criterion, "score": score}
        for need, row in given.items()
        for criterion, score in zip(criteria, row, strict=False)
        if score != ""
    ]


def answers_with(
    *,
    needs: int | Sequence[str] = 3,
    weights: Mapping[str, Any] | None = None,
    lower: Iterable[str] = (),
    group: Scores | None = None,
    people: Mapping[str, Scores] | None = None,
    first: Mapping[str, Sequence[Mapping[str, Any]]] | None = None,
    vision: Mapping[str, Any] | None = None,
    steps: Mapping[str, Mapping[str, Any]] | None = None,
    **members: Any,
) -> Answers:
    """Return the answers of a workbook in which needs are compared.

    Parameters
    ----------
    needs
        How many, called ``n1``, ``n2``, …; or their words.
    weights
        Criterion to its weight; "" leaves it without.
    group, people
        Need to its scores; respondent to theirs.
    first
        Respondent, "" for the group, to rows of ``vision/candidates``.
    """
    texts = [f"Need {n}" for n in range(1, needs + 1)] if isinstance(needs, int) else needs
    criteria = list(weights or {})
    candidates = dict(first or {})
    agreed: dict[str, dict[str, Any]] = {
        "diagnosis": {
            "needs": [{"id": f"n{n}", "need": text} for n, text in enumerate(texts, 1)]
        },
        "vision": {
            "criteria": [
                {"id": one, "name": one.title()}
                | ({"weight": str(weight)} if weight != "" else {})
                | ({"direction": "lower"} if one in lower else {})
                for one, weight in (weights or {}).items()
            ],
            "candidates": list(candidates.pop("", ())),
            "scores": scores_of(group or {}, criteria),
            **(vision or {}),
        },
        **(steps or {}),
    }
    agreed = {
        step: {name: one for name, one in table.items() if one != []}
        for step, table in agreed.items()
    }
    own: dict[str, Rows] = {
        who: {"vision/scores": scores_of(given, criteria)}
        for who, given in (people or {}).items()
    }
    for who, rows in candidates.items():
        own[who] = {**own.get(who, {}), "vision/candidates": rows}
    answers = answers_of(agreed, individual={who: {} for who in own}, **members)
    return answers.with_entries(_individual(own, answers.entry))


def _individual(own: Mapping[str, Rows], last: int) -> list[Entry]:
    lines: list[tuple[str, str, str, Any]] = []
    for who, tables in own.items():
        for table, rows in tables.items():
            for place, row in enumerate(rows, 1):
                path = f"{table}/{row.get('id', f'row{place}')}"
                lines.append((who, path, "row", {"order": str(place)}))
                lines += [
                    (who, f"{path}/{name}", "answer", value)
                    for name, value in row.items()
                    if name != "id"
                ]
    return [
        Entry(
            edit=f"i{number}",
            workbook="test",
            cycle=1,
            respondent=who,
            path=path,
            kind=kind,
            value=value,
            author="test",
            number=number,
            time=datetime(2026, 3, 12, 14, 0, tzinfo=UTC),
        )
        for number, (who, path, kind, value) in enumerate(lines, last + 1)
    ]
