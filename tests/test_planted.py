"""What is not for every eye is in no output for other eyes: planted words are searched for.

`internal` answers, dissent, what one respondent said and groups under three appear in no
present view, report, paper sheet, ballot, record, letter or calendar, nor in the source of
those pages, unless they are asked for by name. A dump is complete, and says so.
"""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

import pytest
from commanding import command

from smartcity_widgets import render
from smartcity_widgets.desk import Desk
from smartcity_widgets.exchange import import_document
from smartcity_widgets.folder import make_folder
from smartcity_widgets.method import load_method
from smartcity_widgets.store import Store

VALMONT = Path(__file__).parents[1] / "data" / "examples" / "valmont.json"
IN_FOLDER = "sqlite:///data/workbooks.sqlite"
SECRET = {
    "email": "planted.mail@example.org",
    "contact": "planted-contact",
    "who": "planted-who-resists",
    "why": "planted-why-they-resist",
    "action": "planted-answer-to-them",
    "dissent": "planted-dissent",
    "own": "planted-own-remark",
    "own_reason": "planted-own-reason",
}
SPREAD = ("2 avis", "2 opinions")
"""What a group of two would be told apart by."""
DISSENT = "2 avis divergents sont notés"
"""How many points of dissent were written down: nobody's opinion of a criterion."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A working folder with Valmont, in which secrets are planted."""
    made = make_folder(tmp_path_factory.mktemp("planted") / "w").folder
    document = json.loads(VALMONT.read_text(encoding="utf-8"))
    answers = document["answers"]
    answers["context"]["persons"][0]["email"] = SECRET["email"]
    answers["openness"]["stakeholders"][0] |= {"contact": SECRET["contact"]}
    actor = answers["openness"]["stakeholders"][0]
    actor["influence"] = 5
    actor.pop("engagement", None)
    answers["leadership"]["resistances"] = [
        {"id": "x1", "who": SECRET["who"], "why": SECRET["why"], "action": SECRET["action"]}
    ]
    document.setdefault("notes", {}).setdefault("political-will", {})["W1"] = {
        "dissent": SECRET["dissent"],
        "discussed": "2026-03-12",
    }
    first, second, *_ = document["respondents"]
    for person, level in ((first, 0), (second, 4)):
        own = document["individual"].setdefault(person["id"], {})
        own.setdefault("openness", {})["O5"] = level
        own.setdefault("notes", {})["openness"] = {
            "O5": {"comment": SECRET["own"], "reason": SECRET["own_reason"]}
        }
    for other in document["respondents"][2:]:
        document["individual"].get(other["id"], {}).get("openness", {}).pop("O5", None)
    document.get("tallies", {}).get("openness", {}).pop("O5", None)
    store = Store(IN_FOLDER, folder=made)
    import_document(store, document, load_method(), author="test")
    store.close()
    return made


def _environment():
    """Return an environment that names no store: a fixture may run before `_alone`."""
    return {k: v for k, v in os.environ.items() if not k.startswith("SMARTCITY_")}


def exported(folder, *options):
    """Return every file that an export writes, by its name."""
    arguments = ("export", "valmont", *options, "--out", f"out{len(options)}")
    done = command(*arguments, folder=folder, environment=_environment())
    assert done.returncode == 0, done.stderr
    return {
        Path(line).name: (folder / line).read_text(encoding="utf-8")
        for line in done.stdout.splitlines()
    }


@pytest.fixture(scope="module")
def plans(folder):
    """The report of the planning, and the one in which internal answers are asked for."""
    (report,) = exported(folder, "--phase", "planning").values()
    (asked,) = exported(folder, "--phase", "planning", "--internal").values()
    return report, asked


def found(text, *, spread=True):
    """Return the planted words that stand in a text."""
    words = [*SECRET.values(), *(SPREAD if spread else ())]
    told = text.replace(DISSENT, "")
    # Of two, not of three hundred and twelve.
    return [one for one in words if re.search(rf"(?<!\d){re.escape(one)}", told)]


@pytest.mark.parametrize(
    "options",
    [
        (),
        ("--attachments",),
        ("--blank",),
        ("--blank", "--prefilled"),
        ("--record",),
        ("--phase", "prerequisites", "--language", "en"),
    ],
    ids=str,
)
def test_no_file_for_others_holds_a_planted_word(folder, options):
    files = exported(folder, *options)

    assert files
    assert {name: found(text) for name, text in files.items() if found(text)} == {}


@pytest.mark.parametrize("language", ["en", "fr"])
def test_no_present_view_holds_a_planted_word(folder, language):
    store = Store(IN_FOLDER, folder=folder)
    desk = Desk(store, "valmont", method=load_method(), author="test")
    shown = 0
    for step in desk.method.steps.values():
        kept = {who: render.KeptRows() for who in ("", "*")}  # as a live form has
        for question in step.questions if not step.outline else ():
            for who in ("", "*"):
                view = render.View(
                    uid="u", language=language, presented=question.path, respondent=who
                )
                parts = render.form_fragments(
                    desk.method, desk.answers, step.id, view, kept=kept[who]
                )
                shown += bool(parts["wall"])
                assert found(parts["wall"]) == [], question.path
    store.close()
    assert shown > 80


@pytest.mark.parametrize(
    "secret", ["Parties prenantes selon leur intérêt", "beaucoup d’influence (5 sur 5)"]
)
def test_what_follows_from_internal_answers_is_told_only_where_asked_for(plans, secret):
    report, asked = plans

    assert secret not in report
    assert secret in asked


def test_what_is_asked_for_by_name_is_told(folder):
    (report,) = exported(folder, "--phase", "prerequisites", "--internal").values()

    told = found(report, spread=False)
    assert SECRET["dissent"] in told
    assert SECRET["why"] in told
    assert SECRET["own"] not in told


def test_a_dump_is_complete_and_says_so(folder):
    done = command(
        "dump", "valmont", "-o", "all.json", folder=folder, environment=_environment()
    )

    kept = (folder / "all.json").read_text(encoding="utf-8")
    assert set(SECRET.values()) == set(found(kept, spread=False))
    assert "interne" in done.stderr
