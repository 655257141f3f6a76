"""An overlay adapts a workbook to a client: sound or refused, and no answer is lost."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from documents import METHOD, after, documents, redumped, small
from hypothesis import given
from hypothesis import strategies as st
from overlaid import (
    OWN,
    WHOLE,
    desk_on,
    edit,
    generous,
    new_store,
    read,
)
from test_report import code, write

from smartcity_widgets.analysis.computed import FORMULAS
from smartcity_widgets.analysis.openpoints import open_points
from smartcity_widgets.answers import Answers
from smartcity_widgets.errors import ContentError, DocumentError
from smartcity_widgets.exchange import dump, dumps, entries_of, import_document
from smartcity_widgets.log import ENTRY_KINDS
from smartcity_widgets.overlay import (
    adapt,
    read_sources,
)
from smartcity_widgets.overlay.hiding import INPUTS, hideable
from smartcity_widgets.render import View, form_html
from smartcity_widgets.render_readiness import plain_readiness
from smartcity_widgets.report import Request, export
from smartcity_widgets.report import page as report_page
from smartcity_widgets.store import Store, store_url

# What an overlay does ---------------------------------------------------------------------


def test_an_overlay_read_again_is_the_same():
    overlay = read(**WHOLE)

    assert dumps(read(**overlay)) == dumps(overlay)
    assert list(overlay) == list(WHOLE)


def test_the_same_is_said_in_nested_words_and_in_flat_ones():
    nested = {"en": {"question": {"team": {"T1": {"label": "Who"}}}}}

    assert read(words=nested) == read(words={"en": {"question.team.T1.label": "Who"}})


def test_an_adapted_method_asks_what_the_overlay_says():
    adapted = adapt(METHOD, read(**WHOLE))
    team = [one.id for one in adapted.steps["team"].questions]

    assert adapted.at("political-will/motivation") is None
    assert team.index("x-public") == team.index("T5") + 1
    assert adapted.at("team/x-public").choices == ("all", "young")
    assert str(adapted.weights["team"]) == "0.3"
    assert str(adapted.thresholds["overall_go"]) == "62.5"
    assert adapted.thresholds["prerequisite_go"] == METHOD.thresholds["prerequisite_go"]
    assert adapt(adapted, {}) is METHOD


@pytest.mark.parametrize(
    ("own", "before"),
    [
        ({"importance": "essential"}, "T5"),
        ({}, "checklist"),
        ({"after": "members"}, "members"),
    ],
)
def test_own_questions_stand_in_their_place_in_the_order_they_are_given(own, before):
    first, second = ({**OWN, "kind": "text", "id": f"x-{n}", **own} for n in "ab")
    for one in (first, second):
        del one["choices"]
    said = {f"question.team.x-{n}.label": n for n in "ab"}
    adapted = adapt(METHOD, read(questions=[first, second], words={"en": said, "fr": said}))

    ids = [one.id for one in adapted.steps["team"].questions]
    place = ids.index(before)
    assert ids[place + 1 : place + 3] == ["x-a", "x-b"]


def test_an_own_table_may_have_choices_in_its_columns_and_a_list_of_the_method():
    columns = [
        {"id": "who", "kind": "reference", "targets": ["context/persons"]},
        {"id": "how", "kind": "choice", "choices": ["well", "badly"]},
        {"id": "sure", "kind": "choice", "choices": "confidence"},
    ]
    own = {"step": "team", "id": "x-table", "kind": "table", "columns": columns}
    prefix = "question.team.x-table"
    said = {f"{prefix}.{name}.label": name for name in ("who", "how", "sure")}
    said |= {f"{prefix}.label": "t"}
    said |= {f"choice.x-table-how.{one}": one for one in ("well", "badly")}
    adapted = adapt(METHOD, read(questions=[own], words={"en": said, "fr": said}))

    assert adapted.at("team/x-table").column("how").choices == ("well", "badly")
    assert adapted.at("team/x-table").column("sure").choice_list == "confidence"


def test_what_a_formula_takes_is_known_or_comes_with_the_formula():
    """A new formula must say here what hiding would take from it."""
    assert set(INPUTS) <= set(FORMULAS)
    assert "services_covered" in INPUTS


def test_no_id_of_the_method_begins_like_an_own_one():
    ids = [one.id for step in METHOD.steps.values() for one in step.questions]

    assert not [one for one in ids if one.startswith("x-")]


# Nothing is lost --------------------------------------------------------------------------


def _alone() -> list[str]:
    found = []
    for one in hideable(METHOD):
        try:
            read(hidden=[one.path])
        except ContentError:
            continue
        found.append(one.path)
    return found


HIDEABLE = _alone()

overlays = st.fixed_dictionaries(
    {},
    optional={
        "name": st.text("abc é", min_size=1).map(str.strip).filter(bool),
        "hidden": st.lists(st.sampled_from(HIDEABLE), min_size=1, max_size=30),
        "words": st.just({"fr": {"question.team.T1.label": "Qui"}}),
        "weights": st.permutations([0.1, 0.15, 0.2, 0.25, 0.3]).map(
            lambda shares: dict(zip(METHOD.prerequisites, shares, strict=True))
        ),
        "thresholds": st.dictionaries(
            st.sampled_from(sorted(METHOD.thresholds)), st.integers(0, 100), min_size=1
        ),
    },
)


@given(documents(), overlays)
@generous
def test_a_document_with_an_overlay_comes_back_whole(document, overlay):
    overlay = read(**overlay)
    whole = document | {"overlay": overlay} if overlay else document

    assert redumped(whole) == whole
    assert dumps(redumped(redumped(whole))) == dumps(redumped(whole))


@given(documents(), overlays, st.data())
@generous
def test_adapting_and_taking_it_away_loses_no_answer(document, overlay, data):
    answered = (
        [f"{step}/{name}" for step, own in document["answers"].items() for name in own]
        if "answers" in document
        else []
    )
    hidden = data.draw(st.lists(st.sampled_from(answered))) if answered else []
    overlay["hidden"] = [one for one in hidden if one in HIDEABLE]
    answers = after(entries_of(document, METHOD, author="a"))
    adapted = after(
        entries_of(document | {"overlay": overlay}, METHOD, author="a", answers=answers),
        answers,
    )
    again = after(entries_of(document, METHOD, author="a", answers=adapted), adapted)

    assert {**dump(adapted, METHOD), "overlay": None} == {**document, "overlay": None}
    assert dump(again, METHOD) == document


def test_a_document_carries_what_is_hidden_and_takes_it_back():
    answers = {"political-will": {"motivation": "why"}, "team": {"raci": [{"id": "r1"}]}}
    whole = small(
        answers=answers, overlay=read(hidden=["political-will/motivation", "team/raci"])
    )

    assert redumped(whole) == whole


def test_what_is_hidden_follows_what_a_later_method_calls_it():
    method = replace(METHOD, version="2.0.0", renames={"2.0.0": {"team/old": "team/raci"}})
    document = small(method="1.0.0", overlay={"hidden": ["team/old"]})
    answers = after(entries_of(document, method, author="a"))

    assert answers.overlay == {"hidden": ["team/raci"]}


def test_an_answer_to_an_unknown_own_question_is_refused():
    document = small(answers={"team": {"x-public": "young"}})

    with pytest.raises(DocumentError, match="answers/team/x-public"):
        entries_of(document, METHOD, author="a")


# At work ----------------------------------------------------------------------------------


@pytest.fixture
def store(tmp_path):
    with closing(new_store(tmp_path)) as one:
        yield one


def test_an_overlay_is_one_entry_of_its_own_kind(store):
    desk = desk_on(store)

    assert desk.adapt(read(**WHOLE)) is True
    assert desk.adapt(read(**WHOLE)) is False

    entries = [one for one in store.entries("namur") if one.path == "workbook/overlay"]
    assert [(one.kind, one.respondent) for one in entries] == [("overlay", "")]
    assert entries[0].kind in ENTRY_KINDS


def test_a_desk_follows_an_overlay_that_another_kernel_wrote(store):
    one, other = desk_on(store), desk_on(store)
    heard: list[object] = []
    one.subscribe(lambda answers: heard.append(answers.overlay.get("name")))

    other.adapt(read(**WHOLE))
    one.refresh()
    other.apply(edit("team/x-public", "young"))

    assert heard == ["Valmont 2026"]
    assert one.method.at("team/x-public") is not None
    assert one.words.say("question.team.T1.label") == "Qui s’en occupe"
    assert one.answers.words(adapted=False).say("question.team.T1.label") == "Composition"
    assert desk_on(store).answers.value("team/x-public") == "young"


def test_what_is_hidden_comes_back_with_its_answer(store):
    desk = desk_on(store)
    desk.apply(edit("political-will/motivation", "Le climat"))
    desk.adapt(read(**WHOLE))
    hidden = form_html(desk.method, desk.answers, "political-will", View("u", "fr"))
    desk.adapt(None)
    shown = form_html(desk.method, desk.answers, "political-will", View("u", "fr"))

    assert "Le climat" not in hidden
    assert "Le climat" in shown


def test_answers_to_own_questions_wait_for_the_overlay_to_come_back(store):
    desk = desk_on(store)
    desk.adapt(read(**WHOLE))
    desk.apply(edit("team/x-public", "young"))
    whole = dump(desk.answers, desk.method)
    desk.adapt(None)
    without = dump(desk.answers, desk.method)
    written = entries_of(without, METHOD, author="a", answers=desk.answers)
    desk.adapt(read(**WHOLE))

    assert "team" not in without["answers"]
    assert written == []  # what nobody sees any more stays
    assert dump(desk.answers, desk.method) == whole
    assert whole["answers"]["team"] == {"x-public": "young"}


def test_what_is_hidden_is_neither_open_nor_undone(store):
    desk = desk_on(store)
    desk.apply(edit("political-will/budget_committed", "beaucoup"))
    desk.adapt(read(hidden=["political-will/budget_committed"]))
    paths = {one.path for one in open_points(desk.method, desk.answers, internal=True)}

    assert "political-will/budget_committed" not in paths
    assert desk.undoable("political-will") is None
    assert desk.undoable("workbook") is None


@pytest.mark.parametrize(
    ("path", "asked"),
    [
        ("team/T1", True),
        ("team/members/p1", True),
        ("team/members/p1/service", True),
        ("notes/team/T1/comment", True),
        ("tallies/team/T1", True),
        ("revealed/team", True),
        ("comments/team", True),
        ("comments/prerequisites", True),
        ("workbook/name", True),
        ("team/raci", False),
        ("notes/team/raci/comment", False),
        ("team/x-public", False),
        ("teams/T1", False),
        ("workbook/overlay", False),
        ("workbook", False),
    ],
)
def test_a_path_is_asked_where_its_question_is(path, asked):
    adapted = adapt(METHOD, read(hidden=["team/raci"]))

    assert adapted.asks(path) is asked


def test_a_level_does_not_contradict_a_field_that_is_hidden(store):
    desk = desk_on(store)
    desk.apply(edit("team/meeting_frequency", "none"))
    desk.apply(edit("team/T2", "4"))
    rules = {one.rule for one in open_points(desk.method, desk.answers)}
    desk.adapt(read(hidden=["team/meeting_frequency"]))
    left = {one.rule for one in open_points(desk.method, desk.answers)}

    assert "level-against-field" in rules - left


def test_a_form_asks_own_questions_in_their_own_words(store):
    desk = desk_on(store)
    desk.adapt(read(**WHOLE))
    html = form_html(desk.method, desk.answers, "team", View("u", "fr"))

    assert "Qui s’en occupe" in html
    assert 'data-path="team/x-public"' in html


def test_words_somebody_wrote_are_escaped(store):
    desk = desk_on(store)
    said = {"fr": {"question.team.T1.label": "<script>alert(1)</script>"}}
    desk.adapt(read(name="<b>", words=said))
    html = form_html(desk.method, desk.answers, "team", View("u", "fr"))

    assert "<script>alert" not in html
    assert "&lt;script&gt;alert" in html


# The same elsewhere -----------------------------------------------------------------------


def test_a_workbook_with_an_overlay_reports_the_same_bytes_elsewhere(tmp_path):
    document = small(
        workbook={"id": "namur", "name": "Namur", "language": "fr", "cycle": 1},
        answers={
            "context": {"name": "Namur"},
            "political-will": {"motivation": "planted-hidden", "W1": 3},
            "team": {"T1": 2, "x-public": "young"},
        },
        overlay=read(**WHOLE),
    )
    pages = []
    moment = datetime(2026, 3, 12, 14, tzinfo=UTC)
    for place in ("here", "there"):
        folder = tmp_path / place
        for one in ("notebooks", "data"):
            (folder / one).mkdir(parents=True)
        cells = [
            f"from smartcity_widgets import open_workbook\nopen_workbook().{call}"
            for call in ('step("political-will")', 'step("team")', "readiness()")
        ]
        write(folder, "prerequisites", *(code(one) for one in cells))
        # The time of the last answer is in a report: two stores filled on either side of a
        # minute would differ by it.
        store = Store(store_url(folder), folder=folder, clock=lambda: moment)
        import_document(store, document, METHOD, author="a")
        document = dump(Answers("namur").with_entries(store.entries("namur")), METHOD)
        store.close()
        made = export(Request(folder=folder, workbook="namur"))
        pages.append(made.paths[0].read_bytes())

    html = pages[0].decode("utf-8")
    assert pages[0] == pages[1]
    assert f'<img class="logo" src="{WHOLE["look"]["logo"]}"' in html
    assert "<style>body.smartcity{--sc-accent:#7a1f5c;" in html
    assert "planted-hidden" not in html
    assert "Qui s’en occupe" in html
    for said in (
        "Comment la méthode a été adaptée ici\u00a0: «\u00a0Valmont 2026\u00a0»",
        "<li>Volonté politique\u00a0: Pourquoi maintenant\u00a0?</li>",
        "<li>Équipe transversale\u00a0: Public</li>",
        "<li>«\u00a0Composition\u00a0» devient «\u00a0Qui s’en occupe\u00a0»</li>",
        "30\u00a0% (méthode publiée\u00a0: 20\u00a0%)",
        "62,5 (méthode publiée\u00a0: 65)",
        "Ce score vaut avec l’adaptation «\u00a0Valmont 2026\u00a0»",
    ):
        assert said in html.replace("\u202f%", "\u00a0%"), said


def test_a_note_counts_what_is_internal_and_does_not_name_it(store):
    from smartcity_widgets.report.differences import differences_of

    desk = desk_on(store)
    said = {"question.leadership.resistances.label": "planted-label"}
    desk.adapt(
        read(
            hidden=["political-will/cross_party_support"],
            words={"fr": said, "en": {"question.team.T1.label": "Who"}},
        )
    )

    def lines(*, internal: bool) -> str:
        edition = report_page.Edition(
            desk.method, desk.answers, desk.words, None, internal=internal
        )
        return "\n".join(
            line for one in differences_of(edition) for line in (one.heading, *one.lines)
        )

    assert "planted-label" not in lines(internal=False)
    assert "majorité" not in lines(internal=False)
    assert lines(internal=False).count("1 question interne") == 2
    assert "planted-label" in lines(internal=True)
    assert "1 formulation, en anglais seulement" in lines(internal=True)


def test_a_score_says_under_which_overlay_it_stands(store):
    desk = desk_on(store)
    desk.apply(edit("team/T1", "2"))
    plain = plain_readiness(desk.method, desk.answers, desk.words)
    desk.adapt(read(look={"accent": "#000000"}))
    coloured = plain_readiness(desk.method, desk.answers, desk.words)
    desk.adapt(read_sources(["half-day"], METHOD))
    adapted = plain_readiness(desk.method, desk.answers, desk.words)

    assert plain == coloured
    assert "l’adaptation «\u00a0demi-journée\u00a0»" in adapted
    assert "questions ou formulations)" in adapted
