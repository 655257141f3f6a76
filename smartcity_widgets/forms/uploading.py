"""A file on its way from the browser, in parts: put together, in order, and not too large.

The server's connection refuses a message over 10 MB, so the browser sends parts of at most
one. A form takes one file at a time; a new one takes the place of one that stopped coming.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from smartcity_widgets.attachments import MOST_BYTES
from smartcity_widgets.errors import AttachmentError, EditError
from smartcity_widgets.values.texts import quoted

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["Upload"]


class Upload:
    """The file that a form is being sent, if any."""

    def __init__(self) -> None:
        self._id = ""
        self._parts: list[bytes] = []
        self._given_up = ""

    def take(self, message: Mapping[str, Any]) -> bytes | None:
        """Take one part; return the whole file when it was the last.

        None while parts are missing, and for what still comes of a file that was refused.

        Raises
        ------
        AttachmentError
            If the file is too large, or a part does not follow the one before.
        EditError
            If the message is none of the browser's.
        """
        upload, number, total = (message.get(one) for one in ("upload", "part", "parts"))
        buffers: tuple[bytes, ...] = message.get("buffers") or ()
        sound = type(number) is int and type(total) is int and len(buffers) == 1
        if not (sound and isinstance(upload, str) and upload):
            raise EditError("edit-unreadable", path=str(message.get("path")))
        if upload == self._given_up:
            return None
        name = quoted(str(message.get("name") or ""))
        if number == 0:
            self._id, self._parts = upload, []
        if upload != self._id or number != len(self._parts):
            raise self._refused(upload, "attachment-interrupted", name=name)
        self._parts.append(bytes(buffers[0]))
        if sum(map(len, self._parts)) > MOST_BYTES:
            most = MOST_BYTES // 1_000_000
            raise self._refused(upload, "attachment-larger", name=name, most=most)
        if len(self._parts) < int(total or 0):
            return None
        whole = b"".join(self._parts)
        self._id, self._parts = "", []
        return whole

    def _refused(self, upload: str, rule: str, **details: object) -> AttachmentError:
        self._given_up = upload
        if upload == self._id:
            self._id, self._parts = "", []
        return AttachmentError(rule, **details)
