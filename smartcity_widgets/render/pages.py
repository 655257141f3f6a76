"""Pages around the forms: choose a workbook, the map of the steps, what a smart city is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from smartcity_widgets.analysis.progress import Progress, progress_of_step
from smartcity_widgets.words import languages

from .look import look
from .templates import environment

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from smartcity_widgets.answers import Answers
    from smartcity_widgets.method import Method, Step
    from smartcity_widgets.words import Words

__all__ = ["export_page", "introduction", "map_of_steps", "notice", "picker"]

TERMS = ("be", "fr", "generic")


@dataclass(frozen=True, slots=True)
class Stop:
    """One step on the map; without a form yet where `progress` is None."""

    id: str
    number: int
    title: str
    purpose: str
    progress: Progress | None


def picker(
    workbooks: Iterable[tuple[str, str, datetime | None]],
    words: Words,
    *,
    error: str = "",
    uid: str = "picker",
    current: str = "",
    terms: str = "generic",
    typed: str = "",
    author: str = "",
) -> str:
    """Return the page to choose a workbook or create one.

    Parameters
    ----------
    workbooks
        Id, name and last edit of each.
    error
        Why the last try failed, in words.
    current
        Id of the workbook that is open.
    terms
        The set of terms proposed for a new one.
    typed
        The name typed before the error.
    author
        Who edits in this folder, as far as is known.
    """
    known = [
        {"id": one, "name": name, "edited": _day(edited, words), "open": one == current}
        for one, name, edited in workbooks
    ]
    return _page(
        "picker.html.j2",
        words,
        uid,
        workbooks=known,
        error=error,
        typed=typed,
        author=author,
        languages=tuple(languages().items()),
        terms=[(one, words.say(f"choice.terms.{one}"), one == terms) for one in TERMS],
    )


def map_of_steps(
    method: Method, answers: Answers, words: Words, *, uid: str = "map"
) -> str:
    """Return the 4 phases and 15 steps, with what has been answered and links."""
    phases = [
        {
            "id": phase.id,
            "kicker": words.say(f"phase.{phase.id}.kicker"),
            "purpose": words.say(f"phase.{phase.id}.purpose"),
            "stops": [_stop(method.steps[name], answers, words) for name in phase.steps],
        }
        for phase in method.phases.values()
    ]
    before = [one for one in method.steps.values() if one.role == "context"]
    return _page(
        "map.html.j2",
        words,
        uid,
        look=look(answers, uid),
        name=answers.name,
        before=[_stop(one, answers, words) for one in before],
        phases=phases,
        total=sum(len(phase.steps) for phase in method.phases.values()),
    )


def introduction(
    method: Method,
    words: Words,
    *,
    answers: Answers | None = None,
    uid: str = "introduction",
) -> str:
    """Return what a smart city is and is not, and how the method goes."""
    term = answers.value("context/term_used") if answers else None
    chosen = words.say(f"choice.term_used.{term}") if term and term != "other" else ""
    return _page(
        "introduction.html.j2",
        words,
        uid,
        look=look(answers, uid) if answers else "",
        term=chosen,
        capsule=method.introduction,
        phases=[words.say(f"phase.{one}.title") for one in method.phases],
        steps=sum(len(phase.steps) for phase in method.phases.values()),
    )


def export_page(
    words: Words, *, phase: str | None, reports: Iterable[str] = (), uid: str = "export"
) -> str:
    """Return the button that writes a report, and the reports it wrote.

    Parameters
    ----------
    phase
        Id of the phase; None for the whole workbook.
    reports
        Paths in the working folder.
    """
    return _page("export.html.j2", words, uid, phase=phase, reports=tuple(reports))


def notice(words: Words, sentence: str, *, uid: str = "notice") -> str:
    """Return one sentence as a page of its own."""
    return _page("notice.html.j2", words, uid, sentence=sentence)


def _stop(step: Step, answers: Answers, words: Words) -> Stop:
    return Stop(
        id=step.id,
        number=step.number,
        title=words.say(f"step.{step.id}.title"),
        purpose=words.maybe(f"step.{step.id}.purpose"),
        progress=None if step.outline else progress_of_step(step, answers),
    )


def _day(time: datetime | None, words: Words) -> str:
    from babel.dates import format_datetime

    if time is None:
        return ""
    return format_datetime(time.astimezone(), "d MMMM y, HH:mm", locale=words.language)


def _page(template: str, words: Words, uid: str, **details: Any) -> str:  # noqa: ANN401
    drawn = environment().get_template(template)
    said = {"say": words.say, "each": words.each, "count": words.count}
    return drawn.render(language=words.language, uid=uid, **said, **details).strip()
