"""What is looked at nearly everywhere, so that there is something to choose from; beheer makes it their own."""

import datetime as dt

from django.db import migrations

NAMES = (
    "Bijzondere bijstand",
    "Individuele inkomenstoeslag",
    "Lokaal fonds of noodfonds",
    "Schuldhulpverlening",
    "Wet langdurige zorg (Wlz)",
    "Wmo-voorziening",
    "Zorgverzekering",
)


def add(apps, schema_editor):
    schemes = apps.get_model("casework", "Scheme")
    for name in NAMES:
        schemes.objects.get_or_create(name=name, defaults={"since": dt.date(2015, 1, 1)})


def remove(apps, schema_editor):
    apps.get_model("casework", "Scheme").objects.filter(name__in=NAMES).delete()


class Migration(migrations.Migration):

    dependencies = [
        ("casework", "0050_regelingen"),
    ]

    operations = [migrations.RunPython(add, remove)]
