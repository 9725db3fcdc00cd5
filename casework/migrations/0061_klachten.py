"""Complaints, and the terms within which they are settled."""

import datetime as dt

import casework.engine.public_id
import django.db.models.deletion
import django_fsm
from django.conf import settings
from django.db import migrations, models


TERMS = (
    ("klacht_oppakken", 3, "werkdagen", True, "", "werkafspraak"),
    ("klacht", 6, "weken", True, "Awb, artikel 9:11", "Awb 9:11 lid 1"),
    ("klacht_commissie", 10, "weken", True, "Awb, artikel 9:11", "Awb 9:11 lid 1"),
    ("klacht_verdaagd", 4, "weken", True, "Awb, artikel 9:11", "Awb 9:11 lid 2"),
)


def fill(apps, schema_editor):
    """A database that has terms doesn't get new ones by itself."""
    kept = apps.get_model("casework", "LegalTerm").objects
    for code, length, unit, rolls, article, source in TERMS:
        kept.create(code=code, length=length, unit=unit, rolls=rolls, since=dt.date(2015, 1, 1), until=None,
                    article=article, source=source)


def empty(apps, schema_editor):
    codes = [code for code, *_ in TERMS]
    apps.get_model("casework", "LegalTerm").objects.filter(code__in=codes).delete()


class Migration(migrations.Migration):

    dependencies = [
        ("casework", "0060_kept_apart"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Complaint',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state_since', models.DateField(editable=False, verbose_name='sinds')),
                ('public_id', models.CharField(default=casework.engine.public_id.public_id, editable=False, max_length=16, unique=True)),
                ('state', django_fsm.FSMField(choices=[('ontvangen', 'Ontvangen'), ('in_behandeling', 'In behandeling'), ('afgehandeld', 'Afgehandeld'), ('ingetrokken', 'Ingetrokken')], default='ontvangen', editable=False, max_length=20, protected=True, verbose_name='stand')),
                ('about', models.CharField(choices=[('medewerker', 'Iemand van ons'), ('team', 'Het wijkteam'), ('aanbieder', 'Een aanbieder'), ('onbekend', 'Dat is nog niet duidelijk')], max_length=20, verbose_name='over wie gaat de klacht')),
                ('name', models.CharField(blank=True, max_length=160, verbose_name='wie of welke organisatie')),
                ('received_on', models.DateField(verbose_name='ontvangen op')),
                ('how', models.CharField(choices=[('mijn_zaak', 'Via Mijn zaak'), ('telefoon', 'Per telefoon'), ('gesprek', 'In een gesprek'), ('post', 'Per post'), ('mail', 'Per e-mail')], max_length=20, verbose_name='hoe kwam de klacht binnen')),
                ('text', models.TextField(verbose_name='de klacht, in de woorden van de inwoner')),
                ('registered_at', models.DateTimeField(editable=False)),
                ('committee', models.BooleanField(default=False, verbose_name='met een klachtadviescommissie')),
                ('told_on', models.DateField(null=True, verbose_name='verteld op')),
                ('heard_on', models.DateField(null=True, verbose_name='gehoord op')),
                ('waived', models.CharField(blank=True, choices=[('ziet_af', 'De inwoner wil niet worden gehoord'), ('ongegrond', 'De klacht is kennelijk ongegrond')], max_length=20, verbose_name='niet gehoord')),
                ('heard', models.TextField(blank=True, verbose_name='wat is er gezegd')),
                ('adjourned_on', models.DateField(null=True, verbose_name='verdaagd op')),
                ('adjourned_why', models.TextField(blank=True, verbose_name='waarom verdaagd')),
                ('finding', models.CharField(blank=True, choices=[('gegrond', 'Gegrond'), ('deels', 'Deels gegrond'), ('ongegrond', 'Ongegrond'), ('geen_oordeel', 'Geen oordeel')], max_length=20, verbose_name='oordeel')),
                ('found', models.TextField(blank=True, verbose_name='wat wij vonden')),
                ('done', models.TextField(blank=True, verbose_name='wat wij doen')),
                ('to_satisfaction', models.BooleanField(default=False, verbose_name='naar tevredenheid opgelost')),
            ],
            options={
                'verbose_name': 'klacht',
                'verbose_name_plural': 'klachten',
                'ordering': ('-received_on', '-pk'),
            },
        ),
        migrations.AddField(
            model_name='complaint',
            name='case',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='complaints', to='casework.case'),
        ),
        migrations.AddField(
            model_name='complaint',
            name='handler',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='complaint',
            name='person',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='complaint',
            name='registered_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddConstraint(
            model_name='complaint',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['ontvangen', 'in_behandeling', 'afgehandeld', 'ingetrokken'])), name='complaint_state_is_known'),
        ),
        migrations.AddConstraint(
            model_name='complaint',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('about', 'medewerker'), _negated=True), ('person__isnull', False), _connector='OR'), name='complaint_about_one_of_us_says_whom'),
        ),
        migrations.AddConstraint(
            model_name='complaint',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'in_behandeling'), _negated=True), ('handler__isnull', False), _connector='OR'), name='complaint_in_hand_says_whose'),
        ),
        migrations.AddConstraint(
            model_name='complaint',
            constraint=models.CheckConstraint(condition=models.Q(('person', None), ('handler', None), models.Q(('handler', models.F('person')), _negated=True), _connector='OR'), name='complaint_is_handled_by_another'),
        ),
        migrations.AddConstraint(
            model_name='complaint',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'afgehandeld'), _negated=True), models.Q(models.Q(('done', ''), _negated=True), models.Q(('to_satisfaction', True), models.Q(('finding', ''), _negated=True), _connector='OR')), _connector='OR'), name='settled_complaint_says_what_came_of_it'),
        ),
        migrations.RunPython(fill, empty),
    ]
