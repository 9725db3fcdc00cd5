from django.apps import AppConfig


class RolesConfig(AppConfig):
    name = "roles"
    verbose_name = "Mensen en rechten"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from roles import context_once

        context_once.lay_down()
