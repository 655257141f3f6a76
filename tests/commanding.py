"""The command `smartcity` in a process of its own, without the price of starting Python.

A process that has loaded what the command needs, and nothing that depends on language,
folder or environment, forks one for each command: the same as a shell would start.
"""

from __future__ import annotations

import atexit
import importlib
import json
import os
import subprocess
import sys
import tempfile
import time
import traceback
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["command"]

LOADED = (
    "pydantic.fields",
    "typer.main",
    "typer.core",
    "sqlalchemy.dialects.sqlite",
    "babel.numbers",
    "babel.dates",
    "jinja2",
    "smartcity_widgets.answers",
    "smartcity_widgets.desk",
    "smartcity_widgets.exchange",
    "smartcity_widgets.overlay",
    "smartcity_widgets.store.tables",
    "smartcity_widgets.store.transaction",
)


def command(
    *arguments: str,
    folder: Path,
    environment: Mapping[str, str],
    given: str | None = None,
) -> subprocess.CompletedProcess[str]:
    """Run ``smartcity`` with `arguments` in a working folder."""
    if not hasattr(os, "fork"):
        return subprocess.run(
            [sys.executable, "-m", "smartcity_widgets", *arguments],
            cwd=folder,
            env=dict(environment),
            input=given,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
    with tempfile.TemporaryDirectory(prefix="smartcity-command-") as place:
        streams = [Path(place) / name for name in ("in", "out", "err")]
        streams[0].write_bytes((given or "").encode())
        asked = {
            "arguments": arguments,
            "folder": str(folder),
            "environment": dict(environment),
            "streams": [str(one) for one in streams],
        }
        server = _server()
        assert server.stdin is not None
        assert server.stdout is not None
        server.stdin.write(json.dumps(asked) + "\n")
        server.stdin.flush()
        code = int(server.stdout.readline())
        out, err = (one.read_bytes().decode().replace("\r\n", "\n") for one in streams[1:])
    return subprocess.CompletedProcess(list(arguments), code, out, err)


@lru_cache(maxsize=1)
def _server() -> subprocess.Popen[str]:
    server = subprocess.Popen(
        [sys.executable, __file__],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )
    atexit.register(server.kill)
    return server


def _serve() -> None:
    for name in LOADED:
        importlib.import_module(name)
    importlib.import_module("smartcity_widgets.method").load_method()
    importlib.import_module("smartcity_widgets.words").languages()
    for line in sys.stdin:
        asked = json.loads(line)
        child = os.fork()
        if not child:
            _become(asked)
        _, status = os.waitpid(child, 0)
        print(os.waitstatus_to_exitcode(status), flush=True)  # noqa: T201 - its answer


def _become(asked: dict) -> None:
    """Be the command; never return."""
    code = 70
    try:
        for number, (path, flags) in enumerate(
            zip(
                asked["streams"],
                (os.O_RDONLY, *2 * [os.O_WRONLY | os.O_CREAT]),
                strict=True,
            )
        ):
            os.dup2(os.open(path, flags, 0o600), number)
        sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115
        sys.stdout = open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
        sys.stderr = open(2, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
        os.chdir(asked["folder"])
        os.environ.clear()
        os.environ.update(asked["environment"])
        time.tzset()
        sys.argv = ["smartcity", *asked["arguments"]]
        from smartcity_widgets.cli import main

        main()
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else int(end.code is not None)
    except BaseException:  # noqa: BLE001 - as Python itself: a trace, and exit 1
        traceback.print_exc()
        code = 1
    finally:
        for stream in (sys.stdout, sys.stderr):
            stream.flush()
        os._exit(code)


if __name__ == "__main__":
    _serve()
