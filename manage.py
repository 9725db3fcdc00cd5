#!/usr/bin/env python
import os
import sys

import django
from django.core.management import execute_from_command_line

# These write nothing that is encrypted, or have no database. All others ask for the right key first.
NEED_NO_KEY = {
    "check",
    "collectstatic",
    "demo_press",
    "diffsettings",
    "findstatic",
    "grant_app_role",
    "help",
    "makemigrations",
    "sendtestemail",
    "showmigrations",
    "sqlmigrate",
    "steps_table",
    "version",
}


def refuse_wrong_key(command: str) -> None:
    from casework.people import field_key

    field_key.refuse_wrong_key(remember=command != "migrate")


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wijkteam.settings")
    command = sys.argv[1] if len(sys.argv) > 1 else "help"
    if command not in NEED_NO_KEY and not {"--help", "-h", "--version"} & set(sys.argv):
        django.setup()
        refuse_wrong_key(command)
    execute_from_command_line(sys.argv)
