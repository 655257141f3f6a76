"""The annex of a report: what is attached to its steps, pictures printed where they may be.

A picture is printed when somebody said that no one can be recognised in it; with people in
it, only in a report that has the internal answers. What is not printed is listed, and why.
"""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass
from typing import TYPE_CHECKING

from smartcity_widgets.attaching import EVIDENCE
from smartcity_widgets.values.amounts import format_size
from smartcity_widgets.values.dates import format_day

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from smartcity_widgets.answers import Answers
    from smartcity_widgets.attachments import Files
    from smartcity_widgets.method import Method
    from smartcity_widgets.words import Words

__all__ = ["AnnexLine", "AnnexStep", "annex_of"]

_TYPES = {"jpg": "image/jpeg", "png": "image/png"}
_HASH_SHOWN = 12
_COLUMNS = ("title", "attachment", "people", "date")


@dataclass(frozen=True, slots=True)
class AnnexLine:
    """One attached file.

    Attributes
    ----------
    picture
        What is printed, as a ``data:`` address; empty where nothing is.
    about
        What it is, or why it is not printed.
    """

    title: str
    date: str
    picture: str = ""
    about: str = ""


@dataclass(frozen=True, slots=True)
class AnnexStep:
    """What is attached to one step."""

    title: str
    lines: tuple[AnnexLine, ...]

    @property
    def pictures(self) -> list[AnnexLine]:
        """Those that are printed."""
        return [one for one in self.lines if one.picture]

    @property
    def others(self) -> list[AnnexLine]:
        """Those that are listed."""
        return [one for one in self.lines if not one.picture]


def annex_of(
    method: Method,
    answers: Answers,
    words: Words,
    files: Files,
    *,
    steps: Iterable[str],
    internal: bool = False,
) -> tuple[AnnexStep, ...]:
    """Return what is attached to `steps`, those without anything left out."""
    found = []
    with_people = _with_people(method, answers)
    for step in steps:
        if method.at(f"{step}/{EVIDENCE}") is not None:
            lines = tuple(
                _lines(step, answers, words, files, with_people, internal=internal)
            )
            found.append(AnnexStep(words.say(f"step.{step}.title"), lines))
    return tuple(one for one in found if one.lines)


def _with_people(method: Method, answers: Answers) -> set[str]:
    """Return the files in which somebody can be recognised, as any row of any step says."""
    return {
        row["attachment"]
        for step in method.steps
        for row in answers.table(f"{step}/{EVIDENCE}", _COLUMNS)
        if row.get("people") and "attachment" in row
    }


def _lines(
    step: str,
    answers: Answers,
    words: Words,
    files: Files,
    with_people: Collection[str],
    *,
    internal: bool,
) -> Iterator[AnnexLine]:
    rows = answers.table(f"{step}/{EVIDENCE}", _COLUMNS)
    for number, row in enumerate(rows, start=1):
        name = row.get("attachment")
        if name is None:
            continue
        title = row.get("title") or words.say("ui.row.unnamed", n=number)
        date = format_day(row["date"], words) if "date" in row else ""
        content = files.read(name)
        extension = name.rpartition(".")[2]
        people = True if name in with_people else row.get("people")
        reason = _reason(people, internal=internal)
        if content is None:
            yield AnnexLine(title, date, about=words.say("report.annex.missing"))
        elif extension not in _TYPES:
            about = words.say(
                "report.annex.listed",
                kind=words.say(f"value.attachment.{extension}"),
                size=format_size(len(content), words),
                hash=name[:_HASH_SHOWN],
            )
            yield AnnexLine(title, date, about=about)
        elif reason:
            yield AnnexLine(title, date, about=words.say(f"report.annex.{reason}"))
        else:
            data = b64encode(content).decode("ascii")
            yield AnnexLine(title, date, f"data:{_TYPES[extension]};base64,{data}")


def _reason(people: object, *, internal: bool) -> str:
    """Return why a picture is not printed, as one word; nothing where it is."""
    if people is None:
        return "unasked"
    return "people" if people and not internal else ""
