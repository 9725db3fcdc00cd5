"""Our own files under names that change with what is in them; where each is doesn't change while the product runs.

A page names a dozen, and Django puts each address together anew.
"""

from functools import cache
from typing import Any

from django.contrib.staticfiles.storage import ManifestStaticFilesStorage
from whitenoise.storage import CompressedManifestStaticFilesStorage  # type: ignore[import-untyped]


class _Remembered:
    """In front of a storage: each address is found once."""

    @cache  # noqa: B019  there is one, as long as the process
    def url(self, name: str, force: bool = False) -> str:
        storage: Any = super()
        return str(storage.url(name, force))


class Compressed(_Remembered, CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    pass


class Plain(_Remembered, ManifestStaticFilesStorage):  # type: ignore[misc]
    pass
