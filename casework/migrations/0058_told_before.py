"""Help of a decision that was sent before this product kept that: its provider may see it, and say how it goes."""

import datetime as dt

from django.db import migrations
from django.db.models import Exists, OuterRef


def tell(apps, schema_editor):
    """Of help that runs or is to begin. A decision with a letter of its own is told by sending that."""
    letters = apps.get_model("casework", "Document").objects.filter(kind="besluit", about=OuterRef("application__public_id"))
    rows = apps.get_model("casework", "Provision").objects.filter(
        ~Exists(letters), state__in=("toegekend", "gestart"), told_on=None, application__decided_on__isnull=False
    )
    for one in rows.select_related("application").iterator(chunk_size=500):
        one.told_on = one.application.decided_on
        one.shared_until = dt.date.max if one.provider_id else None
        one.save(update_fields=["told_on", "shared_until"])


class Migration(migrations.Migration):
    dependencies = [("casework", "0057_letters_together")]
    operations = [migrations.RunPython(tell, migrations.RunPython.noop)]
