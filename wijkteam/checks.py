"""System checks: what would go wrong later, said at the start."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core import checks
from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connection


@register(Tags.security)
def private_files_stay_private(**kwargs: Any) -> list[CheckMessage]:
    """Documents must not lie where the web server hands out files."""
    media, static = Path(settings.MEDIA_ROOT).resolve(), Path(settings.STATIC_ROOT).resolve()
    if media == static or static in media.parents or settings.MEDIA_URL not in ("", "/"):
        hint = "Geef MEDIA_ROOT een eigen map buiten STATIC_ROOT."
        return [Error("Documenten van zaken liggen in een openbare map.", hint=hint, id="wijkteam.E001")]
    return []


@register
def style_sheets_are_there(**kwargs: Any) -> list[CheckMessage]:
    vendor = Path(settings.BASE_DIR) / "wijkteam" / "static" / "vendor"
    if settings.TESTING or (vendor / "utrecht.css").exists():
        return []
    hint = "Gebruik ./dev, of zie de Dockerfile."
    return [checks.Warning("De opmaak van NL Design System ontbreekt.", hint=hint, id="wijkteam.W001")]


@register(Tags.database)
def postgresql_is_new_enough(*, databases: Sequence[str] | None = None, **kwargs: Any) -> list[CheckMessage]:
    if not databases or "default" not in databases:
        return []
    connection.ensure_connection()
    if connection.pg_version < 160000:  # type: ignore[attr-defined]
        hint = "Gebruik PostgreSQL 16 of nieuwer; de demo en docker-compose gebruiken 18."
        return [Error("Deze PostgreSQL is te oud.", hint=hint, id="wijkteam.E002")]
    return []


@register(Tags.database)
def website_can_not_change_tables(*, databases: Sequence[str] | None = None, **kwargs: Any) -> list[CheckMessage]:
    """Whoever owns a table, or is superuser, can put its triggers aside; the demo on one machine may."""
    if not databases or "default" not in databases or settings.DEMO or settings.AS_OWNER:
        return []
    with connection.cursor() as cursor:
        cursor.execute("SELECT has_schema_privilege('public', 'CREATE')")
        if not cursor.fetchone()[0]:
            return []
    words = "De website werkt als eigenaar van de database: logboeken zijn te wissen."
    hint = "Noem een gewone rol in DATABASE_URL en de eigenaar in MIGRATE_DATABASE_URL; zie README.md."
    return [Error(words, hint=hint, id="wijkteam.E003")]
