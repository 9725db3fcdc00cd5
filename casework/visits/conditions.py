"""What must hold before a visit is done."""

from casework.engine.machine import Attempt, condition


@condition("Wie het bezoek opschreef, maakt het af.")
def is_writer(attempt: Attempt) -> bool:
    """Whoever wrote it, or their cover."""
    return attempt.sight is not None and attempt.obj.by_id in attempt.sight.acts_for
