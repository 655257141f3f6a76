"""Overlays of a client for tests: an own question, and one overlay with everything."""

from __future__ import annotations

import base64
import io
from typing import TYPE_CHECKING

from documents import METHOD
from hypothesis import HealthCheck, settings
from PIL import Image

from smartcity_widgets.desk import Desk, create
from smartcity_widgets.overlay import read_overlay
from smartcity_widgets.store import Store

if TYPE_CHECKING:
    from pathlib import Path

__all__ = [
    "BOTH",
    "EVEN",
    "LOGO",
    "OWN",
    "OWN_WORDS",
    "WHOLE",
    "asked",
    "desk_on",
    "edit",
    "generous",
    "logo_text",
    "new_store",
    "png",
    "read",
]

EVEN = dict.fromkeys(METHOD.prerequisites, 0.2)
OWN = {"step": "team", "id": "x-public", "kind": "choice", "choices": ["all", "young"]}
OWN_WORDS = {
    "question.team.x-public.label": "Public",
    "choice.x-public.all": "All",
    "choice.x-public.young": "Young",
}
BOTH = {"en": OWN_WORDS, "fr": OWN_WORDS}
generous = settings(
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)

LOGO = "data:image/png;base64,"


def png(width: int = 40, height: int = 20, **how: object) -> bytes:
    out = io.BytesIO()
    picture = Image.new("RGB", (width, height), "#0a5c63")
    picture.save(out, how.pop("format", "PNG"), **how)
    return out.getvalue()


def logo_text(data: bytes) -> str:
    return LOGO + base64.b64encode(data).decode("ascii")


def asked(**question: object) -> dict[str, object]:
    """Return an overlay with one own question, and its words."""
    one = {**OWN, **question}
    label = f"question.{one['step']}.{one['id']}.label"
    said = {label: "Label", **OWN_WORDS}
    if one["id"] != OWN["id"]:
        said = {label: "Label"}
    return {"questions": [one], "words": {"en": said, "fr": said}}


def read(**members: object) -> dict[str, object]:
    return read_overlay(members, METHOD, where="client.toml")


WHOLE = {
    "name": "Valmont 2026",
    "hidden": ["context/region", "political-will/motivation"],
    "words": {
        "en": OWN_WORDS,
        "fr": {**OWN_WORDS, "question.team.T1.label": "Qui s’en occupe"},
    },
    "questions": [{**OWN, "importance": "essential"}],
    "weights": {**EVEN, "team": 0.3, "openness": 0.1},
    "thresholds": {"overall_go": 62.5},
    "look": {"accent": "#7a1f5c", "logo": logo_text(png())},
}


def new_store(folder: Path) -> Store:
    """Return a store that holds the workbook ``namur`` and nothing else."""
    store = Store(f"sqlite:///{folder}/w.sqlite", folder=folder)
    create(
        store, "namur", method=METHOD, name="Namur", language="fr", terms="be", author="a"
    )
    return store


def desk_on(store: Store, **more: object) -> Desk:
    return Desk(store, "namur", method=METHOD, author="anna", **more)


def edit(path: str, raw: object) -> dict[str, object]:
    place = {"edit": f"{path} {raw}", "op": "answer", "path": path, "language": "fr"}
    return place | {"raw": raw}
