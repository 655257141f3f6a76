"""The doctor says what does not fit, each with its fix."""

from __future__ import annotations

import importlib.metadata
import sys
from pathlib import Path

import pytest

from smartcity_widgets import doctor
from smartcity_widgets.words import words

ENGLISH, FRENCH = words("en"), words("fr")


def examined(folder, *, language=ENGLISH):
    return {one.id: one for one in doctor.examine(folder, language)}


def test_on_a_good_machine_nothing_is_an_error(tmp_path):
    checks = examined(tmp_path)

    assert {one.state for one in checks.values()} <= {"ok", "warning"}
    assert {"python", "kernel", "store", "place", "browser", "languages"} <= set(checks)


def test_whatever_is_not_ok_has_a_fix_of_one_line_in_both_languages(tmp_path, monkeypatch):
    monkeypatch.setenv("SMARTCITY_STORE", "mysql://somewhere/else")
    monkeypatch.setattr(doctor, "find_browser", lambda: None)

    for language in (ENGLISH, FRENCH):
        wrong = [
            o for o in examined(tmp_path, language=language).values() if o.state != "ok"
        ]
        assert {one.id for one in wrong} >= {"store", "browser"}
        assert all(one.fix and "\n" not in one.fix for one in wrong)


def test_a_package_that_is_missing_is_an_error(tmp_path, monkeypatch):
    monkeypatch.setattr(
        importlib.metadata, "requires", lambda _name: ["surely-not-installed>=1.0"]
    )

    check = examined(tmp_path)["package-surely-not-installed"]

    assert check.state == "error"
    assert "pip install" in check.fix


def test_a_package_older_than_tested_is_an_error(tmp_path, monkeypatch):
    monkeypatch.setattr(importlib.metadata, "requires", lambda _name: ["jinja2>=99.0"])

    assert examined(tmp_path)["package-jinja2"].state == "error"


def test_a_store_that_cannot_be_opened_is_an_error(tmp_path):
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "workbooks.sqlite").write_text("no store" * 200, encoding="utf-8")

    assert examined(tmp_path)["store"].state == "error"


@pytest.mark.parametrize("service", ["OneDrive - Commune", "Dropbox", "Nextcloud"])
def test_a_synchronised_folder_is_a_warning(tmp_path, service):
    folder = tmp_path / service / "workbooks"
    folder.mkdir(parents=True)

    assert examined(folder)["place"].state == "warning"


def test_a_network_drive_is_a_warning(tmp_path, monkeypatch):
    monkeypatch.setattr(doctor, "_filesystem", lambda _folder: "cifs")

    check = examined(tmp_path)["place"]

    assert (check.state, "cifs" in check.sentence) == ("warning", True)


@pytest.mark.skipif(not Path("/proc/mounts").exists(), reason="no /proc/mounts here")
def test_the_kind_of_file_system_is_found(tmp_path):
    assert doctor._filesystem(tmp_path)


def test_a_browser_can_be_named(tmp_path, monkeypatch):
    browser = tmp_path / "my-browser"
    browser.write_text("", encoding="utf-8")

    monkeypatch.setenv("SMARTCITY_CHROMIUM", str(browser))
    assert doctor.find_browser() == str(browser)

    monkeypatch.setenv("SMARTCITY_CHROMIUM", str(tmp_path / "absent"))
    assert doctor.find_browser() is None


def test_a_kernel_of_another_environment_is_a_warning(tmp_path, monkeypatch):
    from jupyter_client.kernelspec import KernelSpec, KernelSpecManager

    spec = KernelSpec(argv=["/opt/other/bin/python", "-m", "ipykernel_launcher"])
    monkeypatch.setattr(KernelSpecManager, "get_kernel_spec", lambda _self, _name: spec)

    assert examined(tmp_path)["kernel"].state == "warning"
    spec.argv[0] = sys.executable
    assert examined(tmp_path)["kernel"].state == "ok"


def test_a_draft_language_is_a_warning_that_counts_what_is_missing(tmp_path, monkeypatch):
    from dataclasses import replace

    dutch = replace(
        ENGLISH, language="nl", name="Nederlands", draft=True, entries={"a": "b"}
    )
    monkeypatch.setattr(doctor, "read_words", lambda: {"en": ENGLISH, "nl": dutch})

    check = examined(tmp_path)["language-nl"]

    assert check.state == "warning"
    assert "Nederlands" in check.sentence
