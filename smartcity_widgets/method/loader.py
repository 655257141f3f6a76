"""Turn the files of ``content/`` into a `Method`.

Every rule is checked while reading, so that a `Method` that exists is sound: ids are unique
and well formed, kinds known, lists of choices exist, references and conditions resolve,
weights sum to 1. Whether each id has its words is the matter of
`smartcity_widgets.method.wording`.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from smartcity_widgets.errors import ContentError
from smartcity_widgets.words import read_words

from .catalogue import read_catalogue, with_catalogue
from .changing import check_changed
from .conditions import check_conditions
from .deriving import check_prefilled, with_derived
from .filling import check_fills
from .grids import check_grids, with_groups
from .numbers import read_thresholds, read_weights
from .parts import Method, Phase, Question, Step
from .questions import check_targets, read_questions
from .tables import Fields, did_you_mean, read_toml, well_formed
from .wording import check_languages, check_words

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["CONTENT_FOLDER", "load_method"]

CONTENT_FOLDER = Path(__file__).parent.parent / "content"

LEVELS = (0, 1, 2, 3, 4)
_BEFORE = ("workbook", "settings", "context", "journal")
_ROLES = ("step", "context", "journal", "setting")
_VERSION = re.compile(r"\d+\.\d+\.\d+")

Lists = dict[str, tuple[str, ...]]


def load_method(folder: Path | None = None) -> Method:
    """Return the method of a content folder, by default the one that is shipped.

    The shipped method is read once per process.

    Raises
    ------
    ContentError
        If a file breaks a rule: which file, which id, which rule, the nearest name.
    """
    return _shipped() if folder is None else _load(folder)


@cache
def _shipped() -> Method:
    return _load(CONTENT_FOLDER)


def _load(folder: Path) -> Method:
    file = read_toml(folder / "method.toml")
    spoken = read_words(folder / "text")
    # A new language is one file of words: it can be chosen without touching a list.
    lists: Lists = {"language": tuple(spoken)}
    lists |= _lists(file, lists)
    steps, raw = _read_steps(folder / "steps", lists)
    indicators = read_catalogue(folder, lists)
    steps = {
        name: replace(
            one, questions=tuple(with_catalogue(q, indicators) for q in one.questions)
        )
        for name, one in steps.items()
    }
    phases = _phases(file, steps)
    method = Method(
        version=_version(file),
        phases=MappingProxyType(phases),
        steps=MappingProxyType(_ordered(steps, phases)),
        choice_lists=MappingProxyType(lists),
        weights=MappingProxyType(
            read_weights(
                f"{file.where}: weights",
                file.items("weights"),
                phases["prerequisites"].steps,
            )
        ),
        thresholds=MappingProxyType(
            read_thresholds(f"{file.where}: thresholds", file.items("thresholds"))
        ),
        indicators=indicators,
        introduction=file.get("introduction", str, ""),
        renames=MappingProxyType(_renames(folder / "renames.toml")),
    )
    file.closed()
    check_targets(method, raw)
    check_conditions(method, raw)
    check_grids(method, raw)
    check_prefilled(method, raw)
    check_fills(method, raw)
    check_changed(method, raw)
    _check_criteria(method, raw)
    _check_renames(method)
    check_words(method, spoken)
    check_languages(spoken)
    return method


def _version(file: Fields) -> str:
    if tuple(file.get("scale", list, list(LEVELS))) != LEVELS:
        raise ContentError(file.where, "'scale' must be [0, 1, 2, 3, 4].", "Correct it.")
    version = file.get("version", str)
    if not _VERSION.fullmatch(version):
        rule = f"'{version}' is not a version."
        raise ContentError(file.where, rule, "Write three numbers, for example 1.0.0.")
    return version


def _lists(file: Fields, known: Mapping[str, object]) -> Lists:
    """Read the lists of choices of a file; a list has one home."""
    found: Lists = {}
    for name, choices in file.items("choices").items():
        where = f"{file.where}: list '{name}'"
        well_formed(name, where)
        if name in known:
            raise ContentError(where, "another file has a list of this id.", "Rename one.")
        if not isinstance(choices, list) or not choices:
            raise ContentError(where, "must be a list of ids.", "Name its choices.")
        ids = [well_formed(one, where, choice=True) for one in choices]
        twice = next((one for one in ids if ids.count(one) > 1), None)
        if twice:
            raise ContentError(where, f"'{twice}' stands twice.", "Remove one.")
        found[name] = tuple(ids)
    return found


def _read_steps(folder: Path, lists: Lists) -> tuple[dict[str, Step], dict[str, str]]:
    """Read every step file.

    Returns
    -------
    tuple
        The steps by id, and the file name of each.
    """
    every = read_toml(folder / "every.toml")
    files = [read_toml(one) for one in sorted(folder.glob("*.toml")) if one.stem != "every"]
    for file in files:
        lists |= _lists(file, lists)
    steps: dict[str, Step] = {}
    homes: dict[str, str] = {}
    for file in files:
        name = well_formed(file.get("id", str), file.where)
        where = f"{file.where}: step '{name}'"
        if name in steps:
            raise ContentError(where, f"{homes[name]} has this id too.", "Rename one.")
        homes[name] = file.where
        role = file.word("role", _ROLES)
        questions = read_questions(file.where, name, file.tables("questions"), lists)
        if role == "step":
            questions += read_questions(every.where, name, every.tables("questions"), lists)
            every.closed()
        _check_unique(questions, file.where, name)
        steps[name] = Step(
            id=name,
            number=file.get("number", int),
            phase=None,
            role=role,  # type: ignore[arg-type] # one of _ROLES
            outline=file.get("outline", bool, False),
            questions=with_groups(file, with_derived(file, name, questions), lists),
        )
        file.closed()
    return steps, homes


def _check_unique(questions: tuple[Question, ...], file: str, step: str) -> None:
    seen: set[str] = set()
    for one in questions:
        if one.id in seen:
            where = f"{file}: question '{step}/{one.id}'"
            raise ContentError(where, "its step has this id already.", "Rename one.")
        seen.add(one.id)


def _phases(file: Fields, steps: dict[str, Step]) -> dict[str, Phase]:
    """Read the phases, and write into each step the phase it belongs to."""
    phases: dict[str, Phase] = {}
    order: list[str] = []
    for table in file.tables("phases"):
        name = well_formed(table.get("id", str), file.where)
        table.where = where = f"{file.where}: phase '{name}'"
        if name in phases:
            raise ContentError(where, "this id stands twice.", "Rename one.")
        if name in steps:  # a comment on it would be one on the step
            raise ContentError(where, "a step has this id too.", "Rename one.")
        members = table.texts("steps")
        known = [one.id for one in steps.values() if one.role == "step"]
        for one in members:
            if one not in known:
                raise ContentError(
                    where, f"no step is called '{one}'.", did_you_mean(one, known)
                )
            steps[one] = replace(steps[one], phase=name)
        order += members
        phases[name] = Phase(name, members, table.get("capsule", str, ""))
        table.closed()
    _check_order(file.where, order, steps)
    if "prerequisites" not in phases:
        raise ContentError(file.where, "no phase is called 'prerequisites'.", "Add it.")
    return phases


def _check_order(where: str, order: list[str], steps: dict[str, Step]) -> None:
    for place, name in enumerate(order, start=1):
        if steps[name].number != place:
            number = steps[name].number
            rule = f"step '{name}' is number {number}, but stands in place {place}."
            raise ContentError(
                where, rule, "Correct its number, or the order of the phases."
            )
    lost = [one.id for one in steps.values() if one.role == "step" and one.id not in order]
    if lost:
        raise ContentError(
            where, f"step '{lost[0]}' is in no phase.", "Add it to the steps of one."
        )


def _ordered(steps: dict[str, Step], phases: dict[str, Phase]) -> dict[str, Step]:
    before = [one for one in _BEFORE if one in steps]
    after = [step for phase in phases.values() for step in phase.steps]
    others = [one for one in steps if one not in before and one not in after]
    return {name: steps[name] for name in (*before, *others, *after)}


def _renames(path: Path) -> dict[str, Mapping[str, str]]:
    """Read what major versions renamed or removed: version to former path to path.

    Empty where it was removed.
    """
    if not path.exists():
        return {}
    file = read_toml(path)
    found: dict[str, Mapping[str, str]] = {}
    for version, pairs in file.items("renames").items():
        table = Fields(
            f"{path.name}: '{version}'", pairs if isinstance(pairs, dict) else {}
        )
        found[version] = MappingProxyType({one: table.get(one, str) for one in pairs})  # type: ignore[attr-defined]
    file.closed()
    return found


def _check_renames(method: Method) -> None:
    """Check that what was renamed or removed is not asked: an id is never used again."""
    for version, pairs in method.renames.items():
        for old in pairs:
            step, _, rest = old.partition("/")
            column = rest.count("/")
            path = old if not column else f"{step}/{rest.replace('/', '/*/')}"
            if old in method.steps or method.at(path) is not None:
                where = f"renames.toml: '{version}': '{old}'"
                rule = "it is asked still."
                raise ContentError(where, rule, "Give the new question an id of its own.")


def _check_criteria(method: Method, homes: dict[str, str]) -> None:
    for step in method.steps.values():
        for one in step.criteria:
            where = f"{homes[step.id]}: question '{one.path}'"
            if step.id not in method.prerequisites:
                rule = "only a prerequisite has criteria."
                raise ContentError(where, rule, "Take away 'criterion'.")
            if step.outline:
                rule = "a step that is an outline has no criteria."
                raise ContentError(where, rule, "Complete it, or take away 'criterion'.")
    for name in method.prerequisites:
        if not method.steps[name].criteria:
            where = f"{homes[name]}: step '{name}'"
            raise ContentError(where, "a prerequisite has no criterion.", "Add one.")
