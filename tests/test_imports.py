"""What is loaded when: nothing heavy before it is used."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

HEAVY = {
    "IPython",
    "PIL",
    "anywidget",
    "babel",
    "ipywidgets",
    "jinja2",
    "jsonschema",
    "matplotlib",
    "nbclient",
    "nbconvert",
    "nbformat",
    "numpy",
    "openpyxl",
    "pandas",
    "sqlalchemy",
}


def loaded_by(code: str) -> set[str]:
    """Return the heavy packages that a fresh interpreter holds after `code`."""
    program = f"{code}\nimport json, sys\nprint(json.dumps(sorted(sys.modules)))"
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    modules = json.loads(done.stdout.splitlines()[-1])
    return {one.split(".")[0] for one in modules} & HEAVY


def test_importing_the_package_loads_nothing_heavy():
    assert loaded_by("import smartcity_widgets") == set()


def test_the_help_of_the_command_loads_nothing_heavy():
    code = (
        "from smartcity_widgets.cli import main\n"
        "try: main(['--help'])\n"
        "except SystemExit: pass"
    )

    assert loaded_by(code) <= {"babel"}


@pytest.mark.parametrize(
    ("module", "allowed"),
    [
        ("smartcity_widgets.method", {"babel"}),
        ("smartcity_widgets.analysis.readiness", {"babel"}),
        ("smartcity_widgets.answers", set()),
        ("smartcity_widgets.store", {"sqlalchemy"}),
        ("smartcity_widgets.tables", {"babel"}),
        ("smartcity_widgets.render", {"babel", "jinja2"}),
        ("smartcity_widgets.charts", {"babel", "jinja2"}),
    ],
)
def test_a_module_loads_only_what_it_is_about(module, allowed):
    assert loaded_by(f"import {module}") <= allowed


def test_a_cell_with_a_form_loads_no_plotting_and_no_conversion(tmp_path):
    code = (
        "import os\n"
        f"os.environ['SMARTCITY_STORE'] = 'sqlite:///{tmp_path}/w.sqlite'\n"
        "from smartcity_widgets.store import Store, store_url\n"
        "from smartcity_widgets.desk import create\n"
        "from smartcity_widgets.method import load_method\n"
        "from pathlib import Path\n"
        "store = Store(store_url(Path('.')), folder=Path('.'))\n"
        "create(store, 'namur', method=load_method(), name='Namur',"
        " language='fr', terms='be', author='anna')\n"
        "from smartcity_widgets import open_workbook\n"
        "open_workbook('namur').step('political-will')\n"
        "open_workbook('namur').readiness()\n"
    )

    assert (
        loaded_by(code)
        & {
            "matplotlib",
            "pandas",
            "numpy",
            "nbconvert",
            "nbformat",
            "nbclient",
            "jsonschema",
            "PIL",
        }
        == set()
    )
