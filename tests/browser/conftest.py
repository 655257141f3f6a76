"""A real JupyterLab and a real browser, started once in each process of tests.

They skip in one line where there is no Chromium or Chrome; `SMARTCITY_REQUIRE_BROWSER=1`
makes that a failure. `SMARTCITY_CHROMIUM` names a browser that is not on the path.
"""

from __future__ import annotations

import contextlib
import json
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, BrowserContext, Locator, Page

    from smartcity_widgets.log import Entry

BROWSERS = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
)
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
WAIT = (
    int(os.environ.get("SMARTCITY_BROWSER_WAIT", "60")) * 1000
)  # ms; a kernel on a busy machine takes its time
CELL = "from smartcity_widgets import open_workbook\nopen_workbook({workbook!r}).{call}"


@pytest.fixture(scope="session")
def chromium() -> str:
    """Return the path of a Chromium or Chrome."""
    asked = os.environ.get("SMARTCITY_CHROMIUM")
    found = asked or next(filter(None, map(shutil.which, BROWSERS)), None)
    if found:
        return found
    sentence = (
        "no Chromium or Chrome found: set SMARTCITY_CHROMIUM to try the browser tests"
    )
    if os.environ.get("SMARTCITY_REQUIRE_BROWSER") == "1":
        pytest.fail(sentence)
    pytest.skip(sentence)


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    """Start the browser."""
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is missing")
    playwright.expect.set_options(timeout=WAIT)
    with playwright.sync_playwright() as started:
        one = started.chromium.launch(executable_path=chromium, args=list(QUIET))
        yield one
        one.close()


@dataclass
class Lab:
    """A JupyterLab on a working folder of its own, with a workbook in it."""

    url: str
    token: str
    folder: Path

    def notebook(self, *calls: str, workbook: str = "") -> str:
        """Write a notebook on a workbook of its own; return its name."""
        name = workbook or f"w{uuid.uuid4().hex[:8]}"
        if not workbook:
            self.create(name)
        sources = [
            CELL.format(workbook=name, call=one)
            if one.endswith(")") and "\n" not in one
            else one
            for one in calls
        ]
        cells = [
            {
                "cell_type": "code",
                "id": f"c{number}",
                "metadata": {},
                "execution_count": None,
                "outputs": [],
                "source": source,
            }
            for number, source in enumerate(sources)
        ]
        kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
        path = self.folder / "notebooks" / f"{name}-{uuid.uuid4().hex[:4]}.ipynb"
        text = {"cells": cells, "metadata": {"kernelspec": kernel}, "nbformat": 4}
        path.write_text(json.dumps(text | {"nbformat_minor": 5}), encoding="utf-8")
        return path.name

    def create(self, workbook: str, **answers: object) -> None:
        """Write a new workbook to the store, with some answers."""
        from smartcity_widgets.log import NewEntry
        from smartcity_widgets.store import Store

        lines = [
            ("workbook", "new", workbook),
            ("workbook/name", "answer", "Valmont"),
            ("workbook/language", "answer", "en"),
            ("workbook/terms", "answer", "be"),
            *((path, "answer", value) for path, value in answers.items()),
        ]
        store = Store(self.store, folder=self.folder)
        store.append(
            [
                NewEntry(str(uuid.uuid4()), workbook, 1, "", path, kind, value, "test")
                for path, kind, value in lines
            ]
        )
        store.close()

    @property
    def store(self) -> str:
        """The address of the store."""
        return f"sqlite:///{self.folder / 'data' / 'workbooks.sqlite'}"

    def entries(self, notebook: str, path: str) -> list[Entry]:
        """Return what the log holds at a path of a notebook's workbook, oldest first."""
        from smartcity_widgets.store import Store

        store = Store(self.store, folder=self.folder)
        found = [
            one for one in store.entries(notebook.partition("-")[0]) if one.path == path
        ]
        store.close()
        return found

    def entries_below(self, notebook: str, path: str) -> list[Entry]:
        """Return what the log holds below a path, oldest first."""
        from smartcity_widgets.store import Store

        store = Store(self.store, folder=self.folder)
        found = store.entries(notebook.partition("-")[0])
        store.close()
        return [one for one in found if one.path.startswith(f"{path}/")]

    def values(self, notebook: str, path: str) -> list[Any]:
        """Return the values the log holds at a path, oldest first."""
        return [one.value for one in self.entries(notebook, path)]

    def open(self, context: BrowserContext, notebook: str) -> Page:
        """Open a notebook in a new page, its kernel ready."""
        page = context.new_page()
        page.set_default_timeout(WAIT)
        page.goto(f"{self.url}doc/tree/notebooks/{notebook}?token={self.token}")
        self.until_idle(page)
        return page

    def setting(self, plugin: str, **values: object) -> None:
        """Change a setting of JupyterLab for the pages that open from now on."""
        self._ask("PUT", f"lab/api/settings/{plugin}", {"raw": json.dumps(values)})

    def end_kernels(self) -> None:
        """End the kernels that the notebooks of a test have started."""
        for one in json.loads(self._ask("GET", "api/kernels")):
            self._ask("DELETE", f"api/kernels/{one['id']}")

    def _ask(self, method: str, address: str, body: object = None) -> bytes:
        request = urllib.request.Request(  # noqa: S310 - our own server
            f"{self.url}{address}",
            data=None if body is None else json.dumps(body).encode(),
            headers={"Authorization": f"token {self.token}"},
            method=method,
        )
        with urllib.request.urlopen(request, timeout=30) as answer:  # noqa: S310
            return bytes(answer.read())

    def until_idle(self, page: Page) -> None:
        """Wait until the kernel has nothing to do."""
        page.locator("#jp-bottom-panel").get_by_text("| Idle").wait_for()

    def command(self, page: Page, menu: str, command: str) -> None:
        """Choose from a menu."""
        page.locator(".lm-MenuBar-itemLabel", has_text=menu).first.click()
        page.locator(f'li.lm-Menu-item[data-command="{command}"]').first.click()

    def run_all(self, page: Page) -> None:
        """Run every cell."""
        self.command(page, "Run", "runmenu:run-all")

    def run_cell(self, page: Page, number: int) -> None:
        """Run one cell, whose code is to be seen."""
        page.locator(".jp-Notebook .jp-Cell .jp-InputArea-editor").nth(number).click()
        self.command(page, "Run", "runmenu:run")

    def restart(self, page: Page) -> None:
        """Restart the kernel and run nothing."""
        self.command(page, "Kernel", "kernelmenu:restart")
        page.locator(".jp-Dialog .jp-mod-accept").click()
        page.locator(".jp-Dialog").wait_for(state="detached")
        self.until_idle(page)

    def save(self, page: Page) -> None:
        """Save the notebook, so that another page finds its outputs."""
        self.command(page, "File", "docmanager:save")
        page.locator(".jp-Document .jp-mod-dirty").wait_for(state="detached")

    def form(self, page: Page, step: str) -> Locator:
        """Return the form of a step, once it is there."""
        form = page.locator(f'.smartcity-form[data-step="{step}"]').last
        form.wait_for()
        return form


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@pytest.fixture(scope="session")
def lab(chromium: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:  # noqa: ARG001
    """Start JupyterLab with private settings, on a folder with spaces and accents."""
    pytest.importorskip("jupyterlab", reason="jupyterlab is missing")
    folder = tmp_path_factory.mktemp("lab") / "Dossier d'été"
    private = tmp_path_factory.mktemp("jupyter")
    for part in ("notebooks", "data"):
        (folder / part).mkdir(parents=True)
    settings = private / "settings"
    settings.mkdir()
    news = {"fetchNews": "false", "checkForUpdates": False}
    overrides = {"@jupyterlab/apputils-extension:notification": news}
    (settings / "overrides.json").write_text(json.dumps(overrides), encoding="utf-8")
    port, token = _free_port(), secrets.token_hex(8)
    environment = os.environ | {
        "JUPYTER_CONFIG_DIR": str(private / "config"),
        "JUPYTER_DATA_DIR": str(private / "data"),
        "JUPYTER_RUNTIME_DIR": str(private / "runtime"),
        "JUPYTERLAB_WORKSPACES_DIR": str(private / "workspaces"),
        "IPYTHONDIR": str(private / "ipython"),
        "PYTHONPATH": os.pathsep.join(filter(None, sys.path)),
    }
    environment.pop("SMARTCITY_STORE", None)
    environment.pop("SMARTCITY_WORKBOOK", None)
    environment.pop("PYTEST_CURRENT_TEST", None)
    command = [
        sys.executable,
        "-m",
        "jupyterlab",
        "--no-browser",
        "--allow-root",
        f"--ServerApp.port={port}",
        "--ServerApp.port_retries=0",
        f"--IdentityProvider.token={token}",
        f"--ServerApp.root_dir={folder}",
        f"--LabApp.app_settings_dir={settings}",
        "--LabApp.extension_manager=readonly",
    ]
    with (private / "jupyter.log").open("wb") as output:
        server = subprocess.Popen(
            command,
            cwd=folder,
            env=environment,
            stdout=output,
            stderr=output,
            start_new_session=True,
        )
        try:
            url = f"http://127.0.0.1:{port}/"
            _until_answering(
                f"{url}api/status?token={token}", server, private / "jupyter.log"
            )
            yield Lab(url, token, folder)
        finally:
            server.send_signal(signal.SIGTERM)
            try:
                server.wait(20)
            except subprocess.TimeoutExpired:
                server.kill()


def _until_answering(address: str, server: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(600):
        try:
            with urllib.request.urlopen(address, timeout=1):  # noqa: S310 - our own server
                return
        except (urllib.error.URLError, TimeoutError, ConnectionError):
            with contextlib.suppress(subprocess.TimeoutExpired):
                ended = server.wait(0.1)
                said = log.read_text(encoding="utf-8")[-2000:]
                pytest.fail(f"JupyterLab ended with {ended}:\n{said}")
    pytest.fail("JupyterLab did not answer within a minute")


@pytest.fixture
def context(browser: Browser, request: pytest.FixtureRequest) -> Iterator[BrowserContext]:
    """A fresh browser profile; the kernels its pages started end with it."""
    one = browser.new_context(viewport={"width": 1280, "height": 900}, locale="en-GB")
    one.set_default_timeout(WAIT)
    yield one
    one.close()
    if "lab" in request.fixturenames:
        request.getfixturevalue("lab").end_kernels()
