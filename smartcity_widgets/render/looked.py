"""A file that is looked at, whatever its rows become: what it is, and what is asked of it.

Everything that can be chosen is a native select or a box. The value of an option is its
text after an equals sign, so that an empty cell of a table is a choice; what is only
proposed has no value, so that it can be proposed otherwise later.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from .templates import environment, safe_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from smartcity_widgets.tables import Document, Table
    from smartcity_widgets.words import Words

__all__ = [
    "Choice",
    "Field",
    "LookedFile",
    "file_page",
    "role_select",
    "short",
    "told_of_file",
]

_DELIMITERS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar"}
_LONGEST = 80


@dataclass(frozen=True)
class LookedFile:
    """A file that was opened, with what has been chosen of it.

    Attributes
    ----------
    sheet
        The place of the sheet that is looked at, among those that are seen.
    most
        How many rows one act may write.
    """

    document: Document
    sheet: int
    table: Table
    chosen: dict[str, str]
    most: int


@dataclass(frozen=True, slots=True)
class Choice:
    """An option of a select."""

    value: str
    text: str
    selected: bool = False
    group: str = ""


@dataclass(frozen=True, slots=True)
class Field:
    """A select.

    Attributes
    ----------
    empty
        The option that chooses nothing; no such option where it is empty.
    needed
        Whether what is read of a file waits for it.
    open
        Whether it is still to be chosen.
    typed
        What was typed, where there are too many choices for a select; else None.
    """

    name: str
    label: str
    choices: tuple[Choice, ...]
    empty: str = ""
    help: str = ""
    needed: bool = False
    open: bool = False
    typed: str | None = None

    @property
    def groups(self) -> tuple[tuple[str, tuple[Choice, ...]], ...]:
        """The choices by group, in order."""
        names = dict.fromkeys(one.group for one in self.choices)
        return tuple(
            (name, tuple(one for one in self.choices if one.group == name))
            for name in names
        )


class _Column(Protocol):
    @property
    def used(self) -> bool: ...


def file_page(subject: str, body: str, words: Words, *, uid: str) -> str:
    """Return the whole page, whose only fragment is called as its subject.

    Parameters
    ----------
    body
        The inside of the fragment.
    """
    return (
        environment()
        .get_template(f"{subject}.html.j2")
        .render(say=words.say, uid=uid, language=words.language, body=body)
        .strip()
    )


def told_of_file(
    looked: LookedFile, asked: Iterable[Field], columns: Iterable[_Column], words: Words
) -> dict[str, object]:
    """Return what the body of a page shows of any file."""
    asked, columns = tuple(asked), tuple(columns)
    return {
        "about": " · ".join(_about(looked, words)),
        "sheets": _sheets(looked, words),
        "needed": [one for one in asked if one.needed],
        "optional": [one for one in asked if not one.needed],
        "used": [one for one in columns if one.used],
        "others": [one for one in columns if not one.used],
    }


def role_select(
    at: int, role: str, roles: Iterable[str], looked: LookedFile, words: Words, *, key: str
) -> Field:
    """Return the select that says what a column is for.

    Parameters
    ----------
    at
        The place of the column.
    role
        What it is for now.
    roles
        What it may be for.
    key
        Under which the text files say a role.
    """
    name = f"role-{at}"
    chosen = looked.chosen.get(name)
    choices = tuple(
        Choice(
            # What is proposed is no choice: it may be proposed otherwise later.
            "" if chosen is None and one == role else f"={one}",
            words.say(f"{key}.{one}"),
            selected=one == role,
        )
        for one in roles
    )
    empty = "" if chosen is None else words.say("figures.as_proposed")
    return Field(name, words.say("figures.role_label"), choices, empty=empty)


def short(text: str, longest: int = _LONGEST) -> str:
    """Return a text on one line that a page can show."""
    line = " ".join(safe_text(text).split())
    return line if len(line) <= longest else f"{line[: longest - 1]}…"


def _about(looked: LookedFile, words: Words) -> Iterator[str]:
    document = looked.document
    if document.encoding:
        name = _DELIMITERS.get(document.delimiter, "none")
        yield document.encoding
        yield words.say(f"figures.delimiter.{name}")
    else:
        yield words.say("figures.spreadsheet")
    yield words.count("figures.rows", len(looked.table.rows))
    yield words.count("figures.columns", len(looked.table.columns))


def _sheets(looked: LookedFile, words: Words) -> Field | None:
    seen = looked.document.seen
    if len(seen) < 2:  # noqa: PLR2004
        return None
    choices = tuple(
        Choice(f"={at}", safe_text(one.name), selected=at == looked.sheet)
        for at, one in enumerate(seen)
    )
    return Field("sheet", words.say("figures.sheet"), choices)
