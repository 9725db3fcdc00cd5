"""The terms and grounds of the law as they stand, in dated configuration with their source."""

from django.db import migrations

from casework.law.terms import DEFAULT_RULES

GROUNDS = (
    # code, name, article, maatwerk, active
    ("eigen_kracht", "Eigen kracht en netwerk", "Wmo 2015, artikel 2.3.2 lid 4", False, True),
    ("vrij_toegankelijk", "Vrij toegankelijke hulp of partner in de kern", "Wmo 2015, artikel 2.2.3", False, True),
    ("wmo_maatwerk", "Maatwerkvoorziening Wmo", "Wmo 2015, artikel 2.3.5", True, True),
    ("jeugdwet", "Individuele voorziening Jeugdwet", "Jeugdwet, artikel 2.3", True, True),
    ("participatiewet", "Bijzondere bijstand of re-integratie", "Participatiewet, artikelen 7 en 35", False, True),
    ("wlz", "Langdurige zorg via het CIZ", "Wlz, artikel 3.2.1", False, True),
    ("zvw", "Zorg uit de zorgverzekering", "Zvw, artikel 10", False, True),
    ("wams", "Meervoudige problematiek (Wams)", "Wet aanpak meervoudige problematiek sociaal domein", False, False),
)


def fill(apps, schema_editor):
    LegalTerm = apps.get_model("casework", "LegalTerm")
    for rule in DEFAULT_RULES:
        LegalTerm.objects.create(
            code=rule.code, length=rule.length, unit=rule.unit.value, rolls=rule.rolls, since=rule.since,
            until=rule.until, article=rule.article, source=rule.source,
        )
    Ground = apps.get_model("casework", "Ground")
    for code, name, article, maatwerk, active in GROUNDS:
        Ground.objects.create(code=code, name=name, article=article, maatwerk=maatwerk, active=active)


class Migration(migrations.Migration):
    dependencies = [("casework", "0003_initial")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
