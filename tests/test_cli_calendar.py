"""What the command line says of calendars, beside what test_cli.py holds."""

from __future__ import annotations

import json

import pytest
from test_cli import smartcity

__all__ = ["smartcity"]

DOCUMENT = {
    "format": "smartcity-workbook/1",
    "method": "1.0.0",
    "workbook": {"id": "namur", "name": "Namur", "language": "fr"},
    "answers": {
        "evaluation": {
            "indicators": [
                {
                    "id": "i1",
                    "name": "Chaleur",
                    "frequency": "yearly",
                    "baseline_value": "38",
                    "baseline_date": "2025",
                    "target_date": "2030",
                }
            ]
        },
        "delivery": {
            "milestones": [{"id": "m1", "name": "Premier appareil", "due": "2027-03"}]
        },
    },
}


@pytest.fixture
def planned(smartcity, tmp_path):
    file = tmp_path / "namur.json"
    file.write_text(json.dumps(DOCUMENT), encoding="utf-8")
    assert smartcity("import", "namur.json").returncode == 0
    return smartcity


def test_a_calendar_is_written_per_phase_or_for_the_workbook(planned, tmp_path):
    whole = planned("export", "namur", "--format", "ics")
    phase = planned(
        "export", "namur", "--format", "ics", "--phase", "planning", "--language", "en"
    )

    assert (whole.returncode, whole.stderr) == (0, "")
    assert whole.stdout.strip().endswith("exports/namur/workbook.fr.ics")
    assert phase.stdout.strip().endswith("exports/namur/planning.en.ics")
    folder = tmp_path / "exports" / "namur"
    assert "Mesurer" in (folder / "workbook.fr.ics").read_text(encoding="utf-8")
    assert "Jalon" in (folder / "workbook.fr.ics").read_text(encoding="utf-8")
    planning = (folder / "planning.en.ics").read_text(encoding="utf-8")
    assert "Measure" in planning
    assert "Milestone" not in planning


def test_the_milestones_are_a_calendar_of_their_own(planned, tmp_path):
    done = planned("export", "namur", "--format", "ics", "--phase", "implementation")

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.strip().endswith("exports/namur/implementation.fr.ics")
    written = (tmp_path / "exports" / "namur" / "implementation.fr.ics").read_text("utf-8")
    assert "Premier appareil" in written
    assert "Mesurer" not in written


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (
            ("--format", "ics", "--phase", "prerequisites"),
            1,
            "Connues : planning, implementation, monitoring.",
        ),
        (("--format", "ics", "--draft"), 2, "--draft"),
        (("--format", "ics", "--record"), 2, "--format"),
        (("--format", "pdf"), 2, "html, ics"),
    ],
)
def test_what_gives_no_calendar_is_one_line(planned, arguments, code, said):
    done = planned("export", "namur", *arguments)

    assert (done.returncode, done.stdout) == (code, "")
    assert said in done.stderr.replace("\N{NO-BREAK SPACE}", " ")
    assert len(done.stderr.strip().splitlines()) == 1
