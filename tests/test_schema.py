"""The JSON Schema of the workbook document, for programs that write one."""

from __future__ import annotations

import warnings
from pathlib import Path

import pytest
from documents import METHOD, closed, documents, redumped, small, third
from hypothesis import HealthCheck, given, settings

from smartcity_widgets.errors import DocumentError
from smartcity_widgets.exchange import dumps, entries_of
from smartcity_widgets.schema import schema

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # what it imports warns of itself
    from jsonschema import Draft202012Validator

SCHEMA = schema(METHOD)
VALIDATOR = Draft202012Validator(SCHEMA)
COMMITTED = Path(__file__).parent.parent / "docs" / "workbook.schema.json"


def test_it_is_a_schema():
    Draft202012Validator.check_schema(SCHEMA)


def test_the_committed_copy_is_the_schema():
    committed = COMMITTED.read_text(encoding="utf-8")

    assert committed == dumps(SCHEMA), (
        "python -m smartcity_widgets schema > docs/workbook.schema.json"
    )


@given(documents(most=1))
@settings(
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
def test_every_document_follows_it(document):
    assert [one.message for one in VALIDATOR.iter_errors(document)] == []
    assert VALIDATOR.is_valid(redumped(document))


def test_it_lists_every_question_with_its_kind():
    steps = SCHEMA["$defs"]["answers"]["properties"]

    for step in METHOD.steps.values():
        if step.role in {"setting", "journal"}:
            assert step.id not in steps
            continue
        listed = {name: one["x-kind"] for name, one in steps[step.id]["properties"].items()}
        assert listed == {one.id: one.kind for one in step.questions}
    assert next(iter(steps)) == "context"
    assert len(steps) == 16


def test_it_lists_every_column_with_its_kind():
    steps = SCHEMA["$defs"]["answers"]["properties"]

    for step in METHOD.steps.values():
        for table in step.questions:
            if table.kind != "table" or step.role in {"setting", "journal"}:
                continue
            row = steps[step.id]["properties"][table.id]["items"]
            listed = {
                name: one["x-kind"]
                for name, one in row["properties"].items()
                if name != "id"
            }
            assert listed == {one.id: one.kind for one in table.columns}


@pytest.mark.parametrize(
    "document",
    [
        {},
        small(format="smartcity-workbook/2"),
        small(anwsers={}),
        small(workbook={"id": "Namur"}),
        small(workbook={"id": "namur", "cycle": 0}),
        small(workbook={"id": "namur", "currency": "euro"}),
        small(answers={"team": {"T1": 5}}),
        small(answers={"team": {"T1": "3"}}),
        small(answers={"team": {"T11": 3}}),
        small(answers={"teams": {}}),
        small(answers={"context": {"name": " "}}),
        small(answers={"context": {"name": "x" * 301}}),
        small(answers={"context": {"area_km2": "1,5"}}),
        small(answers={"context": {"area_km2": 1.5}}),
        small(answers={"context": {"population": 0}}),
        small(answers={"context": {"mandate_end": "12/03/2026"}}),
        small(answers={"context": {"persons": [{"name": "x"}]}}),
        small(answers={"context": {"persons": [{"id": "é"}]}}),
        small(answers={"context": {"persons": [{"id": "a", "nam": "x"}]}}),
        small(answers={"team": {"checklist": []}}),
        small(answers={"team": {"checklist": ["x"]}}),
        small(answers={"team": {"checklist": [None]}}),
        small(answers={"action-plan": {"projects": [{"id": "x", "budget_capex": "1"}]}}),
        small(answers={"vision": {"ranking": 1}}),
        small(notes={"team": {"T1": {"coment": "x"}}}),
        small(notes={"team": {"T11": {"comment": "x"}}}),
        small(individual={"r1": {"teams": {}}}),
        small(individual={"r1": {"notes": {"team": {"T1": {"comment": 1}}}}}),
        small(tallies={"team": {"T1": {"5": 1}}}),
        small(tallies={"team": {"members": {"4": 1}}}),
        small(settings={"weights": {"team": 20}}),
        small(settings={"weights": dict.fromkeys(METHOD.prerequisites, 0)}),
        small(settings={"vat": "some"}),
        small(settings={"discussions": 0}),
        small(settings={"discussions": 26}),
        small(settings={"discussions": "6"}),
        small(notes={"team": {"T1": {"discussed": "soon"}}}),
        small(tallies={"team": {"T1": {"4": 100_001}}}),
        small(answers={"context": {"mandate_end": "2026-13"}}),
        small(answers={"context": {"mandate_end": "2026-04-31"}}),
        small(answers={"context": {"mandate_end": "1799"}}),
        small(method="01.0.0"),
        small(journal=[]),
        small(journal={"meting": []}),
        small(journal={"meetings": {}}),
        small(journal={"comments": {"teem": "x"}}),
        small(journal={"comments": {"team": 3}}),
        small(journal={"meetings": [{}]}),
        small(journal={"actions": [{"id": "a", "from": "No place"}]}),
        small(overlay=[]),
        small(overlay={"hiden": ["team/raci"]}),
        small(cycles={}),
        small(cycles=[{}]),
        third(closed(closed_by=3)),
        third(closed(answers={"team": {"T1": 7}})),
        third(closed(workbook={"id": "namur"})),
    ],
    ids=str,
)
def test_what_the_import_refuses_it_refuses(document):
    with pytest.raises(DocumentError):
        entries_of(document, METHOD, author="test")
    assert not VALIDATOR.is_valid(document)


@pytest.mark.parametrize(
    "document",
    [
        small(journal={"meetings": [], "comments": {"team": None}}, overlay={}, cycles=[]),
        small(journal=None, overlay=None, cycles=None),
        small(settings={"weights": {"team": 0}, "vat": "included"}),
        small(tallies={"team": {"T1": {"4": 100_000}}}),
        small(settings={"discussions": 25}),
        small(notes={"team": {"T1": {"discussed": "2026-03-12"}}}),
        small(answers={"context": {"mandate_end": "2026-02-28"}}),
        small(answers={"context": {"mandate_end": "2200"}}),
    ],
    ids=str,
)
def test_what_the_import_accepts_it_accepts(document):
    assert entries_of(document, METHOD, author="test")
    assert VALIDATOR.is_valid(document)


def test_it_is_the_same_each_time():
    assert dumps(schema(METHOD)) == dumps(SCHEMA)
