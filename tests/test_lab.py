"""JupyterLab as `smartcity lab` starts it: private settings, one port per folder."""

from __future__ import annotations

import json
import socket

import pytest

from smartcity_widgets import lab
from smartcity_widgets.errors import UsageError
from smartcity_widgets.folder import make_folder


@pytest.fixture
def folder(tmp_path):
    return make_folder(tmp_path / "dossier d’été").folder


def test_a_folder_keeps_its_port(folder):
    assert lab.port_of(folder) == lab.port_of(folder)


def test_a_port_in_use_is_passed_over_when_one_is_chosen(folder):
    wanted = lab.port_of(folder)
    (folder / "data" / "lab" / "port.json").unlink()
    with socket.socket() as other:
        other.bind(("127.0.0.1", wanted))
        other.listen()

        assert lab.port_of(folder) != wanted


def test_a_remembered_port_taken_by_another_program_is_said(folder):
    with socket.socket() as other:
        other.bind(("127.0.0.1", lab.port_of(folder)))
        other.listen()

        with pytest.raises(UsageError, match="another program uses it"):
            lab.open_lab(folder, notebook="00-context.ipynb", browser=False)


def test_a_folder_without_the_notebook_is_said(tmp_path):
    with pytest.raises(UsageError, match="smartcity init"):
        lab.open_lab(tmp_path, notebook="00-context.ipynb", browser=False)


def test_settings_are_the_folders_own_and_switch_off_what_gets_in_the_way(folder):
    settings = lab.prepare(folder)

    overrides = json.loads((settings / "settings" / "overrides.json").read_text("utf-8"))
    assert overrides["@jupyter-widgets/jupyterlab-manager:plugin"] == {"saveState": False}
    assert settings.is_relative_to(folder)
    environment = lab.lab_environment(folder)
    for name in (
        "JUPYTER_CONFIG_DIR",
        "JUPYTERLAB_SETTINGS_DIR",
        "JUPYTERLAB_WORKSPACES_DIR",
    ):
        assert environment[name].startswith(str(folder))


def test_preparing_twice_changes_nothing(folder):
    lab.prepare(folder)

    assert lab.prepare(folder).is_dir()
