"""The meldcode, and how long a step of it may wait."""

import datetime as dt

import casework.engine.public_id
import django.contrib.postgres.fields
import django.db.models.deletion
import django_fsm
from django.conf import settings
from django.db import migrations, models


def fill(apps, schema_editor):
    """A database that has terms doesn't get new ones by itself."""
    apps.get_model("casework", "LegalTerm").objects.create(
        code="meldcode_stap", length=5, unit="werkdagen", rolls=True, since=dt.date(2015, 1, 1), until=None,
        article="", source="werkafspraak",
    )


def empty(apps, schema_editor):
    apps.get_model("casework", "LegalTerm").objects.filter(code="meldcode_stap").delete()


class Migration(migrations.Migration):

    dependencies = [
        ("casework", "0071_tijdelijke_hulp_bij_wie_haar_geeft"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Meldcode',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state_since', models.DateField(editable=False, verbose_name='sinds')),
                ('public_id', models.CharField(default=casework.engine.public_id.public_id, editable=False, max_length=16, unique=True)),
                ('state', django_fsm.FSMField(choices=[('signalen', '1. Signalen in kaart'), ('advies', '2. Advies vragen'), ('gesprek', '3. Gesprek'), ('wegen', '4. Wegen'), ('beslissen', '5. Beslissen'), ('afgerond', 'Afgerond')], default='signalen', editable=False, max_length=20, protected=True, verbose_name='stand')),
                ('others', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), default=list, editable=False, size=None)),
                ('begun_on', models.DateField(verbose_name='begonnen op')),
                ('signals', models.TextField(blank=True, verbose_name='signalen')),
                ('advised_by', models.CharField(blank=True, choices=[('collega', 'Een deskundige collega'), ('veilig_thuis', 'Veilig Thuis'), ('beide', 'Allebei')], max_length=20, verbose_name='advies van')),
                ('advised_on', models.DateField(null=True, verbose_name='advies op')),
                ('advice', models.TextField(blank=True, verbose_name='het advies')),
                ('talked_on', models.DateField(null=True, verbose_name='gesproken op')),
                ('talked', models.TextField(blank=True, verbose_name='het gesprek')),
                ('not_talked_why', models.TextField(blank=True, verbose_name='waarom niet gesproken')),
                ('weighed', models.CharField(blank=True, choices=[('geen', 'Geen vermoeden meer van geweld of mishandeling'), ('onveilig', 'Een vermoeden, geen acute of structurele onveiligheid'), ('structureel', 'Structurele onveiligheid'), ('acuut', 'Acute onveiligheid')], max_length=20, verbose_name='weging')),
                ('weighing', models.TextField(blank=True, verbose_name='afwegingskader')),
                ('reported_on', models.DateField(null=True, verbose_name='gemeld bij Veilig Thuis op')),
                ('reported', models.TextField(blank=True, verbose_name='wat aan Veilig Thuis is verteld')),
                ('reported_by_article', models.CharField(blank=True, max_length=60, verbose_name='grond')),
                ('not_reported_why', models.TextField(blank=True, verbose_name='waarom niet gemeld')),
                ('helped', models.TextField(blank=True, verbose_name='hulp')),
                ('decided_on', models.DateField(null=True, verbose_name='besloten op')),
                ('kept_why', models.TextField(blank=True, verbose_name='waarom de inwoner dit niet leest')),
                ('review_on', models.DateField(null=True, verbose_name='opnieuw bekijken op')),
                ('opened_on', models.DateField(null=True, verbose_name='te lezen door de inwoner sinds')),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='meldcodes', to='casework.case')),
                ('lead', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'meldcode',
                'verbose_name_plural': 'meldcodes',
                'ordering': ('-begun_on', '-pk'),
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['signalen', 'advies', 'gesprek', 'wegen', 'beslissen', 'afgerond'])), name='meldcode_state_is_known'), models.CheckConstraint(condition=models.Q(('opened_on__isnull', False), models.Q(models.Q(('kept_why', ''), _negated=True), ('review_on__isnull', False)), _connector='OR'), name='meldcode_is_kept_for_a_reason_until_a_day'), models.CheckConstraint(condition=models.Q(('reported_on', None), models.Q(models.Q(('reported', ''), _negated=True), models.Q(('reported_by_article', ''), _negated=True)), _connector='OR'), name='what_went_to_veilig_thuis_says_on_what_ground')],
            },
        ),
        migrations.RunPython(fill, empty),
    ]
