"""Names that every page shows."""

from django.conf import settings
from django.http import HttpRequest


def names(request: HttpRequest) -> dict[str, object]:
    return {
        "product": settings.PRODUCT,
        "municipality": settings.WIJKTEAM_MUNICIPALITY,
        "theme": settings.WIJKTEAM_THEME,
        "demo": settings.DEMO,
    }
