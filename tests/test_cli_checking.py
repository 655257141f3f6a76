"""`smartcity check`: what it prints, and how it ends."""

from __future__ import annotations

import json
from typing import Any

import pytest
from documents import small
from test_cli import smartcity  # noqa: F401 - a fixture
from test_coherence import WHOLE, without

KEYS = {"rule", "severity", "step", "subject", "message"}


@pytest.fixture
def checked(smartcity):  # noqa: F811 - the fixture
    """Import answers as a workbook, and check it."""

    def run(answers: dict[str, Any], *options: str):
        document = small(answers=answers)
        document["workbook"]["language"] = "fr"
        smartcity("import", "-", "--replace", given=json.dumps(document))
        return smartcity("check", "namur", *options)

    return run


def _against() -> dict[str, Any]:
    table = [WHOLE["evaluation"]["indicators"][0] | {"target_value": "45.5"}]
    return WHOLE | {"evaluation": {"indicators": table}}


def test_a_workbook_that_holds_together_passes(checked):
    done = checked(WHOLE)

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "Rien ne rompt le fil rouge.\n"
    assert json.loads(checked(WHOLE, "--json").stdout) == []


def test_a_contradiction_fails_and_is_printed(checked):
    done = checked(_against(), "--json")
    (gap,) = json.loads(done.stdout)

    assert (done.returncode, done.stderr) == (1, "")
    assert set(gap) == KEYS
    assert (gap["rule"], gap["severity"]) == ("target-against-direction", "error")
    assert (gap["step"], gap["subject"]) == ("evaluation", "evaluation/indicators/i1")
    assert "45,5" in gap["message"]


def test_a_break_is_printed_and_passes(checked):
    done = checked(without("vision", "selected", "needs"), "--language", "en")

    assert done.returncode == 0
    title, line = done.stdout.splitlines()
    assert title == "Choice of priorities; a clear and strong vision"
    assert line.startswith("  ▲ To fix\tNo priority takes up the need “Buses at night”")


def test_what_a_person_typed_cannot_break_a_line(checked):
    needs = [{"id": "n1", "need": "Buses\x1b[31m\u202e at night"}]
    done = checked(without("vision", "selected", "needs") | {"diagnosis": {"needs": needs}})

    assert len(done.stdout.splitlines()) == 2
    assert not {"\x1b", "\u202e"} & set(done.stdout)


@pytest.mark.parametrize("wrong", [("nowhere",), ("namur", "--cycle", "7")])
def test_a_failure_prints_nothing_on_stdout(smartcity, checked, wrong):  # noqa: F811
    checked(WHOLE)
    done = smartcity("check", *wrong, "--json")

    assert (done.returncode, done.stdout) == (1, "")
    assert len(done.stderr.splitlines()) == 1


def test_the_command_is_in_the_help(smartcity):  # noqa: F811
    assert "check" in smartcity("--help").stdout
    assert "--json" in smartcity("check", "--help").stdout
