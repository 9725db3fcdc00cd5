import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("casework", "0048_provisions"),
        ("roles", "0010_notices"),
    ]

    operations = [
        migrations.CreateModel(
            name="WeekFigure",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("monday", models.DateField()),
                ("figure", models.CharField(max_length=40)),
                ("number", models.PositiveIntegerField()),
                ("team", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="roles.team")),
            ],
            options={
                "verbose_name": "weekcijfer",
                "verbose_name_plural": "weekcijfers",
            },
        ),
        migrations.AddConstraint(
            model_name="weekfigure",
            constraint=models.UniqueConstraint(fields=("team", "monday", "figure"), name="one_figure_of_a_week"),
        ),
    ]
