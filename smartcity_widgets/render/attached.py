"""How an attached file stands in a form: its picture or its kind, and its size."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from smartcity_widgets.values.amounts import format_size

if TYPE_CHECKING:
    from smartcity_widgets.method import Question

    from .drawing import Drawing

__all__ = ["Attached", "File", "file_of"]

_PEOPLE = "people"
"""The column that says whether people can be recognised in a picture."""


class Attached(Protocol):
    """An attached file as whoever keeps it shows it."""

    @property
    def size(self) -> int | None:
        """In bytes; None where the file is not there."""

    @property
    def thumbnail(self) -> str:
        """A small picture as a ``data:`` address; empty where there is none."""

    @property
    def path(self) -> str:
        """Where it stands in the working folder; empty where it cannot be opened."""


@dataclass(frozen=True, slots=True)
class File:
    """An attached file in a form.

    Attributes
    ----------
    about
        Its kind and size; why it cannot be seen, where it is not there.
    title
        What its row is called.
    asked
        Whether it still has to be said if people can be recognised.
    """

    about: str
    title: str
    thumbnail: str = ""
    path: str = ""
    missing: bool = False
    asked: bool = False


def file_of(drawing: Drawing, question: Question, path: str, name: str) -> File:
    """Return the file that a cell names as it stands in the form."""
    row = path.rpartition("/")[0]
    table, _, row_id = row.rpartition("/")
    title = drawing.label_of(table, row_id)
    kind = drawing.show(question, name)
    if drawing.view.files is None:
        return File(kind, title)
    found = drawing.view.files(name)
    if found.size is None:
        return File(drawing.say("ui.attach.missing"), title, missing=True)
    size = format_size(found.size, drawing.words)
    picture = not name.endswith(".pdf")
    return File(
        about=drawing.say("ui.attach.about", kind=kind, size=size),
        title=title,
        thumbnail=found.thumbnail,
        path=found.path,
        asked=picture and drawing.answers.value(f"{row}/{_PEOPLE}") is None,
    )
