"""Lino Welfare as its own demo project has it (Eupen, React), but for real: without DEBUG, on PostgreSQL."""

import os
from pathlib import Path

import asking
from lino_weleup.settings import *  # noqa: F403
from lino_weleup.settings import Site as Eupen


class Site(Eupen):
    default_ui = "lino_react.react"
    languages = "de fr en"
    is_demo_site = False
    use_java = False
    demo_fixtures = "std std2 few_languages all_countries"

    def get_installed_plugins(self):
        yield super().get_installed_plugins()
        yield "lino_react.react"


__file__ = str(Path(os.environ["PEER_FOLDER"]) / "settings.py")  # beside it Lino writes what it makes
SITE = Site(globals())  # which sets a database of its own, so ours comes after it
DEBUG = False
SECRET_KEY = "peers" * 10
ALLOWED_HOSTS = ["127.0.0.1"]
DATABASES = {"default": asking.database()}
EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
