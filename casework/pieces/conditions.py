"""What must hold before a piece comes back."""

from casework.engine.machine import Attempt, condition


@condition("Het bestand is weggegooid: er zat een virus in. Vraag het opnieuw op.", moot=True)
def its_file_is_kept(attempt: Attempt) -> bool:
    return bool(attempt.obj.file)


@condition("De privacy officer besliste dat dit stuk uit het dossier blijft.", moot=True)
def stays_not_away(attempt: Attempt) -> bool:
    return attempt.obj.settled_at is None
