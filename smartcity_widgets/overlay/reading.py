"""Read an overlay against the method: the first rule it breaks refuses all of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from smartcity_widgets.errors import ContentError
from smartcity_widgets.method.conditions import check_conditions
from smartcity_widgets.method.numbers import read_thresholds, read_weights
from smartcity_widgets.method.questions import check_targets
from smartcity_widgets.words import languages, words

from .adapting import adapt
from .colours import check_accent
from .hiding import check_hidden
from .logo import check_logo
from .own import read_own
from .saying import check_said, check_text
from .shape import plain, shape_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from smartcity_widgets.method import Method
    from smartcity_widgets.words import Words

    from .shape import Shape

__all__ = ["checked", "read_overlay"]

_LONGEST_NAME = 200


def read_overlay(
    table: Mapping[str, Any],
    method: Method,
    *,
    where: str,
    spoken: Mapping[str, Words] | None = None,
) -> dict[str, Any]:
    """Return an overlay as JSON, canonically: in a fixed order, with nothing empty.

    Read again, what it returns stays the same.

    Parameters
    ----------
    table
        What a document or a file says.
    where
        How an error names it: the file, or the place in a document.
    spoken
        The languages with their words, by default those that are shipped.

    Raises
    ------
    ContentError
        If it breaks a rule: where, which id, which rule, the nearest name.
    """
    return checked(shape_of(table, where), method, where=where, spoken=spoken)


def checked(
    shape: Shape,
    method: Method,
    *,
    where: str,
    spoken: Mapping[str, Words] | None = None,
) -> dict[str, Any]:
    """Return an overlay whose members were read already, as `read_overlay` does.

    Raises
    ------
    ContentError
        As `read_overlay`.
    """
    base = method.published
    spoken = spoken or {language: words(language) for language in languages()}
    own = read_own(shape["questions"], base, where)
    full = adapt(base, {"questions": [one.table for one in own]}, hide=False)
    homes = dict.fromkeys(full.steps, where)
    check_targets(full, homes)
    check_conditions(full, homes)
    overlay = {
        "name": _name(shape["name"], f"{where}: name"),
        "hidden": check_hidden(shape["hidden"], full, where),
        "words": check_said(shape["words"], full, own, spoken, where),
        "questions": [one.table for one in own],
        "weights": shape["weights"]
        and read_weights(f"{where}: weights", shape["weights"], base.prerequisites),
        "thresholds": read_thresholds(
            f"{where}: thresholds", shape["thresholds"], every=False
        ),
        "look": _look(shape["look"], where),
    }
    return {name: plain(one, where) for name, one in overlay.items() if one}


def _name(text: str, where: str) -> str:
    if len(text) > _LONGEST_NAME or "\n" in text:
        rule = f"must be one line of at most {_LONGEST_NAME} characters."
        raise ContentError(where, rule, "Shorten it.")
    return check_text(text, where)


def _look(look: Mapping[str, str], where: str) -> dict[str, str]:
    found = {}
    if "accent" in look:
        found["accent"] = check_accent(look["accent"], f"{where}: look.accent")
    if "logo" in look:
        found["logo"] = check_logo(look["logo"], f"{where}: look.logo")
    return found
