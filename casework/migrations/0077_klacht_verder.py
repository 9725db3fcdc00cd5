"""A complaint that isn't handled, one that is put off by agreement, and the term within which the first is told."""

import datetime as dt

from django.conf import settings
from django.db import migrations, models

CODE = "klacht_niet_behandelen"


def fill(apps, editor):
    """A database that has terms doesn't get new ones by itself."""
    apps.get_model("casework", "LegalTerm").objects.create(
        code=CODE, length=4, unit="weken", rolls=True, since=dt.date(2015, 1, 1), until=None,
        article="Awb, artikel 9:8, derde lid", source="Awb 9:8 lid 3",
    )


def empty(apps, editor):
    apps.get_model("casework", "LegalTerm").objects.filter(code=CODE).delete()


class Migration(migrations.Migration):

    dependencies = [
        ("casework", "0076_meer_over_bezwaar"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='complaint',
            name='settled_complaint_says_what_came_of_it',
        ),
        migrations.AddField(
            model_name='complaint',
            name='agreed_how',
            field=models.CharField(blank=True, max_length=160, verbose_name='hoe en wanneer de inwoner instemde'),
        ),
        migrations.AddField(
            model_name='complaint',
            name='agreed_until',
            field=models.DateField(null=True, verbose_name='met instemming uitgesteld tot en met'),
        ),
        migrations.AddField(
            model_name='complaint',
            name='left_out',
            field=models.CharField(blank=True, choices=[('al_behandeld', 'Wij behandelden deze klacht al (lid 1, a)'), ('jaar', 'Het gebeurde langer dan een jaar voor de klacht (lid 1, b)'), ('bezwaar', 'Er kan of kon bezwaar tegen worden gemaakt (lid 1, c)'), ('rechter', 'De rechter oordeelt erover, of deed dat (lid 1, d en e)'), ('strafzaak', 'De politie of het Openbaar Ministerie onderzoekt het (lid 1, f)'), ('klein', 'Het belang is duidelijk te klein (lid 2)')], max_length=20, verbose_name='niet behandeld'),
        ),
        migrations.AddConstraint(
            model_name='complaint',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'afgehandeld'), _negated=True), models.Q(models.Q(('done', ''), _negated=True), models.Q(('to_satisfaction', True), models.Q(('finding', ''), _negated=True), models.Q(('left_out', ''), _negated=True), _connector='OR')), _connector='OR'), name='settled_complaint_says_what_came_of_it'),
        ),
        migrations.RunPython(fill, empty),
    ]
