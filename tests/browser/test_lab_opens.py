"""`smartcity lab` as a consultant meets it: no code, no click; a kernel may die."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from smartcity_widgets.folder import make_folder

pytestmark = pytest.mark.browser

SMARTCITY = (sys.executable, "-m", "smartcity_widgets")
VALMONT = Path(__file__).parents[2] / "data" / "examples" / "valmont.json"


@pytest.fixture
def opened(tmp_path, context):
    """Open `smartcity lab` on a new folder that holds Valmont; return page and folder."""
    folder = make_folder(tmp_path / "dossier d’été").folder
    subprocess.run(
        [*SMARTCITY, "import", str(VALMONT)], cwd=folder, check=True, capture_output=True
    )
    started = subprocess.Popen(
        [*SMARTCITY, "lab", "--no-browser"],
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        encoding="utf-8",
        start_new_session=True,
    )
    address = re.search(r"http://\S+", started.stdout.readline())[0]
    page = context.new_page()
    until_up(address)
    page.goto(address)
    yield page, folder
    os.killpg(started.pid, signal.SIGTERM)
    started.wait(timeout=30)
    started.stdout.close()


def until_up(address: str) -> None:
    """Wait until the server answers."""
    for _ in range(600):
        try:
            urllib.request.urlopen(f"{address.partition('doc/')[0]}api", timeout=5)  # noqa: S310 - ours
        except OSError:
            with_pause()
        else:
            return


def last_answer(folder: Path, path: str, expected: str) -> bool:
    """Whether the log comes to end with `expected` at `path`."""
    command = [*SMARTCITY, "history", "valmont", "--path", path, "--json"]
    for _ in range(120):
        said = subprocess.run(command, cwd=folder, check=True, capture_output=True).stdout
        if json.loads(said)[-1]["value"] == expected:
            return True
        with_pause()
    return False


def with_pause() -> None:
    """Let another process have its turn; the caller counts the tries."""
    subprocess.run([sys.executable, "-c", "import time; time.sleep(0.2)"], check=True)


def kernels_of(folder: Path) -> list[int]:
    """Return the kernels that work in a folder."""
    found = []
    for process in Path("/proc").iterdir():
        try:
            words = (process / "cmdline").read_bytes().split(b"\0")
            place = (process / "cwd").readlink()
        except OSError:
            continue
        if b"ipykernel_launcher" in words and place.is_relative_to(folder):
            found.append(int(process.name))
    return found


def test_the_workbook_opens_by_itself_with_no_code_on_screen(opened):
    page, _ = opened

    page.locator('.smartcity-form[data-step="context"]').wait_for()
    assert page.locator(".jp-Cell .jp-InputArea-editor:visible").count() == 0
    assert page.get_by_text("open_workbook").locator("visible=true").count() == 0
    assert page.locator(".jp-Dialog, .jp-toastContainer button").count() == 0


def test_a_dead_kernel_is_noticed_only_by_a_line(opened):
    page, folder = opened
    form = page.locator('.smartcity-form[data-step="context"]')
    field = form.locator('[data-path="context/country"]')
    field.wait_for()
    field.fill("Belgique, un")
    field.press("Tab")
    form.locator('[data-state="saved"]').first.wait_for()

    for kernel in kernels_of(folder):
        os.kill(kernel, signal.SIGKILL)
    field.fill("Belgique, deux")
    field.press("Tab")

    # Either the dead form keeps it and sends it when it is back, or the new form takes it.
    assert last_answer(folder, "context/country", "Belgique, deux")
    form.locator('[data-state="saved"]').first.wait_for()
    assert page.locator(".jp-Dialog").count() == 0
