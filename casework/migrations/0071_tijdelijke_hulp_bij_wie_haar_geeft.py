"""Who gives temporary help sees it and says how it goes: also what runs already, and what stopped lately."""

import datetime as dt

from django.db import migrations, models
from django.utils import timezone


STAYS = dt.timedelta(weeks=6)


def share(apps, editor):
    """What was issued, for as long as a new one would be; what stopped longer ago stays as it was."""
    rows = apps.get_model("casework", "VoorlopigeIndicatie").objects
    rows.filter(state="afgegeven").update(shared_until=dt.date.max)
    lately = rows.filter(state__in=("ingetrokken", "geeindigd"), ends_on__gte=timezone.localdate() - STAYS)
    lately.update(shared_until=models.F("ends_on") + STAYS)


class Migration(migrations.Migration):

    dependencies = [
        ("casework", "0070_household_life"),
    ]

    operations = [
        migrations.AddField(
            model_name='voorlopigeindicatie',
            name='cannot_from',
            field=models.DateField(blank=True, null=True, verbose_name='vanaf wanneer het wel kan'),
        ),
        migrations.AddField(
            model_name='voorlopigeindicatie',
            name='cannot_on',
            field=models.DateField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name='voorlopigeindicatie',
            name='cannot_why',
            field=models.TextField(blank=True, verbose_name='waarom het niet lukt'),
        ),
        migrations.AddField(
            model_name='voorlopigeindicatie',
            name='help_stopped_on',
            field=models.DateField(editable=False, null=True, verbose_name='laatste dag dat er hulp was'),
        ),
        migrations.AddField(
            model_name='voorlopigeindicatie',
            name='shared_until',
            field=models.DateField(editable=False, null=True),
        ),
        migrations.RunPython(share, migrations.RunPython.noop),
    ]
