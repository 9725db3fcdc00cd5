from django.apps import AppConfig


class CaseworkConfig(AppConfig):
    name = "casework"
    verbose_name = "Zaken"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from casework import steps  # noqa: F401  the guard on transitions is connected on import
