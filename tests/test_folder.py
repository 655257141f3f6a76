"""The working folder, and what is remembered in it."""

from __future__ import annotations

import json

import pytest

from smartcity_widgets import folder
from smartcity_widgets.errors import SmartcityError, UsageError

NAMES = ["simple", "dossier de travail", "évaluation à Liège", "100 % sûr #1 ?", "l" * 120]


@pytest.mark.parametrize("name", NAMES)
def test_a_new_folder_holds_notebooks_examples_and_exports(tmp_path, name):
    made = folder.make_folder(tmp_path / name)

    notebooks = sorted(one.name for one in (made.folder / "notebooks").iterdir())
    assert notebooks[:2] == ["00-context.ipynb", "10-prerequisites.ipynb"]
    assert (made.folder / "data" / "examples" / "valmont.json").is_file()
    assert (made.folder / "exports").is_dir()


def test_what_is_there_already_stays_as_it_is(tmp_path):
    folder.make_folder(tmp_path)
    mine = tmp_path / "notebooks" / "00-context.ipynb"
    mine.write_text("mine", encoding="utf-8")

    made = folder.make_folder(tmp_path)

    assert mine.read_text(encoding="utf-8") == "mine"
    assert mine in made.kept
    assert made.written == ()


def test_a_file_is_no_folder(tmp_path):
    (tmp_path / "file").write_text("", encoding="utf-8")

    with pytest.raises(UsageError, match="Name a folder"):
        folder.make_folder(tmp_path / "file")


def test_a_folder_that_cannot_be_written_is_said(tmp_path, monkeypatch):
    def refuse(*_args: object, **_more: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("pathlib.Path.mkdir", refuse)

    with pytest.raises(SmartcityError, match="cannot be written"):
        folder.make_folder(tmp_path / "new")


def test_the_working_folder_is_the_nearest_that_holds_notebooks(tmp_path):
    folder.make_folder(tmp_path / "work")
    deep = tmp_path / "work" / "notebooks" / "mine"
    deep.mkdir()

    assert folder.working_folder(deep) == (tmp_path / "work").resolve()


def test_a_folder_without_notebooks_is_its_own_working_folder(tmp_path):
    assert folder.working_folder(tmp_path) == tmp_path.resolve()


def test_the_choice_and_the_author_are_remembered_side_by_side(tmp_path):
    folder.remember(tmp_path, workbook="namur")
    folder.remember(tmp_path, author="Élise")

    assert folder.chosen(tmp_path) == "namur"
    assert folder.author(tmp_path) == "Élise"


def test_a_damaged_memory_is_as_good_as_none(tmp_path):
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "chosen.json").write_text("{", encoding="utf-8")

    assert folder.chosen(tmp_path) is None
    folder.remember(tmp_path, workbook="namur")
    kept = json.loads((tmp_path / "data" / "chosen.json").read_text(encoding="utf-8"))
    assert kept == {"workbook": "namur"}


def test_nothing_half_written_is_left_beside_the_memory(tmp_path):
    folder.remember(tmp_path, workbook="namur")

    assert [one.name for one in (tmp_path / "data").iterdir()] == ["chosen.json"]
