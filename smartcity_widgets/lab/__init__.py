"""JupyterLab, ready to use: private settings, one port per folder, no code on screen.

Nothing is installed into the person's own settings: JupyterLab is started with folders of
settings made for this working folder (``data/lab/``). One port per working folder, so that
the browser finds again what it kept of unsent answers.
"""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import zlib
from pathlib import Path
from typing import Any

from smartcity_widgets.errors import UsageError
from smartcity_widgets.words import speaking, words

__all__ = ["lab_command", "lab_environment", "open_lab", "port_of", "prepare"]

_HERE = Path(__file__).parent
_PORTS = range(20_000, 45_000)


def open_lab(folder: Path, *, notebook: str, browser: bool) -> int:
    """Open JupyterLab on a working folder and stay until it ends.

    Returns
    -------
    int
        The exit code of JupyterLab.

    Raises
    ------
    UsageError
        If the folder has no such notebook, or its port belongs to another program.
    """
    if not (folder / "notebooks" / notebook).is_file():
        raise UsageError("lab-no-notebook", path=folder / "notebooks" / notebook)
    settings = prepare(folder)
    spoken = words(speaking.get())
    running = _running(folder)
    if running is not None:
        address = _address(running["url"], notebook, running.get("token", ""))
        print(spoken.say("cli.lab.running", address=address))  # noqa: T201 - the command line
        if browser:
            import webbrowser

            webbrowser.open(address)
        return 0
    port, token = port_of(folder), os.urandom(24).hex()
    if not _free(port):
        raise UsageError("lab-port-taken", port=port, path=settings / "port.json")
    address = _address(f"http://localhost:{port}/", notebook, token)
    print(spoken.say("cli.lab.address", address=address), flush=True)  # noqa: T201
    command = lab_command(
        folder, notebook=notebook, port=port, token=token, browser=browser
    )
    try:
        return subprocess.run(  # noqa: S603 - our own interpreter
            command, env=lab_environment(folder), check=False
        ).returncode
    except KeyboardInterrupt:
        return 0


def prepare(folder: Path) -> Path:
    """Write the private settings of a working folder and return their folder.

    What is switched off: the news prompt, the saving of widget state (a form is drawn again
    from the store, never from the notebook), and code on screen before a cell has run.
    """
    settings = folder / "data" / "lab"
    for name in (
        "config/custom",
        "config/labconfig",
        "settings",
        "data",
        "extensions",
        "user",
    ):
        (settings / name).mkdir(parents=True, exist_ok=True)
    shutil.copyfile(_HERE / "overrides.json", settings / "settings" / "overrides.json")
    shutil.copyfile(_HERE / "custom.css", settings / "config" / "custom" / "custom.css")
    shutil.copyfile(
        _HERE / "page_config.json", settings / "config" / "labconfig" / "page_config.json"
    )
    shutil.copytree(_HERE / "extensions", settings / "extensions", dirs_exist_ok=True)
    _name_by_text(settings / "extensions" / "smartcity-lab")
    return settings


def _name_by_text(extension: Path) -> None:
    """Name an extension's script by what it says.

    JupyterLab lets browsers keep it for a year, and a folder keeps its port: under its own
    name the script of a newer version would not be asked for.
    """
    script = extension / "static" / "remoteEntry.js"
    named = script.with_name(f"remoteEntry.{zlib.crc32(script.read_bytes()):08x}.js")
    script.replace(named)
    for former in script.parent.glob("remoteEntry.*.js"):
        if former != named:
            former.unlink(missing_ok=True)
    package = json.loads((extension / "package.json").read_text(encoding="utf-8"))
    package["jupyterlab"]["_build"]["load"] = f"static/{named.name}"
    (extension / "package.json").write_text(json.dumps(package, indent=2), encoding="utf-8")


def lab_environment(folder: Path) -> dict[str, str]:
    """Return the environment in which JupyterLab is started."""
    settings = folder / "data" / "lab"
    return os.environ | {
        "JUPYTER_CONFIG_DIR": str(settings / "config"),
        "JUPYTERLAB_SETTINGS_DIR": str(settings / "user"),
        "JUPYTERLAB_WORKSPACES_DIR": str(settings / "workspaces"),
    }


def lab_command(
    folder: Path, *, notebook: str, port: int, token: str, browser: bool
) -> list[str]:
    """Return the command that starts JupyterLab on a working folder."""
    settings = folder / "data" / "lab"
    command = [
        *(sys.executable, "-m", "jupyterlab"),
        f"--ServerApp.root_dir={folder}",
        f"--ServerApp.port={port}",
        "--ServerApp.port_retries=0",
        f"--IdentityProvider.token={token}",
        f"--LabApp.default_url=/doc/tree/notebooks/{notebook}",
        f"--LabApp.app_settings_dir={settings / 'settings'}",
        f"--LabApp.extra_labextensions_path={settings / 'extensions'}",
        "--LabApp.custom_css=True",
        "--LabApp.news_url=None",
        "--ServerApp.log_level=WARN",
    ]
    if not browser:
        command.append("--ServerApp.open_browser=False")
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        command.append("--allow-root")
    return command


def port_of(folder: Path) -> int:
    """Return the port of a working folder: chosen once, then remembered."""
    path = folder / "data" / "lab" / "port.json"
    try:
        port = json.loads(path.read_text(encoding="utf-8"))["port"]
        if isinstance(port, int) and port in _PORTS:
            return port
    except (OSError, ValueError, KeyError, TypeError):
        pass
    start = zlib.crc32(str(folder).encode("utf-8", "surrogatepass")) % len(_PORTS)
    port = next(
        (
            _PORTS[(start + step) % len(_PORTS)]
            for step in range(200)
            if _free(_PORTS[(start + step) % len(_PORTS)])
        ),
        _PORTS[start],
    )
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps({"port": port}), encoding="utf-8")
    return port


def _free(port: int) -> bool:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as one:
        if os.name != "nt":  # a port just left is free for us, as it is for the server
            one.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            one.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def _running(folder: Path) -> dict[str, Any] | None:
    """Return the JupyterLab that already serves this folder, if any."""
    from jupyter_server.serverapp import list_running_servers

    for one in list_running_servers():
        if Path(str(one.get("root_dir", ""))) == folder and one.get("port") == port_of(
            folder
        ):
            return dict(one)
    return None


def _address(base: str, notebook: str, token: str) -> str:
    return f"{base}doc/tree/notebooks/{notebook}?token={token}"
