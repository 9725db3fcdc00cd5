"""A field for files that come in: several at once, or one photo made on the spot."""

import time
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError

from casework.engine import scanner, uploads
from casework.pieces.incoming import KINDS, Incoming, judged

MOST: Final = 20  # at once
EMPTY: Final = "Dit bestand is leeg. Kies een ander bestand."
ACCEPT: Final = ",".join(("image/jpeg", "image/png", *(f".{one.ending}" for one in KINDS)))


class FilesInput(forms.FileInput):
    allow_multiple_selected = True

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        return files.getlist(name) if hasattr(files, "getlist") else files.get(name)


class IncomingField(forms.FileField):
    """Cleaned it gives a list of `Incoming`; what is wrong is told of each file by its name.

    A scanner has the same seconds for all as for one: what it doesn't come to waits for a worker.
    """

    default_error_messages = {"empty": EMPTY, "missing": EMPTY, "invalid": "Kies het bestand opnieuw."}

    def clean(self, data: Any, initial: Any = None) -> list[Incoming]:
        given = [one for one in (data if isinstance(data, list | tuple) else [data]) if one]
        if not given:
            if self.required:
                raise ValidationError(self.error_messages["required"], code="required")
            return []
        if len(given) > MOST:
            raise ValidationError(f"Kies hoogstens {MOST} bestanden tegelijk.", code="many")
        found, wrong, until = dict[str, Incoming](), [], time.monotonic() + scanner.PATIENCE
        for one in given:
            try:
                self.to_python(one)
                incoming = judged(one, patience=until - time.monotonic())
            except ValidationError as error:
                name = f"‘{one.name}’: " if len(given) > 1 else ""
                wrong += [ValidationError(f"{name}{words}", code=error.code) for words in error.messages]
            else:
                found.setdefault(incoming.sha256, incoming)  # chosen twice, kept once
        if wrong:
            raise ValidationError(wrong)
        return list(found.values())


def files() -> IncomingField:
    return IncomingField(
        label="Kies foto's of bestanden",
        required=False,  # a photo will do
        widget=FilesInput(attrs={"accept": ACCEPT, "data-files": ""}),
        help_text=f"{uploads.named(KINDS)}. Elk hoogstens {uploads.largest() // 1024 // 1024} MB. U kunt ze hier ook"
        " naartoe slepen.",
    )


def photo() -> IncomingField:
    """Opens the camera of a phone; on a desk it isn't shown."""
    return IncomingField(
        label="Of maak een foto",
        required=False,
        widget=forms.FileInput(attrs={"accept": "image/jpeg", "capture": "environment", "data-files": ""}),
    )
