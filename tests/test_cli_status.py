"""`smartcity status`: where each indicator stands on a day, for people and for programs."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from documents import small
from test_cli import smartcity  # noqa: F401 - a fixture

EXAMPLES = Path(__file__).parent.parent / "data" / "examples"
KEYS = [
    "indicator",
    "objective",
    "value",
    "date",
    "progress",
    "expected",
    "status",
    "trend",
    "data_quality",
]
GASES = {
    "id": "i1",
    "name": "Émissions de gaz à effet de serre",
    "objective": "o1",
    "unit": "%",
    "direction": "lower",
    "baseline_value": "0",
    "baseline_date": "2005",
    "target_value": "-55",
    "target_date": "2030",
}
CARS = GASES | {
    "id": "i2",
    "name": "Voitures",
    "unit": "voitures",
    "baseline_value": "373",
    "baseline_date": "2015",
    "target_value": "250",
}


def _measured(row: str, indicator: str, date: str, value: str) -> dict[str, Any]:
    return {"id": row, "indicator": indicator, "date": date, "value": value}


ANSWERS = {
    "vision": {"objectives": [{"id": "o1", "statement": "Moins de carbone"}]},
    "evaluation": {"indicators": [GASES, CARS]},
    "results": {
        "measurements": [
            _measured("m1", "i1", "2022", "-33.3") | {"data_quality": "measured"},
            _measured("m2", "i2", "2021", "366"),
            _measured("m3", "i2", "2022", "366"),
        ]
    },
}


@pytest.fixture
def stood(smartcity):  # noqa: F811 - the fixture
    """Import answers as a workbook in French, and ask where its indicators stand."""

    def run(answers: dict[str, Any], *options: str):
        document = small(answers=answers)
        document["workbook"]["language"] = "fr"
        smartcity("import", "-", "--replace", given=json.dumps(document))
        return smartcity("status", "namur", *options)

    return run


def test_programs_get_every_key_of_the_contract_and_the_exact_numbers(stood):
    done = stood(ANSWERS, "--on", "2023-12-31", "--json")
    gases, cars = json.loads(done.stdout)

    assert (done.returncode, done.stderr) == (0, "")
    assert [list(gases), list(cars)] == [KEYS, KEYS]
    assert gases == {
        "indicator": "i1",
        "objective": "o1",
        "value": "-33.3",
        "date": "2022",
        "progress": pytest.approx(33.3 / 55),
        "expected": pytest.approx(6209 / 9131),
        "status": "on_track",
        "trend": None,
        "data_quality": "measured",
    }
    assert (cars["status"], cars["trend"], cars["data_quality"]) == (
        "off_track",
        "stable",
        None,
    )
    assert cars["progress"] == pytest.approx(7 / 123)
    assert round(cars["expected"], 3) == 0.467


def test_people_get_the_status_in_words_with_its_numbers(stood):
    done = stood(ANSWERS, "--on", "2023")
    title, gases, cars = done.stdout.splitlines()

    assert title == "Moins de carbone"
    assert "En bonne voie" in gases
    assert "60,55\N{NO-BREAK SPACE}%" in gases
    assert "68\N{NO-BREAK SPACE}%" in gases
    assert "Hors trajectoire" in cars
    assert "Voitures" in cars
    assert "→ inchangé" in cars


def test_what_comes_after_the_day_is_not_looked_at(stood):
    (gases, cars) = json.loads(stood(ANSWERS, "--on", "2021-12-30", "--json").stdout)

    assert (gases["status"], gases["value"]) == ("no_data", None)
    assert (cars["status"], cars["value"]) == ("no_data", None)


def test_without_a_day_it_is_today(stood):
    alone = json.loads(stood(ANSWERS, "--json").stdout)

    assert [one["value"] for one in alone] == ["-33.3", "366"]


@pytest.mark.parametrize("day", ["yesterday", "2026-02-30", "31/12/2026", ""])
def test_what_is_no_day_is_refused_in_one_line(stood, day):
    done = stood(ANSWERS, "--on", day, "--json")

    assert (done.returncode, done.stdout) == (2, "")
    assert len(done.stderr.splitlines()) == 1
    assert "2026-06-30" in done.stderr


def test_a_workbook_without_indicators_says_where_to_add_one(stood):
    assert json.loads(stood({}, "--json").stdout) == []
    assert "Évaluation" in stood({}).stdout


def test_none_of_the_public_indicators_of_namur_can_be_judged(smartcity):  # noqa: F811
    smartcity("import", str(EXAMPLES / "namur.json"))
    found = json.loads(smartcity("status", "namur", "--json").stdout)
    told = smartcity("status", "namur").stdout

    assert [one["status"] for one in found] == ["not_assessable"] * 4
    assert [one["value"] for one in found] == ["250", "4000", "11000", "3000"]
    assert told.count("Aucune cible n’est donnée") == 2 + 2
    assert "la définition ou la source a changé" in told
