"""One workbook at work: edits reach the log, answers follow, subscribers hear."""

from __future__ import annotations

import threading
import uuid

import pytest
from building import outlined

from smartcity_widgets.desk import Desk, create
from smartcity_widgets.errors import (
    EditError,
    UnknownIdError,
    UnknownWorkbookError,
    UsageError,
)
from smartcity_widgets.exchange import dump, import_document
from smartcity_widgets.method import load_method
from smartcity_widgets.store import Store

METHOD = load_method()


@pytest.fixture
def store(tmp_path):
    one = Store(f"sqlite:///{tmp_path}/w.sqlite", folder=tmp_path)
    create(one, "namur", method=METHOD, name="Namur", language="fr", terms="be", author="a")
    yield one
    one.close()


def desk_on(store: Store, author: str = "anna", **more: object) -> Desk:
    return Desk(store, "namur", method=METHOD, author=author, **more)


def edit(path: str, raw: object, **more: object) -> dict[str, object]:
    given = {"edit": str(uuid.uuid4()), "op": "answer", "path": path, "raw": raw}
    return given | {"language": "fr"} | more


def test_an_edit_is_on_disk_when_its_outcome_is_known(store):
    outcome = desk_on(store).apply(edit("political-will/W1", "3"))

    assert outcome.status == "saved"
    assert store.entries("namur")[-1].number == outcome.entry


def test_an_edit_sent_twice_is_stored_once_and_answered_alike(store):
    desk = desk_on(store)
    one = edit("political-will/W1", "3")

    first, again = desk.apply(one), desk.apply(one)

    assert (first.entry, first.status) == (again.entry, again.status)
    assert [e.value for e in store.entries("namur") if e.path == "political-will/W1"] == [3]


def test_an_edit_that_was_stored_is_acknowledged_even_if_it_no_longer_fits(store):
    desk = desk_on(store)
    added = desk.apply(edit("workbook/respondents", None, op="add-row"))
    row = next(e.path for e in store.entries("namur") if e.number == added.entry)
    opinion = edit("political-will/W1", "3", respondent=row.rpartition("/")[2])
    first = desk.apply(opinion)
    desk.apply(edit(row, None, op="remove-row"))

    again = desk_on(store).apply(opinion)

    assert (again.status, again.entry) == ("saved", first.entry)


def test_a_draft_says_so(store):
    outcome = desk_on(store).apply(edit("political-will/budget_committed", "1.250.00"))

    assert outcome.status == "draft"
    assert outcome.problem is not None


def test_an_answer_on_an_old_base_asks(store):
    one, other = desk_on(store, "anna"), desk_on(store, "ben")
    one.apply(edit("political-will/W1", "3", base=0))

    outcome = other.apply(edit("political-will/W1", "1", base=0))

    assert outcome.status == "asked"


def test_subscribers_hear_of_ones_own_and_of_others_edits(store):
    one, other = desk_on(store), desk_on(store)
    heard: list[object] = []
    stop = one.subscribe(lambda answers: heard.append(answers.value("context/region")))

    one.apply(edit("context/region", "A"))
    other.apply(edit("context/region", "B"))
    one.refresh()
    stop()
    one.apply(edit("context/region", "C"))

    assert heard == ["A", "B"]


def test_refreshing_without_news_says_nothing(store):
    desk = desk_on(store)
    heard: list[object] = []
    desk.subscribe(heard.append)

    assert desk.refresh() is False
    assert heard == []


def test_a_refused_edit_leaves_everything_as_it_was(store):
    desk = desk_on(store)
    before = (desk.answers, store.last())

    with pytest.raises(EditError):
        desk.apply(edit("nowhere/W1", "3"))

    assert (desk.answers, store.last()) == before


def test_an_earlier_state_can_be_opened(store):
    desk = desk_on(store)
    first = desk.apply(edit("context/region", "A"))
    desk.apply(edit("context/region", "B"))

    assert desk_on(store, until=first.entry).answers.value("context/region") == "A"


def test_edits_from_many_threads_are_all_there(store):
    desk = desk_on(store)
    questions = [f"{letter}{n}" for letter in "WLTVO" for n in range(1, 6)]
    steps = dict(zip("WLTVO", METHOD.prerequisites, strict=True))

    def answer(name: str) -> None:
        desk.apply(edit(f"{steps[name[0]]}/{name}", "2"))

    threads = [threading.Thread(target=answer, args=(one,)) for one in questions]
    for one in threads:
        one.start()
    for one in threads:
        one.join()

    assert all(desk.answers.value(f"{steps[q[0]]}/{q}") == 2 for q in questions)
    assert desk_on(store).answers.entry == desk.answers.entry


def test_an_unknown_workbook_is_said_with_those_known(store):
    with pytest.raises(UnknownWorkbookError, match="namur"):
        Desk(store, "liege", method=METHOD, author="anna")


def test_a_step_without_a_form_is_told_apart_from_one_that_does_not_exist(store):
    desk = desk_on(store)
    desk.method = outlined(desk.method, "monitoring")

    with pytest.raises(UnknownIdError, match="no form in this version"):
        desk.step("results")
    with pytest.raises(UnknownIdError, match="political-will"):
        desk.step("political-wil")


@pytest.mark.parametrize("name", ["x" * 301, " "])
def test_a_name_that_an_import_would_refuse_is_refused(store, name):
    known = {"method": METHOD, "language": "fr", "terms": "be", "author": "a"}

    with pytest.raises(UsageError) as refused:
        create(store, "liege", name=name, **known)

    for language in ("en", "fr"):
        assert "\n" not in refused.value.sentence(language)
    assert store.workbooks() == ["namur"]


def test_the_longest_name_there_may_be_is_dumped_and_imported(store):
    known = {"method": METHOD, "language": "fr", "terms": "be", "author": "a"}
    create(store, "liege", name="x" * 300, **known)

    document = dump(Desk(store, "liege", method=METHOD, author="a").answers, METHOD)

    assert import_document(store, document, METHOD, author="a", replace=True) == []


def test_what_came_with_the_workbook_is_not_undone_answer_by_answer(store):
    desk = desk_on(store)

    assert desk.undoable("context") is None
    desk.apply(edit("context/region", "A"))
    assert desk.undoable("context").path == "context/region"
