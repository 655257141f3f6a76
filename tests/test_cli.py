"""The command line as other programs use it: exit codes, one line of error, clean JSON."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import uuid
from pathlib import Path

import pytest
from commanding import command

from smartcity_widgets.cli.terminal import shown
from smartcity_widgets.cli.usage import usage_rule
from smartcity_widgets.log import GROUP, NewEntry
from smartcity_widgets.store import Store
from smartcity_widgets.words import words

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
        return command(*arguments, folder=tmp_path, environment=environment, given=given)

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
    ("dump", "namur", "-o", "."),
    ("dump", "namur", "-o", "notebooks"),
    ("dump", "namur", "-o", "data/workbooks.sqlite/x.json"),
    ("history", "namur", "--path", "political-wil"),
    ("export", "namur", "--record"),
    ("backup", "no/such/folder/x.sqlite"),
    ("backup", "data/workbooks.sqlite/x.sqlite"),
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
    *(
        (*command, "--language", "xx")
        for command in (
            ("score", "namur"),
            ("dump", "namur"),
            ("history", "namur"),
            ("list",),
            ("import", "nowhere.json"),
            ("export", "namur"),
        )
    ),
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
    smartcity("init", ".")
    smartcity("new", "namur", "--name", "Namur", "--language", "fr")

    refused = smartcity("export", "namur", "--phase", "nowhere")

    assert "Phase «\N{NO-BREAK SPACE}nowhere\N{NO-BREAK SPACE}»" in refused.stderr


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


def test_a_name_too_long_to_be_dumped_is_refused_in_one_line(smartcity):
    refused = smartcity("new", "namur", "--name", "x" * 301)

    assert (refused.returncode, refused.stdout) == (2, "")
    assert "300" in refused.stderr
    assert len(refused.stderr.splitlines()) == 1
    assert json.loads(smartcity("list", "--json").stdout) == []


HOSTILE = "Na\x1b[31mmur\nsecond\tthird\r\u202egnp.\u2066x\u2028y\ud800"


@pytest.fixture
def hostile(smartcity):
    """Give a store with a workbook whose name would disturb a terminal."""
    document = json.loads(VALMONT.read_text(encoding="utf-8"))
    document["workbook"]["name"] = "Namur"
    document["answers"]["context"]["name"] = "Na\x1b[31mmur\u202egnp.\u2066x\ud800"
    document["notes"].setdefault("political-will", {})["W1"] = {"comment": HOSTILE}
    done = smartcity("import", "-", given=json.dumps(document))
    assert done.returncode == 0, done.stderr
    return smartcity


UNSAFE = re.compile("[\x00-\x08\x0a-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")


def unsafe(text: str) -> list[str]:
    """Return the characters of a line that move the cursor or turn the text."""
    return UNSAFE.findall(text)


def test_a_text_for_the_terminal_is_one_line_of_visible_characters():
    line = shown(HOSTILE)

    assert unsafe(line) == []
    assert "\t" not in line
    assert line == "Na�[31mmur␤second␉third␍�gnp.�x␤y�"


def test_a_history_prints_one_safe_line_per_entry(hostile):
    rows = json.loads(hostile("history", "valmont", "--json").stdout)
    lines = hostile("history", "valmont").stdout.removesuffix("\n").split("\n")

    assert len(lines) == len(rows)
    assert all(line.count("\t") == 5 and not unsafe(line) for line in lines)
    assert HOSTILE in [row["value"] for row in rows]


def test_a_list_prints_one_safe_line_per_workbook(smartcity):
    smartcity("new", "namur", "--name", HOSTILE.replace("\ud800", ""))

    done = smartcity("list")

    assert done.stdout.count("\n") == 1
    assert done.stdout.count("\t") == 3
    assert unsafe(done.stdout.removesuffix("\n")) == []


def test_a_score_is_printed_in_safe_lines(hostile):
    done = hostile("score", "valmont")

    assert "gnp." in done.stdout
    assert all(not unsafe(line) for line in done.stdout.split("\n"))


def test_an_error_is_printed_as_one_safe_line(smartcity):
    done = smartcity("dump", "a\nb\u202ec\x1b[31m")

    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "a␤b�c�[31m" in done.stderr


def redirected(folder: Path, command: str, where: str) -> subprocess.CompletedProcess[str]:
    """Run a command in a shell, its standard output sent somewhere."""
    environment = os.environ | {"LANGUAGE": "", "LC_ALL": "C.UTF-8"}
    line = f'"{sys.executable}" -m smartcity_widgets {command} {where}'
    return subprocess.run(
        ["/bin/bash", "-c", line],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


UNWRITABLE = {
    "full": "> /dev/full",
    "closed": ">&-",
    "broken": "| true; exit ${PIPESTATUS[0]}",
}


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full and bash")
@pytest.mark.parametrize("where", UNWRITABLE.values(), ids=UNWRITABLE.keys())
@pytest.mark.parametrize("command", ["--help", "list", "list --json", "schema"])
def test_output_that_cannot_be_written_is_one_line_with_exit_1(
    smartcity, tmp_path, command, where
):
    smartcity("new", "namur", "--name", "Namur")

    done = redirected(tmp_path, command, where)

    assert done.returncode == 1
    assert done.stderr.startswith("Standard output: it could not be written (")
    assert done.stderr.count("\n") == 1


def test_an_import_speaks_the_documents_language(smartcity):
    document = json.loads(VALMONT.read_text(encoding="utf-8"))
    document["workbook"]["language"] = "fr"
    done = smartcity("import", "-", given=json.dumps(document))
    refused = smartcity("import", "-", given=json.dumps(document))
    asked = smartcity("import", "-", "--language", "en", given=json.dumps(document))
    document["workbook"]["language"] = ["fr"]
    unspoken = smartcity("import", "-", given=json.dumps(document))

    assert "importé" in done.stdout
    assert "Choisissez" in refused.stderr
    assert "Choose another id" in asked.stderr
    assert unspoken.stderr.startswith("workbook/language: ")


def test_a_new_workbook_is_told_in_its_own_language(smartcity):
    done = smartcity("new", "namur", "--name", "Namur", "--language", "fr")
    taken = smartcity("new", "namur", "--name", "Namur", "--language", "fr")
    nameless = smartcity("new", "huy", "--language", "fr")

    assert "créé" in done.stdout
    assert "Choisissez" in taken.stderr
    assert "Il manque l’option --name." in nameless.stderr


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("dump", "namur", "--cycle", "7"), 1, "pas de cycle 7"),
        (("export", "namur", "--cycle", "7"), 1, "pas de cycle 7"),
        (("export", "namur", "--format", "docx"), 2, "Connus\N{NO-BREAK SPACE}: html"),
    ],
)
def test_wrong_options_are_told_in_the_workbooks_language(smartcity, arguments, code, said):
    smartcity("new", "namur", "--name", "Namur", "--language", "fr")

    refused = smartcity(*arguments)

    assert refused.returncode == code
    assert said in refused.stderr


@pytest.mark.parametrize("command", ["score", "dump", "history"])
def test_a_command_speaks_the_language_asked_for(smartcity, command):
    smartcity("new", "namur", "--name", "Namur", "--language", "en")

    refused = smartcity(command, "namur", "--cycle", "7", "--language", "fr")

    assert "pas de cycle 7" in refused.stderr


def test_lists_and_scores_are_printed_in_the_language_asked_for(smartcity):
    assert "Aucun classeur" in smartcity("list", "--language", "fr").stdout
    smartcity("new", "namur", "--name", "Namur", "--language", "en")

    english = smartcity("score", "namur").stdout
    french = smartcity("score", "namur", "--language", "fr").stdout

    assert "Volonté politique" in french
    assert "Volonté politique" not in english


@pytest.mark.parametrize(
    ("arguments", "rule"),
    [
        (("dump",), "Il manque ID."),
        (("new", "x"), "Il manque l’option --name."),
        (("frobnicate",), "Il n’y a pas de commande « frobnicate »."),
        (("dmp",), "Vouliez-vous dire : dump ?"),
        (("list", "--zzz"), "Il n’y a pas d’option « --zzz »."),
        (("list", "--jsn"), "Vouliez-vous dire : --json ?"),
        (("list", "--json=1"), "L’option --json ne prend pas de valeur."),
        (("dump", "x", "--cycle"), "L’option --cycle demande une valeur."),
        (("dump", "x", "--cycle", "zero"), "--cycle demande un nombre entier, 1 ou plus."),
        (("dump", "x", "--cycle", "0"), "--cycle demande un nombre entier, 1 ou plus."),
        (("dump", "a", "b", "c"), "Ceci est de trop : b c."),
    ],
    ids=lambda one: one if isinstance(one, str) else " ".join(one),
)
def test_wrong_use_is_told_in_french(smartcity, arguments, rule):
    done = smartcity(*arguments, language="fr_BE.UTF-8")

    assert done.returncode == 2
    assert rule in done.stderr.replace("\xa0", " ")


@pytest.mark.parametrize(
    "arguments",
    [("list", "--language", "fr", "--zzz"), ("list", "--zzz", "--language=fr")],
    ids=" ".join,
)
def test_wrong_use_is_told_in_the_language_asked_for(smartcity, arguments):
    assert "Il n’y a pas d’option" in smartcity(*arguments).stderr


def test_wrong_use_that_is_not_known_keeps_its_own_sentence():
    class OddError(Exception):
        def format_message(self) -> str:
            return "Something new."

    assert usage_rule(OddError(), words("fr")) == "Something new."


def test_a_history_of_an_unknown_path_names_the_nearest(smartcity):
    smartcity("import", str(VALMONT))

    near = smartcity("history", "valmont", "--path", "political-wil")
    far = smartcity("history", "valmont", "--path", "zzz/zzz")
    row = smartcity("history", "valmont", "--path", "context/persons/nobody/name")

    assert [one.returncode for one in (near, far, row)] == [1, 1, 1]
    assert ": political-will." in near.stderr
    assert "zzz/zzz" in far.stderr
    assert "Le plus proche dans l’historique" in far.stderr


@pytest.mark.parametrize(
    "path", ["evaluation", "political-will/W1", "notes/political-will/W1/comment", "notes"]
)
def test_a_history_of_a_path_without_entries_is_empty(smartcity, path):
    smartcity("new", "namur", "--name", "Namur")

    done = smartcity("history", "namur", "--path", path, "--json")

    assert (done.returncode, json.loads(done.stdout)) == (0, [])


def test_the_history_of_a_step_has_its_notes_tallies_and_reveals(smartcity, tmp_path):
    smartcity("import", str(VALMONT))
    url = f"sqlite:///{tmp_path}/data/workbooks.sqlite"
    entries = [
        NewEntry(str(uuid.uuid4()), "valmont", 2, GROUP, path, kind, value, "anna")
        for path, kind, value in (
            ("notes/political-will/W2/comment", "note", "To be seen."),
            ("tallies/political-will/W2", "tally", {"2": 3}),
            ("revealed/political-will", "reveal", True),
            ("notes/team/T1/comment", "note", "Elsewhere."),
        )
    ]
    Store(url, folder=tmp_path).append(entries)

    done = smartcity("history", "valmont", "--path", "political-will/", "--json")

    paths = [row["path"] for row in json.loads(done.stdout)]
    assert {one.path for one in entries[:3]} <= set(paths)
    assert "political-will/W1" in paths
    assert [one for one in paths if "political-will" not in one.split("/")] == []


def test_an_export_of_an_unknown_phase_names_those_with_a_notebook(smartcity, tmp_path):
    smartcity("init", ".")
    smartcity("new", "namur", "--name", "Namur")

    unknown = smartcity("export", "namur", "--phase", "nowhere")
    (tmp_path / "notebooks" / "10-prerequisites.ipynb").unlink()
    gone = smartcity("export", "namur", "--phase", "prerequisites")

    assert [one.returncode for one in (unknown, gone)] == [1, 1]
    assert (
        "Known: context, prerequisites, planning, implementation, monitoring."
        in unknown.stderr
    )
    assert "Known: context, planning, implementation, monitoring." in gone.stderr


def test_a_backup_is_refused_where_its_folder_is_missing_or_a_file(smartcity, tmp_path):
    smartcity("new", "namur", "--name", "Namur")
    (tmp_path / "file").touch()
    (tmp_path / "data" / "backups").touch()

    missing = smartcity("backup", "no/such/copy.sqlite")
    inside = smartcity("backup", "file/copy.sqlite")
    default = smartcity("backup")

    assert "Check that the folder exists" in missing.stderr
    assert not (tmp_path / "no").exists()
    assert all("this is a file. Name a folder." in one.stderr for one in (inside, default))


def test_a_backup_without_a_name_makes_its_folder(smartcity, tmp_path):
    smartcity("new", "namur", "--name", "Namur")

    done = smartcity("backup")

    assert done.returncode == 0
    assert Path(done.stdout.strip()).parent == tmp_path / "data" / "backups"


def test_the_guide_is_printed_in_the_language_of_the_system_or_the_one_asked_for(smartcity):
    assert smartcity("guide", language="fr_BE.UTF-8").stdout.startswith("# Guide de l’anim")
    assert smartcity("guide", "--language", "en").stdout.startswith("# Facilitator’s guide")


def test_the_guide_is_written_as_a_page_where_it_is_asked_for(smartcity, tmp_path):
    written = smartcity("guide", "--language", "fr", "--out", "sub/guide.html")

    assert (written.returncode, written.stderr) == (0, "")
    page = (tmp_path / written.stdout.strip()).read_text(encoding="utf-8")
    assert '<html lang="fr">' in page


@pytest.mark.parametrize("path", [".", "/", "x" * 300])
def test_a_guide_that_cannot_be_written_is_said_in_one_line(smartcity, path):
    refused = smartcity("guide", "--out", path)

    assert (refused.returncode, refused.stdout) == (1, "")
    assert refused.stderr.count("\n") == 1


def test_sheets_and_ballots_are_written_without_a_notebook(smartcity, tmp_path):
    smartcity("import", str(VALMONT))
    done = smartcity("export", "valmont", "--blank", "--language", "en")

    folder = tmp_path / "exports" / "valmont"
    names = ["blank-workbook.en.html", "ballots.en.html"]
    assert done.stdout.splitlines() == [str(folder / one) for one in names]
    assert sorted(one.name for one in folder.iterdir()) == sorted(names)
    one = smartcity("export", "valmont", "--blank", "--step", "team", "--out", "paper")
    assert one.stdout.splitlines() == [str(Path("paper/valmont/blank-team.fr.html"))]


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("--step", "team"), 2, "--step : cette option va avec --blank."),
        (("--prefilled",), 2, "--prefilled : cette option va avec --blank."),
        (("--ballots", "3"), 2, "--ballots : cette option va avec --blank."),
        (("--blank", "--ballots", "0"), 2, "--ballots"),
        (("--blank", "--ballots", "501"), 2, "--ballots"),
        (("--blank", "--step", "teem"), 1, "team"),
        (("--blank", "--step", "settings"), 1, "n’a pas de fiche"),
        (("--blank", "--phase", "planing"), 1, "planing"),
    ],
)
def test_what_paper_cannot_do_is_one_line(smartcity, arguments, code, said):
    smartcity("import", str(VALMONT))
    done = smartcity("export", "valmont", *arguments)

    assert (done.returncode, done.stdout) == (code, "")
    assert len(done.stderr.splitlines()) == 1
    assert said in done.stderr


# Adapted to a client ----------------------------------------------------------------------


def test_a_workbook_is_adapted_shown_and_taken_back(smartcity, tmp_path):
    smartcity("import", str(VALMONT))
    before = smartcity("dump", "valmont").stdout
    (tmp_path / "client.toml").write_text('[look]\naccent = "#7a1f5c"', encoding="utf-8")

    done = smartcity("adapt", "valmont", "half-day", "client.toml")
    again = smartcity("adapt", "valmont", "half-day", "client.toml")
    shown = smartcity("adapt", "valmont", "--show")
    dumped = json.loads(smartcity("dump", "valmont").stdout)
    back = smartcity("adapt", "valmont", "--none", "--language", "en")

    assert done.stdout == (
        "Valmont (commune fictive)\N{NO-BREAK SPACE}: adapté avec «\N{NO-BREAK SPACE}"
        "demi-journée + client\N{NO-BREAK SPACE}» (59 questions masquées, couleur).\n"
    )
    assert "rien à changer" in again.stdout
    assert json.loads(shown.stdout) == dumped["overlay"]
    aside = {"overlay": None, "cycles": None}  # a closed cycle keeps the one it had: none
    assert dumped | aside == json.loads(before) | aside
    assert [one["overlay"] for one in dumped["cycles"]] == [{}]
    assert "published again" in back.stdout
    assert smartcity("dump", "valmont").stdout == before


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        ((), 2, "half-day, small-municipality"),
        (("--none", "--show"), 2, "--none"),
        (("--show", "half-day"), 2, "--show"),
        (("nowhere.toml",), 1, "nowhere.toml: the file is missing."),
        (("half-days",), 1, "Did you mean 'half-day'?"),
        (("wrong.toml",), 1, "wrong.toml: hidden 'team/T1': a criterion cannot be hidden"),
    ],
)
def test_a_refused_adaptation_changes_nothing(smartcity, tmp_path, arguments, code, said):
    smartcity("new", "namur", "--name", "Namur")
    (tmp_path / "wrong.toml").write_text('hidden = ["team/T1"]', encoding="utf-8")
    before = smartcity("history", "namur", "--json").stdout

    refused = smartcity("adapt", "namur", *arguments)

    assert (refused.returncode, refused.stdout) == (code, "")
    assert said in refused.stderr
    assert refused.stderr.count("\n") == 1
    assert smartcity("history", "namur", "--json").stdout == before


def test_the_record_of_a_meeting_is_written_and_nothing_else(smartcity, tmp_path):
    smartcity("import", str(VALMONT))

    done = smartcity("export", "valmont", "--record", "--meeting", "2026-03-12")

    names = [f"record-2026-03-12.fr.{one}" for one in ("html", "txt", "ics")]
    assert [Path(one).name for one in done.stdout.splitlines()] == names
    assert {one.name for one in (tmp_path / "exports" / "valmont").iterdir()} == {*names}
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("--record", "--phase", "prerequisites"), 2, "--phase"),
        (("--record", "--blank"), 2, "--blank"),
        (("--meeting", "2026-03-12"), 2, "--record"),
        (("--record", "--meeting", "2026-03-13"), 1, "2026-03-12, 2026-05-21"),
    ],
)
def test_what_a_record_does_not_go_with_is_said_in_one_line(
    smartcity, arguments, code, said
):
    smartcity("import", str(VALMONT))

    done = smartcity("export", "valmont", *arguments)

    assert (done.returncode, done.stdout) == (code, "")
    assert len(done.stderr.strip().splitlines()) == 1
    assert said in done.stderr
