"""What the citizen agreed to becomes what is shared: with one receiver each, for one purpose, with its own states.

Nothing is asked again: each consent that there was is the sharing of the party that saw something by it. One that served
several parties becomes one for each.
"""

import datetime as dt

import django.contrib.postgres.fields
import django.db.models.deletion
import django_fsm
from django.conf import settings
from django.db import migrations, models

import casework.engine.public_id
import casework.sharing.models

TERMS = (
    ("deling_loopt_af", 14, "kalenderdagen", True, "", "werkafspraak"),
    ("toestemming_zelf_wmo", 12, "jaar", False, "Wmo 2015, artikel 5.3.3", "Wmo 2015, artikel 5.3.3"),
    ("toestemming_samen_jeugdwet", 12, "jaar", False, "Jeugdwet, artikel 7.3.4", "Jeugdwet, artikel 7.3.4"),
    ("toestemming_zelf_jeugdwet", 16, "jaar", False, "Jeugdwet, artikel 7.3.4", "Jeugdwet, artikel 7.3.4"),
    ("toestemming_samen_wgbo", 12, "jaar", False, "Burgerlijk Wetboek, artikel 7:450", "Burgerlijk Wetboek, artikel 7:450"),
    ("toestemming_zelf_wgbo", 16, "jaar", False, "Burgerlijk Wetboek, artikel 7:447", "Burgerlijk Wetboek, artikel 7:447"),
)

COPIED = """
INSERT INTO casework_sharing (id, public_id, case_id, what, with_name, purpose, rests, article, why, text, how, given_by,
                              also_by, given_on, until, left_to_end, recorded_by_id, state, state_since, ended_on, ended_why)
SELECT id, left(md5(gen_random_uuid()::text), 16), case_id, ARRAY['vraag'], '', 'hulp', 'toestemming', '', '', text, how,
       given_by, '', given_on, until, false, recorded_by_id,
       CASE WHEN withdrawn_at IS NULL THEN 'gegeven' ELSE 'ingetrokken' END,
       coalesce((withdrawn_at AT TIME ZONE 'Europe/Amsterdam')::date, given_on),
       (withdrawn_at AT TIME ZONE 'Europe/Amsterdam')::date, ''
  FROM casework_consent;

SELECT setval(pg_get_serial_sequence('casework_sharing', 'id'), greatest(1, (SELECT max(id) FROM casework_sharing)));
SET CONSTRAINTS ALL IMMEDIATE;
SET CONSTRAINTS ALL DEFERRED;
"""
# by whom something was seen because of it; who used it first keeps the row, of the others each gets a copy
PARTIES = """
CREATE TABLE sharing_parties AS
SELECT consent, organisation, team, contact,
       row_number() OVER (PARTITION BY consent ORDER BY min(used)) AS place,
       NULL::bigint AS sharing
  FROM (SELECT consent_id AS consent, to_organisation_id AS organisation, to_team_id AS team, to_contact_id AS contact,
               2 * id AS used
          FROM casework_handover
         WHERE consent_id IS NOT NULL AND num_nonnulls(to_organisation_id, to_team_id, to_contact_id) = 1
         UNION ALL
        SELECT consent_id, carrier_organisation_id, NULL, NULL, 2 * id + 1
          FROM casework_goal
         WHERE consent_id IS NOT NULL AND carrier_organisation_id IS NOT NULL) AS used
 GROUP BY consent, organisation, team, contact;

UPDATE sharing_parties SET sharing = consent WHERE place = 1;
UPDATE sharing_parties SET sharing = nextval(pg_get_serial_sequence('casework_sharing', 'id')) WHERE place > 1;

INSERT INTO casework_sharing (id, public_id, case_id, what, with_name, purpose, rests, article, why, text, how, given_by,
                              also_by, given_on, until, left_to_end, recorded_by_id, state, state_since, ended_on, ended_why)
SELECT p.sharing, left(md5(gen_random_uuid()::text), 16), s.case_id, s.what, '', s.purpose, s.rests, '', '', s.text,
       s.how, s.given_by, '', s.given_on, s.until, false, s.recorded_by_id, s.state, s.state_since, s.ended_on, s.ended_why
  FROM sharing_parties p JOIN casework_sharing s ON s.id = p.consent
 WHERE p.place > 1;

UPDATE casework_sharing s
   SET with_organisation_id = p.organisation, with_team_id = p.team, with_contact_id = p.contact
  FROM sharing_parties p WHERE p.sharing = s.id;

UPDATE casework_handover h SET consent_id = p.sharing
  FROM sharing_parties p
 WHERE p.consent = h.consent_id AND p.place > 1 AND p.organisation IS NOT DISTINCT FROM h.to_organisation_id
   AND p.team IS NOT DISTINCT FROM h.to_team_id AND p.contact IS NOT DISTINCT FROM h.to_contact_id;

UPDATE casework_goal g SET consent_id = p.sharing
  FROM sharing_parties p
 WHERE p.consent = g.consent_id AND p.place > 1 AND p.organisation = g.carrier_organisation_id;

DROP TABLE sharing_parties;
"""
# what still rests on one that is over, the night gives back and tells of; of the others nothing is left to be done
OVER = """
UPDATE casework_sharing s SET state = 'verlopen', state_since = s.until, ended_on = s.until
 WHERE s.state = 'gegeven' AND s.until <= %(today)s
   AND NOT EXISTS (SELECT FROM casework_handover h WHERE h.consent_id = s.id AND h.state IN ('aangeboden', 'aanvaard'))
   AND NOT EXISTS (SELECT FROM casework_goal g WHERE g.consent_id = s.id AND g.state IN ('voorgesteld', 'loopt'));

SET CONSTRAINTS ALL IMMEDIATE;
SET CONSTRAINTS ALL DEFERRED;
"""


def _is_new(editor):
    """A database that is made in one go never had the former table."""
    return "casework_consent" not in editor.connection.introspection.table_names()


def copy(apps, editor):
    if not _is_new(editor):
        editor.execute(COPIED, None)


def bring_over(apps, editor):
    if not _is_new(editor):
        editor.execute(PARTIES, None)
        editor.execute(OVER, {"today": dt.date.today()})  # noqa: DTZ011  # the day of who migrates


def fill(apps, editor):
    """A database that has terms doesn't get new ones by itself."""
    kept = apps.get_model("casework", "LegalTerm").objects
    for code, length, unit, rolls, article, source in TERMS:
        kept.create(code=code, length=length, unit=unit, rolls=rolls, since=dt.date(2015, 1, 1), until=None,
                    article=article, source=source)


def empty(apps, editor):
    codes = [code for code, *_ in TERMS]
    apps.get_model("casework", "LegalTerm").objects.filter(code__in=codes).delete()


class Migration(migrations.Migration):

    dependencies = [
        ("casework", "0054_besluiten"),
        ('roles', '0010_notices'),
        ('wijkweb', '0002_append_only'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Sharing',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.CharField(default=casework.engine.public_id.public_id, editable=False, max_length=16, unique=True)),
                ('what', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('vraag', 'Naam en wat er nodig is, met de doelen die samen zijn gekozen'), ('bereiken', 'Adres en telefoon'), ('verslag', 'Het verslag van het onderzoek'), ('besluit', 'Welke hulp er is, hoeveel en van wanneer tot wanneer'), ('stukken', 'Een stuk dat samen is aangewezen'), ('huishouden', 'Over wie er nog meer in huis woont'), ('elders', 'Gegevens over jeugdhulp, inkomen of schulden')], max_length=20), default=casework.sharing.models._what_was_always_shared, size=None, verbose_name='wat')),
                ('with_name', models.CharField(blank=True, max_length=120, verbose_name='met wie')),
                ('purpose', models.CharField(choices=[('hulp', 'Hulp bij deze vraag'), ('advies', 'Advies vragen'), ('afstemmen', 'Hulp op elkaar afstemmen'), ('uitvoeren', 'Uitvoeren wat is besloten'), ('betalen', 'Betalen, of de eigen bijdrage innen'), ('veiligheid', 'Veiligheid'), ('toezicht', 'Toezicht op de kwaliteit')], default='hulp', max_length=20, verbose_name='waarvoor')),
                ('rests', models.CharField(choices=[('toestemming', 'Toestemming van de inwoner'), ('gemeente', 'Toestemming, voor gegevens die de gemeente al heeft voor jeugd, inkomen of schulden'), ('aanbieder', 'Uitvoering van een besluit of indicatie, door de aanbieder'), ('cak', 'De eigen bijdrage, door het CAK'), ('svb', 'Betalen uit een pgb, door de SVB'), ('toezicht', 'Toezicht op de kwaliteit'), ('veilig_thuis', 'Melding bij Veilig Thuis'), ('taak', 'Nodig voor de taak')], default='toestemming', max_length=20, verbose_name='op welke grond')),
                ('article', models.CharField(blank=True, max_length=120, verbose_name='artikel')),
                ('why', models.TextField(blank=True, verbose_name='waarom nodig')),
                ('text', models.TextField(blank=True, verbose_name='de tekst die is getoond of voorgelezen')),
                ('how', models.CharField(blank=True, max_length=120, verbose_name='hoe gaf de inwoner toestemming')),
                ('given_by', models.CharField(blank=True, max_length=120, verbose_name='wie gaf toestemming')),
                ('also_by', models.CharField(blank=True, max_length=120, verbose_name='wie gaf ook toestemming')),
                ('given_on', models.DateField(verbose_name='op')),
                ('until', models.DateField(blank=True, null=True, verbose_name='tot')),
                ('left_to_end', models.BooleanField(default=False, editable=False, verbose_name='loopt af')),
                ('state', django_fsm.FSMField(choices=[('gegeven', 'Geldt'), ('ingetrokken', 'Ingetrokken'), ('verlopen', 'Verlopen')], default='gegeven', editable=False, max_length=20, protected=True, verbose_name='stand')),
                ('state_since', models.DateField(editable=False, verbose_name='sinds')),
                ('ended_on', models.DateField(editable=False, null=True)),
                ('ended_why', models.TextField(blank=True, verbose_name='reden')),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sharings', to='casework.case')),
                ('recorded_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('with_contact', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='casework.contact', verbose_name='met wie uit het netwerk')),
                ('with_organisation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='wijkweb.organisation', verbose_name='met welke organisatie')),
                ('with_team', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='roles.team', verbose_name='met welk team')),
            ],
            options={
                'verbose_name': 'deling',
                'verbose_name_plural': 'delingen',
                'ordering': ('-given_on', '-pk'),
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['gegeven', 'ingetrokken', 'verlopen'])), name='sharing_state_is_known'), models.CheckConstraint(condition=models.Q(('purpose__in', ['hulp', 'advies', 'afstemmen', 'uitvoeren', 'betalen', 'veiligheid', 'toezicht'])), name='sharing_purpose_is_known'), models.CheckConstraint(condition=models.Q(('rests__in', ['toestemming', 'gemeente', 'aanbieder', 'cak', 'svb', 'toezicht', 'veilig_thuis', 'taak'])), name='sharing_rests_on_a_ground'), models.CheckConstraint(condition=models.Q(('with_contact', None), ('with_organisation', None), ('with_team', None)) | models.Q(('with_name', ''), ('with_organisation', None), ('with_team', None)) | models.Q(('with_contact', None), ('with_name', ''), ('with_organisation', None)) | models.Q(('with_contact', None), ('with_name', ''), ('with_team', None)), name='sharing_is_with_one_party', violation_error_message='Kies met wie u deelt.'), models.CheckConstraint(condition=models.Q(('until__isnull', True), ('until__gt', models.F('given_on')), _connector='OR'), name='sharing_ends_after_it_is_given', violation_error_message='De einddatum moet na de datum van toestemming liggen.')],
                'indexes': [models.Index(condition=models.Q(('state', 'gegeven'), ('until__isnull', False)), fields=['until'], name='sharings_by_last_day')],
            },
        ),
        migrations.RunPython(copy, migrations.RunPython.noop),
        migrations.AlterField(model_name='goal', name='consent', field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='goals', to='casework.sharing')),
        migrations.AlterField(model_name='handover', name='consent', field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='handovers', to='casework.sharing')),
        migrations.RunPython(bring_over, migrations.RunPython.noop),
        migrations.DeleteModel(name='Consent'),
        migrations.AlterField(model_name='legalterm', name='unit', field=models.CharField(choices=[('weken', 'weken'), ('kalenderdagen', 'kalenderdagen'), ('werkdagen', 'werkdagen'), ('jaar', 'jaar')], max_length=20, verbose_name='eenheid')),
        migrations.AlterField(model_name='legaltermevent', name='unit', field=models.CharField(choices=[('weken', 'weken'), ('kalenderdagen', 'kalenderdagen'), ('werkdagen', 'werkdagen'), ('jaar', 'jaar')], max_length=20, verbose_name='eenheid')),
        migrations.RunPython(fill, empty),
    ]
