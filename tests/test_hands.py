"""A show of hands: counts by level that become one tally, drawn and undone like answers."""

from __future__ import annotations

import pytest
from building import answers_of
from drawing import OPINIONS, STEP, every_kind, fields, form, parse
from hypothesis import given, settings
from hypothesis import strategies as st
from test_editing import METHOD, Log

from smartcity_widgets import render
from smartcity_widgets.analysis.openpoints import open_points
from smartcity_widgets.answers import Answers
from smartcity_widgets.editing import hand_levels, undoable
from smartcity_widgets.errors import EditError
from smartcity_widgets.exchange import dump
from smartcity_widgets.log import GROUP, HANDS, MOST_OPINIONS
from smartcity_widgets.report.points import open_steps
from smartcity_widgets.values import Problem
from smartcity_widgets.words import words

W1 = "political-will/W1"
TALLY = f"tallies/{W1}"


def counting(log: Log, op: str, level: str, raw: object = None, **more: object) -> None:
    log.do(op, f"{TALLY}/{level}", raw, respondent=HANDS, **more)


def hands(answers: Answers, language: str = "en"):
    view = render.View(uid="u1", language=language, respondent=HANDS)
    return parse(render.form_html(METHOD, answers, "political-will", view))


def test_counts_typed_one_by_one_are_one_tally_of_the_group():
    log = Log()

    for level, count in (("2", "5"), ("0", "1"), ("unknown", "2"), ("4", "0")):
        counting(log, "answer", level, count)

    assert log.answers.value(TALLY) == {"0": 1, "2": 5, "unknown": 2}
    assert {(one.respondent, one.path, one.kind) for one in log.entries} == {
        (GROUP, TALLY, "tally")
    }
    assert sorted(map(str, log.answers.opinions(W1))) == [
        *"022222",
        "unknown",
        "unknown",
    ]


@settings(deadline=None)
@given(st.lists(st.tuples(st.sampled_from(hand_levels()), st.sampled_from(["up", "down"]))))
def test_one_more_and_one_less_count_and_never_go_below_none(clicks):
    log = Log()
    expected = dict.fromkeys(hand_levels(), 0)

    for level, to in clicks:
        counting(log, "count", level, to=to)
        expected[level] = max(0, expected[level] + (1 if to == "up" else -1))

    held = {level: count for level, count in expected.items() if count}
    assert log.answers.tally(W1) == held
    assert (log.answers.value(TALLY) is None) == (not held)


def test_the_last_hand_taken_down_erases_the_tally():
    log = Log()
    counting(log, "count", "3", to="up")

    counting(log, "count", "3", to="down")

    assert [one.kind for one in log.entries] == ["tally", "erase"]


def test_a_tally_has_no_more_hands_than_a_document_may_say():
    log = Log()
    counting(log, "answer", "3", str(MOST_OPINIONS))

    counting(log, "count", "3", to="up")

    assert log.answers.tally(W1) == {"3": MOST_OPINIONS}


@pytest.mark.parametrize("text", ["abc", "-1", "1,5", "1.5", "100001", "5 hands", "\u0665"])
def test_a_count_that_cannot_be_read_is_a_draft_and_does_not_count(text):
    log = Log()
    counting(log, "answer", "2", "5")
    counting(log, "answer", "3", "1")

    counting(log, "answer", "2", text)

    draft = log.answers.draft(f"{TALLY}/2")
    assert draft.text == text
    assert "250" not in Problem(draft.rule, draft.details).sentence(words("en"))
    assert log.answers.drafts().keys() == {(GROUP, f"{TALLY}/2")}
    assert log.answers.tally(W1) == {"3": 1}
    assert log.answers.opinions(W1) == (3,)
    assert dump(log.answers, METHOD)["tallies"] == {"political-will": {"W1": {"3": 1}}}


@pytest.mark.parametrize(
    ("op", "details", "count"),
    [
        ("answer", {"raw": "6"}, 6),
        ("answer", {"raw": "5"}, 5),
        ("former", {}, 5),
        ("count", {"to": "up"}, 6),
    ],
)
def test_a_good_count_or_the_former_one_ends_the_draft(op, details, count):
    log = Log()
    counting(log, "answer", "2", "5")
    counting(log, "answer", "2", "5x")

    counting(log, op, "2", **details)

    assert log.answers.draft(f"{TALLY}/2") is None
    assert log.answers.tally(W1) == {"2": count}


def test_two_who_count_different_levels_do_not_clash():
    log = Log()
    counting(log, "answer", "0", "1")
    counting(log, "answer", "2", "5", base=1, author="anna")

    counting(log, "answer", "3", "4", base=1, author="ben")

    assert not log.answers.conflicts
    assert log.answers.tally(W1) == {"0": 1, "2": 5, "3": 4}


def test_two_who_count_the_same_level_are_asked():
    log = Log()
    counting(log, "answer", "2", "5", base=0, author="anna")
    counting(log, "answer", "2", "4", base=0, author="ben")

    clash = log.answers.conflicts[GROUP, TALLY]
    assert (clash.former.value, clash.newer.value) == ({"2": 5}, {"2": 4})
    page = hands(log.answers)
    kept = page.all("button", data_action="keep")
    assert {one.attrs["data-path"] for one in kept} == {TALLY}

    log.do("keep", TALLY, entry=clash.former.number, respondent=HANDS)
    assert log.answers.tally(W1) == {"2": 5}
    assert not log.answers.conflicts


def test_ones_own_quick_counts_do_not_clash():
    log = Log()
    edit = log.do("answer", f"{TALLY}/2", "5", respondent=HANDS, base=0)[0].edit
    counting(log, "answer", "3", "1", base=0)

    counting(log, "answer", "2", "6", base=0, after=edit)

    assert not log.answers.conflicts
    assert log.answers.tally(W1) == {"2": 6, "3": 1}


def test_undo_while_counting_undoes_the_latest_tally_and_nothing_else():
    log = Log()
    counting(log, "answer", "2", "5")
    counting(log, "answer", "3", "1")
    log.do("answer", "political-will/W2", "4")

    target = undoable(log.entries, "political-will", HANDS)
    log.do("undo", "political-will", entry=target.number, respondent=HANDS)

    assert log.answers.tally(W1) == {"2": 5}
    assert log.answers.value("political-will/W2") == 4


REFUSED = [
    ("answer", f"{TALLY}/na", {}),
    ("answer", f"{TALLY}/5", {}),
    ("answer", TALLY, {}),
    ("answer", f"{TALLY}/2/x", {}),
    ("answer", "tallies/political-will/motivation/2", {}),
    ("answer", f"{TALLY}/2", {"respondent": "p1"}),
    ("count", f"{TALLY}/2", {"to": "sideways"}),
    ("discuss", f"{TALLY}/2", {}),
    ("answer", W1, {"respondent": HANDS}),
    ("reveal", "revealed", {"respondent": HANDS}),
    ("equal-weights", "settings", {"respondent": HANDS}),
]


@pytest.mark.parametrize(("op", "path", "more"), REFUSED)
def test_what_is_no_count_of_hands_is_refused_and_writes_nothing(op, path, more):
    log = Log()

    with pytest.raises(EditError):
        log.do(op, path, "1", **{"respondent": GROUP} | more)

    assert log.entries == []


# Drawn -----------------------------------------------------------------------------------


def test_only_criteria_are_asked_a_count_per_level_with_its_sum():
    page = hands(answers_of(tallies={"political-will": {"W1": {"2": 5, "unknown": 3}}}))
    asked = fields(page)

    assert set(asked) == {
        f"tallies/political-will/W{n}/{level}"
        for n in range(1, 6)
        for level in hand_levels()
    }
    assert asked[f"{TALLY}/2"].attrs["value"] == "5"
    assert asked[f"{TALLY}/0"].attrs["value"] == ""
    assert asked[f"{TALLY}/2"].attrs["inputmode"] == "numeric"
    assert "8 hands" in page.text
    assert "1 of 5 essential" in page.text


def test_a_count_is_made_on_the_latest_of_its_tally_and_its_draft():
    log = Log()
    counting(log, "answer", "2", "5")
    counting(log, "answer", "3", "abc")
    asked = fields(hands(log.answers))

    assert asked[f"{TALLY}/2"].attrs["data-base"] == "1"
    assert asked[f"{TALLY}/3"].attrs["data-base"] == "2"
    assert asked["tallies/political-will/W2/2"].attrs["data-base"] == "0"


@pytest.mark.parametrize("step", ["political-will", "team"])
def test_show_of_hands_is_offered_where_there_are_criteria_without_respondents(step):
    for language, said in (("en", "show of hands"), ("fr", "à main levée")):
        view = render.View(uid="u1", language=language)
        page = parse(render.form_html(METHOD, Answers("x"), step, view))
        offered = page.one("select", data_action="respondent").all("option")

        assert [one.attrs["value"] for one in offered] == ["", HANDS]
        assert offered[1].text == said


def test_a_step_without_criteria_offers_nobody_else():
    view = render.View(uid="u1", language="en")
    page = parse(render.form_html(METHOD, Answers("x"), "context", view))

    assert not page.all("select", data_action="respondent")


def test_while_hands_are_counted_nothing_of_anybodys_opinion_is_in_the_page():
    method = every_kind()
    one = answers_of({STEP: {"W2": 3}}, individual=OPINIONS)
    none = answers_of({STEP: {"W2": 3}}, individual={one: {} for one in OPINIONS})

    def counted(answers: Answers) -> str:
        page = form(method, answers, respondent=HANDS)
        return page.text + str(sorted(fields(page)))

    assert counted(one) == counted(none)


def test_a_draft_of_a_count_is_explained_under_it_and_at_the_top():
    log = Log()
    counting(log, "answer", "2", "5")
    counting(log, "answer", "2", "5x", language="en")
    page = hands(log.answers)
    field = fields(page)[f"{TALLY}/2"]

    assert field.attrs["value"] == "5x"
    assert field.attrs["aria-invalid"] == "true"
    link = page.one("a", href=f"#u1-i-{TALLY}/2")
    assert "2 · Formalised" in link.text
    assert page.one("button", data_action="former").attrs["data-path"] == f"{TALLY}/2"
    assert "0 hands" in page.text


def test_a_report_says_that_a_count_is_open_and_not_what_was_counted():
    log = Log()
    counting(log, "answer", "2", "7777x")

    found = {(one.rule, one.path) for one in open_points(METHOD, log.answers)}
    assert ("draft", f"{TALLY}/2") in found
    told = str(open_steps(METHOD, log.answers, words("en"), steps=["political-will"]))
    assert "Formal commitment (show of hands)" in told
    assert "7777" not in told


def test_every_button_names_its_level_and_criterion():
    page = hands(Answers("x"))
    buttons = page.all("button", data_action="count")

    assert len(buttons) == 5 * 6 * 2
    assert len({one.text for one in buttons}) == len(buttons)
