"""What was found stands in the research now."""

from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ("casework", "0044_onderzoek_van_voorheen"),
    ]

    operations = [
        migrations.RemoveField("case", "found"),
    ]
