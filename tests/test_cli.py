"""The command line as other programs use it: exit codes, one line of error, clean JSON."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
VALMONT = ROOT / "data" / "examples" / "valmont.json"


@pytest.fixture
def smartcity(tmp_path):
    """Run the command in a working folder of its own."""
    (tmp_path / "notebooks").mkdir()

    def run(*arguments: str, language: str = "en_GB.UTF-8", given: str | None = None):
        environment = {
            k: v for k, v in os.environ.items() if not k.startswith("SMARTCITY_")
        }
        environment |= {"LANGUAGE": "", "LC_ALL": language}
        return subprocess.run(
            [sys.executable, "-m", "smartcity_widgets", *arguments],
            cwd=tmp_path,
            env=environment,
            input=given,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )

    return run


def test_a_new_workbook_is_listed_dumped_and_scored(smartcity):
    assert smartcity("new", "namur", "--name", "Namur", "--terms", "be").returncode == 0

    listed = json.loads(smartcity("list", "--json").stdout)
    assert [(one["id"], one["name"]) for one in listed] == [("namur", "Namur")]
    document = json.loads(smartcity("dump", "namur").stdout)
    assert document["workbook"] == {
        "id": "namur",
        "name": "Namur",
        "language": "en",
        "terms": "be",
        "currency": "EUR",
        "cycle": 1,
    }
    score = json.loads(smartcity("score", "namur", "--json").stdout)
    assert score["verdict"] == "insufficient-data"


def test_what_is_dumped_can_be_imported_elsewhere_to_the_byte(smartcity, tmp_path):
    assert smartcity("import", str(VALMONT)).returncode == 0
    smartcity("dump", "valmont", "-o", "one.json")
    smartcity("remove", "valmont")
    smartcity("import", "one.json")
    smartcity("dump", "valmont", "-o", "two.json")

    one, two = ((tmp_path / name).read_bytes() for name in ("one.json", "two.json"))
    assert one == two == VALMONT.read_bytes()


def test_a_known_workbook_is_replaced_only_when_asked(smartcity):
    smartcity("import", str(VALMONT))

    refused = smartcity("import", str(VALMONT))
    replaced = smartcity("import", str(VALMONT), "--replace")

    assert (refused.returncode, refused.stdout) == (1, "")
    assert "valmont" in refused.stderr
    assert replaced.returncode == 0
    assert "0 " in replaced.stdout


def test_a_removed_workbook_is_in_the_backup(smartcity, tmp_path):
    smartcity("new", "namur", "--name", "Namur")

    done = smartcity("remove", "namur")

    assert done.returncode == 0
    backups = list((tmp_path / "data" / "backups").glob("*.sqlite"))
    assert len(backups) == 1
    assert smartcity("dump", "namur").returncode == 1


def test_the_history_says_who_changed_what_from_what(smartcity):
    smartcity("new", "namur", "--name", "Namur")

    rows = json.loads(
        smartcity("history", "namur", "--path", "workbook/name", "--json").stdout
    )

    assert [(row["path"], row["before"], row["value"]) for row in rows] == [
        ("workbook/name", None, "Namur")
    ]
    assert set(rows[0]) >= {
        "entry",
        "edit",
        "author",
        "time",
        "kind",
        "cycle",
        "respondent",
    }


def test_a_backup_is_a_store_and_overwrites_nothing(smartcity, tmp_path):
    smartcity("new", "namur", "--name", "Namur")

    assert smartcity("backup", "copy.sqlite").returncode == 0
    again = smartcity("backup", "copy.sqlite")

    assert again.returncode == 1
    assert (tmp_path / "copy.sqlite").read_bytes().startswith(b"SQLite format 3")


FAILING = [
    ("dump", "nobody"),
    ("score", "nobody", "--json"),
    ("history", "nobody"),
    ("export", "nobody"),
    ("remove", "nobody"),
    ("import", "nowhere.json"),
    ("new", "Not An Id", "--name", "X"),
    ("new", "namur", "--name", "again"),
    ("dump", "namur", "--cycle", "2"),
    ("export", "namur", "--phase", "nowhere"),
    ("dump", "namur", "-o", "no/such/folder/x.json"),
]


@pytest.mark.parametrize("arguments", FAILING, ids=" ".join)
def test_what_is_refused_is_said_in_one_line_with_exit_1(smartcity, arguments):
    smartcity("new", "namur", "--name", "Namur")

    done = smartcity(*arguments)

    assert (done.returncode, done.stdout) == (1, "")
    assert len(done.stderr.strip().splitlines()) == 1
    assert "Traceback" not in done.stderr


WRONG = [
    ("frobnicate",),
    ("new",),
    ("new", "x"),
    ("dump",),
    ("dump", "a", "b"),
    ("list", "--nope"),
    ("score", "namur", "--cycle", "zero"),
    ("new", "x", "--name", "X", "--language", "xx"),
    ("new", "x", "--name", "X", "--terms", "xx"),
    ("new", "x", "--name", "  "),
    ("export", "namur", "--format", "docx"),
]


@pytest.mark.parametrize("arguments", WRONG, ids=" ".join)
def test_wrong_use_is_said_in_one_line_with_exit_2(smartcity, arguments):
    done = smartcity(*arguments)

    assert (done.returncode, done.stdout) == (2, "")
    assert len(done.stderr.strip().splitlines()) == 1


COMMANDS = [
    "new",
    "list",
    "remove",
    "import",
    "dump",
    "schema",
    "history",
    "backup",
    "score",
    "export",
    "init",
    "lab",
    "doctor",
]


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help(smartcity, command):
    done = smartcity(command, "--help")

    assert done.returncode == 0
    assert command in done.stdout


def test_the_command_alone_shows_its_help(smartcity):
    done = smartcity()

    assert done.returncode == 0
    assert all(one in done.stdout for one in COMMANDS)


def test_help_and_errors_speak_the_systems_language(smartcity):
    helped = smartcity("--help", language="fr_BE.UTF-8")
    refused = smartcity("dump", "nobody", language="fr_BE.UTF-8")

    assert "Créer un classeur vide" in helped.stdout
    assert "aucun classeur" in refused.stderr


def test_an_error_speaks_the_workbooks_language(smartcity):
    smartcity("new", "namur", "--name", "Namur", "--language", "fr")

    refused = smartcity("export", "namur", "--phase", "nowhere")

    assert "Phase « nowhere »" in refused.stderr


def test_a_document_that_is_refused_leaves_the_store_as_it_was(smartcity):
    document = json.loads(VALMONT.read_text(encoding="utf-8"))
    document["answers"]["political-will"]["W1"] = 7

    refused = smartcity("import", "-", given=json.dumps(document))

    assert refused.returncode == 1
    assert "political-will/W1" in refused.stderr
    assert json.loads(smartcity("list", "--json").stdout) == []


def test_the_committed_schema_is_what_the_command_prints(smartcity):
    committed = (ROOT / "docs" / "workbook.schema.json").read_text(encoding="utf-8")

    assert smartcity("schema").stdout == committed


def test_the_doctor_finds_this_machine_well(smartcity):
    done = smartcity("doctor", "--json")

    checks = json.loads(done.stdout)
    assert [one for one in checks if one["state"] == "error"] == []
    assert all(one["fix"] for one in checks if one["state"] != "ok")
    assert done.returncode == 0


def test_init_makes_a_folder_that_the_other_commands_know(smartcity, tmp_path):
    done = smartcity("init", "dossier d’été")

    assert done.returncode == 0
    assert (tmp_path / "dossier d’été" / "notebooks" / "00-context.ipynb").is_file()
