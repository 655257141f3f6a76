"""Ballots: the criteria of the prerequisites on two pages, one sheet per person.

Every criterion has its five boxes with what each level says, and a box for "don't know".
No score, no weight, nobody else's opinion.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from .templates import environment

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from markupsafe import Markup

    from .drawing import Drawing

__all__ = ["ballot_pages"]

_IN_A_LINE = 21
"""About as many characters of an anchor stand in one line of its column."""
_LEAST, _TITLE = 2, 2
"""Lines of the shortest row, and of a prerequisite's title."""


@dataclass(frozen=True, slots=True)
class Line:
    """A criterion with what its levels say."""

    id: str
    label: Markup
    anchors: tuple[Markup, ...]

    @property
    def height(self) -> int:
        """About how many lines it takes."""
        longest = max((len(one.striptags()) for one in self.anchors), default=0)
        return max(_LEAST, -(-longest // _IN_A_LINE))


@dataclass(frozen=True, slots=True)
class Block:
    """The criteria of one prerequisite."""

    step: str
    number: int
    title: Markup
    lines: tuple[Line, ...]

    @property
    def height(self) -> int:
        """About how many lines it takes."""
        return _TITLE + sum(one.height for one in self.lines)


def ballot_pages(drawing: Drawing, people: Iterable[str], *, name: str) -> tuple[str, ...]:
    """Return one ballot per person, each of two pages.

    Parameters
    ----------
    people
        The name on each; an empty one has a line to write it on.
    name
        Of the municipality.
    """
    sides = _sides([_block(drawing, step) for step in drawing.method.prerequisites])
    page: Any = environment().get_template("ballot.html.j2").module
    return tuple(
        str(page.ballot(drawing, sides, person, name=name, number=number)).strip()
        for number, person in enumerate(people, start=1)
    )


def _block(drawing: Drawing, name: str) -> Block:
    step = drawing.method.steps[name]
    return Block(
        step=name,
        number=step.number,
        title=drawing.text(f"step.{name}.title"),
        lines=tuple(
            Line(
                id=one.id,
                label=drawing.text(f"{one.words_key}.label"),
                anchors=tuple(drawing.each(f"{one.words_key}.anchors")),
            )
            for one in step.criteria
        ),
    )


def _sides(blocks: Sequence[Block]) -> tuple[tuple[Block, ...], tuple[Block, ...]]:
    """Return the two pages: whole prerequisites, in order, as even as they can be."""

    def higher(cut: int) -> int:
        return max(
            sum(one.height for one in blocks[:cut]), sum(one.height for one in blocks[cut:])
        )

    cut = min(range(1, len(blocks)), key=higher, default=len(blocks))
    return tuple(blocks[:cut]), tuple(blocks[cut:])
