"""Our own files under names that change with what is in them; where each is doesn't change while the product runs.

A page names a dozen, and Django puts each address together anew.
"""

from functools import cache

from django.contrib.staticfiles.storage import ManifestStaticFilesStorage
from whitenoise.storage import CompressedManifestStaticFilesStorage  # type: ignore[import-untyped]


class Compressed(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    @cache  # noqa: B019  there is one, as long as the process
    def url(self, name: str, force: bool = False) -> str:
        return str(super().url(name, force))


class Plain(ManifestStaticFilesStorage):
    @cache  # noqa: B019  there is one, as long as the process
    def url(self, name: str, force: bool = False) -> str:
        return str(super().url(name, force))
