from django.apps import AppConfig


class WijkwebConfig(AppConfig):
    name = "wijkweb"
    verbose_name = "De wijk"
    default_auto_field = "django.db.models.BigAutoField"
