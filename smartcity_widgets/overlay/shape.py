"""The shape of an overlay: its members and their types, before the method is asked.

A TOML file and a JSON document say the same in different numbers (`Decimal`, float);
`typed` and `plain` lead from one to the other, so that both are read alike.
"""

from __future__ import annotations

import math
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from smartcity_widgets.errors import ContentError
from smartcity_widgets.method.tables import Fields

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["Shape", "merged", "plain", "shape_of", "typed"]

Shape = dict[str, Any]
"""The members of an overlay, all of them, numbers as `Decimal`."""

_LARGEST = Decimal(10) ** 15


def shape_of(table: Mapping[str, Any], where: str) -> Shape:
    """Return the members of an overlay.

    Words may be nested or flat: ``[words.fr.question.team.T1]`` and ``label``, or
    ``"question.team.T1.label"``.

    Raises
    ------
    ContentError
        If one is unknown or of another type.
    """
    fields = Fields(where, typed(plain(table, where)))
    words = Fields(f"{where}: words", fields.items("words"))
    look = Fields(f"{where}: look", fields.items("look"))
    shape = {
        "name": fields.get("name", str, "").strip(),
        "hidden": list(fields.texts("hidden", [])),
        "words": {
            language: _flat(words.get(language, dict), f"{where}: words.{language}")
            for language in fields.items("words")
        },
        "questions": fields.get("questions", list, []),
        "weights": fields.items("weights"),
        "thresholds": fields.items("thresholds"),
        "look": {name: look.get(name, str) for name in fields.items("look")},
    }
    for name in ("accent", "logo"):
        look.get(name, str, None)  # known, given or not
    unknown = next((name for name in shape["look"] if name not in {"accent", "logo"}), None)
    if unknown:
        rule = f"no key is called '{unknown}'."
        raise ContentError(look.where, rule, "Known: accent, logo.")
    fields.closed()
    return shape


def merged(former: Shape, later: Shape, where: str) -> Shape:
    """Return two overlays as one: what is said in both, the later says.

    Its name names both: a score under it is one under both.

    Raises
    ------
    ContentError
        If both give a question of one id; `where` names the later file.
    """
    known = [one.get("id") for one in former["questions"] if isinstance(one, dict)]
    for one in later["questions"]:
        name = one.get("id") if isinstance(one, dict) else None
        if name is not None and name in known:
            place = f"{where}: question '{one.get('step')}/{name}'"
            rule = "an earlier file gives a question of this id."
            raise ContentError(place, rule, "Rename one.")
    languages = {**former["words"], **later["words"]}
    names = dict.fromkeys(one for one in (former["name"], later["name"]) if one)
    return {
        "name": " + ".join(names),
        "hidden": [*former["hidden"], *later["hidden"]],
        "words": {
            language: {
                **former["words"].get(language, {}),
                **later["words"].get(language, {}),
            }
            for language in languages
        },
        "questions": [*former["questions"], *later["questions"]],
        "weights": later["weights"] or former["weights"],
        "thresholds": {**former["thresholds"], **later["thresholds"]},
        "look": {**former["look"], **later["look"]},
    }


def plain(value: Any, where: str = "") -> Any:  # noqa: ANN401 - any JSON
    """Return a value with its numbers as JSON has them, whole where they are; no nulls.

    Raises
    ------
    ContentError
        If a number has no end (``nan``, ``inf``) or is beyond measure.
    """
    if isinstance(value, dict):
        return {key: plain(one, where) for key, one in value.items() if one is not None}
    if isinstance(value, list | tuple):
        return [plain(one, where) for one in value if one is not None]
    if isinstance(value, Decimal | float):
        number = Decimal(repr(value)) if isinstance(value, float) else value
        if not number.is_finite() or abs(number) > _LARGEST:
            raise ContentError(where, f"{value} is no number here.", "Correct it.")
        whole = number == number.to_integral_value()
        return int(number) if whole else float(number)
    return value


def typed(value: Any) -> Any:  # noqa: ANN401 - any JSON
    """Return a value with its broken numbers as `Decimal`, as a content file has them."""
    if isinstance(value, dict):
        return {key: typed(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [typed(one) for one in value]
    if isinstance(value, float) and math.isfinite(value):
        return Decimal(repr(value))
    return value


def _flat(table: Mapping[str, Any], where: str, prefix: str = "") -> Shape:
    flat: Shape = {}
    for name, value in table.items():
        key = f"{prefix}{name}"
        if isinstance(value, dict):
            flat |= _flat(value, where, f"{key}.")
        elif isinstance(value, str) or (
            isinstance(value, list) and all(isinstance(one, str) for one in value)
        ):
            flat[key] = value
        else:
            place = f"{where}: '{key}'"
            rule = f"must be a text or a list of texts, not {value!r}."
            raise ContentError(place, rule, "Correct it.")
    return flat
