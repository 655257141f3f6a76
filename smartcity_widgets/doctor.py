"""What does not fit on this machine, each with its fix in one line.

`examine` looks and changes nothing (a store that is not there yet is made).
"""

from __future__ import annotations

import importlib.metadata
import os
import re
import shutil
import sys
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from .errors import ContentError, StoreError
from .words import read_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .words import Words

__all__ = ["Check", "examine", "find_browser"]

State = Literal["ok", "warning", "error"]

_SERVICES = (
    "OneDrive",
    "Dropbox",
    "Google Drive",
    "GoogleDrive",
    "iCloud",
    "Nextcloud",
    "pCloud",
)
_NETWORK = {"nfs", "nfs4", "cifs", "smb3", "smbfs", "fuse.sshfs", "9p", "afs", "davfs"}


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at: its state, what was seen, and how to mend it."""

    id: str
    state: State
    sentence: str
    fix: str = ""

    def to_json(self) -> dict[str, str]:
        """Return the check as a JSON object."""
        return asdict(self)


def examine(folder: Path, words: Words) -> list[Check]:
    """Look at Python, packages, kernel, store, folder, browser and languages.

    Returns
    -------
    list of Check
        In that order; ``error`` is what keeps a workbook from working.
    """
    return [
        _python(words),
        *_packages(words),
        _kernel(words),
        _store(folder, words),
        _place(folder, words),
        _browser(words),
        *_languages(words),
    ]


def _python(words: Words) -> Check:
    version = ".".join(map(str, sys.version_info[:3]))
    if sys.version_info < (3, 11):  # noqa: UP036 - pip can be got round  # pragma: no cover
        fix = words.say("doctor.python_old_fix")
        return Check(
            "python", "error", words.say("doctor.python_old", version=version), fix
        )
    return Check("python", "ok", words.say("doctor.python", version=version))


def _packages(words: Words) -> Iterator[Check]:
    """Every package we need, against the oldest version we tested."""
    for line in importlib.metadata.requires("smartcity-widgets") or ():
        match = re.match(r"([A-Za-z0-9_-]+)>=([0-9.]+)$", line)
        if match is None:
            continue
        name, least = match.groups()
        fix = words.say("doctor.package_fix", package=name, least=least)
        try:
            version = importlib.metadata.version(name)
        except importlib.metadata.PackageNotFoundError:
            sentence = words.say("doctor.package_missing", package=name)
            yield Check(f"package-{name}", "error", sentence, fix)
            continue
        if _numbers(version) < _numbers(least):
            sentence = words.say(
                "doctor.package_old", package=name, version=version, least=least
            )
            yield Check(f"package-{name}", "error", sentence, fix)
        else:
            sentence = words.say("doctor.package", package=name, version=version)
            yield Check(f"package-{name}", "ok", sentence)


def _numbers(version: str) -> tuple[int, ...]:
    release = re.match(r"[0-9.]+", version)
    return tuple(int(one) for one in (release[0] if release else "0").split(".") if one)


def _kernel(words: Words) -> Check:
    """Whether notebooks start a kernel of this environment."""
    from jupyter_client.kernelspec import KernelSpecManager, NoSuchKernel

    try:
        command = KernelSpecManager().get_kernel_spec("python3").argv[0]
    except NoSuchKernel:
        fix = words.say("doctor.kernel_missing_fix")
        return Check("kernel", "error", words.say("doctor.kernel_missing"), fix)
    found = shutil.which(command) or command
    # "python" without a folder is replaced by the server's own interpreter.
    bare = Path(command).name == command
    if bare or Path(found).parent == Path(sys.executable).parent:
        return Check("kernel", "ok", words.say("doctor.kernel", path=sys.prefix))
    fix = words.say("doctor.kernel_elsewhere_fix")
    return Check("kernel", "warning", words.say("doctor.kernel_elsewhere", path=found), fix)


def _store(folder: Path, words: Words) -> Check:
    from .store import Store, store_url

    fix = words.say("doctor.store_failed_fix")
    try:
        url = store_url(folder)
        with Store(url, folder=folder).writing():
            pass  # a transaction that writes nothing: it could be opened, read and locked
    except StoreError as error:
        return Check("store", "error", error.sentence(words.language), fix)
    return Check("store", "ok", words.say("doctor.store", path=_without_password(url)))


def _without_password(url: str) -> str:
    return re.sub(r"://([^:/@]+):[^@]*@", r"://\1:…@", url)


def _place(folder: Path, words: Words) -> Check:
    """Check for a synchronised or network folder: it can tear a store or hide its locks."""
    for service in _SERVICES:
        if any(service.lower() in part.lower() for part in folder.parts):
            sentence = words.say("doctor.synchronised", service=service)
            return Check("place", "warning", sentence, words.say("doctor.synchronised_fix"))
    kind = _filesystem(folder)
    if kind in _NETWORK:
        sentence = words.say("doctor.network", kind=kind)
        return Check("place", "warning", sentence, words.say("doctor.network_fix"))
    return Check("place", "ok", words.say("doctor.local", path=folder))


def _filesystem(folder: Path) -> str:
    """Return the kind of file system of a folder; empty where the system does not say."""
    if os.name == "nt":
        return "smb" if str(folder).startswith("\\\\") else ""
    try:
        mounts = Path("/proc/mounts").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
    best, kind = "", ""
    for line in mounts.splitlines():
        _, place, found, *_ = line.split(" ")
        place = place.replace("\\040", " ")
        if folder.is_relative_to(place) and len(place) >= len(best):
            best, kind = place, found
    return kind


def find_browser() -> str | None:
    """Return the path of a Chromium or Chrome, or None.

    ``SMARTCITY_CHROMIUM`` names one; else the usual names on the PATH, then the usual
    places.
    """
    named = os.environ.get("SMARTCITY_CHROMIUM")
    if named:
        return named if Path(named).is_file() else None
    names = (
        "chromium",
        "chromium-browser",
        "google-chrome",
        "google-chrome-stable",
        "chrome",
    )
    places = (
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        "/Applications/Chromium.app/Contents/MacOS/Chromium",
        r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    )
    found = next((path for path in map(shutil.which, names) if path), None)
    return found or next((one for one in places if Path(one).is_file()), None)


def _browser(words: Words) -> Check:
    path = find_browser()
    if path:
        return Check("browser", "ok", words.say("doctor.browser", path=path))
    fix = words.say("doctor.browser_missing_fix")
    return Check("browser", "warning", words.say("doctor.browser_missing"), fix)


def _languages(words: Words) -> Iterator[Check]:
    from .method import load_method

    try:
        load_method()
    except ContentError as error:
        sentence = words.say("doctor.content", sentence=error.sentence())
        yield Check("languages", "error", sentence, words.say("doctor.content_fix"))
        return
    spoken = read_words()
    english = spoken["en"]
    finished = [one.name for one in spoken.values() if not one.draft]
    sentence = words.say("doctor.languages", languages=", ".join(finished))
    yield Check("languages", "ok", sentence)
    for code, one in spoken.items():
        if one.draft:
            n = sum(not one.has(key) for key in english.entries)
            yield Check(
                f"language-{code}",
                "warning",
                words.say("doctor.language_draft", language=one.name, n=n),
                words.say("doctor.language_draft_fix", code=code),
            )
