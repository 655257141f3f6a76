"""A report is the notebooks run again: whole, the same each time, or not at all."""

from __future__ import annotations

import hashlib
import json
import os
import re
import subprocess
import sys
import uuid
from datetime import UTC, datetime
from typing import Any

import pytest

from smartcity_widgets.desk import Desk
from smartcity_widgets.errors import (
    ExportError,
    UnknownIdError,
    UnknownWorkbookError,
    UsageError,
)
from smartcity_widgets.folder import remember, shipped
from smartcity_widgets.log import NewEntry
from smartcity_widgets.method import load_method
from smartcity_widgets.report import Request, export
from smartcity_widgets.report import page as report_page
from smartcity_widgets.store import Store, store_url

STEP = (
    "from IPython.display import display\n"
    "from smartcity_widgets.workbook.parts import current_export\n"
    "now = current_export()\n"
    "about = {{'part': '{part}', 'id': '{id}', 'title': '{title}', 'nonce': now.nonce}}\n"
    "html = '<p>{id} in ' + now.language + ', internal: ' + str(now.internal) + '</p>'\n"
    "display({{'text/html': html, 'application/vnd.smartcity.part+json': about}}, raw=True)"
)


def part(step: str, title: str, kind: str = "step") -> dict[str, Any]:
    return code(STEP.format(part=kind, id=step, title=title))


def code(source: str, *tags: str) -> dict[str, Any]:
    about = {"metadata": {"tags": list(tags)}, "outputs": [], "execution_count": None}
    return {"cell_type": "code", "id": uuid.uuid4().hex[:8], "source": source, **about}


def markdown(source: str, *tags: str) -> dict[str, Any]:
    about = {"metadata": {"tags": list(tags)}, "id": uuid.uuid4().hex[:8]}
    return {"cell_type": "markdown", "source": source, **about}


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A working folder with a store, two workbooks and no notebooks yet."""
    monkeypatch.delenv("SMARTCITY_STORE", raising=False)
    monkeypatch.delenv("SMARTCITY_WORKBOOK", raising=False)
    here = tmp_path / "Dossier d'été"
    for one in ("notebooks", "data"):
        (here / one).mkdir(parents=True)
    answer(
        here,
        "valmont",
        ("workbook", "new", "Valmont"),
        ("workbook/name", "answer", "Valmont"),
        ("workbook/language", "answer", "fr"),
        ("workbook/terms", "answer", "be"),
    )
    answer(
        here, "namur", ("workbook", "new", "Namur"), ("workbook/name", "answer", "Namur")
    )
    return here


def answer(folder, workbook, *entries):
    store = Store(store_url(folder), folder=folder)
    store.append(
        [
            NewEntry(str(uuid.uuid4()), workbook, 1, "", path, kind, value, "anna")
            for path, kind, value in entries
        ]
    )
    store.close()


def write(folder, phase, *cells, name=None):
    path = folder / "notebooks" / (name or f"10-{phase}.ipynb")
    document = {"nbformat": 4, "nbformat_minor": 5, "cells": cells}
    document["metadata"] = {"smartcity": {"phase": phase}}
    path.write_text(json.dumps(document), encoding="utf-8")


def report(folder, *phases, **asked):
    """Return what the first report says."""
    done = export(Request(folder=folder, workbook="valmont", phases=phases, **asked))
    return done.paths[0].read_text(encoding="utf-8")


# What is in it ----------------------------------------------------------------------------


def test_a_report_stands_where_the_contract_says(folder):
    write(folder, "context", part("context", "Contexte"), name="00-context.ipynb")
    write(folder, "prerequisites", part("team", "Équipe"))

    whole = export(Request(folder=folder, workbook="valmont"))
    phases = export(
        Request(
            folder=folder,
            workbook="valmont",
            phases=("prerequisites", "context"),
            language="en",
            out=folder / "sortie",
        )
    )

    assert whole.paths == (folder / "exports" / "valmont" / "workbook.fr.html",)
    assert phases.paths == (
        folder / "sortie" / "valmont" / "prerequisites.en.html",
        folder / "sortie" / "valmont" / "context.en.html",
    )
    assert "part-context" in whole.paths[0].read_text("utf-8")
    assert "part-context" not in phases.paths[0].read_text("utf-8")
    assert sorted(one.name for one in whole.paths[0].parent.iterdir()) == [
        "workbook.fr.html"
    ]


def test_it_opens_with_who_when_and_what(folder):
    write(folder, "prerequisites", part("team", "Équipe transversale"))
    answer(
        folder,
        "valmont",
        ("context/prepared_by", "answer", "Anna <b>"),
        ("context/organisation", "answer", "Cabinet Exemple"),
        ("workbook/respondents/r1", "row", {"order": "1"}),
        ("workbook/respondents/r2", "row", {"order": "2"}),
    )
    html = report(folder, "prerequisites")

    assert "<h1>Où en est Valmont\u00a0?</h1>" in html
    assert "préparé par Anna &lt;b&gt;, Cabinet Exemple" in html
    assert "2 participants · " in html
    assert '<a href="#part-team">Équipe transversale</a>' in html
    assert '<h2 id="part-team">Équipe transversale</h2>' in html


def test_the_verdict_comes_first_with_what_she_wrote_after_it(folder):
    write(
        folder,
        "prerequisites",
        markdown("# Avant-propos", "report"),
        part("team", "Équipe"),
        part("readiness", "Verdict", "readiness"),
        markdown("Notre lecture", "report"),
        part("openness", "Ouverture"),
    )
    html = report(folder)
    body = html[html.index("</nav>") :]
    places = [
        body.index(one) for one in ("Avant-propos", "Verdict", "Notre lecture", "Équipe")
    ]

    assert places == sorted(places)


def test_of_the_monitoring_it_comes_first_where_the_objectives_stand(folder):
    write(
        folder,
        "monitoring",
        part("results", "Mesures"),
        part("findings-results", "Tableau de bord", "findings"),
        part("findings-satisfaction", "Satisfaction", "findings"),
        name="40-monitoring.ipynb",
    )
    html = report(folder)
    body = html[html.index("</nav>") :]
    places = [body.index(one) for one in ("Tableau de bord", "Mesures", "Satisfaction")]

    assert places == sorted(places)


def test_every_cell_sees_the_entry_that_was_asked_for(folder):
    store = Store(store_url(folder), folder=folder)
    before = store.last("valmont")
    store.close()
    answer(folder, "valmont", ("workbook/name", "answer", "Autre nom"))
    write(
        folder,
        "prerequisites",
        code("from smartcity_widgets import open_workbook\nopen_workbook()", "report"),
    )

    assert "Workbook valmont: Valmont" in report(folder, entry=before)
    assert "Workbook valmont: Autre nom" in report(folder)


def test_a_report_is_of_the_open_cycle_unless_another_is_asked_for(folder):
    write(folder, "prerequisites", part("team", "Équipe"))
    store = Store(store_url(folder), folder=folder)
    Desk(store, "valmont", method=load_method(), author="ben").close()
    store.close()

    assert "cycle 2" in report(folder)
    assert "cycle 1" in report(folder, cycle=1)


def test_internal_answers_are_printed_only_when_asked_for_and_that_is_said(folder):
    write(folder, "prerequisites", part("team", "Équipe"))

    assert "internal: False" in report(folder)
    assert "ne pas diffuser" not in report(folder)
    assert "internal: True" in report(folder, internal=True)
    assert "ne pas diffuser" in report(folder, internal=True)


def test_a_draft_is_marked_on_the_page_and_on_paper(folder):
    write(folder, "prerequisites", part("team", "Équipe"))

    assert "Document de travail" not in report(folder)
    assert "Document de travail" in report(folder, draft=True)
    assert "@top-right { content:" in report(folder, draft=True)


def test_what_is_open_is_listed_with_what_was_typed(folder):
    draft = {"text": "quatre-vingt <b>", "language": "fr", "rule": "number"}
    answer(folder, "valmont", ("leadership/time_share", "draft", draft))
    write(folder, "prerequisites", part("leadership", "Leadership"))
    html = report(folder)

    assert "quatre-vingt &lt;b&gt;" in html
    assert "Questions essentielles sans réponse" in html


def test_the_language_can_be_another_than_the_workbooks(folder):
    write(folder, "prerequisites", part("team", "Team"))
    html = report(folder, language="en")

    assert '<html lang="en">' in html
    assert "team in en" in html
    assert "Where does Valmont stand?" in report(folder, "prerequisites", language="en")


def test_a_hostile_name_stays_a_name_in_the_page_and_in_its_style(folder):
    hostile = '</style><script>alert(1)</script>"; } body { display: none } {{7*7}}'
    answer(folder, "valmont", ("workbook/name", "answer", hostile))
    write(folder, "prerequisites", part("team", "Équipe"))
    html = report(folder)

    assert "<script" not in html
    assert html.count("</style>") == 1
    assert "display: none }" not in html[html.index("<style>") : html.index("</style>")]
    assert "{{7*7}}" in html


def test_the_page_forbids_scripts_and_requests(folder):
    write(folder, "prerequisites", part("team", "Équipe"))
    html = report(folder)

    assert (
        "content=\"default-src 'none'; style-src 'unsafe-inline'; img-src data:; "
        "font-src data:; base-uri 'none'; form-action 'none'\"" in html
    )
    assert not re.search(r"https?://|url\(|@import|<script|<link", html)


@pytest.mark.parametrize(
    ("terms", "language", "expected"),
    [
        ("be", "fr", "1er janvier 2026, 0\u00a0h\u00a030"),
        ("fr", "en", "1 January 2026, 00:30"),
        ("generic", "en", "31 December 2025, 23:30"),
    ],
)
def test_the_last_answer_is_dated_in_the_time_of_the_country(terms, language, expected):
    from building import answers_of

    from smartcity_widgets.method import load_method
    from smartcity_widgets.words import words

    edition = report_page.Edition(
        method=load_method(),
        answers=answers_of(workbook={"terms": terms}),
        words=words(language),
        time=datetime(2025, 12, 31, 23, 30, tzinfo=UTC),
    )

    assert report_page.draw_page(edition, None, []).count(expected) == 1


# What she added ---------------------------------------------------------------------------


def test_only_tagged_cells_are_in_it_and_the_others_are_counted(folder):
    write(
        folder,
        "prerequisites",
        part("team", "Équipe"),
        markdown("Pour tous", "report"),
        code("'pour Valmont'", "report-valmont"),
        code("'pour Namur'", "report-namur"),
        markdown("Sans étiquette"),
        code("'sans étiquette non plus'"),
        code(""),
    )
    done = export(Request(folder=folder, workbook="valmont"))
    html = done.paths[0].read_text("utf-8")

    assert "Pour tous" in html
    assert "pour Valmont" in html
    assert "Namur" not in html
    assert "étiquette" not in html
    assert done.notes[0].startswith("2 cellules ajoutées ne sont pas reprises")
    assert "report-valmont" in done.notes[0]


def test_a_forged_part_is_foreign(folder):
    forged = STEP.replace("now.nonce}}", "'guess'}}").replace("<p>", "<p><script>")
    write(
        folder,
        "prerequisites",
        code(forged.format(part="step", id="x", title="X"), "report"),
    )

    assert "<script" not in report(folder)
    assert "part-x" not in report(folder)


def test_a_part_shown_twice_is_in_it_once(folder):
    write(folder, "prerequisites", part("team", "Équipe"), part("team", "Équipe"))

    assert report(folder).count('id="part-team"') == 1


def test_a_plot_is_described_by_the_text_before_it(folder):
    plot = (
        "import matplotlib.pyplot as plt\n"
        "plt.figure(figsize=(1, 1)).add_subplot().plot([1, 2])\nplt.show()"
    )
    write(
        folder,
        "prerequisites",
        markdown("## Projets par an", "report"),
        code(plot, "report"),
    )

    assert 'alt="Projets par an"' in report(folder)


# The same, or not at all ------------------------------------------------------------------


def test_two_exports_are_the_same_bytes(folder):
    plot = "import matplotlib.pyplot as plt\nplt.plot([1, 2]);\nprint({'b', 'a', 'c'})"
    write(folder, "prerequisites", part("team", "Équipe"), code(plot, "report"))
    digests = {hashlib.sha256(report(folder).encode()).hexdigest() for _ in range(2)}

    assert len(digests) == 1


def test_a_notebook_comes_out_as_it_would_alone(folder):
    asks = (
        "import os, matplotlib\nprint('x' in globals(), matplotlib.rcParams['font.size'])"
    )
    write(
        folder,
        "context",
        code(
            "x = 1\nimport os, matplotlib\nos.chdir('/')\n"
            "matplotlib.rcParams['font.size'] = 30"
        ),
        name="00-context.ipynb",
    )
    write(folder, "prerequisites", code(f"{asks}\nprint(os.getcwd())", "report"))

    assert "False 10.0" in report(folder)
    assert "notebooks</pre>" in report(folder)


def test_an_error_stops_it_with_the_cell_and_leaves_the_earlier_report(folder):
    write(folder, "prerequisites", part("team", "Équipe"))
    earlier = report(folder)
    write(folder, "prerequisites", part("team", "Équipe"), code("budget = 1\nbudget / 0"))

    with pytest.raises(ExportError) as failed:
        export(Request(folder=folder, workbook="valmont"))

    assert failed.value.sentence("en").startswith(
        "10-prerequisites.ipynb, cell 2 (budget = 1): ZeroDivisionError: division by zero."
    )
    path = folder / "exports" / "valmont" / "workbook.fr.html"
    assert path.read_text("utf-8") == earlier
    assert [one.name for one in path.parent.iterdir()] == [path.name]


def test_a_broken_step_stops_it_in_a_sentence(folder):
    write(
        folder,
        "prerequisites",
        code('from smartcity_widgets import open_workbook\nopen_workbook().step("teem")'),
    )

    with pytest.raises(ExportError) as failed:
        export(Request(folder=folder, workbook="valmont"))

    assert 'cell 1 (open_workbook().step("teem"))' in failed.value.sentence("en")
    assert "team" in str(failed.value)


def test_a_cell_for_another_workbook_may_fail(folder):
    write(folder, "prerequisites", code("1 / 0", "report-namur"), part("team", "Équipe"))

    assert "part-team" in report(folder)


def test_a_cell_whose_author_expects_the_error_may_fail(folder):
    write(
        folder, "prerequisites", code("1 / 0", "raises-exception"), part("team", "Équipe")
    )

    assert "part-team" in report(folder)


def test_a_folder_that_cannot_be_written_is_a_sentence(folder):
    write(folder, "prerequisites", part("team", "Équipe"))
    (folder / "exports").write_text("a file stands here", encoding="utf-8")

    with pytest.raises(ExportError) as failed:
        export(Request(folder=folder, workbook="valmont"))

    assert failed.value.rule == "export-not-written"


@pytest.mark.parametrize(
    "text", ["", "{", '{"nbformat": 3}', "[]", '{"nbformat": 4, "cells": 1}']
)
def test_what_is_no_notebook_is_refused(folder, text):
    (folder / "notebooks" / "10-prerequisites.ipynb").write_text(text, encoding="utf-8")

    with pytest.raises(ExportError) as failed:
        export(Request(folder=folder, workbook="valmont"))

    assert failed.value.rule == "export-notebook"


def test_a_folder_without_notebooks_is_a_sentence(folder):
    write(folder, "own", code("1"), name="my own.ipynb")

    with pytest.raises(ExportError, match=r"no notebook of the workbook|aucun notebook"):
        export(Request(folder=folder, workbook="valmont"))


def test_what_does_not_exist_is_named(folder):
    write(folder, "prerequisites", part("team", "Équipe"))

    with pytest.raises(UnknownIdError, match="prerequisit"):
        export(Request(folder=folder, workbook="valmont", phases=("prerequisit",)))
    with pytest.raises(UnknownIdError, match="planning"):
        export(Request(folder=folder, workbook="valmont", phases=("planning",)))
    with pytest.raises(UnknownWorkbookError, match="namur, valmont"):
        export(Request(folder=folder, workbook="vallmont"))
    with pytest.raises(UnknownIdError, match="9"):
        export(Request(folder=folder, workbook="valmont", cycle=9))
    with pytest.raises(UsageError, match="xx"):
        export(Request(folder=folder, workbook="valmont", language="xx"))
    assert not (folder / "exports").exists()


# The notebooks we ship --------------------------------------------------------------------


def test_the_shipped_notebooks_make_a_report(folder):
    for one in shipped("notebooks").glob("*.ipynb"):
        (folder / "notebooks" / one.name).write_bytes(one.read_bytes())
    done = export(Request(folder=folder, workbook="valmont"))
    html = done.paths[0].read_text("utf-8")

    assert done.notes == ()
    for one in (
        "context",
        "political-will",
        "leadership",
        "team",
        "pre-vision",
        "openness",
    ):
        assert f'<h2 id="part-{one}">' in html
    assert html.index('id="part-readiness"') < html.index('id="part-political-will"')


# nbconvert --------------------------------------------------------------------------------


def convert(folder, *options):
    command = [sys.executable, "-m", "jupyter", "nbconvert", "--log-level=WARN", *options]
    command += ["--to=smartcity_widgets.report.exporter.SmartcityExporter"]
    command.append(str(folder / "notebooks" / "10-prerequisites.ipynb"))
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    return subprocess.run(
        command,
        cwd=folder,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_nbconvert_makes_the_same_report_of_the_chosen_workbook(folder):
    write(folder, "prerequisites", part("team", "Équipe"), markdown("Sans étiquette"))
    remember(folder, workbook="valmont")
    done = convert(folder)
    html = (folder / "notebooks" / "10-prerequisites.html").read_text("utf-8")

    assert done.returncode == 0
    assert html == report(folder, "prerequisites")
    assert "1 cellule ajoutée" in done.stderr


def test_nbconvert_says_where_it_stopped(folder):
    write(folder, "prerequisites", code("1 / 0"))
    done = convert(folder, "--SmartcityExporter.workbook=valmont")

    assert done.returncode == 1
    assert "10-prerequisites.ipynb, cellule 1 (1 / 0)" in done.stderr


def test_nbconvert_without_a_workbook_is_an_error_and_no_picker(folder):
    write(folder, "prerequisites", part("team", "Équipe"))
    done = convert(folder)

    assert done.returncode == 1
    assert "No workbook is chosen" in done.stderr
