"""`python -m wijkteam.local.new_database`: as `manage.py migrate`, but a new database gets all its tables at once.

Django takes a new database through its whole past: for each of hundreds of operations it makes all classes anew that
hang together with the changed one, and here nearly all do. On a database without tables, this makes each table once, as
the last migration leaves it, and runs what isn't about tables (extensions, functions, rows of the law) where it stands.

That both ways give the same database is tested in tests/wijkteam/test_new_database.py. The product itself knows only
`migrate`, and that is also what happens here whenever this way can't be taken.
"""

import os
import sys
import time
from typing import Any, cast

import django
from django.contrib.postgres.operations import CreateExtension
from django.core.management import call_command, load_command_class
from django.core.management.commands import migrate
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations import Migration, operations
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState, StateApps
from django.db.models import Model
from pgtrigger.migrations import AddTrigger, RemoveTrigger

from wijkteam.machine import tell_done

BESIDE_TABLES = (CreateExtension, operations.RunSQL)
# What these do to a table is in the table's last form already.
ABOUT_TABLES = (
    operations.AddConstraint,
    operations.AddField,
    operations.AddIndex,
    operations.AlterField,
    operations.AlterIndexTogether,
    operations.AlterModelManagers,
    operations.AlterModelOptions,
    operations.AlterModelTable,
    operations.AlterOrderWithRespectTo,
    operations.AlterUniqueTogether,
    operations.DeleteModel,
    operations.RemoveConstraint,
    operations.RemoveField,
    operations.RemoveIndex,
    operations.RenameField,
    operations.RenameIndex,
    operations.RenameModel,
    AddTrigger,
    RemoveTrigger,
)


class AtOnce(MigrationExecutor):
    """Migrates a database without tables in one go."""

    def _migrate_all_forwards(
        self, state: ProjectState, plan: Any, full_plan: Any, fake: bool, fake_initial: bool
    ) -> ProjectState:
        if not self.loader.applied_migrations:
            try:
                return self.make_all(plan)
            except Exception as error:  # whatever it is, it has been rolled back
                sys.stderr.write(f"Niet alle tabellen konden in één keer worden gemaakt ({error!r}).\n")
        return super()._migrate_all_forwards(state, plan, full_plan, fake, fake_initial)  # type: ignore[misc, no-any-return]

    def make_all(self, plan: list[tuple[Migration, bool]]) -> ProjectState:
        last = self._create_project_state(with_applied_migrations=False)  # type: ignore[attr-defined]
        for migration, _ in plan:
            migration.mutate_state(last, preserve=False)
        with self.connection.schema_editor(atomic=True) as editor:
            making = Making(last, editor)
            steps = [(migration.app_label, operation) for migration, _ in plan for operation in migration.operations]
            # A table's last form may need an extension that came after its first.
            steps.sort(key=lambda step: not isinstance(step[1], CreateExtension))
            for app_label, operation in steps:
                making.ready(app_label, operation)
            for app_label, operation in steps:
                making.take(app_label, operation)
            making.rest()
        for migration, _ in plan:
            self.record_migration(migration)  # type: ignore[call-arg, arg-type]
        return last


class Making:
    """Takes operations in their order, each table in the form of the last state."""

    def __init__(self, last: ProjectState, editor: BaseDatabaseSchemaEditor) -> None:
        self.last, self.editor = last, editor
        self.made: set[tuple[str, str]] = set()
        self.seen: set[tuple[str, str]] = set()

    def ready(self, app_label: str, operation: Operation) -> None:
        """All tables, functions and the like before any row: what is written to one may be written down in another, by
        a trigger."""
        if isinstance(operation, BESIDE_TABLES):
            operation.database_forwards(app_label, self.editor, self.last, self.last)
        if isinstance(operation, operations.CreateModel):
            self.table(app_label, operation.name_lower)

    def take(self, app_label: str, operation: Operation) -> None:
        """Raises TypeError for an operation it doesn't know."""
        if isinstance(operation, operations.CreateModel):
            self.seen.add((app_label, operation.name_lower))
        elif isinstance(operation, operations.RunPython):
            operation.code(cast(Any, SoFar(self.last.apps, self.seen)), self.editor)
        elif not isinstance(operation, ABOUT_TABLES + BESIDE_TABLES):
            raise TypeError(f"{type(operation).__name__} in {app_label}")

    def table(self, app_label: str, name: str) -> None:
        if (app_label, name) in self.last.models and (app_label, name) not in self.made:
            self.made.add((app_label, name))
            model = self.last.apps.get_model(app_label, name)
            if model._meta.can_migrate(self.editor.connection):
                self.editor.create_model(model)

    def rest(self) -> None:
        """What got its name later than its table; and the triggers of tables that aren't ours, declared on a proxy."""
        for app_label, name in self.last.models:
            self.table(app_label, name)
        for (app_label, name), model in self.last.models.items():
            if model.options.get("proxy"):
                for trigger in model.options.get("triggers", []):
                    AddTrigger(name, trigger).database_forwards(app_label, self.editor, self.last, self.last)


class SoFar:
    """The classes whose turn has come: what a migration's own code would see of them."""

    def __init__(self, apps: StateApps, seen: set[tuple[str, str]]) -> None:
        self.apps, self.seen = apps, seen

    def __getattr__(self, name: str) -> Any:
        return getattr(self.apps, name)

    def get_models(self) -> list[type[Model]]:
        found = self.apps.get_models()
        return [model for model in found if (model._meta.app_label, model._meta.model_name) in self.seen]


def main(then: list[str]) -> None:
    """Migrates; then those commands, which need the same classes: loading them once more takes a second."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wijkteam.settings")
    begin = time.monotonic()
    django.setup()
    from casework.people.field_key import refuse_wrong_key  # needs Django's models

    migrate.MigrationExecutor = AtOnce  # type: ignore[misc, attr-defined]
    commands = [load_command_class("wijkteam", name) for name in then]
    for command in commands:
        getattr(command, "get_ready", lambda: None)()
    refuse_wrong_key(remember=False)
    call_command("migrate", interactive=False, verbosity=0)
    if then:
        refuse_wrong_key()
        tell_done("Tabellen", begin)
    for command in commands:
        call_command(command)


if __name__ == "__main__":
    main(sys.argv[1:])
