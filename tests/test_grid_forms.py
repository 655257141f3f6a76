"""The kernel's side of a grid in a form: what is stored, and what of the page is sent."""

from __future__ import annotations

import pytest
from documents import METHOD, small
from test_forms import edit, kinds, sent

from smartcity_widgets.desk import Desk
from smartcity_widgets.exchange import import_document
from smartcity_widgets.forms import Form
from smartcity_widgets.grids import Place, row_id
from smartcity_widgets.store import Store

__all__ = ["sent"]

SCORES = METHOD.at("vision/scores")
NEEDS, CRITERIA = ("n0", "n1", "n2"), ("c0", "c1")


@pytest.fixture
def desk(tmp_path):
    """Three needs on the shortlist, two criteria, one respondent."""
    store = Store(f"sqlite:///{tmp_path / 'workbooks.sqlite'}", folder=tmp_path)
    short = [{"id": f"k{one}", "need": one, "shortlisted": True} for one in NEEDS]
    answers = {
        "diagnosis": {"needs": [{"id": one, "need": one} for one in NEEDS]},
        "vision": {
            "criteria": [{"id": one, "name": one} for one in CRITERIA],
            "candidates": short,
        },
    }
    document = small(respondents=[{"id": "r1", "name": "Ann"}], answers=answers)
    import_document(store, document, METHOD, author="ann")
    yield Desk(store, "namur", method=METHOD, author="ann")
    store.close()


def cell(need="n0", criterion="c0"):
    return f"vision/scores/{row_id(SCORES, Place(need, criterion))}/score"


def drawn(desk, **details):
    form = Form(desk, "vision", **details)
    form.drawn()
    return form


def test_a_rating_sends_the_line_it_stands_in_and_no_other(desk, sent):
    form = drawn(desk)
    sent.clear()

    form.receive(edit(cell(), "3", base=0))

    assert kinds(sent)[:2] == ["ack", "patch"]
    assert sent[0]["status"] == "saved"
    lines = [one for one in sent[1]["fragments"] if one.startswith(("r:", "q:"))]
    assert lines == ["r:vision/scores/n0"]


def test_a_rating_that_is_sent_twice_is_stored_once(desk, sent):
    form, message = drawn(desk, respondent="r1"), edit(cell(), "3", respondent="r1")
    form.receive(message)
    before = desk.answers.entry

    form.receive(message)

    assert desk.answers.entry == before
    assert sent[-1]["status"] == "saved"
    assert len(desk.answers.rows("vision/scores", "r1")) == 1


def test_a_slip_is_acknowledged_as_a_draft(desk, sent):
    form = drawn(desk)
    sent.clear()

    form.receive(edit(cell(), "7"))

    assert sent[0]["status"] == "draft"
    assert "aria-invalid" in sent[1]["fragments"]["r:vision/scores/n0"]


def test_two_desks_that_fill_one_place_ask_which_answer_stands(desk, sent):
    other = Desk(desk.store, "namur", method=METHOD, author="ben")
    one, two = drawn(desk), drawn(other)
    one.receive(edit(cell(), "1", base=0))
    sent.clear()

    two.receive(edit(cell(), "4", base=0))

    assert sent[0]["status"] == "asked"
    assert len(other.answers.rows("vision/scores")) == 1


def test_a_need_that_leaves_the_shortlist_takes_its_line_and_keeps_its_answers(desk):
    form = drawn(desk)
    form.receive(edit(cell(), "3"))

    form.receive(edit("vision/candidates/kn0/shortlisted", "false"))

    assert "r:vision/scores/n0" not in form.fragments()
    assert desk.answers.value(cell()) == 3
    form.receive(edit("vision/candidates/kn0/shortlisted", "true"))
    assert 'value="3"' in form.fragments()["r:vision/scores/n0"]


def test_what_the_room_thinks_follows_another_answer_at_once(desk):
    form = drawn(desk)
    for number in (1, 2, 3):
        desk.apply(
            edit("workbook/respondents", None, op="add-row", cells={"name": f"Q{number}"})
        )
    people = [one.id for one in desk.answers.respondents][1:]
    for number, who in enumerate(people, 1):
        form.receive(edit(cell(), str(number), respondent=who))
    form.receive(edit("revealed/vision/scores", None, op="reveal"))
    assert "median 2 ·" in form.fragments()["r:vision/scores/n0"]

    form.receive(edit(cell(), "4", respondent=people[0]))

    assert "median 3 ·" in form.fragments()["r:vision/scores/n0"]
