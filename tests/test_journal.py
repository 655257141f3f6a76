"""The journal: meetings, actions, remarks put aside, and comments on steps and phases."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from building import answers_of
from documents import METHOD, redumped, small
from drawing import fields, parse
from hypothesis import given
from hypothesis import strategies as st
from test_editing import Log

from smartcity_widgets import render
from smartcity_widgets.answers import Answers
from smartcity_widgets.editing.keeping import meeting_of_day
from smartcity_widgets.errors import DocumentError, EditError
from smartcity_widgets.exchange import dump
from smartcity_widgets.exchange.reading import read
from smartcity_widgets.folder import notebook_names
from smartcity_widgets.method import load_method
from smartcity_widgets.render.drawing import Drawing
from smartcity_widgets.report.page import Edition, draw_page
from smartcity_widgets.report.pieces import ADDED, Piece, once
from smartcity_widgets.words import words

PERSONS = [
    {"id": "p1", "name": "Anne", "role": "Mayor", "email": "anne@secret.example"},
    {"id": "p2", "name": "Bert", "role": "Clerk"},
    {"id": "p3", "name": "Anne", "role": "Treasurer"},
]
MEETINGS = [
    {"id": "m1", "date": "2026-03-12", "place": "Town hall", "present": ["p1", "p2"]},
    {"id": "m2", "date": "2026-05-21"},
]
ACTIONS = [
    {"id": "a1", "what": "Ask", "who": "p2", "by_when": "2026-06", "from": "team/T1"},
    {"id": "a2", "what": "Write", "who": "The council", "done": True, "meeting": "m1"},
]
PARKING = [{"id": "k1", "text": "The street lights", "step": "openness/stakeholders/s1"}]
JOURNAL = {"meetings": MEETINGS, "actions": ACTIONS, "parking": PARKING}


def kept(**journal: object) -> Answers:
    stakeholders = [{"id": "s1", "name": "Shops", "stance": "against"}]
    resistances = [{"id": "x1", "who": "Two services"}]
    return answers_of(
        {
            "context": {"persons": PERSONS},
            "leadership": {"resistances": resistances},
            "openness": {"stakeholders": stakeholders},
            "journal": JOURNAL | journal,
        }
    )


def with_comments(answers: Answers, **comments: str) -> Answers:
    log = Log()
    log.answers = answers
    log.entries = [None] * answers.entry
    for name, text in comments.items():
        log.do("answer", f"comments/{name.replace('_', '-')}", text)
    return log.answers


def form(step: str, answers: Answers, **details: object) -> dict:
    view = render.View(uid="u", language="en", **details)
    return fields(parse(render.form_html(METHOD, answers, step, view)))


def drawing(answers: Answers, mode: str = "edit", **details: object) -> Drawing:
    view = render.View(uid="u", language="en", mode=mode, **details)
    return Drawing(METHOD, answers, answers.words("en"), view)


# The method -------------------------------------------------------------------------------


def test_the_journal_is_a_part_of_the_method_but_no_step_of_the_fifteen():
    journal = METHOD.steps["journal"]

    assert (journal.role, journal.number, journal.phase) == ("journal", 0, None)
    assert list(METHOD.steps)[:4] == ["workbook", "settings", "context", "journal"]
    assert not any(one.id.startswith("step_") for one in journal.questions)
    assert not METHOD.version.startswith("1.0.")


def test_a_method_without_a_journal_loads_and_its_documents_have_none():
    method = load_method(Path(__file__).parent / "fixtures" / "method")
    document = {"format": "smartcity-workbook/1", "method": "1.2.3"}
    document["workbook"] = {"id": "a", "cycle": 1}

    assert "journal" not in method.steps
    assert read(document | {"journal": {}}, method).values == {}
    with pytest.raises(DocumentError, match="journal/meetings"):
        read(document | {"journal": {"meetings": []}}, method)


def test_comments_are_for_the_four_phases_and_the_fifteen_steps():
    steps = [one.id for one in METHOD.steps.values() if one.role == "step"]

    assert set(METHOD.commented) == {*METHOD.phases, *steps}
    assert METHOD.commented[:2] == ("prerequisites", "political-will")


# Which meeting ----------------------------------------------------------------------------

BY_DAY = [
    ("2026-03-12", "m1"),
    ("2026-03-13", "m1"),
    ("2026-05-20", "m1"),
    ("2026-05-21", "m2"),
    ("2030-01-01", "m2"),
    ("2026-03-11", None),
    (None, None),
    ("", None),
    ("12/03/2026", None),
    ("2026-W11-4", None),
    ("20260312", None),
    (20260312, None),
]


@pytest.mark.parametrize(("day", "row"), BY_DAY)
def test_what_is_kept_belongs_to_the_meeting_of_the_day_or_the_latest_before(day, row):
    assert meeting_of_day(kept(), day) == row


def test_of_two_meetings_of_a_day_it_is_the_later_one():
    meetings = [{"id": one, "date": "2026-03-12"} for one in ("b", "a")]

    assert meeting_of_day(kept(meetings=meetings), "2026-03-12") == "a"


def test_a_month_stands_for_its_last_day_and_a_meeting_without_a_date_for_none():
    meetings = [{"id": "m", "date": "2026-03"}, {"id": "n", "place": "Here"}]

    assert meeting_of_day(kept(meetings=meetings), "2026-03-30") is None
    assert meeting_of_day(kept(meetings=meetings), "2026-03-31") == "m"


days = st.dates(date(2026, 1, 1), date(2026, 12, 31))


@given(st.lists(days, max_size=6), days)
def test_the_meeting_is_never_in_the_future_and_none_is_nearer(held, today):
    meetings = [{"id": f"m{n}", "date": f"{day}"} for n, day in enumerate(held)]

    found = meeting_of_day(kept(meetings=meetings), f"{today}")

    past = [day for day in held if day <= today]
    assert (found is None) == (not past)
    if found:
        assert held[int(found[1:])] == max(past)


# Keeping ----------------------------------------------------------------------------------


def log_with_meetings() -> tuple[Log, list[str]]:
    log = Log()
    rows = []
    for day in ("2026-03-12", "2026-05-21"):
        log.do("add-row", "journal/meetings", cells={"date": day})
        rows.append(log.answers.rows("journal/meetings")[-1])
    return log, rows


@pytest.mark.parametrize("table", ["actions", "parking"])
def test_a_row_that_is_kept_says_at_which_meeting(table):
    log, (first, _) = log_with_meetings()
    text = {"actions": "what", "parking": "text"}[table]

    log.do("add-row", f"journal/{table}", "2026-03-12", cells={text: "Ask Anne"})

    (row,) = log.answers.table(f"journal/{table}", [text, "meeting"])
    assert (row[text], row["meeting"]) == ("Ask Anne", first)


@pytest.mark.parametrize(
    ("raw", "cells"),
    [(None, {}), ("2025-01-01", {}), ("2026-05-21", {"meeting": ""})],
)
def test_no_meeting_is_guessed_and_what_is_said_stands(raw, cells):
    log, _ = log_with_meetings()

    log.do("add-row", "journal/actions", raw, cells={"what": "Ask", **cells})

    assert log.answers.table("journal/actions", ["meeting"])[0].keys() == {"id"}


def test_a_meeting_that_is_said_is_not_replaced_by_that_of_the_day():
    log, (first, _) = log_with_meetings()

    log.do("add-row", "journal/actions", "2026-05-21", cells={"meeting": first})

    assert log.answers.table("journal/actions", ["meeting"])[0]["meeting"] == first


def test_other_tables_know_nothing_of_meetings():
    log, _ = log_with_meetings()

    log.do("add-row", "team/step_decisions", "2026-03-12", cells={"what": "Yes"})

    assert [one.path.count("/") for one in log.entries[-2:]] == [3, 2]


def test_undo_takes_back_the_whole_action_with_its_meeting():
    log, _ = log_with_meetings()
    written = log.do("add-row", "journal/actions", "2026-03-12", cells={"what": "Ask"})

    log.do("undo", "journal", entry=written[-1].number)

    assert log.answers.rows("journal/actions") == ()


# Comments ---------------------------------------------------------------------------------


def test_a_comment_on_a_step_or_a_phase_is_a_note():
    log = Log()
    for op, name in (("answer", "team"), ("note", "planning")):
        log.do(op, f"comments/{name}", f"On {name}")

    assert {one.kind for one in log.entries} == {"note"}
    assert log.answers.comment("team") == "On team"
    assert log.answers.comment("planning") == "On planning"
    assert log.answers.comment("vision") is None


@pytest.mark.parametrize(
    "path", ["comments/teem", "comments", "comments/", "comments/team/T1"]
)
def test_a_comment_on_nothing_is_refused(path):
    with pytest.raises(EditError):
        Log().do("answer", path, "x")


def test_a_comment_is_undone_in_its_step_and_in_the_journal_alone():
    from smartcity_widgets.editing import undoable

    log = Log()
    (entry,) = log.do("answer", "comments/team", "x")

    undone = {one: undoable(log.entries, one) for one in ("team", "journal", "leadership")}
    assert undone == {"team": entry, "journal": entry, "leadership": None}


def test_a_comment_that_is_too_long_is_a_draft_in_its_form():
    log = Log()
    log.do("answer", "comments/team", "x" * 3001)

    page = parse(render.form_html(METHOD, log.answers, "team", render.View("u", "en")))
    assert "3,001" in page.one("section", class_="problems").text


# The document -----------------------------------------------------------------------------


def test_the_journal_goes_there_and_back_in_the_order_of_the_method():
    actions = [
        {
            "id": "a1",
            "what": "Ask",
            "who": "Anne",
            "done": False,
            "from": "team",
            "meeting": "m",
        }
    ]
    comments = {"team": "On the team", "prerequisites": "On all"}
    document = small(
        journal={"comments": comments, "actions": actions, "meetings": [{"id": "m"}]}
    )

    journal = redumped(document)["journal"]
    assert list(journal) == ["meetings", "actions", "comments"]
    assert list(journal["comments"]) == ["prerequisites", "team"]
    assert journal["actions"] == actions


def test_it_stands_between_the_tallies_and_the_overlay_and_not_among_the_answers():
    tallies = {"team": {"T1": {"2": 1}}}
    document = redumped(small(journal={"parking": [{"id": "k"}]}, tallies=tallies))

    assert list(document)[-2:] == ["tallies", "journal"]
    with pytest.raises(DocumentError, match="answers/journal"):
        read(small(answers={"journal": {}}), METHOD)


REFUSED = {
    "journal/comments/teem: .* 'team'": {"comments": {"teem": "x"}},
    "journal/comments/context: ": {"comments": {"context": "x"}},
    "journal/comments/team: ": {"comments": {"team": 3}},
    "journal/comments/planning: ": {"comments": {"planning": " "}},
    "journal/actions/a/whoo: .*who": {"actions": [{"id": "a", "whoo": "x"}]},
    "journal/actions/a/meeting: ": {"actions": [{"id": "a", "meeting": "m9"}]},
    "journal/actions/a/from: .*step/question": {"actions": [{"id": "a", "from": "A b"}]},
    "journal/meetings/m/present: ": {"meetings": [{"id": "m", "present": ["p9"]}]},
    "journal/meetings/m/date: ": {"meetings": [{"id": "m", "date": "12/03/2026"}]},
    "journal/parkin: .*parking": {"parkin": []},
}


@pytest.mark.parametrize("said", REFUSED, ids=str)
def test_a_wrong_journal_is_refused_with_its_place(said):
    with pytest.raises(DocumentError, match=said.replace("'", ".")):
        read(small(journal=REFUSED[said]), METHOD)


def test_an_action_outlives_the_meeting_it_was_kept_at():
    log, (first, _) = log_with_meetings()
    log.do("add-row", "journal/actions", "2026-03-12", cells={"what": "Ask"})
    log.do("remove-row", f"journal/meetings/{first}")

    (action,) = dump(log.answers, METHOD)["journal"]["actions"]
    assert action.keys() == {"id", "what"}


# Names and places -------------------------------------------------------------------------

PLACES = [
    ("team", "Cross-cutting team"),
    ("team/T1", "Cross-cutting team · Composition"),
    ("team/step_notes", "Cross-cutting team · Notes"),
    ("context/persons/p2", "Context · Who is who? · Bert — Clerk"),
    ("action-plan", "Action plan and concrete projects"),
    ("action-plan/projects", "Action plan and concrete projects · Which projects?"),
    ("results", "Follow-up and evaluation of results"),
    ("results/measurements", "Follow-up and evaluation of results · What was measured?"),
    ("nowhere", "nowhere"),
    ("team/T9", "team/T9"),
    ("team/T1/r1", "team/T1/r1"),
]


@pytest.mark.parametrize(("place", "name"), PLACES)
def test_a_place_is_called_as_people_call_it(place, name):
    assert drawing(kept()).place_name(place) == name


def test_of_what_is_internal_only_the_step_is_named_to_others():
    place = "leadership/resistances/x1"

    assert "Two services" in drawing(kept()).place_name(place)
    assert drawing(kept(), "read").place_name(place) == "Leadership"
    shown = drawing(kept(), "read", show_internal=True).place_name(place)
    assert "Two services" in shown


def test_a_person_who_is_named_by_id_is_shown_by_name():
    found = form("journal", kept())

    assert found["journal/actions/a1/who"].attrs["value"] == "Bert"
    assert found["journal/actions/a2/who"].attrs["value"] == "The council"


@pytest.mark.parametrize("step", ["journal", "team"])
def test_names_are_offered_once_each_and_without_the_role(step):
    answers = answers_of(
        {
            "context": {"persons": PERSONS},
            "journal": {"actions": [{"id": "r"}]},
            "team": {"step_decisions": [{"id": "r"}]},
        }
    )
    view = render.View(uid="u", language="en")
    page = parse(render.form_html(METHOD, answers, step, view))
    path = {"journal": "journal/actions/r/who", "team": "team/step_decisions/r/who"}[step]

    (offered,) = [
        one
        for one in page.all("datalist")
        if one.attrs["id"] == fields(page)[path].attrs["list"]
    ]
    assert [one.attrs["value"] for one in offered.all("option")] == ["Anne", "Bert"]


def test_a_place_is_chosen_among_the_steps_with_a_form_and_what_stands_there():
    select = form("journal", kept())["journal/actions/a1/from"]

    values = [one.attrs["value"] for one in select.all("option")]
    steps = [
        one.id
        for one in METHOD.steps.values()
        if one.role in {"context", "step"} and not one.outline
    ]
    assert values == ["", *steps, "team/T1"]
    chosen = [one.text for one in select.all("option") if "selected" in one.attrs]
    assert chosen == ["Cross-cutting team · Composition"]


def test_a_meeting_is_chosen_by_its_day_and_place():
    select = form("journal", kept())["journal/actions/a2/meeting"]

    named = [one.text for one in select.all("option")][1:]
    assert named == ["12 March 2026 — Town hall", "21 May 2026"]


# The form ---------------------------------------------------------------------------------


def test_the_journal_asks_for_its_tables_and_for_comments():
    paths = set(form("journal", kept()))

    assert {f"comments/{one}" for one in METHOD.phases} <= paths
    assert {f"comments/{one}" for one in METHOD.prerequisites} <= paths
    assert "comments/results" in paths
    assert "comments/workbook" not in paths  # it is no step
    assert {"journal/meetings/m1/date", "journal/parking/k1/outcome"} <= paths


def test_a_step_asks_for_its_own_comment_beside_its_notes_and_nobody_else():
    assert [one for one in form("team", kept()) if one.startswith("comments/")] == [
        "comments/team"
    ]
    assert not [one for one in form("context", kept()) if one.startswith("comments/")]


def test_one_who_answers_alone_is_asked_for_no_comment():
    answers = answers_of(individual={"r1": {"team": {"T1": 2}}})

    found = form("team", answers, respondent="r1")
    assert not [one for one in found if one.startswith("comments/")]


def test_the_journal_is_no_stop_on_the_way():
    page = parse(render.map_of_steps(METHOD, kept(), words("en")))

    assert not [one for one in page if one.attrs.get("data-step") == "journal"]
    for step in ("context", "political-will"):
        view = render.View("u", "en")
        html = parse(render.form_html(METHOD, kept(), step, view))
        assert not [one for one in html if one.attrs.get("data-step") == "journal"]


def test_links_know_in_which_notebook_it_stands(tmp_path):
    (tmp_path / "notebooks").mkdir()
    (tmp_path / "notebooks" / "10-prerequisites.ipynb").touch()

    assert notebook_names(tmp_path, METHOD)["journal"] == "10-prerequisites.ipynb"


# The report -------------------------------------------------------------------------------


def test_a_journal_is_read_with_what_is_to_be_done_first():
    answers = kept(actions=[ACTIONS[1], ACTIONS[0]])
    page = parse(render.read_journal(METHOD, answers, words("en")))

    rows = [[cell.text for cell in row.all("td")] for row in page.all("tr")[1:]]
    assert rows[0][:4] == ["Ask", "Bert", "June 2026", "Cross-cutting team · Composition"]
    assert [row[0] for row in rows] == ["Ask", "Write"]
    assert "to do" in rows[0][4]
    assert "done" in rows[1][4]
    assert "Anne, Bert" in page.text
    assert "anne@secret.example" not in page.text


@pytest.mark.parametrize("name", list(JOURNAL))
def test_what_is_empty_is_not_there(name):
    full = parse(render.read_journal(METHOD, kept(), words("en")))
    less = parse(render.read_journal(METHOD, kept(**{name: []}), words("en")))

    assert len(less.all("h3")) == len(full.all("h3")) - 1
    assert render.read_journal(METHOD, Answers("empty"), words("en")) == ""


def test_a_date_that_could_not_be_read_is_told_as_it_was_typed():
    log = Log()
    log.do("add-row", "journal/actions", cells={"what": "Ask", "by_when": "<soon>"})

    html = render.read_journal(METHOD, log.answers, words("en"))
    assert "&lt;soon&gt; (to be corrected)" in html


def test_a_comment_is_read_with_its_step_and_says_whose_it_is():
    answers = with_comments(kept(), team="<b>Time</b> is short.")

    page = parse(render.read_step(METHOD, answers, "team", words("fr")))
    (said,) = page.all("p", class_="comment")
    assert said.text.startswith("Commentaire du consultant")
    assert "<b>Time</b> is short." in said.text
    assert not parse(render.read_step(METHOD, answers, "openness", words("fr"))).all(
        "p", class_="comment"
    )


@pytest.mark.parametrize("phase", [None, "prerequisites"])
def test_a_comment_on_a_phase_stands_once_before_its_first_part(phase):
    answers = with_comments(kept(), prerequisites="Go & see.", planning="planted")
    shown = [
        Piece("step", one, f"part-{one}", one, "", "prerequisites", ())
        for one in ("team", "x")
    ]

    html = draw_page(Edition(METHOD, answers, words("en"), None), phase, shown)
    assert html.count("Go &amp; see.") == 1
    assert html.index("Go &amp; see.") < html.index('id="part-team"')
    assert "planted" not in html


def test_a_part_stands_once_in_a_report_and_what_was_added_where_it_is():
    def piece(kind: str, phase: str, name: str = "") -> Piece:
        return Piece(kind, name, "", "", "", phase, ())

    shown = [
        piece("journal", "prerequisites", "journal"),
        piece(ADDED, "prerequisites"),
        piece("journal", "planning", "journal"),
        piece(ADDED, "planning"),
        piece("step", "planning", "vision"),
    ]

    assert once(shown) == (shown[0], shown[1], shown[3], shown[4])


def test_the_days_of_an_action_are_those_of_the_language():
    later = [{"id": "a", "what": "x", "by_when": f"{date(2026, 3, 12) + timedelta(1)}"}]

    html = render.read_journal(METHOD, kept(actions=later), words("fr"))
    assert "13 mars 2026" in html
