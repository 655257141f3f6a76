"""Many rows in one act, and one undo that takes all of them back."""

from __future__ import annotations

import pytest
from test_editing import Log

from smartcity_widgets.editing import undoable
from smartcity_widgets.editing.putting import MOST_ROWS
from smartcity_widgets.errors import EditError

TABLE = "diagnosis/existing_initiatives"
NEW = [{"cells": {"name": "Wi-Fi"}}, {"cells": {"name": "Bikes", "stage": "running"}}]


def names(log: Log) -> list[str]:
    answers = log.answers
    return [answers.value(f"{TABLE}/{row}/name") for row in answers.rows(TABLE)]


def test_rows_are_added_in_order_in_one_act():
    log = Log()
    log.do("put-rows", TABLE, rows=NEW)

    assert names(log) == ["Wi-Fi", "Bikes"]


def test_one_undo_takes_all_rows_back_and_what_was_changed():
    log = Log()
    log.do("put-rows", TABLE, rows=NEW[:1])
    (row,) = log.answers.rows(TABLE)
    log.do("put-rows", TABLE, rows=[{"row": row, "cells": {"name": "Fibre"}}, *NEW])
    assert names(log) == ["Fibre", "Wi-Fi", "Bikes"]

    log.do("undo", TABLE, entry=undoable(log.entries, "diagnosis").number)

    assert names(log) == ["Wi-Fi"]
    log.do("undo", TABLE, entry=undoable(log.entries, "diagnosis").number)
    assert names(log) == []
    assert undoable(log.entries, "diagnosis") is None


def test_an_act_that_only_changes_cells_is_undone_as_a_whole():
    log = Log()
    log.do("put-rows", TABLE, rows=NEW)
    rows = [{"row": one, "cells": {"name": "X"}} for one in log.answers.rows(TABLE)]
    log.do("put-rows", TABLE, rows=rows)

    log.do("undo", TABLE, entry=undoable(log.entries, "diagnosis").number)

    assert names(log) == ["Wi-Fi", "Bikes"]


@pytest.mark.parametrize(
    "rows",
    [
        [{"cells": {"stage": "no stage"}}],
        [{"cells": {"nothing": "x"}}],
        [{"cells": {"name": None}}],
        [{"row": "r9", "cells": {"name": "x"}}],
        [{"cells": "x"}],
        ["x"],
        [{"cells": {}}] * (MOST_ROWS + 1),
    ],
)
def test_an_act_with_one_wrong_cell_writes_nothing(rows):
    log = Log()

    with pytest.raises(EditError):
        log.do("put-rows", TABLE, rows=[*NEW, *rows])

    assert log.answers.rows(TABLE) == ()


# Rows that bring their id, and rows of other tables ---------------------------------------

PEOPLE, PROJECTS = "context/persons", "action-plan/projects"
LED = [
    {"new": "p-1", "cells": {"title": "Sensors", "owner": "anne"}},
    {"new": "anne", "table": PEOPLE, "cells": {"name": "Anne"}},
    {"new": "p-2", "cells": {"title": "Bikes", "included_in": "p-1"}},
]


def test_rows_keep_the_ids_they_bring_and_may_name_each_other():
    log = Log()
    log.do("put-rows", PROJECTS, rows=LED)

    assert log.answers.rows(PROJECTS) == ("p-1", "p-2")
    assert log.answers.rows(PEOPLE) == ("anne",)
    assert log.answers.value(f"{PROJECTS}/p-1/owner") == "anne"


def test_one_undo_takes_back_the_rows_of_every_table():
    log = Log()
    log.do("put-rows", PEOPLE, rows=[{"cells": {"name": "Before"}}])
    log.do("put-rows", PROJECTS, rows=LED)
    before = undoable(log.entries, "context")
    assert log.answers.value(before.path + "/name") == "Before"  # theirs goes along

    log.do("undo", PROJECTS, entry=undoable(log.entries, "action-plan").number)

    assert log.answers.rows(PROJECTS) == ()
    assert len(log.answers.rows(PEOPLE)) == 1
    assert undoable(log.entries, "action-plan") is None


@pytest.mark.parametrize(
    "rows",
    [
        LED[:1],  # its owner is nowhere
        [LED[0] | {"new": "no id"}, LED[1]],
        [LED[1]],  # nothing of the act's own table: nobody could undo it there
        [*LED, LED[2]],
        [*LED, {"table": "context/nothing", "cells": {"name": "x"}}],
    ],
)
def test_an_act_over_several_tables_is_written_whole_or_not_at_all(rows):
    log = Log()

    with pytest.raises(EditError):
        log.do("put-rows", PROJECTS, rows=rows)

    assert log.answers.rows(PROJECTS) == log.answers.rows(PEOPLE) == ()


def test_an_id_is_used_once_even_when_its_row_is_gone():
    log = Log()
    log.do("put-rows", PROJECTS, rows=LED)
    log.do("undo", PROJECTS, entry=undoable(log.entries, "action-plan").number)

    with pytest.raises(EditError):
        log.do("put-rows", PROJECTS, rows=LED)


# The tables of a whole file ---------------------------------------------------------------


def test_the_tables_of_a_file_change_and_empty_cells_anywhere_and_are_undone_as_one():
    log = Log()
    log.do("put-rows", PROJECTS, rows=LED)
    before = {**log.answers.latest}
    rows = [
        {"row": "p-1", "cells": {"title": "Lamps", "owner": None}},
        {"table": PEOPLE, "row": "anne", "cells": {"name": "Ann"}},
        {"table": PEOPLE, "new": "bob", "cells": {"name": "Bob"}},
    ]
    entries = log.do("put-tables", PROJECTS, rows=rows)

    assert entries[-1].path == f"{PROJECTS}/p-1"
    assert log.answers.value(f"{PROJECTS}/p-1/owner") is None
    assert log.answers.value(f"{PEOPLE}/anne/name") == "Ann"
    log.do("undo", PROJECTS, entry=undoable(log.entries, "action-plan").number)

    assert log.answers.rows(PEOPLE) == ("anne",)
    for (who, path), one in before.items():
        assert log.answers.value(path, who) == one.value


@pytest.mark.parametrize(
    "rows",
    [
        [{"table": PEOPLE, "row": "anne", "cells": {"name": "X"}}],  # not of its own table
        [{"row": "p-1", "cells": {"title": "X"}}, {"new": "p-3", "cells": {"title": None}}],
        [{"row": "p-1", "cells": {"title": "X"}}, {"row": "p-9", "cells": {"title": "X"}}],
    ],
)
def test_the_tables_of_a_file_are_written_whole_or_not_at_all(rows):
    log = Log()
    log.do("put-rows", PROJECTS, rows=LED)
    there = len(log.entries)

    with pytest.raises(EditError):
        log.do("put-tables", PROJECTS, rows=rows)

    assert len(log.entries) == there
