"""The page of a report: title, contents, pieces, open points, and its sources."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from babel.dates import format_time
from markupsafe import Markup

from smartcity_widgets.render import read_comment
from smartcity_widgets.render.look import look_of_report, overlay_name
from smartcity_widgets.render.templates import (
    css_text,
    environment,
    safe_text,
    stylesheet,
)
from smartcity_widgets.values.dates import format_day

from .annex import annex_of
from .differences import differences_of
from .pieces import STEP
from .points import open_steps

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from smartcity_widgets.answers import Answers
    from smartcity_widgets.attachments import Files
    from smartcity_widgets.method import Method
    from smartcity_widgets.words import Words

    from .annex import AnnexStep
    from .pieces import Piece

__all__ = ["Edition", "draw_page"]

TIME_ZONES = {"be": "Europe/Brussels", "fr": "Europe/Paris"}
"""Terms of a workbook to its time zone; UTC for the others. Never the machine's: a report
made again elsewhere is the same."""

STYLES = (
    "tokens",
    "read",
    "readiness",
    "findings",
    "thread",
    "diagnosis",
    "measured",
    "delivery",
    "results",
    "project-sheet",
    "report",
)
"""The style sheets of a report."""


@dataclass(frozen=True)
class Edition:
    """What every page of one export has in common.

    Attributes
    ----------
    time
        When the last entry that the report contains was written, UTC.
    files
        What is attached, for the annex; None where none is asked for.
    """

    method: Method
    answers: Answers
    words: Words
    time: datetime | None
    internal: bool = False
    draft: bool = False
    files: Files | None = None

    @property
    def name(self) -> str:
        """The municipality's name; the workbook's where that is not answered yet."""
        return safe_text(self.answers.value("context/name") or self.answers.name)

    @property
    def day(self) -> str:
        """The day of the last entry, in the workbook's time zone; empty without one."""
        return "" if self.time is None else _date(self, self.time)


def draw_page(edition: Edition, phase: str | None, pieces: Sequence[Piece]) -> str:
    """Return a whole report as HTML: of a phase, or of the workbook where that is None."""
    words = edition.words
    subject = _subject(words, phase)
    several = len({one.phase for one in pieces}) > 1
    steps = [one.id for one in pieces if one.kind == STEP]
    title = words.say("report.document", name=edition.name, subject=subject)
    return (
        environment()
        .get_template("report.html.j2")
        .render(
            say=words.say,
            language=words.language,
            title=title,
            heading=words.say(
                f"report.heading.{_of(words, 'heading', phase)}", name=edition.name
            ),
            kicker=_kicker(words, phase),
            meta=_meta(edition),
            logo=edition.answers.overlay.get("look", {}).get("logo", ""),
            pieces=[
                (
                    one,
                    _kicker(words, one.phase) if several and first else "",
                    _comment(edition, one.phase) if first else "",
                )
                for one, first in _with_firsts(pieces)
            ],
            contents=_contents(edition, pieces, several=several),
            points=open_steps(
                edition.method,
                edition.answers,
                words,
                steps=steps,
                internal=edition.internal,
            ),
            annex=_annex(edition, steps),
            note=_note(edition),
            adapted=words.say("overlay.title", name=overlay_name(edition.answers, words)),
            differences=differences_of(edition),
            look=look_of_report(edition.answers),
            internal=edition.internal,
            draft=edition.draft,
            style=Markup(stylesheet(*STYLES)),  # noqa: S704 - our own files
            foot=Markup(css_text(f"{edition.name} · {subject}")),  # noqa: S704 - ASCII letters only
            draft_foot=Markup(css_text(words.say("report.draft"))),  # noqa: S704 - the same
        )
    )


def _annex(edition: Edition, steps: Sequence[str]) -> Sequence[AnnexStep] | None:
    """Return what is attached to the steps of a report; None where it is not asked for."""
    if edition.files is None:
        return None
    return annex_of(
        edition.method,
        edition.answers,
        edition.words,
        edition.files,
        steps=steps,
        internal=edition.internal,
    )


def _with_firsts(pieces: Sequence[Piece]) -> list[tuple[Piece, bool]]:
    """Return each piece with whether it is the first of its phase."""
    seen: set[str | None] = set()
    marked = []
    for one in pieces:
        marked.append((one, one.phase not in seen))
        seen.add(one.phase)
    return marked


def _comment(edition: Edition, phase: str | None) -> Markup:
    """Return the consultant's comment on a phase, printed before its first piece."""
    if phase is None or phase not in edition.method.phases:
        return Markup()
    return read_comment(edition.method, edition.answers, phase, edition.words)


def _of(words: Words, what: str, phase: str | None) -> str:
    """Return the phase where the report has a word of its own for it."""
    key = f"report.{what}.{phase}"
    return phase if phase and (words.has(key) or words.is_fallback(key)) else "workbook"


def _subject(words: Words, phase: str | None) -> str:
    return words.maybe(f"phase.{phase}.title") or words.say(
        f"report.subject.{_of(words, 'subject', phase)}"
    )


def _kicker(words: Words, phase: str | None) -> str:
    return words.maybe(f"phase.{phase}.kicker") or words.say(
        f"report.kicker.{_of(words, 'kicker', phase)}"
    )


def _meta(edition: Edition) -> list[str]:
    answers, words = edition.answers, edition.words
    meta = []
    if edition.time is not None:
        meta.append(words.say("report.meta.date", date=_date(edition, edition.time)))
    people = len(answers.respondents)
    if people:
        meta.append(words.count("report.meta.participants", people))
    by = [answers.value(f"context/{one}") for one in ("prepared_by", "organisation")]
    who = ", ".join(dict.fromkeys(safe_text(one) for one in by if one))
    if who:
        meta.append(words.say("report.meta.prepared_by", who=who))
    meta.append(words.say("report.meta.cycle", n=answers.cycle))
    return meta


def _contents(
    edition: Edition, pieces: Sequence[Piece], *, several: bool
) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return the list of contents, grouped by phase where there are several."""
    groups: dict[str | None, list[tuple[str, str]]] = {}
    for one in pieces:
        groups.setdefault(one.phase if several else None, []).extend(one.contents)
    last = groups.setdefault(next(reversed(groups), None), [])
    last.append(("points", edition.words.say("report.points.title")))
    if edition.files is not None:
        last.append(("annex", edition.words.say("report.annex.title")))
    return [
        (_kicker(edition.words, phase) if several else "", lines)
        for phase, lines in groups.items()
        if lines
    ]


def _note(edition: Edition) -> list[str]:
    words = edition.words
    note = [words.say("report.note.rubric"), words.say("report.note.method")]
    last = words.say("report.note.version", version=edition.method.version)
    if edition.time is not None:
        moment = words.say(
            "report.moment",
            date=_date(edition, edition.time),
            clock=format_time(_local(edition, edition.time), words.say("report.clock")),
        )
        last = words.say("report.note.version_and_last", version=last, moment=moment)
    return [*note, last]


def _local(edition: Edition, time: datetime) -> datetime:
    return time.astimezone(ZoneInfo(TIME_ZONES.get(edition.answers.terms, "UTC")))


def _date(edition: Edition, time: datetime) -> str:
    return format_day(_local(edition, time).date().isoformat(), edition.words)
