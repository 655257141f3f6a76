"""What a file of tables knows of its origin: kept in it, on a sheet that nobody sees.

For every cell it holds the answer as it was stored and a mark of what the cell showed; so
an edit can be told from what a program made of the file, and from what the workbook says
meanwhile. The names of rows and choices are those of the file, whatever they are by then.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from smartcity_widgets.errors import DocumentError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

__all__ = ["FORMAT", "REQUEST", "SHEET", "Base", "Kept", "lines_of", "read_base"]

FORMAT = "smartcity-tables/1"
REQUEST = "smartcity-request/1"
"""The format of a file in which somebody is asked for figures."""

SHEET = "_smartcity"
"""The sheet on which it stands."""

_CHUNK = 30_000
"""A cell holds at most 32,767 characters."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A cell as it was written.

    Attributes
    ----------
    value
        The answer as it is stored; None where there was none.
    mark
        The `digest` of what the cell showed.
    cut
        Whether the cell shows a part of it only.
    """

    value: Any
    mark: str
    cut: bool = False


@dataclass(frozen=True)
class Base:
    """The workbook at the moment its tables were written.

    Attributes
    ----------
    entry
        The last entry of the log that is in the file.
    titles
        Table to the name of its sheet.
    headings
        Table to column to its heading; the empty column is that of the ids.
    rows
        Table to row to column to what was written, in order.
    named
        Tables that a reference may name (joined by a space) to what each row is called.
    chosen
        List of choices to what each choice is called.
    """

    workbook: str
    cycle: int
    entry: int
    method: str
    language: str
    currency: str
    internal: bool
    titles: Mapping[str, str] = field(default_factory=dict)
    headings: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    named: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    chosen: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    rows: Mapping[str, Mapping[str, Mapping[str, Kept]]] = field(default_factory=dict)

    @property
    def token(self) -> str:
        """Names the state that was written: what is added to it twice is one addition."""
        return f"{self.workbook} {self.cycle} {self.entry} {self.language}"


_PLAIN = (
    "workbook",
    "cycle",
    "entry",
    "method",
    "language",
    "currency",
    "internal",
    "titles",
    "headings",
    "named",
    "chosen",
)


def lines_of(base: Base, *, kind: str = FORMAT) -> Iterator[tuple[str, ...]]:
    """Yield the lines of the sheet: what each holds, then its text in as many cells.

    Parameters
    ----------
    kind
        The format of the file.
    """
    texts = [
        ("base", _json({"format": kind} | {name: getattr(base, name) for name in _PLAIN}))
    ]
    for table, rows in base.rows.items():
        for row, cells in rows.items():
            kept = {
                name: [one.value, one.mark, *([True] if one.cut else [])]
                for name, one in cells.items()
            }
            texts.append(("row", _json([table, row, kept])))
    texts.append(("sum", _sum(text for _, text in texts)))
    for what, text in texts:
        yield what, *(text[at : at + _CHUNK] for at in range(0, len(text), _CHUNK))


def _json(value: object) -> str:
    # ASCII, so that every character survives; no "_x", which spreadsheets read as one.
    text = json.dumps(value, ensure_ascii=True, separators=(",", ":"))
    return text.replace("_x", "\\u005fx").replace("x005F_", "x005F\\u005f")


def _sum(texts: Iterable[str]) -> str:
    return hashlib.sha256("\n".join(texts).encode()).hexdigest()


def read_base(lines: Iterable[Sequence[str]], name: str, *, kind: str = FORMAT) -> Base:
    """Return the base from the lines of its sheet.

    Parameters
    ----------
    name
        What the file is called, for the refusal.
    kind
        The format that is wanted.

    Raises
    ------
    DocumentError
        If it is of the other format, a line is missing or was changed, or a later version
        wrote it.
    """
    texts = [(what, "".join(parts)) for what, *parts in lines]
    kinds = [what for what, _ in texts]
    sound = kinds[:1] == ["base"] and kinds[-1:] == ["sum"] and set(kinds[1:-1]) <= {"row"}
    if not sound or texts[-1][1] != _sum(text for _, text in texts[:-1]):
        raise DocumentError("sheet-base-damaged", name=name)
    try:
        head, *rows = (json.loads(text) for _, text in texts[:-1])
        if head["format"] == kind:
            return _base_of(head, rows)
        other = head["format"] in {FORMAT, REQUEST}
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        raise DocumentError("sheet-base-damaged", name=name) from None
    rule = "sheet-is-request" if kind == FORMAT else "sheet-is-tables"
    raise DocumentError(rule if other else "sheet-newer", name=name)


def _base_of(head: dict[str, Any], rows: Iterable[tuple[str, str, dict[str, Any]]]) -> Base:
    """Return the base; whatever is not as it is written raises."""
    kinds: dict[str, type] = {"cycle": int, "entry": int, "internal": bool}
    named = {"headings", "named", "chosen"}
    for one in _PLAIN:
        kind = dict if one in named or one == "titles" else kinds.get(one, str)
        if type(head[one]) is not kind:
            raise TypeError(one)
    tables = [head["titles"], *(each for one in named for each in head[one].values())]
    if not all(isinstance(text, str) for table in tables for text in table.values()):
        raise TypeError(named)
    if head["headings"].keys() != head["titles"].keys():
        raise KeyError(*head["titles"])
    found: dict[str, dict[str, dict[str, Kept]]] = {one: {} for one in head["titles"]}
    for table, row, cells in rows:
        found[table][row] = {column: Kept(*one) for column, one in cells.items()}
    return Base(**{one: head[one] for one in _PLAIN}, rows=found)
