"""A form of one step: what stands in each of its fragments.

A form is drawn whole once; after each edit only the fragments that changed are sent. Both
come from the same place: the whole is the skeleton with its fragments put in.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any, Literal

from smartcity_widgets.analysis.progress import (
    Progress,
    progress_of_phase,
    progress_of_step,
)
from smartcity_widgets.words import languages

from .attention import notices_of, troubles_of, undo_of
from .catalogue import catalogue_list
from .fields import comment_field, field_of
from .following import with_following
from .gridding import with_lines
from .look import look
from .pooling import pools
from .templates import environment
from .wall import bar, jots, sequence_of, wall

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from markupsafe import Markup

    from smartcity_widgets.answers import Respondent
    from smartcity_widgets.log import Entry
    from smartcity_widgets.method import Step

    from .attention import Notice, Trouble, Undo
    from .drawing import Drawing
    from .shapes import Field, Row

__all__ = ["ROW", "Form", "form_of", "fragments_of", "neighbours", "whole"]

ROW = "r:"
"""How the name of a fragment begins that is a row; its table holds an empty slot for it."""
_SLOT = re.compile(r'<(?:li|tr) [^<>]*data-fragment="(r:[^"]+)">')


@dataclass(frozen=True, slots=True)
class Bar:
    """One step in the progress of its phase."""

    title: str
    progress: Progress
    here: bool


@dataclass(frozen=True, slots=True)
class Group:
    """Questions that follow each other: the criteria, facts, or comments on phases."""

    name: str
    kind: Literal["criteria", "facts", "all", "comments"]
    fields: tuple[Field, ...]

    @property
    def count(self) -> int:
        """How many questions it has."""
        return len(self.fields)


@dataclass(frozen=True, slots=True)
class Form:
    """All a form says, before it is written down."""

    step: Step
    crumb: str
    progress: str
    bars: tuple[Bar, ...]
    respondent: str
    respondents: tuple[Respondent, ...]
    languages: tuple[tuple[str, str], ...]
    undo: Undo | None
    problems: tuple[Trouble, ...]
    notices: tuple[Notice, ...]
    guiding: list[Markup]
    pitfalls: list[Markup]
    capsule: str
    groups: tuple[Group, ...]
    reveal: int
    more: tuple[Field, ...]
    checklist: tuple[Field, ...]
    step_notes: tuple[Field, ...]
    previous: str
    next: str
    sequence: tuple[str, ...]

    @property
    def asks_people(self) -> bool:
        """Whether it can be said who answers: a respondent if there is one, or hands."""
        asked = any(one.individual for one in self.step.questions)
        return asked and bool(self.respondents or self.step.criteria)

    @property
    def fields(self) -> Iterable[Field]:
        """Every question of the form, in the order it stands there."""
        for group in self.groups:
            yield from group.fields
        yield from (*self.more, *self.checklist, *self.step_notes)


def form_of(drawing: Drawing, step: Step, history: Sequence[Entry] = ()) -> Form:
    """Return what the form of a step says."""
    asked = [with_lines(drawing, field_of(drawing, one)) for one in step.questions]
    fields = with_following(drawing, step, asked, history)
    essential = [one for one in fields if one.question.importance == "essential"]
    rest = [one for one in fields if one not in essential]
    common = [one for one in rest if one.question.id.startswith("step_")]
    checks = [one for one in rest if one.kind == "checklist"]
    mine = [comment_field(drawing, step.id)] if step.role == "step" else []
    on_phases, on_steps = _comments(drawing, step)
    before, after = neighbours(drawing, step)
    people = drawing.answers.respondents
    phase = drawing.method.phases[step.phase] if step.phase else None
    return Form(
        step=step,
        crumb=_crumb(drawing, step),
        progress=_progress(drawing, step),
        bars=_bars(drawing, step),
        respondent=next(
            (one.name for one in people if one.id == drawing.view.respondent),
            drawing.view.respondent,
        ),
        respondents=people,
        languages=tuple(languages().items()),
        undo=undo_of(drawing, step, history),
        problems=troubles_of(drawing, [*fields, *mine, *on_phases, *on_steps]),
        notices=notices_of(drawing, fields),
        guiding=drawing.each(f"step.{step.id}.guiding"),
        pitfalls=drawing.each(f"step.{step.id}.pitfalls"),
        capsule=phase.capsule if phase else "",
        groups=_groups(essential, on_phases),
        reveal=_waiting(drawing, fields),
        more=tuple(
            one for one in [*rest, *on_steps] if one not in common and one not in checks
        ),
        checklist=tuple(checks),
        step_notes=(*common, *mine),
        previous=before,
        next=after,
        sequence=tuple(sequence_of(drawing, step)),
    )


def fragments_of(drawing: Drawing, form: Form) -> dict[str, str]:
    """Return the inside of every fragment by name; empty where nothing is to be seen."""
    page: Any = environment().get_template("form.html.j2").module
    ask: Any = environment().get_template("questions.html.j2").module
    shown = [one for one in form.more if one.shown and drawing.gives(one.question)]
    given = sum(one.answered for one in form.step_notes)
    group = not drawing.alone
    fragments = {
        "look": look(drawing.answers, drawing.uid),
        "header": page.header(drawing, form),
        "problems": page.problems(drawing, form),
        "guiding": page.guiding(drawing, form),
        "foot": page.foot(drawing, form),
        "wall": wall(drawing, form.step, form.fields),
        "bar": bar(drawing),
        "catalogue": catalogue_list(drawing, form.step.questions) if group else "",
        "pools": pools(drawing, form.step.questions) if group else "",
        "jots": jots(drawing, decisions=form.step.role == "step") if form.sequence else "",
    }
    for one in form.groups:
        seen = group or one.kind == "criteria"
        fragments[one.name] = page.heading(drawing, form, one) if seen else ""
    if form.more:
        fragments["more"] = page.more(drawing, form, len(shown))
    if form.step_notes:
        fragments["notes"] = page.notes_title(drawing, given) if group else ""
    slotted = replace(drawing, slots=True)
    for field in form.fields:
        mine = drawing.gives(field.question)
        fragments[f"q:{field.path}"] = ask.question(slotted, field) if mine else ""
    rows = _rows_of(drawing, form)
    return {name: str(html).strip() for name, html in fragments.items()} | rows


def _rows_of(drawing: Drawing, form: Form) -> dict[str, str]:
    """Return the inside of each row of the tables that are shown."""
    ask: Any = environment().get_template("questions.html.j2").module

    def draw(field: Field, row: Row) -> str:
        return str(ask.one_row(drawing, field, row)).strip()

    return {
        f"{ROW}{row.path}": drawing.kept.html(row, partial(draw, field, row))
        if drawing.kept
        else draw(field, row)
        for field in form.fields
        if field.shown and drawing.gives(field.question)
        for row in field.rows
    }


def whole(drawing: Drawing, form: Form) -> str:
    """Return the form with its fragments in place."""
    from markupsafe import Markup

    page: Any = environment().get_template("form.html.j2").module
    # Our own fragments, escaped when they were drawn.
    drawn = fragments_of(drawing, form)
    parts = {
        name: Markup(_SLOT.sub(lambda slot: slot[0] + drawn[slot[1]], html))  # noqa: S704
        for name, html in drawn.items()
        if not name.startswith(ROW)
    }
    return str(page.whole(drawing, form, parts)).strip()


def _waiting(drawing: Drawing, fields: Iterable[Field]) -> int:
    """How many opinions at least the reveal button would show."""
    hidden = (one.hidden_opinions for one in fields)
    return 0 if drawing.alone else max(hidden, default=0)


def neighbours(drawing: Drawing, step: Step) -> tuple[str, str]:
    """Return the steps with a form before and after this one; empty at the ends."""
    steps = list(drawing.steps_with_form)
    if step.id not in steps:
        return "", ""
    here = steps.index(step.id)
    around = ["", *steps, ""]
    return around[here], around[here + 2]


def _comments(drawing: Drawing, step: Step) -> tuple[list[Field], list[Field]]:
    """Return the comments that the journal asks for: on each phase, on each step."""
    if step.role != "journal":
        return [], []
    phases = [
        comment_field(drawing, one, title=drawing.say(f"phase.{one}.title"))
        for one in drawing.method.phases
    ]
    steps = [
        comment_field(drawing, one, title=drawing.say(f"step.{one}.title"))
        for one in drawing.steps_with_form
        if one in drawing.method.commented
    ]
    return phases, steps


def _groups(essential: list[Field], on_phases: list[Field]) -> tuple[Group, ...]:
    runs: list[list[Field]] = []
    for one in essential:
        if runs and runs[-1][0].question.criterion == one.question.criterion:
            runs[-1].append(one)
        else:
            runs.append([one])

    def kind(run: list[Field]) -> Literal["criteria", "facts", "all"]:
        if run[0].question.criterion:
            return "criteria"
        return "facts" if len(runs) > 1 else "all"

    groups = [
        Group(f"h:{number}", kind(run), tuple(run)) for number, run in enumerate(runs)
    ]
    if on_phases:
        groups.append(Group("h:comments", "comments", tuple(on_phases)))
    return tuple(groups)


def _crumb(drawing: Drawing, step: Step) -> str:
    if step.phase is None:
        return drawing.say(f"ui.crumb.{step.role}")
    total = sum(one.role == "step" for one in drawing.method.steps.values())
    kicker = drawing.say(f"phase.{step.phase}.kicker")
    return drawing.say("ui.crumb.step", phase=kicker, n=step.number, total=total)


def _progress(drawing: Drawing, step: Step) -> str:
    if step.role in {"setting", "journal"}:
        return ""
    mine = progress_of_step(step, drawing.answers, drawing.view.respondent)
    said = [drawing.say("ui.progress_step", answered=mine.answered, total=mine.total)]
    if step.phase and step.criteria:
        criteria = [
            one
            for name in drawing.method.phases[step.phase].steps
            for one in drawing.method.steps[name].criteria
        ]
        given = sum(
            drawing.answers.answered(one.path, drawing.view.respondent) for one in criteria
        )
        said.append(
            drawing.say("ui.progress_criteria", answered=given, total=len(criteria))
        )
    elif step.phase:
        phase = progress_of_phase(drawing.method, step.phase, drawing.answers)
        said.append(
            drawing.say("ui.progress_phase", answered=phase.answered, total=phase.total)
        )
    return " · ".join(said)


def _bars(drawing: Drawing, step: Step) -> tuple[Bar, ...]:
    if step.phase is None:
        return ()
    return tuple(
        Bar(
            title=drawing.say(f"step.{name}.title"),
            progress=progress_of_step(
                drawing.method.steps[name], drawing.answers, drawing.view.respondent
            ),
            here=name == step.id,
        )
        for name in drawing.method.phases[step.phase].steps
        if not drawing.method.steps[name].outline
    )
