"""An overlay adapts a workbook to a client: sound or refused, and no answer is lost."""

from __future__ import annotations

import base64
import copy
import io
import re
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from documents import METHOD, after, documents, redumped, small
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image
from test_report import code, write

from smartcity_widgets.analysis.computed import FORMULAS
from smartcity_widgets.analysis.openpoints import open_points
from smartcity_widgets.answers import Answers
from smartcity_widgets.desk import Desk, create
from smartcity_widgets.errors import ContentError, DocumentError
from smartcity_widgets.exchange import dump, dumps, entries_of, import_document
from smartcity_widgets.log import ENTRY_KINDS
from smartcity_widgets.overlay import (
    PRESETS,
    adapt,
    contrast,
    look_style,
    read_overlay,
    read_sources,
)
from smartcity_widgets.overlay.colours import AA, INK, SOFT, WASH, check_accent
from smartcity_widgets.overlay.hiding import INPUTS, hideable
from smartcity_widgets.render import View, form_fragments, form_html
from smartcity_widgets.render_readiness import plain_readiness
from smartcity_widgets.report import Request, export
from smartcity_widgets.report import page as report_page
from smartcity_widgets.store import Store, store_url
from smartcity_widgets.words import words

generous = settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)

EVEN = dict.fromkeys(METHOD.prerequisites, 0.2)
OWN = {"step": "team", "id": "x-public", "kind": "choice", "choices": ["all", "young"]}
OWN_WORDS = {
    "question.team.x-public.label": "Public",
    "choice.x-public.all": "All",
    "choice.x-public.young": "Young",
}
BOTH = {"en": OWN_WORDS, "fr": OWN_WORDS}
LOGO = "data:image/png;base64,"


def png(width: int = 40, height: int = 20, **how: object) -> bytes:
    out = io.BytesIO()
    picture = Image.new("RGB", (width, height), "#0a5c63")
    picture.save(out, how.pop("format", "PNG"), **how)
    return out.getvalue()


def logo_text(data: bytes) -> str:
    return LOGO + base64.b64encode(data).decode("ascii")


def asked(**question: object) -> dict[str, object]:
    """Return an overlay with one own question, and its words."""
    one = {**OWN, **question}
    label = f"question.{one['step']}.{one['id']}.label"
    said = {label: "Label", **OWN_WORDS}
    if one["id"] != OWN["id"]:
        said = {label: "Label"}
    return {"questions": [one], "words": {"en": said, "fr": said}}


def read(**members: object) -> dict[str, object]:
    return read_overlay(members, METHOD, where="client.toml")


WHOLE = {
    "name": "Valmont 2026",
    "hidden": ["context/region", "political-will/motivation"],
    "words": {
        "en": OWN_WORDS,
        "fr": {**OWN_WORDS, "question.team.T1.label": "Qui s’en occupe"},
    },
    "questions": [{**OWN, "importance": "essential"}],
    "weights": {**EVEN, "team": 0.3, "openness": 0.1},
    "thresholds": {"overall_go": 62.5},
    "look": {"accent": "#7a1f5c", "logo": logo_text(png())},
}


# What is refused --------------------------------------------------------------------------

FIVE = ["one", "two", "three", "four", "five"]

REFUSED = [
    # An id that nothing has, and what may not be hidden.
    ({"hidden": ["team/memebrs"]}, "hidden 'team/memebrs'", "Did you mean 'team/members'?"),
    ({"hidden": ["team/T1"]}, "hidden 'team/T1'", "a criterion cannot be hidden"),
    ({"hidden": ["context/name"]}, "hidden 'context/name'", "title of every page"),
    ({"hidden": ["settings/weight_team"]}, "settings/weight_team", "only what is asked"),
    ({"hidden": ["team/members/*/since"]}, "team/members/*/since", "no question is called"),
    ({"hidden": ["context/persons"]}, "hidden 'context/persons'", "refers to its rows"),
    (
        {"hidden": ["political-will/commitment_form"]},
        "hidden 'political-will/commitment_form'",
        "'political-will/decision_date' is shown by its answer. Hide that too",
    ),
    (
        {"hidden": ["team/services_in_municipality"]},
        "hidden 'team/services_in_municipality'",
        "'team/services_covered' is worked out from it",
    ),
    ({"hidden": "team/members"}, "client.toml:", "'hidden' must be a list"),
    # Own questions.
    (asked(id="public"), "question 'team/public'", "begins with 'x-'. Call it 'x-public'."),
    (asked(id="members"), "question 'team/members'", "begins with 'x-'"),
    (
        {"questions": [OWN, OWN], "words": BOTH},
        "question 'team/x-public'",
        "another question has this id",
    ),
    (asked(step="teem"), "question 'x-public'", "Did you mean 'team'?"),
    (asked(step="settings"), "question 'x-public'", "no step is called 'settings'"),
    (asked(after="memebrs"), "question 'team/x-public'", "Did you mean 'members'?"),
    (asked(kind="chioce"), "question 'team/x-public'", "Did you mean 'choice'?"),
    (asked(choices=[]), "question 'team/x-public'", "'choices' is empty"),
    (asked(choices=["all", "all"]), "question 'team/x-public'", "'all' stands twice"),
    (asked(choices=["All"]), "question 'team/x-public'", "'All' cannot be an id"),
    (asked(choices="levle"), "question 'team/x-public'", "no list of choices"),
    (asked(id="x-é"), "question 'team/x-é'", "cannot be an id"),
    (asked(colour="red"), "question 'team/x-public'", "no key is called 'colour'"),
    (
        {**asked(kind="text", criterion=True)},
        "question 'team/x-public'",
        "has no 'criterion'",
    ),
    (asked(kind="text", pattern="(a+)+$"), "question 'team/x-public'", "has no 'pattern'"),
    ({"questions": [{**OWN, "kind": "level"}]}, "question 'team/x-public'", "'choices'"),
    (
        {"questions": [{"step": "team", "id": "x-a", "kind": "level"}]},
        "question 'team/x-a'",
        "cannot be of kind 'level'",
    ),
    (
        {"questions": [{"step": "team", "id": "x-a", "kind": "computed", "of": "sum"}]},
        "question 'team/x-a'",
        "cannot be of kind 'computed'",
    ),
    (
        {
            "questions": [
                {"step": "team", "id": "x-a", "kind": "reference", "targets": ["team/x"]}
            ]
        },
        "question 'team/x-a'",
        "no table is called 'team/x'",
    ),
    (
        asked(shown_when={"question": "charter", "values": ["maybe"]}),
        "question 'team/x-public': shown_when",
        "'maybe' is no answer to 'charter'",
    ),
    (
        {
            **asked(shown_when={"question": "charter", "values": ["none"]}),
            "hidden": ["team/charter"],
        },
        "hidden 'team/charter'",
        "'team/x-public' is shown by its answer",
    ),
    ({"questions": ["x-a"]}, "client.toml:", "must be a list of tables"),
    # Words.
    (
        {"questions": [OWN], "words": {"en": OWN_WORDS}},
        "words.fr: 'question.team.x-public.label'",
        "this word is missing",
    ),
    (
        {
            "questions": [OWN],
            "words": {**BOTH, "fr": OWN_WORDS | {"choice.x-public.all": " "}},
        },
        "words.fr: 'choice.x-public.all'",
        "an empty word",
    ),
    (
        {"words": {"fr": {"question.team.T6.label": "x"}}},
        "words.fr: 'question.team.T6.label'",
        "no id of the method asks for this word. Did you mean 'question.team.T",
    ),
    (
        {"words": {"fr": {"ui.undo": "x"}}},
        "words.fr: 'ui.undo'",
        "no id of the method asks",
    ),
    ({"words": {"nl": {}}}, "client.toml: words", "no language is called 'nl'"),
    (
        {"words": {"en": {"question.team.T1.anchors": FIVE[:4]}}},
        "'question.team.T1.anchors'",
        "has 4 sentences. Write 5.",
    ),
    (
        {"words": {"en": {"question.team.T1.next": FIVE}}},
        "'question.team.T1.next'",
        "has 5 sentences. Write 4.",
    ),
    ({"words": {"en": {"question.team.T1.label": FIVE}}}, "T1.label'", "a single word"),
    ({"words": {"en": {"question.team.T1.label": 3}}}, "T1.label'", "must be a text"),
    ({"words": {"en": {"question.team.T1.label": "{who}"}}}, "T1.label'", "fills {who}"),
    (
        {"words": {"en": {"question.team.T1.label": "{term.mayor}"}}},
        "T1.label'",
        "nothing fills {term.mayor}",
    ),
    ({"words": {"en": {"question.team.T1.label": "a\x00"}}}, "T1.label'", "U+0000"),
    ({"words": {"en": {"question.team.T1.label": "a\u202e"}}}, "T1.label'", "U+202E"),
    ({"words": {"en": {"question.team.T1.label": "a" * 2001}}}, "T1.label'", "longer"),
    # Numbers.
    ({"weights": {**EVEN, "team": -0.2, "openness": 0.6}}, "weights", "'team' is -0.2"),
    ({"weights": {**EVEN, "team": 0.3}}, "weights", "they sum to 1.1"),
    ({"weights": {"team": 1}}, "weights", "'political-will' is missing"),
    ({"weights": {**EVEN, "vision": 0}}, "weights", "no key is called 'vision'"),
    ({"weights": {**EVEN, "team": True}}, "weights", "must be a number, not True"),
    ({"thresholds": {"overall_go": 101}}, "thresholds", "'overall_go' is 101"),
    ({"thresholds": {"overall_go": -1}}, "thresholds", "'overall_go' is -1"),
    ({"thresholds": {"overal_go": 60}}, "thresholds", "Did you mean 'overall_go'?"),
    ({"thresholds": {"overall_go": float("nan")}}, "client.toml:", "is no number here"),
    # Looks.
    ({"look": {"accent": "red"}}, "look.accent", "'red' is no colour"),
    ({"look": {"accent": "#0a5c63;}"}}, "look.accent", "is no colour"),
    ({"look": {"accent": "#ff8800"}}, "look.accent", "a contrast of 2.39 to white"),
    ({"look": {"accent": "#777777"}}, "look.accent", "a contrast of 4.47 to white"),
    ({"look": {"acent": "#000000"}}, "look", "no key is called 'acent'"),
    ({"look": {"logo": "logo.png"}}, "look.logo", "must be a text 'data:image/png;base64,"),
    ({"look": {"logo": LOGO + "AAAA"}}, "look.logo", "is no PNG"),
    ({"look": {"logo": logo_text(png(format="JPEG"))}}, "look.logo", "is no PNG"),
    ({"look": {"logo": logo_text(png(10, 401))}}, "look.logo", "1600 by 400 pixels"),
    ({"look": {"logo": logo_text(png()[:60])}}, "look.logo", "is no PNG, or is damaged"),
    ({"look": {"logo": logo_text(png()) + "\n"}}, "look.logo", "must be a text 'data:"),
    # The rest.
    ({"hiden": []}, "client.toml:", "no key is called 'hiden'"),
    ({"name": "a\nb"}, "client.toml: name", "one line"),
]


@pytest.mark.parametrize(
    ("overlay", "where", "rule"), REFUSED, ids=[f"{one[1]}-{one[2]}" for one in REFUSED]
)
def test_an_overlay_that_breaks_the_method_is_refused_with_file_id_and_rule(
    overlay, where, rule
):
    with pytest.raises(ContentError) as refused:
        read(**copy.deepcopy(overlay))

    said = refused.value.sentence()
    assert said.startswith("client.toml")
    assert where in said
    assert rule in said


def test_a_document_whose_overlay_is_refused_leaves_the_store_as_it_was(tmp_path):
    store = Store(f"sqlite:///{tmp_path / 'w.sqlite'}")
    import_document(store, small(), METHOD, author="a")
    before = store.last()
    document = small(overlay={"weights": {**EVEN, "team": 0.3}})

    with pytest.raises(DocumentError, match=r"^overlay: weights: they sum to 1\.1\."):
        import_document(store, document, METHOD, author="a", replace=True)

    assert store.last() == before
    store.close()


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=6,
)


def places(value: object, above: tuple[object, ...] = ()) -> list[tuple[object, ...]]:
    """Return every place in a value of JSON."""
    found = [above] if above else []
    members = value.items() if isinstance(value, dict) else enumerate(value)
    for name, one in members:
        here = (*above, name)
        found += places(one, here) if isinstance(one, dict | list) else [here]
    return found


@given(st.sampled_from(places(WHOLE)), JSON)
@settings(max_examples=150, deadline=None)
def test_whatever_stands_in_an_overlay_it_is_read_or_refused(place, value):
    overlay = copy.deepcopy(WHOLE)
    inside = overlay
    for name in place[:-1]:
        inside = inside[name]
    inside[place[-1]] = value

    sentence = ""
    try:
        once = read(**overlay)
    except ContentError as refused:
        sentence = refused.sentence()

    assert sentence.startswith("client.toml") if sentence else read(**once) == once


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
    one = Store(f"sqlite:///{tmp_path}/w.sqlite", folder=tmp_path)
    create(one, "namur", method=METHOD, name="Namur", language="fr", terms="be", author="a")
    yield one
    one.close()


def desk_on(store: Store, **more: object) -> Desk:
    return Desk(store, "namur", method=METHOD, author="anna", **more)


def edit(path: str, raw: object) -> dict[str, object]:
    place = {"edit": f"{path} {raw}", "op": "answer", "path": path, "language": "fr"}
    return place | {"raw": raw}


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


# Colours ----------------------------------------------------------------------------------


@given(st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}"))
def test_every_colour_is_refused_or_can_be_read_wherever_it_stands(accent):
    if contrast(accent, "#ffffff") < AA:
        with pytest.raises(ContentError, match=r"contrast of \d\.\d\d to white"):
            check_accent(accent, "client.toml")
        return
    style = look_style({"look": {"accent": check_accent(accent, "x")}}, "#u")
    said = dict(re.findall(r"--sc-([a-z-]+):(#[0-9a-f]{6});", style))

    assert said["accent"] == accent
    for wash in (said["accent-wash"], said.get("wash", WASH)):
        assert min(contrast(one, wash) for one in (accent, INK, SOFT)) >= AA


def test_the_colours_that_are_checked_are_those_of_the_style_sheet():
    sheet = (Path(report_page.__file__).parents[1] / "templates/tokens.css").read_text()
    light = sheet.partition("body[")[0]

    for name, colour in {"ink": INK, "soft": SOFT, "wash": WASH}.items():
        assert f"--sc-{name}: {colour};" in light


def test_the_colour_of_a_form_leaves_dark_themes_and_other_workbooks_alone(store):
    desk = desk_on(store)
    plain = form_fragments(desk.method, desk.answers, "team", View("u1", "fr"))
    desk.adapt(read(look={"accent": "#7A1F5C"}))
    coloured = form_fragments(desk.method, desk.answers, "team", View("u1", "fr"))

    assert plain["look"] == ""
    assert coloured["look"].startswith(
        '<style>body:not([data-jp-theme-light="false"]) #u1{--sc-accent:#7a1f5c;'
    )


# Files and presets ------------------------------------------------------------------------


@pytest.fixture
def files(tmp_path):
    def written(**texts: str) -> list[str]:
        for name, text in texts.items():
            (tmp_path / f"{name}.toml").write_text(text, encoding="utf-8")
        return [str(tmp_path / f"{name}.toml") for name in texts]

    return written


def test_of_several_files_the_later_wins_and_both_are_named(files):
    overlay = read_sources(
        files(
            one='hidden = ["context/region"]\n[thresholds]\noverall_go = 60\n'
            "missing_share = 10\n[look]\naccent = '#000000'",
            two='name = "Two"\nhidden = ["team/raci"]\n[thresholds]\noverall_go = 70.5',
        ),
        METHOD,
    )

    assert overlay == {
        "name": "one + Two",
        "hidden": ["context/region", "team/raci"],
        "thresholds": {"overall_go": 70.5, "missing_share": 10},
        "look": {"accent": "#000000"},
    }


def test_two_files_that_give_a_question_of_one_id_are_refused(files):
    text = """
[[questions]]
step = "team"
id = "x-a"
kind = "text"
[words.en.question.team.x-a]
label = "A"
[words.fr.question.team.x-a]
label = "A"
"""
    with pytest.raises(ContentError, match=r"two\.toml: question 'team/x-a': an earlier"):
        read_sources(files(one=text, two=text), METHOD)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("name = ", "one.toml: is not TOML"),
        ("[weights]\nteam = nan", "one.toml: NaN is no number here"),
        ("hidden = [2026-01-01]", "one.toml: 'hidden' must be a list of texts"),
        ('[look]\nlogo = "nowhere.png"', "one.toml: look.logo"),
    ],
)
def test_a_file_that_is_broken_is_refused_by_its_name(files, text, said):
    with pytest.raises(ContentError) as refused:
        read_sources(files(one=text), METHOD)

    assert refused.value.sentence().startswith(said)


@pytest.mark.parametrize("name", ["half-days", "nowhere.toml", ".", "no/where"])
def test_a_source_that_is_not_there_is_refused(name, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ContentError) as refused:
        read_sources([name], METHOD)

    assert refused.value.details["advice"]


@pytest.mark.parametrize("preset", PRESETS)
def test_a_preset_is_sound_and_has_a_name_in_every_language(preset):
    overlay = read_sources([preset], METHOD)

    assert overlay["name"] == preset
    for language in ("en", "fr"):
        assert words(language).say(f"overlay.preset.{preset}")
    assert read_sources(list(PRESETS), METHOD)


def test_the_half_day_leaves_the_essential_path_and_what_a_meeting_leaves_behind():
    adapted = adapt(METHOD, read_sources(["half-day"], METHOD))
    kept = {"step_decisions", "step_evidence", "step_notes", "prepared_by", "organisation"}
    steps = ("context", *METHOD.prerequisites)
    asked_now = {one.path for name in steps for one in adapted.steps[name].questions}
    essential = {
        one.path
        for name in steps
        for one in METHOD.steps[name].questions
        if one.importance == "essential" or one.id in kept
    }

    assert asked_now == essential
    others = [one for one in METHOD.steps if one not in steps]
    assert all(adapted.steps[one] == METHOD.steps[one] for one in others)


def test_the_small_municipality_is_asked_in_both_languages_about_the_same():
    said = read_sources(["small-municipality"], METHOD)["words"]
    shapes = [
        {key: isinstance(one, list) and len(one) for key, one in said[language].items()}
        for language in ("en", "fr")
    ]

    assert shapes[0] == shapes[1]
    assert all(key.startswith(("step.team.", "question.team.")) for key in shapes[0])
    assert "small-municipality" in PRESETS


def test_french_presets_are_written_as_french_is():
    said = read_sources(["small-municipality"], METHOD)["words"]["fr"]
    texts = " ".join(
        " ".join(one) if isinstance(one, list) else one for one in said.values()
    )

    assert "'" not in texts
    assert not re.search("[^\u00a0][:;?!»]", texts)
    assert not re.search("«[^\u00a0]", texts)


# The logo ---------------------------------------------------------------------------------


def logo_of(tmp_path: Path, data: bytes, name: str = "logo.png") -> str:
    (tmp_path / name).write_bytes(data)
    file = tmp_path / "client.toml"
    file.write_text(f"[look]\nlogo = '{name}'", encoding="utf-8")
    return read_sources([str(file)], METHOD)["look"]["logo"]


def opened(text: str) -> Image.Image:
    return Image.open(io.BytesIO(base64.b64decode(text.removeprefix(LOGO))))


def test_a_logo_becomes_a_small_png_whatever_it_is_called(tmp_path):
    place = Image.Exif()
    place[0x010E] = "secret place"
    made = logo_of(tmp_path, png(2000, 1000, format="JPEG", exif=place), "logo.gif")

    assert made.startswith(LOGO)
    assert opened(made).format == "PNG"
    assert opened(made).size == (800, 400)
    assert b"secret" not in base64.b64decode(made.removeprefix(LOGO))


def test_a_logo_that_was_held_sideways_stands_upright(tmp_path):
    sideways = Image.Exif()
    sideways[0x0112] = 6  # turn it a quarter
    made = logo_of(tmp_path, png(300, 100, format="JPEG", exif=sideways))

    assert opened(made).size == (100, 300)


def test_a_logo_that_moves_is_refused():
    frames = [Image.new("RGB", (9, 9), colour) for colour in ("red", "blue")]
    moving = png(9, 9, save_all=True, append_images=frames)

    with pytest.raises(ContentError, match="must be one picture"):
        read(look={"logo": logo_text(moving)})


NOISE = Image.effect_noise((1200, 400), 90)


@pytest.mark.parametrize(
    ("data", "rule"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "is no PNG or JPEG"),
        (b"<html><script>alert(1)</script></html>", "is no PNG or JPEG"),
        (b"", "is no PNG or JPEG"),
        (png()[:60], "is no PNG or JPEG"),
        (png(format="GIF"), "is no PNG or JPEG"),
        (png(20_000, 10_000), "too many pixels"),
        (b"\0" * 20_000_001, "above 20 MB"),
    ],
    ids=["svg", "html", "empty", "cut", "gif", "bomb", "heavy"],
)
def test_what_is_no_logo_is_refused(tmp_path, data, rule):
    with pytest.raises(ContentError, match=rule) as refused:
        logo_of(tmp_path, data)

    assert refused.value.sentence().startswith("client.toml: look.logo")


def test_a_logo_that_stays_heavy_is_refused_with_its_size(tmp_path):
    out = io.BytesIO()
    NOISE.save(out, "PNG")

    with pytest.raises(ContentError, match=r"has \d+ kB; at most 200 kB fit"):
        logo_of(tmp_path, out.getvalue())


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
