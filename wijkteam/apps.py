from django.apps import AppConfig


class WijkteamConfig(AppConfig):
    name = "wijkteam"
    verbose_name = "Wijkteam"

    def ready(self) -> None:
        from . import checks  # noqa: F401  registers the system checks
