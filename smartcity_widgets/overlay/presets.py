"""Overlays in files: a consultant's own, and those that are shipped as presets."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from smartcity_widgets.errors import ContentError
from smartcity_widgets.method.tables import did_you_mean, load_toml

from .logo import logo_of_file
from .reading import checked
from .shape import merged, shape_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from smartcity_widgets.method import Method

    from .shape import Shape

__all__ = ["PRESETS", "PRESET_FOLDER", "read_sources"]

PRESET_FOLDER = Path(__file__).parent.parent / "content" / "presets"

PRESETS = tuple(sorted(one.stem for one in PRESET_FOLDER.glob("*.toml")))
"""The overlays that are shipped, by name."""


def read_sources(sources: Sequence[str], method: Method) -> dict[str, Any]:
    """Return the overlay that files and presets make together; a later one wins.

    Each is checked on top of those before it, so that a refusal names the file that broke
    the rule.

    Parameters
    ----------
    sources
        The path of a TOML file, or the bare name of a preset.

    Raises
    ------
    ContentError
        If one cannot be read or breaks a rule, or if two give a question of one id.
    """
    whole: Shape = shape_of({}, "")
    overlay: dict[str, Any] = {}
    for source in sources:
        path = _path_of(source)
        where = path.name
        shape = shape_of(load_toml(path), where)
        shape["name"] = shape["name"] or path.stem
        logo = shape["look"].get("logo", "")
        if logo and not logo.startswith("data:"):
            place = f"{where}: look.logo"
            shape["look"]["logo"] = logo_of_file(path.parent / logo, place)
        whole = merged(whole, shape, where)
        overlay = checked(whole, method, where=where)
    return overlay


def _path_of(source: str) -> Path:
    """Return the file a person means: a preset where a bare name is given."""
    if source in PRESETS:
        return PRESET_FOLDER / f"{source}.toml"
    path = Path(source)
    if path.suffix or path.name != source or path.is_file():
        return path
    rule = "no preset is called this, and no file."
    raise ContentError(source, rule, did_you_mean(source, PRESETS))
