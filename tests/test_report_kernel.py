"""The kernel of an export: what it shows, and how it fails."""

from __future__ import annotations

import os
import sys

import pytest

from smartcity_widgets.errors import ExportError
from smartcity_widgets.report.kernel import CellFailure, Kernel


@pytest.fixture(scope="module")
def kernel(tmp_path_factory):
    with Kernel(tmp_path_factory.mktemp("Dossier d'été")) as one:
        yield one


def texts(ran):
    return [one.get("text") or one["data"]["text/plain"] for one in ran.outputs]


def test_it_is_the_interpreter_that_runs_this_program(kernel):
    assert texts(kernel.run("import sys; print(sys.executable, end='')")) == [
        sys.executable
    ]


def test_it_runs_in_the_folder_it_is_given(kernel):
    assert "Dossier d'été" in texts(kernel.run("import os; print(os.getcwd())"))[0]


def test_what_is_printed_in_pieces_is_one_text(kernel):
    assert texts(kernel.run("print('a'); print('b'); 1 + 1")) == ["a\nb\n", "2"]


def test_a_display_that_is_updated_shows_its_last_state(kernel):
    assert texts(kernel.run("d = display('a', display_id=True); d.update('b')")) == ["'b'"]


@pytest.mark.parametrize("wait", [True, False])
def test_what_is_cleared_is_gone(kernel, wait):
    cleared = f"from IPython.display import clear_output\nclear_output(wait={wait})"

    assert texts(kernel.run(f"print('a')\n{cleared}\nprint('b')")) == ["b\n"]


def test_a_silent_execution_shows_nothing_and_fails_all_the_same(kernel):
    assert kernel.run("1 + 1", silent=True).outputs == []
    with pytest.raises(CellFailure, match="ZeroDivisionError"):
        kernel.run("1 / 0", silent=True)


def test_an_error_carries_its_name_and_what_it_says(kernel):
    with pytest.raises(CellFailure) as failed:
        kernel.run("{}['budget']")

    assert failed.value.sentence == "KeyError: 'budget'"


def test_our_own_errors_are_a_sentence_without_a_name(kernel):
    with pytest.raises(CellFailure) as failed:
        kernel.run(
            "from smartcity_widgets.errors import UnknownWorkbookError\n"
            "raise UnknownWorkbookError('no-workbook')"
        )

    assert failed.value.sentence.startswith("No workbook is chosen.")


def test_it_asks_nobody_anything(kernel):
    with pytest.raises(CellFailure, match="StdinNotImplementedError"):
        kernel.run("input()")


def test_a_cell_that_never_ends_is_stopped(tmp_path):
    with Kernel(tmp_path, patience=1) as kernel, pytest.raises(CellFailure) as failed:
        kernel.run("while True: pass")

    assert failed.value.rule == "export-too-long"


def test_a_kernel_that_dies_is_noticed(tmp_path):
    with Kernel(tmp_path) as kernel, pytest.raises(CellFailure) as failed:
        kernel.run("import os; os._exit(1)")

    assert failed.value.rule == "export-kernel-died"


def test_a_kernel_that_does_not_start_says_why(tmp_path, monkeypatch):
    (tmp_path / "ipykernel_launcher.py").write_text("raise SystemExit('no luck')", "utf-8")
    monkeypatch.setenv(
        "PYTHONPATH", f"{tmp_path}{os.pathsep}{os.environ.get('PYTHONPATH', '')}"
    )

    with Kernel(tmp_path) as kernel, pytest.raises(ExportError, match="no luck"):
        kernel.run("1")


def test_nothing_is_left_behind(tmp_path):
    with Kernel(tmp_path) as kernel:
        kernel.run("1")
        process, private = kernel._manager.provisioner.process, kernel._private.name

    assert process.poll() is not None
    assert not os.path.exists(private)  # noqa: PTH110 - it is a name
