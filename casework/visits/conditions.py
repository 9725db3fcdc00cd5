"""What must hold before a visit is written, or done."""

from typing import Any

from casework.engine.machine import Attempt, condition


@condition("Wie het bezoek opschreef, maakt het af.")
def is_writer(attempt: Attempt) -> bool:
    """Whoever wrote it, or their cover."""
    return attempt.sight is not None and attempt.obj.by_id in attempt.sight.acts_for


def is_looked_at_again(case: Any) -> bool:
    """Whether help that outlived it is looked at anew (Wmo 2015, 2.3.9): that research runs on the closed case."""
    return bool(case.researches.filter(kind="heronderzoek", state="loopt").exists())


@condition("De zaak is afgesloten. Heropen de zaak eerst.")
def its_file_is_worked_in(attempt: Attempt) -> bool:
    """The case is open, or is looked at again."""
    return attempt.anchor.is_open or is_looked_at_again(attempt.anchor)
