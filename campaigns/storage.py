"""Where uploads are kept."""

from __future__ import annotations

import os
from pathlib import Path

from django.core.files import File
from django.core.files.storage import FileSystemStorage


class WholeFileStorage(FileSystemStorage):
    """A file that is saved is on the disk, and whole; of one that is not, nothing stays.

    Django's own leaves the beginning of a file behind on a full disk, and leaves to the system
    when to write it down: a power cut would take the file of a row that is there.
    """

    def _save(self, name: str, content: File) -> str:
        try:
            saved: str = super()._save(name, content)  # type: ignore[misc]  # not in the stubs
            for path in (Path(self.path(saved)), Path(self.path(saved)).parent):
                write_down(path)
        except BaseException:
            self.delete(name)  # names are drawn: it is nobody else's
            raise
        return saved


def write_down(path: Path) -> None:
    """Have a file, or what a folder says of its files, on the disk before going on."""
    opened = os.open(path, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
