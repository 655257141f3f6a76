"""The same answers give the same file: nothing in it tells when it was written."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import UTC, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from smartcity_widgets.answers import Answers

__all__ = ["moment_of", "steady"]

_STATED = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*(<)")
_DAWN = datetime(1980, 1, 1, tzinfo=UTC)  # the first moment a zip can name


def moment_of(answers: Answers) -> datetime:
    """Return when the last of these answers was given: the file is as old as they are."""
    times = [one.time for one in answers.latest.values() if one.time is not None]
    return max(times, default=_DAWN)


def steady(data: bytes, moment: datetime) -> bytes:
    """Return a file with the same content that does not tell when it was written."""
    stamp = max(moment, _DAWN).astimezone(UTC)
    said = stamp.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    file = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as before,
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as after,
    ):
        for name in before.namelist():
            content = before.read(name)
            if name == "docProps/core.xml":
                content = _STATED.sub(rb"\g<1>" + said + rb"\g<3>", content)
            entry = zipfile.ZipInfo(name, date_time=stamp.timetuple()[:6])
            entry.compress_type = zipfile.ZIP_DEFLATED
            after.writestr(entry, content)
    return file.getvalue()
