"""Write to a store and be killed: for each line on stdin one run, told of on stdout.

Each run forks a child that writes edits of two entries and says of each that it begins and
that it is done; the child is killed with ``kill -9`` at a random moment. A program of its
own, because a test process has threads, and those do not fork well.
"""

from __future__ import annotations

import json
import os
import random
import select
import signal
import sys
import time
from dataclasses import replace

from writing import new_entry

from smartcity_widgets.store import Store

_PIPE = 65536


def write(store: Store, pipe: int, chance: random.Random) -> None:
    """Append edits and tell of them until killed."""
    while True:
        first = new_entry("x" * chance.choice((1, 200, 20_000)))
        second = replace(first, edit=f"{first.edit}/second", path="political-will/W2")
        os.write(pipe, f"begun {first.edit}\n".encode())
        store.append([first, second])
        os.write(pipe, f"done {first.edit}\n".encode())


def run(url: str, chance: random.Random) -> list[str]:
    """Return what a child told before it was killed."""
    seed, first, moment = chance.random(), chance.choice((0, 1, 4)), chance.uniform(0, 0.02)
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        try:
            write(Store(url), writing, random.Random(seed))  # noqa: S311 - no secret
        finally:
            os._exit(1)
    os.close(writing)
    told, deadline = b"", None
    while deadline is None or time.monotonic() < deadline:
        rest = None if deadline is None else max(0.0, deadline - time.monotonic())
        if select.select([reading], [], [], rest)[0]:
            told += os.read(reading, _PIPE)
            if deadline is None and told.count(b"done") >= first:
                deadline = time.monotonic() + moment
    os.kill(child, signal.SIGKILL)
    status = os.waitpid(child, 0)[1]
    while more := os.read(reading, _PIPE):
        told += more
    os.close(reading)
    if not os.WIFSIGNALED(status):
        sys.exit("the child ended before it was killed")
    return told.decode().splitlines()


def main() -> None:
    """Run once for each line on stdin."""
    url, seed = sys.argv[1:]
    Store(url).workbooks()  # everything is loaded before the first fork
    chance = random.Random(seed)  # noqa: S311 - no secret
    for _ in sys.stdin:
        print(json.dumps(run(url, chance)), flush=True)  # noqa: T201 - how it tells


if __name__ == "__main__":
    main()
