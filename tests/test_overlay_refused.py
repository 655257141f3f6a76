"""What is wrong in an overlay is refused with its place, and nothing is changed."""

from __future__ import annotations

import copy

import pytest
from documents import METHOD, small
from hypothesis import given, settings
from hypothesis import strategies as st
from overlaid import (
    BOTH,
    EVEN,
    LOGO,
    OWN,
    OWN_WORDS,
    WHOLE,
    asked,
    logo_text,
    png,
    read,
)

from smartcity_widgets.errors import ContentError, DocumentError
from smartcity_widgets.exchange import import_document
from smartcity_widgets.store import Store

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
@settings(deadline=None)
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
