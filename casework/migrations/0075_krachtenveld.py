"""The krachtenveldanalyse, and how long whoever makes or discusses one may take."""

import datetime as dt

import casework.engine.public_id
import django.db.models.deletion
import django_fsm
from django.conf import settings
from django.db import migrations, models


TERMS = {"krachtenveld_antwoord": 5, "krachtenveld_ingrijpen": 5, "krachtenveld_bespreken": 10}


def fill(apps, schema_editor):
    """A database that has terms doesn't get new ones by itself."""
    for code, length in TERMS.items():
        apps.get_model("casework", "LegalTerm").objects.create(
            code=code, length=length, unit="werkdagen", rolls=True, since=dt.date(2015, 1, 1), until=None,
            article="", source="werkafspraak",
        )


def empty(apps, schema_editor):
    apps.get_model("casework", "LegalTerm").objects.filter(code__in=TERMS).delete()


class Migration(migrations.Migration):

    dependencies = [
        ("casework", "0074_knelpunten"),
        ('wijkweb', '0002_append_only'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ForceField',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state_since', models.DateField(editable=False, verbose_name='sinds')),
                ('public_id', models.CharField(default=casework.engine.public_id.public_id, editable=False, max_length=16, unique=True)),
                ('state', django_fsm.FSMField(choices=[('gevraagd', 'Gevraagd'), ('in_de_maak', 'In de maak'), ('besproken', 'Besproken'), ('terug', 'Terug bij ons'), ('ingetrokken', 'Ingetrokken')], default='gevraagd', editable=False, max_length=20, protected=True, verbose_name='stand')),
                ('why', models.TextField(verbose_name='waarom')),
                ('asked_on', models.DateField(editable=False, verbose_name='gevraagd op')),
                ('due_on', models.DateField(verbose_name='klaar op')),
                ('shared_until', models.DateField(editable=False, null=True)),
                ('regie_now', models.CharField(blank=True, choices=[('inwoner', 'De inwoner zelf'), ('niemand', 'Niemand'), ('partij', 'Een van de partijen')], max_length=20, verbose_name='wie houdt nu de regie')),
                ('regie_then', models.CharField(blank=True, choices=[('inwoner', 'De inwoner zelf'), ('niemand', 'Niemand'), ('partij', 'Een van de partijen')], max_length=20, verbose_name='wie houdt straks de regie')),
                ('change', models.TextField(blank=True, verbose_name='wat zou er moeten veranderen')),
                ('made_on', models.DateField(editable=False, null=True, verbose_name='opgeleverd op')),
                ('discussed_on', models.DateField(null=True, verbose_name='besproken op')),
                ('said', models.TextField(blank=True, verbose_name='wat de inwoner ervan vond')),
                ('review_on', models.DateField(null=True, verbose_name='opnieuw bekijken op')),
                ('ended_why', models.TextField(blank=True, verbose_name='waarom niet')),
                ('asked_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='force_fields', to='casework.case')),
                ('maker', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='maker')),
                ('maker_organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='wijkweb.organisation', verbose_name='van welke organisatie')),
                ('sharing', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='force_fields', to='casework.sharing')),
            ],
            options={
                'verbose_name': 'krachtenveldanalyse',
                'verbose_name_plural': 'krachtenveldanalyses',
                'ordering': ('-asked_on', '-pk'),
            },
        ),
        migrations.CreateModel(
            name='ForceFieldParty',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=80, verbose_name='naam')),
                ('role', models.CharField(blank=True, max_length=80, verbose_name='wie is dit')),
                ('there', models.CharField(choices=[('allebei', 'Nu, en in het voorstel'), ('nu', 'Alleen nu'), ('straks', 'Alleen in het voorstel')], default='allebei', max_length=20, verbose_name='waar staat diegene')),
                ('influence', models.CharField(blank=True, choices=[('groot', 'Groot'), ('gemiddeld', 'Gemiddeld'), ('klein', 'Klein')], max_length=20, verbose_name='invloed')),
                ('stance', models.CharField(blank=True, choices=[('mee', 'Werkt mee'), ('neutraal', 'Neutraal'), ('tegen', 'Werkt tegen')], max_length=20, verbose_name='houding')),
                ('influence_then', models.CharField(blank=True, choices=[('groot', 'Groot'), ('gemiddeld', 'Gemiddeld'), ('klein', 'Klein')], max_length=20, verbose_name='invloed straks')),
                ('stance_then', models.CharField(blank=True, choices=[('mee', 'Werkt mee'), ('neutraal', 'Neutraal'), ('tegen', 'Werkt tegen')], max_length=20, verbose_name='houding straks')),
                ('shielded', models.BooleanField(default=False, verbose_name='afgeschermd voor de inwoner')),
                ('ground', models.CharField(blank=True, max_length=200, verbose_name='waarom afgeschermd')),
                ('field', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='parties', to='casework.forcefield')),
                ('organisation', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='wijkweb.organisation')),
            ],
            options={
                'verbose_name': 'partij in een krachtenveld',
                'verbose_name_plural': 'partijen in een krachtenveld',
                'ordering': ('pk',),
            },
        ),
        migrations.AddField(
            model_name='forcefield',
            name='regie_now_party',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='casework.forcefieldparty'),
        ),
        migrations.AddField(
            model_name='forcefield',
            name='regie_then_party',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='casework.forcefieldparty'),
        ),
        migrations.CreateModel(
            name='ForceFieldTie',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('now', models.CharField(blank=True, choices=[('steunend', 'Steunend'), ('zakelijk', 'Zakelijk'), ('gespannen', 'Gespannen'), ('verbroken', 'Verbroken')], max_length=20, verbose_name='nu')),
                ('then', models.CharField(blank=True, choices=[('steunend', 'Steunend'), ('zakelijk', 'Zakelijk'), ('gespannen', 'Gespannen'), ('verbroken', 'Verbroken')], max_length=20, verbose_name='straks')),
                ('field', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='ties', to='casework.forcefield')),
                ('one', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='casework.forcefieldparty')),
                ('other', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='casework.forcefieldparty')),
            ],
            options={
                'verbose_name': 'band in een krachtenveld',
                'verbose_name_plural': 'banden in een krachtenveld',
                'ordering': ('pk',),
            },
        ),
        migrations.AddConstraint(
            model_name='forcefieldparty',
            constraint=models.UniqueConstraint(fields=('field', 'name'), name='somebody_stands_in_a_field_once'),
        ),
        migrations.AddConstraint(
            model_name='forcefieldparty',
            constraint=models.CheckConstraint(condition=models.Q(('shielded', False), models.Q(('ground', ''), _negated=True), _connector='OR'), name='a_shielded_party_has_its_ground'),
        ),
        migrations.AddConstraint(
            model_name='forcefield',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['gevraagd', 'in_de_maak', 'besproken', 'terug', 'ingetrokken'])), name='force_field_state_is_known'),
        ),
        migrations.AddConstraint(
            model_name='forcefield',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'besproken'), _negated=True), models.Q(('discussed_on__isnull', False), ('made_on__isnull', False)), _connector='OR'), name='a_force_field_was_talked_over_on_a_day'),
        ),
        migrations.AddConstraint(
            model_name='forcefieldtie',
            constraint=models.UniqueConstraint(fields=('field', 'one', 'other'), name='two_are_tied_once_in_a_field', nulls_distinct=False),
        ),
        migrations.AddConstraint(
            model_name='forcefieldtie',
            constraint=models.CheckConstraint(condition=models.Q(('other', None), ('one__lt', models.F('other')), _connector='OR'), name='a_tie_is_of_two'),
        ),
        migrations.AddConstraint(
            model_name='forcefieldtie',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('now', ''), _negated=True), models.Q(('then', ''), _negated=True), _connector='OR'), name='a_tie_says_something'),
        ),
        migrations.RunPython(fill, empty),
    ]
