"""What an indicator that is chosen fills in beside it: written with it, taken back with it.

The catalogue says its name, unit, direction and formula; a baseline of the same indicator
says where things stand. The same act writes them, in the form's language, and only where a
cell is empty: what somebody wrote stays.

- A cell that was filled has the uuid made from that of the choice that filled it and stands
  just before it, so that *undo* offers the choice and takes the filled cells along.
- When another indicator is chosen, what the one before had filled follows, unless somebody
  wrote there since; when none is, it is erased.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ..log import GROUP
from ..method import CATALOGUE
from ..values import check
from .act import Act, Decision, uuid_of
from .undoing import entry_before

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from ..log import Entry, NewEntry
    from ..method import Indicator, Question, Recall

    History = Callable[[], Sequence[Entry]]
    _Found = tuple[str, object, int | None]  # the kind, the value, what is undone

__all__ = ["with_filled"]

_CELL = 4
"""Parts of ``step/table/row/column``."""

_DIRECTIONS = {"higher": "higher", "lower": "lower", "parity": "target_value"}
_PARITY = "50"


def with_filled(decision: Decision, act: Act, history: History) -> Decision:
    """Return a decision with what a chosen indicator fills in its row."""
    written = {one.path for one in decision.entries}
    entries: list[NewEntry] = []
    for new in decision.entries:
        asked = act.method.at(new.path) if new.path.count("/") + 1 == _CELL else None
        if asked is not None and (asked.fills or asked.recalls):
            entries += (
                one for one in _beside(new, asked, act, history) if one.path not in written
            )
        entries.append(new)
    return replace(decision, entries=tuple(entries))


def _beside(
    new: NewEntry, asked: Question, act: Act, history: History
) -> Iterator[NewEntry]:
    chosen = new.kind in {"answer", "erase"} or new.undoes is not None
    if new.respondent != GROUP or not chosen:  # a draft chooses nothing
        return
    row = new.path.rpartition("/")[0]
    table = act.method.at(row)
    proposed = _proposed(new, asked, act)
    cells = {*asked.fills, *(asked.recalls.cells if asked.recalls else ())}
    seen = history()
    for column in table.columns if table else ():
        if column.id not in cells:
            continue
        path = f"{row}/{column.id}"
        latest = act.answers.latest.get((GROUP, path))
        if new.undoes is not None:
            found = _taken_back(latest, new.undoes, seen)
        elif _is_free(latest, new.path, seen):
            found = _filled(proposed.get(column.id), column, latest)
        else:
            found = None
        if found is not None:
            kind, value, undoes = found
            one = act.write(kind, value, path=path, respondent=GROUP)
            # Nobody saw this cell while choosing the indicator: no base to clash with.
            edit = uuid_of(new.edit, path)
            yield replace(one, edit=edit, base=None, undoes=undoes)


def _is_free(latest: Entry | None, chooser: str, seen: Sequence[Entry]) -> bool:
    """Whether a cell is empty, or says what a choice filled in and nobody changed since."""
    stands = _meant(latest, seen)
    if stands is None or stands.kind == "erase":
        return True
    return stands.kind == "answer" and any(
        one.path == chooser and uuid_of(one.edit, stands.path) == stands.edit
        for one in seen
    )


def _meant(entry: Entry | None, seen: Sequence[Entry]) -> Entry | None:
    """Return the entry that an undo brought back; any other is meant itself."""
    while entry is not None and entry.undoes is not None:
        entry = entry_before(entry, entry.undoes, seen)
    return entry


def _filled(value: object, column: Question, latest: Entry | None) -> _Found | None:
    """Return what a free cell is to say, None where it says so already."""
    if check(column, value) is not None:
        value = None
    if value == (latest.value if latest else None):
        return None
    return ("erase" if value is None else "answer", value, None)


def _taken_back(latest: Entry | None, number: int, seen: Sequence[Entry]) -> _Found | None:
    """Return what stood in a cell before the choice that is undone had filled it."""
    target = next((one for one in seen if one.number == number), None)
    filled = _meant(latest, seen)
    if target is None or filled is None or filled.edit != uuid_of(target.edit, filled.path):
        return None
    before = entry_before(filled, filled.number, seen)
    kind, value = (before.kind, before.value) if before else ("erase", None)
    return (kind, value, filled.number)


# What is known of an indicator ------------------------------------------------------------


def _proposed(new: NewEntry, asked: Question, act: Act) -> dict[str, object]:
    """Return what each column could say of the indicator that is chosen."""
    indicator = asked.indicators.get(str(new.value)) if new.kind == "answer" else None
    if indicator is None:
        return {}
    said = _said(indicator, act)
    proposed = {column: said.get(name) for column, name in asked.fills.items()}
    if asked.recalls is not None:
        proposed |= _recalled(indicator, asked.recalls, act)
    return proposed


def _said(indicator: Indicator, act: Act) -> dict[str, object]:
    """Return what the catalogue says of an indicator, in the language of the form."""
    spoken = act.answers.words(act.edit.language)
    return {
        "name": spoken.maybe(f"{indicator.words_key}.name") or None,
        "formula": spoken.maybe(f"{indicator.words_key}.formula") or None,
        "unit": spoken.maybe(f"unit.{indicator.unit}.other") or None,
        "dimension": indicator.dimension,
        "direction": _DIRECTIONS.get(indicator.direction),
        "target": _PARITY if indicator.direction == "parity" else None,
    }


def _recalled(indicator: Indicator, recall: Recall, act: Act) -> dict[str, object]:
    """Return what the latest row of another table says of an indicator."""
    table = act.method.at(recall.table)
    if table is None:
        return {}
    named = next(one.id for one in table.columns if one.targets == (CATALOGUE,))
    columns = {named, recall.latest, *recall.cells.values()}
    rows = [
        one
        for one in act.answers.table(recall.table, sorted(columns))
        if one.get(named) == indicator.id and recall.latest in one
    ]
    if not rows:
        return {}
    latest = max(enumerate(rows), key=lambda pair: (pair[1][recall.latest], pair[0]))[1]
    return {
        column: str(latest[source]) if source == recall.latest else latest[source]
        for column, source in recall.cells.items()
        if source in latest
    }
