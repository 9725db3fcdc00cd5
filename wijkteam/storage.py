"""Where documents are kept: a folder. A file is on the disk, not on its way there, before a row names it."""

import os
from pathlib import Path
from typing import Any

from django.core.files.base import File
from django.core.files.storage import FileSystemStorage


class KeptFiles(FileSystemStorage):
    """A power cut after COMMIT leaves the file whole, and an upload can be stored a second time."""

    def _save(self, name: str, content: Any) -> str:
        if hasattr(content, "temporary_file_path"):
            content = File(content.file)  # copied: Django would move it, and a second try would find nothing
        kept = str(super()._save(name, content))  # type: ignore[misc]
        self._to_disk(Path(self.path(kept)))
        return kept

    def _to_disk(self, file: Path) -> None:
        """The file, and the folders in which it is named: those may be new."""
        folders = [one for one in file.parents if one.is_relative_to(self.location)]
        for place in (file, *folders):
            handle = os.open(place, os.O_RDONLY)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)
