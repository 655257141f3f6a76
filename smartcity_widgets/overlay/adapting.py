"""The method with an overlay on it."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from .own import placed, read_own

if TYPE_CHECKING:
    from collections.abc import Mapping

    from smartcity_widgets.method import Method

__all__ = ["adapt"]


def adapt(method: Method, overlay: Mapping[str, Any], *, hide: bool = True) -> Method:
    """Return the method as an overlay says it; as it is published where that is empty.

    An overlay always stands on the published method: one that was adapted before is taken
    back to it first (`Method.published`).

    Parameters
    ----------
    overlay
        As `smartcity_widgets.overlay.read_overlay` returned it; it is not checked again.
    hide
        Whether hidden questions are left out. A form, a report, a list of open points has
        them out. A document has them in: it carries the answers that were given before
        they were hidden, so that hiding loses nothing, here or elsewhere.
    """
    base = method.published
    if not overlay:
        return base
    own = read_own(overlay.get("questions", ()), base, "overlay", strict=False)
    hidden = frozenset(overlay.get("hidden", ())) if hide else frozenset()
    steps = {
        name: replace(
            step,
            questions=tuple(one for one in placed(step, own) if one.path not in hidden),
        )
        for name, step in base.steps.items()
    }
    lists = {name: choices for one in own for name, choices in one.lists.items()}
    return replace(
        base,
        steps=MappingProxyType(steps),
        choice_lists=MappingProxyType({**base.choice_lists, **lists}),
        weights=MappingProxyType({**base.weights, **_numbers(overlay, "weights")}),
        thresholds=MappingProxyType({**base.thresholds, **_numbers(overlay, "thresholds")}),
        base=base,
    )


def _numbers(overlay: Mapping[str, Any], member: str) -> dict[str, Decimal]:
    return {name: Decimal(str(one)) for name, one in overlay.get(member, {}).items()}
