"""Aids are ordered, brought and taken back; a dwangsom that was set is paid, within the six weeks of Awb 4:87; what was put
back on the list of the back office tells that it was taken over."""

import datetime as dt

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


def fill(apps, editor):
    """A database that has terms doesn't get new ones by itself."""
    apps.get_model("casework", "LegalTerm").objects.create(
        code="dwangsom_betalen", length=6, unit="weken", rolls=True, since=dt.date(2015, 1, 1), until=None,
        article="Awb, artikel 4:87", source="Awb 4:87 lid 1",
    )


def empty(apps, editor):
    apps.get_model("casework", "LegalTerm").objects.filter(code="dwangsom_betalen").delete()


class Migration(migrations.Migration):

    dependencies = [
        ("casework", "0064_walls"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='backofficemessage',
            name='put_back',
            field=models.JSONField(db_default=[], default=list, editable=False, verbose_name='teruggezet'),
        ),
        migrations.AddField(
            model_name='defaultnotice',
            name='paid_by',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='defaultnotice',
            name='paid_on',
            field=models.DateField(editable=False, null=True, verbose_name='betaald op'),
        ),
        migrations.AddField(
            model_name='provision',
            name='deliver_by',
            field=models.DateField(editable=False, null=True, verbose_name='te leveren uiterlijk op'),
        ),
        migrations.AddField(
            model_name='provision',
            name='order_words',
            field=models.TextField(blank=True, verbose_name='wat er is besteld'),
        ),
        migrations.AddField(
            model_name='provision',
            name='ordered_on',
            field=models.DateField(editable=False, null=True, verbose_name='besteld op'),
        ),
        migrations.AddField(
            model_name='provision',
            name='taken_back_on',
            field=models.DateField(editable=False, null=True, verbose_name='teruggehaald op'),
        ),
        migrations.AlterField(
            model_name='product',
            name='name',
            field=models.CharField(help_text='Zo leest de inwoner het: ‘Hulp bij het huishouden’, ‘Een traplift’.', max_length=120, unique=True, verbose_name='naam'),
        ),
        migrations.AlterField(
            model_name='productevent',
            name='name',
            field=models.CharField(help_text='Zo leest de inwoner het: ‘Hulp bij het huishouden’, ‘Een traplift’.', max_length=120, verbose_name='naam'),
        ),
        migrations.RunPython(fill, empty),
    ]
