"""The sentences on top: which places are sure, which needs cannot be told apart."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

from ..naming import naming

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markupsafe import Markup

    from smartcity_widgets.analysis.priorities import Priorities
    from smartcity_widgets.analysis.ranking import Ranked
    from smartcity_widgets.words import Words

__all__ = ["lead"]

KEY = "findings.vision.lead"
AHEAD = 3
"""Names after the first round."""
PAIR, UNSURE_SAID = 2, 2
"""At most so many groups that cannot be told apart are said; the chart shows them all."""


def lead(found: Priorities, objectives: int, words: Words) -> tuple[Markup | str, ...]:
    """Return the first sentences of the page, in order."""
    said: list[Markup | str] = []
    if found.ranking.needs:
        said += _order(found.ranking.blocks, words)
    elif found.first.proposed:
        names = [one.text for one in found.first.proposed[:AHEAD]]
        said.append(naming(words, f"{KEY}.first_round", names))
    chosen = len(found.selection.priorities)
    if chosen:
        said.append(words.count(f"{KEY}.chosen", chosen))
        if objectives:
            said.append(words.count(f"{KEY}.objectives", objectives))
    return tuple(said)


def _order(blocks: Sequence[Sequence[Ranked]], words: Words) -> Iterator[Markup | str]:
    needs = sum(len(block) for block in blocks)
    clear = [block[0] for block in takewhile(lambda block: len(block) == 1, blocks)]
    names = [one.need.text for one in clear]
    if needs == 1:
        yield naming(words, f"{KEY}.one_only", names)
    elif len(clear) == needs:
        yield naming(words, f"{KEY}.all_clear", names)
    elif len(clear) == 1:
        yield naming(words, f"{KEY}.first_alone", names)
    elif clear:
        yield naming(words, f"{KEY}.clear", names, n=len(clear))
    elif len(blocks) == 1 and needs > PAIR:
        yield words.say(f"{KEY}.nothing_clear", n=needs)
        return
    place, told = 1, 0
    for block in blocks:
        if len(block) > 1 and told < UNSURE_SAID:
            yield _unsure(block, place, words)
            told += 1
        place += len(block)


def _unsure(block: Sequence[Ranked], place: int, words: Words) -> Markup | str:
    span = {"low": place, "high": place + len(block) - 1}
    if len(block) > PAIR:
        return words.say(f"{KEY}.block", **span)
    return naming(words, f"{KEY}.pair", [one.need.text for one in block], **span)
