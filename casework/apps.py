from django.apps import AppConfig


class CaseworkConfig(AppConfig):
    name = "casework"
    verbose_name = "Geld, termijnen en gronden"  # read in beheer alone, where no cases stand
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from casework.engine.complete import refuse_incomplete
        from casework.engine.registry import install, rules
        from casework.law.models import lay_down
        from casework.nouns import NOUNS

        install(NOUNS)
        refuse_incomplete(NOUNS)
        lay_down(rules())
