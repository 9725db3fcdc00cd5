"""The terms and grounds of the law as they stand, in dated configuration with their source."""

import datetime as dt

from django.db import migrations

TERMS = (
    # code, length, unit, article, source
    ("onderzoek", 6, "weken", "Wmo 2015, artikel 2.3.2", "Wmo 2015 2.3.2 lid 1"),
    ("persoonlijk_plan", 7, "kalenderdagen", "Wmo 2015, artikel 2.3.2", "Wmo 2015 2.3.2 lid 2"),
    ("besluit", 2, "weken", "Wmo 2015, artikel 2.3.5", "Wmo 2015 2.3.5 lid 2"),
    ("bezwaar", 6, "weken", "Awb, artikel 6:7", "Awb 6:7"),
    ("oppakken", 2, "werkdagen", "", "werkafspraak"),
    ("oppakken_escalatie", 5, "werkdagen", "", "werkafspraak"),
    ("dubbel", 2, "werkdagen", "", "werkafspraak"),
    ("versturen", 1, "werkdagen", "", "werkafspraak"),
    ("kennismaken", 5, "werkdagen", "", "werkafspraak"),
    ("uitvoering_starten", 10, "werkdagen", "", "werkafspraak"),
    ("evaluatie_afronden", 10, "werkdagen", "", "werkafspraak"),
    ("overdracht", 5, "werkdagen", "", "werkafspraak"),
    ("overdracht_escalatie", 10, "werkdagen", "", "werkafspraak"),
    ("andere_partij", 2, "werkdagen", "", "werkafspraak"),
    ("indicatie_afmaken", 2, "werkdagen", "", "werkafspraak"),
    ("hulp_gestart", 1, "werkdagen", "", "werkafspraak"),
    ("toets", 2, "werkdagen", "", "werkafspraak"),
    ("indicatie_waarschuwing", 10, "kalenderdagen", "", "werkafspraak"),
    ("indicatie_escalatie", 3, "kalenderdagen", "", "werkafspraak"),
    ("indicatie_na_uitgifte", 2, "werkdagen", "", "werkafspraak"),
    ("indicatie_extra", 2, "weken", "", "werkafspraak"),
    ("vangnet_afmaken", 2, "werkdagen", "", "werkafspraak"),
    ("vangnet_beslissen", 1, "werkdagen", "", "werkafspraak"),
    ("vangnet_escalatie", 2, "werkdagen", "", "werkafspraak"),
    ("vangnet_betalen", 2, "werkdagen", "", "werkafspraak"),
    ("vangnet_verantwoorden", 30, "kalenderdagen", "", "werkafspraak"),
)

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
    for code, length, unit, article, source in TERMS:
        LegalTerm.objects.create(
            code=code, length=length, unit=unit, rolls=True, since=dt.date(2015, 1, 1), until=None,
            article=article, source=source,
        )
    Ground = apps.get_model("casework", "Ground")
    for code, name, article, maatwerk, active in GROUNDS:
        Ground.objects.create(code=code, name=name, article=article, maatwerk=maatwerk, active=active)


class Migration(migrations.Migration):
    dependencies = [("casework", "0003_initial")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
