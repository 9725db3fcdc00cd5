"""Which road a case goes and how heavy it is, with the terms of the first call and of sharing out."""

import datetime as dt

from django.conf import settings
from django.db import migrations, models

TERMS = ("bel_en_weeg", "toewijzen")


def fill(apps, schema_editor):
    """A database that has terms doesn't get new ones by itself."""
    for code in TERMS:
        apps.get_model("casework", "LegalTerm").objects.create(
            code=code, length=5, unit="werkdagen", rolls=True, since=dt.date(2015, 1, 1), until=None,
            article="", source="werkafspraak",
        )


def empty(apps, schema_editor):
    apps.get_model("casework", "LegalTerm").objects.filter(code__in=TERMS).delete()


class Migration(migrations.Migration):

    dependencies = [
        ("casework", "0033_reporter_address"),
        ('roles', '0009_administratie'),
        ('wijkweb', '0002_append_only'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='case',
            name='really_asked',
            field=models.TextField(blank=True, verbose_name='wat er echt gevraagd wordt'),
        ),
        migrations.AddField(
            model_name='case',
            name='road',
            field=models.CharField(choices=[('kort', 'Korte route: één vraag, geen plan nodig'), ('lang', 'Lange route: onderzoek, plan en doelen')], default='lang', max_length=10, verbose_name='weg'),
        ),
        migrations.AddField(
            model_name='case',
            name='weighed_on',
            field=models.DateField(editable=False, null=True, verbose_name='gebeld en gewogen op'),
        ),
        migrations.AddField(
            model_name='case',
            name='weight',
            field=models.CharField(choices=[('licht', 'Licht'), ('gemiddeld', 'Gemiddeld'), ('zwaar', 'Zwaar')], default='gemiddeld', max_length=10, verbose_name='gewicht'),
        ),
        migrations.AddConstraint(
            model_name='case',
            constraint=models.CheckConstraint(condition=models.Q(('road__in', ['kort', 'lang'])), name='case_road_is_known'),
        ),
        migrations.AddConstraint(
            model_name='case',
            constraint=models.CheckConstraint(condition=models.Q(('weight__in', ['licht', 'gemiddeld', 'zwaar'])), name='case_weight_is_known'),
        ),
        migrations.RunPython(fill, empty),
    ]
