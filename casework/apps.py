from django.apps import AppConfig


class CaseworkConfig(AppConfig):
    name = "casework"
    verbose_name = "Zaken"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from casework import nouns  # noqa: F401  what each noun brings along, and the guard on transitions
