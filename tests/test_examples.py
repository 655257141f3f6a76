"""The example workbooks: Namur with public facts only, Valmont made up and complete."""

from __future__ import annotations

from pathlib import Path

import pytest
from documents import after

from smartcity_widgets.analysis.openpoints import open_points
from smartcity_widgets.analysis.readiness import readiness
from smartcity_widgets.answers import Answers
from smartcity_widgets.exchange import dump, dumps, entries_of, read_document
from smartcity_widgets.method import load_method

FOLDER = Path(__file__).parent.parent / "data" / "examples"
METHOD = load_method()


def text(name: str) -> str:
    return (FOLDER / f"{name}.json").read_text(encoding="utf-8")


def answers(name: str) -> Answers:
    entries = entries_of(read_document(text(name)), METHOD, author="test")
    return after(entries, Answers(name))


@pytest.mark.parametrize("name", ["namur", "valmont"])
def test_an_example_is_a_document_as_the_program_writes_it(name: str) -> None:
    assert dumps(dump(answers(name), METHOD)) == text(name)


def test_namur_gives_no_level_that_is_not_public() -> None:
    namur = answers("namur")

    assert readiness(METHOD, namur).verdict == "insufficient-data"
    assert all(namur.value(one.path) is None for one in METHOD.criteria)
    assert namur.respondents == ()
    assert namur.rows("context/persons") == ()


def test_every_step_of_namur_names_its_sources() -> None:
    namur = answers("namur")

    for step in METHOD.prerequisites:
        rows = namur.table(f"{step}/step_evidence", ["title", "link_or_file"])
        assert rows, step
        assert all(row["link_or_file"].startswith("http") for row in rows), step


def test_valmont_says_that_it_is_made_up() -> None:
    valmont = answers("valmont")

    assert "fictive" in valmont.name
    assert valmont.value("context/purpose").startswith("Commune fictive")


def test_valmont_is_complete_and_ready_with_reservations() -> None:
    found = readiness(METHOD, answers("valmont"))

    assert found.coverage == 1
    assert found.verdict == "go-with-reservations"
    assert found.reservations == ("team", "openness", "O4")
    assert [one.id for one in found.criteria.values() if one.source == "median"] == [
        "W4",
        "T5",
        "O3",
    ]


def test_nothing_is_open_in_the_half_day_of_valmont_but_what_was_not_agreed_on() -> None:
    found = open_points(METHOD, answers("valmont"), internal=True)

    half_day = {"context", *METHOD.prerequisites}
    assert {one.rule for one in found if one.step in half_day} == {"not-agreed"}


def test_five_respondents_of_valmont_disagree_somewhere() -> None:
    valmont = answers("valmont")
    found = readiness(METHOD, valmont)

    assert len(valmont.respondents) == 5
    assert len({one.group for one in valmont.respondents}) >= 4
    assert [one.id for one in found.criteria.values() if one.opinions.discuss]
    assert all(one.opinions.n >= 4 for one in found.criteria.values())
