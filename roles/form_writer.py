"""Who opened a form, signed: without a session nobody knows who sends it, but whoever opened it wrote it.

What they typed is given back to them alone, once they have logged in again (see `wijkteam.middleware`).
"""

from typing import Final

from django.conf import settings
from django.core.signing import BadSignature, TimestampSigner
from django.http import HttpRequest

WRITER: Final = "by"
COMPLETE: Final = "vul_aan"  # sent along: the form comes back as it was filled in, to be completed
NEVER_GIVEN_BACK: Final = ("csrfmiddlewaretoken", "password", "bsn")  # parts of the names of fields
SALT: Final = "roles.kept"  # another one would refuse the forms that are open while a new version comes


def signed_writer(user_id: int) -> str:
    return TimestampSigner(salt=SALT).sign(str(user_id))


def writer_of(request: HttpRequest) -> str | None:
    """The id of whoever opened this form, if that was in the last working day."""
    signed = request.POST.get(WRITER, "")
    try:
        return TimestampSigner(salt=SALT).unsign(signed, max_age=settings.SESSION_COOKIE_AGE)
    except BadSignature:
        return None
