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
