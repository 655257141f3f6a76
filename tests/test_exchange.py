"""The workbook document: what goes in comes out, and nothing wrong goes in."""

from __future__ import annotations

import copy
import json
from typing import TYPE_CHECKING

import pytest
from documents import METHOD, after, closed, documents, redumped, small, third
from hypothesis import HealthCheck, given, settings
from writing import new_entry

from smartcity_widgets.analysis.readiness import readiness
from smartcity_widgets.answers import Answers
from smartcity_widgets.errors import DocumentError
from smartcity_widgets.exchange import (
    check_workbook_id,
    dump,
    dumps,
    entries_of,
    import_document,
    read_document,
)
from smartcity_widgets.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

generous = settings(
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = Store(f"sqlite:///{tmp_path / 'workbooks.sqlite'}")
    yield opened
    opened.close()


def stored(store: Store, workbook: str = "namur"):
    return dump(Answers(workbook).with_entries(store.entries(workbook)), METHOD)


def imported(store: Store, document, **how):
    return import_document(store, document, METHOD, author="Anne", **how)


# There and back --------------------------------------------------------------------------


@given(documents(most=2))
@generous
def test_a_dump_imported_and_dumped_is_the_same_bytes(document):
    dumped = dumps(redumped(document))

    assert dumps(redumped(read_document(dumped))) == dumped


@given(documents(most=2))
@generous
def test_a_dump_says_what_the_document_said(document):
    assert redumped(document) == document


@given(documents(), documents())
@generous
def test_replacing_writes_the_differences_and_nothing_more(first, second):
    answers = after(entries_of(first, METHOD, author="test"))

    answers = after(entries_of(second, METHOD, author="test", answers=answers), answers)

    assert dump(answers, METHOD) == second
    assert dumps(dump(answers, METHOD)) == dumps(redumped(second))
    assert entries_of(second, METHOD, author="test", answers=answers) == []


def test_a_document_goes_through_a_store_unchanged(store):
    document = small(
        workbook={"id": "namur", "name": "Namur \ud800 😀", "language": "fr", "cycle": 1},
        settings={"weights": {"team": 0.35}, "thresholds": {"overall_go": 62.5}},
        respondents=[{"id": "r1", "name": "R1", "group": "elected"}, {"id": "r2"}],
        answers={
            "context": {"persons": [{"id": "p7", "name": "Anne"}, {"id": "p1"}]},
            "political-will": {
                "mandate_holder": "p7",
                "W1": 3,
                "W2": "unknown",
                "W5": "na",
            },
            "action-plan": {"projects": [{"id": "x", "budget_capex": "1250000.00"}]},
        },
        notes={"political-will": {"W5": {"confidence": "high", "reason": "no council"}}},
        individual={
            "r1": {
                "political-will": {"W1": 2},
                "vision": {"scores": [{"id": "s1", "score": 4}]},
                "notes": {"political-will": {"W1": {"comment": "x"}}},
            }
        },
        tallies={"political-will": {"W1": {"0": 1, "2": 5, "unknown": 2}}},
    )

    entries = imported(store, document)

    assert stored(store) == document
    assert {one.author for one in entries} == {"Anne"}
    assert (entries[0].kind, entries[0].path) == ("new", "workbook")
    assert imported(store, stored(store), replace=True) == []


def test_the_smallest_document_is_a_workbook(store):
    document = small()
    del document["workbook"]["cycle"]

    imported(store, document)

    assert store.workbooks() == ["namur"]
    assert stored(store) == small()


def test_null_is_as_good_as_absent():
    document = small(
        settings=None,
        answers={
            "team": None,
            "context": {"name": None, "persons": [{"id": "a", "role": None}]},
        },
    )

    assert redumped(document) == small(answers={"context": {"persons": [{"id": "a"}]}})


def test_empty_members_are_accepted_and_not_dumped():
    empty = {"answers": {"team": {}}, "notes": {}, "individual": {}, "tallies": {}}
    later = {"journal": {"meetings": [], "comments": {}}, "overlay": {}, "cycles": []}

    assert redumped(small(respondents=[], **empty, **later)) == small()


def test_a_tally_of_nobody_is_no_tally():
    tallies = {"team": {"T1": {"0": 0}, "T2": {"1": 0, "2": 1}}}

    assert redumped(small(tallies=tallies)) == small(tallies={"team": {"T2": {"2": 1}}})


def test_check_lists_are_in_the_order_of_the_method():
    (first, second, *_) = METHOD.at("team/checklist").choices

    dumped = redumped(small(answers={"team": {"checklist": [second, first]}}))

    assert dumped["answers"]["team"]["checklist"] == [first, second]


def test_the_dump_is_in_the_order_of_the_method():
    document = small(answers={"team": {"T2": 1, "T1": 2}, "context": {"name": "Namur"}})

    assert list(redumped(document)["answers"]) == ["context", "team"]
    assert list(redumped(document)["answers"]["team"]) == ["T1", "T2"]


def test_a_draft_is_not_dumped(store):
    imported(store, small(answers={"team": {"T1": 3}}))
    draft = {"text": "x", "language": "fr", "rule": "level", "details": {}}

    store.append([new_entry(draft, path="team/T1", kind="draft")])

    assert stored(store) == small()


def test_a_reference_to_a_removed_row_is_not_dumped(store):
    persons = {"persons": [{"id": "p1"}, {"id": "p2"}]}
    answers = {"context": persons, "political-will": {"mandate_holder": "p1"}}
    imported(store, small(answers=answers))

    store.append([new_entry(None, path="context/persons/p1", kind="row")])

    expected = small(answers={"context": {"persons": [{"id": "p2"}]}})
    assert stored(store) == expected
    assert redumped(stored(store)) == expected


# Replacing -------------------------------------------------------------------------------


def test_a_known_id_is_refused_without_replace(store):
    imported(store, small())

    with pytest.raises(DocumentError, match="has a workbook 'namur' already"):
        imported(store, small(answers={"team": {"T1": 3}}))

    assert stored(store) == small()


def test_only_differences_become_entries(store):
    persons = [{"id": "a", "name": "Anne"}, {"id": "b", "name": "Bob"}, {"id": "c"}]
    imported(store, small(answers={"context": {"persons": persons, "name": "Namur"}}))

    persons = [persons[2], {"id": "a", "name": "Anna"}, {"id": "d"}]
    entries = imported(
        store, small(answers={"context": {"persons": persons}}), replace=True
    )

    assert [(one.path, one.kind, one.value) for one in entries] == [
        ("context/persons/b", "row", None),
        ("context/persons/c", "row", {"order": "0"}),
        ("context/persons/d", "row", {"order": "2"}),
        ("context/persons/a/name", "answer", "Anna"),
        ("context/name", "erase", None),
    ]


def test_a_row_that_comes_back_has_only_the_cells_of_the_document(store):
    imported(store, small(answers={"context": {"persons": [{"id": "a", "name": "Anne"}]}}))
    imported(store, small(), replace=True)

    imported(store, small(answers={"context": {"persons": [{"id": "a"}]}}), replace=True)

    assert stored(store)["answers"] == {"context": {"persons": [{"id": "a"}]}}


def test_a_draft_survives_a_document_that_says_nothing_there(store):
    imported(store, small())
    draft = {"text": "x", "language": "fr", "rule": "level", "details": {}}
    store.append([new_entry(draft, path="team/T1", kind="draft")])

    assert imported(store, small(), replace=True) == []


def test_another_cycle_is_refused(store):
    imported(store, small(workbook={"id": "namur", "cycle": 2}))

    with pytest.raises(DocumentError, match="the open cycle of 'namur' is 2"):
        imported(store, small(), replace=True)

    assert store.open_cycle("namur") == 2


# Refused ---------------------------------------------------------------------------------

PERSONS = {"context": {"persons": [{"id": "p1"}]}}


REFUSED = {
    "answers/political-will/W1: 5 is not a level": small(
        answers={"political-will": {"W1": 5}}
    ),
    "answers/political-will/W1: 3.0 is not": small(answers={"political-will": {"W1": 3.0}}),
    "answers/political-will/W1: true is not": small(
        answers={"political-will": {"W1": True}}
    ),
    'answers/political-will/W1: "3" is not': small(answers={"political-will": {"W1": "3"}}),
    'answers/political-will/mandate_holder: "p8" is no row that exists. Did you': small(
        answers=PERSONS | {"political-will": {"mandate_holder": "p8"}}
    ),
    "answers/political-will/mandate_holder: “anne” is no row": small(
        answers=PERSONS | {"political-will": {"mandate_holder": "anne"}}
    ),
    'answers/team/T1: "unknwn" is not a level. Did you mean "unknown"?': small(
        answers={"team": {"T1": "unknwn"}}
    ),
    "answers/political-will/W6: this step has no question 'W6'. Did you mean 'W5'?": small(
        answers={"political-will": {"W6": 3}}
    ),
    "answers/political-wil: the method has no step 'political-wil'. Did you mean": small(
        answers={"political-wil": {}}
    ),
    "answers/team/step_staus: this step has no question 'step_staus'. Did you mean": small(
        answers={"team": {"step_staus": "x"}}
    ),
    "answers/team/xyz: this step has no question 'xyz'. Correct": small(
        answers={"team": {"xyz": 1}}
    ),
    "answers/workbook: the method has no step": small(answers={"workbook": {"name": "x"}}),
    "answers/context/persons/p1/nam: this table has no column 'nam'. Did you mean": small(
        answers={"context": {"persons": [{"id": "p1", "nam": "x"}]}}
    ),
    'answers/context/persons/0: a row needs an "id"': small(
        answers={"context": {"persons": [{"name": "x"}]}}
    ),
    'answers/context/persons/1: a row needs an "id"': small(
        answers={"context": {"persons": [{"id": "p1"}, {"id": "é"}]}}
    ),
    "answers/context/persons/p1: two rows have this id": small(
        answers={"context": {"persons": [{"id": "p1"}, {"id": "p1"}]}}
    ),
    "answers/context/persons: this must be a list": small(
        answers={"context": {"persons": {}}}
    ),
    "answers/context/persons/0: this must be an object": small(
        answers={"context": {"persons": ["p1"]}}
    ),
    "answers/context/persons/p1/email: “anne” does not have the form that is asked for. "
    "Write one address": small(
        answers={"context": {"persons": [{"id": "p1", "email": "anne"}]}}
    ),
    "answers/vision/ranking: this is computed": small(answers={"vision": {"ranking": 1}}),
    "answers: this must be an object": small(answers=[]),
    "anwsers: a workbook document has no member 'anwsers' here. Did you mean": small(
        anwsers={}
    ),
    "notes/team/T1/coment: a question has no note 'coment'. Did you mean 'comment'": small(
        notes={"team": {"T1": {"coment": "x"}}}
    ),
    "notes/team/T1/confidence:": small(notes={"team": {"T1": {"confidence": "total"}}}),
    "notes/team/T1/comment:": small(notes={"team": {"T1": {"comment": 3}}}),
    "individual/r1: nobody among the respondents has the id 'r1'": small(
        individual={"r1": {}}
    ),
    "individual/r1/team/T1: 7 is not": small(
        respondents=[{"id": "r1"}], individual={"r1": {"team": {"T1": 7}}}
    ),
    "individual/r1/notes/team/T1/comment:": small(
        respondents=[{"id": "r1"}],
        individual={"r1": {"notes": {"team": {"T1": {"comment": 3}}}}},
    ),
    "respondents/r1/group:": small(respondents=[{"id": "r1", "group": "friends"}]),
    "tallies/team/T1/5: '5' is not a level": small(tallies={"team": {"T1": {"5": 1}}}),
    "tallies/team/T1/4: this must be a whole number": small(
        tallies={"team": {"T1": {"4": -1}}}
    ),
    "tallies/team/T1/3: this must be a whole number": small(
        tallies={"team": {"T1": {"3": True}}}
    ),
    "tallies/team/members: this step has no criterion 'members'": small(
        tallies={"team": {"members": {"4": 1}}}
    ),
    "settings/weights/team: this must be a number from 0 to 1": small(
        settings={"weights": {"team": 20}}
    ),
    "settings/weights/tem: a workbook document has no member 'tem'": small(
        settings={"weights": {"tem": 0.2}}
    ),
    "settings/thresholds/overall_go: this must be a number from 0 to 100": small(
        settings={"thresholds": {"overall_go": "65"}}
    ),
    "settings/vat:": small(settings={"vat": "some"}),
    "settings/vat / answers/context/vat: amounts are stated in two ways": small(
        settings={"vat": "included"}, answers={"context": {"vat": "excluded"}}
    ),
    "settings/discussions: 26 is not between 1 and 25": small(settings={"discussions": 26}),
    "settings/discussions: 0 is not between 1 and 25": small(settings={"discussions": 0}),
    "settings/discussions:": small(settings={"discussions": "6"}),
    'notes/team/T1/discussed: "soon" is not a date': small(
        notes={"team": {"T1": {"discussed": "soon"}}}
    ),
    "settings/weights: every weight is 0": small(
        settings={"weights": dict.fromkeys(METHOD.prerequisites, 0)}
    ),
    "tallies/political-will/W1/2: this must be a whole number from 0 to 100,000": small(
        tallies={"political-will": {"W1": {"2": 100_001}}}
    ),
    "workbook/id: 'Namur' is not the id": small(workbook={"id": "Namur"}),
    "/: the member 'workbook' is missing": {
        "format": "smartcity-workbook/1",
        "method": "1.0.0",
    },
    "workbook: the member 'id' is missing": small(workbook={"name": "Namur"}),
    "workbook/cycle: this must be a whole number, 1 or more": small(
        workbook={"id": "namur", "cycle": 0}
    ),
    "workbook/language:": small(workbook={"id": "namur", "language": "de"}),
    "workbook/currency: “euro” does not have the form that is asked for. Three capital": (
        small(workbook={"id": "namur", "currency": "euro"})
    ),
    "format: 'smartcity-workbook/2' is not": small(format="smartcity-workbook/2"),
    "method: 'one' is not the version": small(method="one"),
    "method: '1' is not the version": small(method=1),
    "method: '01.0.0' is not the version": small(method="01.0.0"),
    "method: the document follows method 1.99.0": small(method="1.99.0"),
    "method: the document follows method 2.0.0": small(method="2.0.0"),
    "journal/comments/teem: ": small(journal={"comments": {"teem": "x"}}),
    "journal/meetings/0: ": small(journal={"meetings": [{}]}),
    "journal/meetings: this must be a list": small(journal={"meetings": {}}),
    "journal/meting: a workbook document has no member 'meting' here. Did you mean": small(
        journal={"meting": []}
    ),
    "journal: this must be an object": small(journal=[]),
    "overlay: this must be an object": small(overlay=[]),
    "cycles: this must be a list": small(cycles={}),
    "overlay: hidden 'team/T1': a criterion": small(overlay={"hidden": ["team/T1"]}),
    "cycles/0: the member 'cycle' is missing": small(cycles=[{}]),
    "cycles/0/cycle: cycle 1 does not come after": small(cycles=[closed()]),
    "cycles/1/cycle: cycle 1 does not come after": third(closed(), closed()),
    "cycles/0/cycle: this must be a whole number": third(closed(cycle="1")),
    "cycles/0/closed_at: this must be a moment": third(closed(closed_at="2026-06-30")),
    "cycles/0/closed_by: this must be a text": third(closed(closed_by=3)),
    "cycles/0/method: '9.0.0' is no version of the method up to": third(
        closed(method="9.0.0")
    ),
    "cycles/0/answer: a workbook document has no member 'answer' here. Did you mean": third(
        closed(answer={})
    ),
    "cycles/0/answers/team/T9: ": third(closed(answers={"team": {"T9": 3}})),
    "cycles/0/answers/team/T1: ": third(closed(answers={"team": {"T1": 7}})),
    "cycles/0/respondents: this must be a list": third(closed(respondents={})),
    "cycles/0/workbook/id: ": third(closed(workbook={"id": "namur"})),
    "cycles/0/overlay: hidden 'team/T1': a criterion": third(
        closed(overlay={"hidden": ["team/T1"]})
    ),
    "cycles/0/settings/vat / cycles/0/answers/context/vat: ": third(
        closed(answers={"context": {"vat": "included"}}, settings={"vat": "excluded"})
    ),
}


@pytest.mark.parametrize("start", REFUSED)
def test_a_wrong_document_is_refused_whole_with_its_path(store, start):
    kept = small(workbook={"id": "namur", "name": "Namur", "cycle": 1})
    imported(store, kept)
    entries = store.entries("namur")
    document = copy.deepcopy(REFUSED[start])
    document.setdefault("answers", {"context": {"name": "Liège"}})

    with pytest.raises(DocumentError) as refused:
        imported(store, document, replace=True)

    assert refused.value.sentence("en").startswith(start)
    assert refused.value.sentence("fr")
    assert store.entries("namur") == entries
    assert store.workbooks() == ["namur"]


def everywhere():
    for step in METHOD.steps.values():
        for question in step.questions:
            if step.role in {"setting", "journal"} or question.kind == "computed":
                continue
            wrong = {"an": "object"}
            if question.kind != "table":
                yield f"{step.id}/{question.id}", {step.id: {question.id: wrong}}
            for column in question.columns:
                if column.kind == "computed":
                    continue
                table = [{"id": "a", column.id: wrong}]
                yield (
                    f"{step.id}/{question.id}/a/{column.id}",
                    {step.id: {question.id: table}},
                )


def test_one_wrong_value_anywhere_names_its_place():
    places = list(everywhere())
    for place, answers in places:
        with pytest.raises(DocumentError) as refused:
            entries_of(small(answers=answers), METHOD, author="test")

        assert refused.value.details["path"] == f"answers/{place}"
    assert len(places) > 500


@given(documents())
@generous
def test_a_generated_document_with_one_wrong_value_is_refused(document):
    document.setdefault("answers", {}).setdefault("team", {})["T1"] = 9

    with pytest.raises(DocumentError, match="answers/team/T1: 9 is not a level"):
        entries_of(document, METHOD, author="test")


def test_an_id_is_looked_at_before_a_workbook_is_made(store):
    imported(store, small())

    check_workbook_id("liege-2_b", store)
    for wrong in ("", "-a", "_", "Liège", "a" * 41, "a b", "../a"):
        with pytest.raises(DocumentError, match="is not the id of a workbook"):
            check_workbook_id(wrong, store)
    with pytest.raises(DocumentError, match="already"):
        check_workbook_id("namur", store)


# JSON ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ('{\n "a": 1,\n}', "Line 3, column 1: this is not JSON"),
        ("", "Line 1, column 1: this is not JSON"),
        ('{"a": 1, "b": {"c": 1, "c": 2}}', "c: this member stands twice"),
        ('{"a": NaN}', "NaN: JSON has no such number"),
        ('{"a": -Infinity}', "-Infinity: JSON has no such number"),
        ('{"a": 1e999}', "1e999"),
        ('{"a": ' + "9" * 5000 + "}", "99999999999999999999…: JSON has no"),
        ("[" * 200_000, "nested too deeply"),
        ('{"a":' * 200_000, "nested too deeply"),
        ("[]", "this must be an object"),
        ("3", "this must be an object"),
    ],
    ids=range(11),
)
def test_text_that_is_no_document_is_refused(text, complaint):
    with pytest.raises(DocumentError) as refused:
        read_document(text)

    assert complaint in refused.value.sentence("en")
    assert refused.value.sentence("fr")


def test_a_byte_order_mark_is_ignored():
    assert read_document("\ufeff{}") == {}


def test_every_character_survives_as_text_that_people_can_read():
    document = {"a": "é 日本 😀 \ud800 \0 \u202e \uffff", "\ud800": 1}

    text = dumps(document)

    assert "é 日本 😀" in text
    assert "\\ud800" in text
    assert text.endswith("}\n")
    assert json.loads(text.encode("utf-8")) == document
    assert read_document(text) == document


@pytest.mark.parametrize("share", [1 / 3, 0.1 + 0.2, 1 / 9, 0.2])
def test_a_weight_that_a_program_computed_comes_back_as_it_was(store, share):
    document = small(settings={"weights": {"team": share}})

    import_document(store, document, METHOD, author="anna")

    assert stored(store)["settings"]["weights"] == {"team": share}


@pytest.mark.parametrize(
    "members",
    [
        {"settings": {"vat": "excluded"}},
        {"answers": {"context": {"vat": "excluded"}}},
        {"settings": {"vat": "excluded"}, "answers": {"context": {"vat": "excluded"}}},
    ],
)
def test_vat_is_one_answer_that_a_dump_gives_in_both_places(store, members):
    import_document(store, small(**members), METHOD, author="anna")

    document = stored(store)
    assert document["settings"] == {"vat": "excluded"}
    assert document["answers"] == {"context": {"vat": "excluded"}}


def test_as_many_opinions_as_a_tally_may_hold_are_accepted():
    document = small(tallies={"team": {"T1": {"2": 100_000}}})

    assert redumped(document) == document


def test_the_weights_of_a_score_can_be_put_back():
    thirds = dict.fromkeys(METHOD.prerequisites, 1 / 3)
    answers = after(entries_of(small(settings={"weights": thirds}), METHOD, author="test"))
    printed = readiness(METHOD, answers).to_json()["prerequisites"]
    document = small(
        settings={"weights": {name: one["weight"] for name, one in printed.items()}}
    )

    assert redumped(document) == document


def test_a_weight_too_small_to_be_told_from_zero_is_refused():
    with pytest.raises(DocumentError, match="JSON has no such number"):
        read_document('{"settings": {"weights": {"team": 1e-400}}}')

    assert read_document('{"x": 0.0e9}') == {"x": 0.0}


def test_weights_that_were_all_typed_as_zero_are_not_dumped(store):
    imported(store, small())
    store.append(
        [new_entry("0", path=f"settings/weight_{one}") for one in METHOD.prerequisites]
    )

    assert stored(store) == small()


def test_one_weight_above_zero_is_enough():
    shares = dict.fromkeys(METHOD.prerequisites, 0) | {"team": 0.5}
    document = small(settings={"weights": shares})

    assert redumped(document) == document


def test_a_long_or_unshowable_name_is_quoted_short_and_showable():
    for name in ("x" * 5000, "a\ud800\x00b"):
        with pytest.raises(DocumentError) as refused:
            entries_of(small(answers={"team": {name: 1}}), METHOD, author="test")

        sentence = refused.value.sentence("en")
        assert sentence.startswith("answers/team/")
        assert len(sentence) < 300
        assert sentence.encode()
        assert "\x00" not in sentence


def test_no_sentence_shows_a_regular_expression():
    for members in (
        {"workbook": {"id": "namur", "currency": "euro"}},
        {"answers": {"context": {"persons": [{"id": "a", "email": "x"}]}}},
        {"answers": {"diagnosis": {"profile_nis_code": "é"}}},
    ):
        with pytest.raises(DocumentError) as refused:
            entries_of(small(**members), METHOD, author="test")

        assert not set("^$[]") & set(refused.value.sentence("en"))
