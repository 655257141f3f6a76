"""The kernel that runs the notebooks of one export.

It is a process of the interpreter that runs this program, whatever kernels are installed on
the machine, spoken to through sockets in a private folder where the system has them. The
notebooks are run by jupyter_client alone: nbclient imports nbformat, which takes a second.
"""

from __future__ import annotations

import os
import queue
import sys
import tempfile
import time
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Self

from jupyter_client.kernelspec import KernelSpec, KernelSpecManager
from jupyter_client.manager import KernelManager

from smartcity_widgets.errors import ExportError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from types import TracebackType

    from jupyter_client.blocking.client import BlockingKernelClient

__all__ = ["CellFailure", "Kernel", "Ran"]

Output = dict[str, Any]

_POLL = 0.5
_STARTING = 60.0
_SHOWN = {"stream", "display_data", "execute_result"}


class CellFailure(Exception):  # noqa: N818 - it never leaves this package: an ExportError does
    """A cell raised, or the kernel did not survive it."""

    def __init__(self, rule: str, sentence: str = "") -> None:
        super().__init__(sentence)
        self.rule = rule
        self.sentence = sentence


@dataclass(slots=True)
class Ran:
    """What one execution showed; the kernel's messages are added as they come."""

    outputs: list[Output] = field(default_factory=list)
    displays: dict[str, list[Output]] = field(default_factory=dict)
    clear_next: bool = False

    def add(self, kind: str, content: Mapping[str, Any]) -> None:
        """Take one message of the kernel, as a front end would."""
        if kind == "clear_output":
            self.clear_next = bool(content.get("wait"))
            if not self.clear_next:
                self.outputs.clear()
            return
        display = content.get("transient", {}).get("display_id")
        if kind == "update_display_data":
            for one in self.displays.get(display, ()):
                one.update(data=content["data"], metadata=content["metadata"])
            return
        if kind not in _SHOWN:
            return
        if self.clear_next:
            self.outputs.clear()
            self.clear_next = False
        one = {"output_type": kind} | {k: v for k, v in content.items() if k != "transient"}
        last = self.outputs[-1] if self.outputs else {}
        if kind == "stream" and last.get("name") == one["name"]:
            last["text"] += one["text"]
            return
        self.outputs.append(one)
        if display is not None:
            self.displays.setdefault(display, []).append(one)


class _ThisInterpreter(KernelSpecManager):
    """Knows one kernel: ipykernel of the interpreter that runs this program."""

    def get_kernel_spec(self, kernel_name: str) -> KernelSpec:  # noqa: ARG002 - the only one
        """Return that kernel, whatever the machine calls ``python3``."""
        argv = [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"]
        return KernelSpec(argv=argv, display_name="smartcity", language="python")


class Kernel:
    """A kernel process, from ``with`` to its end.

    Entering launches the process and returns at once, so that the caller can work while it
    starts; the first `run` waits for it.

    Parameters
    ----------
    folder
        Where it starts.
    environment
        Variables besides those of this process.
    patience
        Seconds that one cell may take.
    """

    def __init__(
        self,
        folder: Path,
        *,
        environment: Mapping[str, str] | None = None,
        patience: float = 600,
    ) -> None:
        self._folder = folder
        self._environment = environment or {}
        self.patience = patience
        self._client: BlockingKernelClient | None = None

    def __enter__(self) -> Self:
        """Launch the process."""
        # Short, because the path of a socket may not exceed some hundred bytes.
        self._private = tempfile.TemporaryDirectory(
            prefix="scw-", ignore_cleanup_errors=True
        )
        private = Path(self._private.name)
        self._noise: IO[bytes] = (private / "noise").open("w+b")
        self._manager = KernelManager(
            kernel_spec_manager=_ThisInterpreter(),
            connection_file=str(private / "kernel.json"),
            **({} if os.name == "nt" else {"transport": "ipc", "ip": str(private / "k")}),
        )
        environment = os.environ | {
            # Sets in the same order each time; a warning about the debugger is for nobody.
            "PYTHONHASHSEED": "0",
            "PYDEVD_DISABLE_FILE_VALIDATION": "1",
            **self._environment,
        }
        try:
            self._manager.start_kernel(
                cwd=str(self._folder),
                env=environment,
                stdout=self._noise,
                stderr=self._noise,
                # Nothing of an export belongs in the person's IPython history.
                extra_arguments=["--HistoryManager.enabled=False"],
            )
        except Exception as error:
            self.__exit__(type(error), error, None)
            raise ExportError("export-kernel", reason=str(error)) from error
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """End the process and remove what it left."""
        if self._client is not None:
            self._client.stop_channels()
        with suppress(Exception):
            self._manager.shutdown_kernel(now=True)
        self._noise.close()
        self._private.cleanup()

    def run(self, code: str, *, silent: bool = False) -> Ran:
        """Execute `code` and return what it showed.

        Raises
        ------
        CellFailure
            If it raises, takes longer than the patience, or the kernel dies.
        ExportError
            If the kernel does not start.
        """
        client = self._ready()
        request = client.execute(
            code, silent=silent, store_history=not silent, allow_stdin=False
        )
        until = time.monotonic() + self.patience
        ran, failure = Ran(), None
        while True:
            kind, content = self._next(client.get_iopub_msg, request, until)
            if kind == "status" and content["execution_state"] == "idle":
                break
            if kind == "error":
                failure = _failure(content)
            ran.add(kind, content)
        _, reply = self._next(client.get_shell_msg, request, until)
        if failure is None and reply["status"] != "ok":
            failure = _failure(reply)
        if failure is not None:
            raise failure
        return ran

    def _next(
        self, receive: Callable[..., dict[str, Any]], request: str, until: float
    ) -> tuple[str, dict[str, Any]]:
        """Return the kind and content of the next message that answers `request`."""
        while True:
            with suppress(queue.Empty):
                message = receive(timeout=_POLL)
                if message["parent_header"].get("msg_id") == request:
                    return message["msg_type"], message["content"]
                continue
            if not self._manager.is_alive():
                rule = "export-kernel-died"
                raise CellFailure(rule)
            if time.monotonic() > until:
                rule = "export-too-long"
                raise CellFailure(rule)

    def _ready(self) -> BlockingKernelClient:
        if self._client is None:
            self._client = self._manager.client()
            self._client.start_channels()
            try:
                self._client.wait_for_ready(timeout=_STARTING)
            except RuntimeError as error:
                self._noise.seek(0)
                said = self._noise.read().decode(errors="replace").strip().splitlines()
                reason = said[-1] if said else str(error)
                raise ExportError("export-kernel", reason=reason) from error
        return self._client


def _failure(content: Mapping[str, Any]) -> CellFailure:
    name, said = content.get("ename", ""), content.get("evalue", "")
    # Our own errors show themselves as one sentence, which needs no name of a class.
    ours = content.get("traceback") == [said]
    return CellFailure(
        "export-cell", said if ours or not name else f"{name}: {said}".strip(": ")
    )
