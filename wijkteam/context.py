"""Names that every page shows, and its look."""

from django.conf import settings
from django.http import HttpRequest

from wijkteam.look import look
from wijkteam.preferences import COLOURS


def names(request: HttpRequest) -> dict[str, object]:
    return {
        "product": settings.PRODUCT,
        "municipality": settings.WIJKTEAM_MUNICIPALITY,
        "demo": settings.DEMO,
        "still_there": getattr(request, "still_there", None),
        "colours": COLOURS,
        **look(settings.WIJKTEAM_LOOK, settings.WIJKTEAM_THEME),
    }
