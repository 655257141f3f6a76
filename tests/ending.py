"""Close a cycle and be killed amid it, or close it together with another process.

A program of its own, because a test process has threads, and those do not fork well. Each
line on stdin is a JSON object: ``file`` (the store) and ``at``, the number of the moment at
which a forked child kills itself with ``kill -9``. A moment is each statement, before and
after, and each commit, before and after. Told on stdout: whether the child was killed.

With ``race`` the process says that it is ready, waits for a line, and closes.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from itertools import count
from pathlib import Path

from sqlalchemy import event

from smartcity_widgets.desk import Desk
from smartcity_widgets.errors import SmartcityError
from smartcity_widgets.method import load_method
from smartcity_widgets.store import Store

METHOD = load_method()


def desk_on(file: str, author: str = "Anne") -> Desk:
    """Open the workbook of a store."""
    store = Store(f"sqlite:///{file}", folder=Path(file).parent)
    return Desk(store, store.workbooks()[0], method=METHOD, author=author)


def close_until(file: str, at: int) -> None:
    """Close the cycle, killed at the moment numbered `at`, if it comes to that."""
    desk = desk_on(file)
    moments = count()

    def moment(*_details: object, **_more: object) -> None:
        if next(moments) == at:
            os.kill(os.getpid(), signal.SIGKILL)

    engine = desk.store._engine
    for name in ("before_cursor_execute", "after_cursor_execute", "commit"):
        event.listen(engine, name, moment)
    desk.close([one.path for one in desk.carriable()])
    moment()


def killed(file: str, at: int) -> bool:
    """Whether a child that closes the cycle was killed at that moment."""
    child = os.fork()
    if child == 0:
        code = 1
        try:
            close_until(file, at)
            code = 0
        finally:
            os._exit(code)
    status = os.waitpid(child, 0)[1]
    if not os.WIFSIGNALED(status) and os.waitstatus_to_exitcode(status):
        sys.exit("the child failed")
    return os.WIFSIGNALED(status)


def race(file: str, author: str) -> None:
    """Close the cycle when told to; say what came of it."""
    desk = desk_on(file, author)
    print("ready", flush=True)  # noqa: T201 - how it tells
    sys.stdin.readline()
    try:
        told = {"opened": desk.close().opened}
    except SmartcityError as error:
        told = {"refused": error.sentence("en")}
    print(json.dumps(told), flush=True)  # noqa: T201 - how it tells


def main() -> None:
    """Do what the arguments say."""
    if sys.argv[1] == "race":
        race(*sys.argv[2:])
        return
    desk_on(sys.argv[2]).store.close()  # everything is loaded before the first fork
    for line in sys.stdin:
        asked = json.loads(line)
        print(json.dumps(killed(asked["file"], asked["at"])), flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
