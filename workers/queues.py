"""In which queue each task waits, and for how long it may work. Each queue has workers of its own, so that nothing slow
is in the way of a letter."""

from typing import Any, Final, NamedTuple

LETTERS: Final = "letters"  # letters, mail, and what finds work that was left
LATER: Final = "later"  # paper for oneself, such as summaries and the list for the meeting: it may be large
NIGHT: Final = "night"  # what goes over much, each in pieces of less than half a minute
QUEUES: Final = (LETTERS, LATER, NIGHT)  # in this order who works for more than one looks into them


class Place(NamedTuple):
    queue: str
    minutes: float  # then it is stopped, and half a minute later its process is ended


TASKS: Final = {
    "workers.tasks.render_letter": Place(LETTERS, 1),
    "workers.tasks.readdress": Place(LETTERS, 1),
    "workers.tasks.deliver_notification": Place(LETTERS, 2),
    "workers.tasks.notice": Place(LETTERS, 1),
    "workers.tasks.morning": Place(LETTERS, 2),
    "workers.tasks.moments": Place(LETTERS, 1),
    "workers.tasks.check_piece": Place(LETTERS, 1),
    "workers.tasks.sweep": Place(LETTERS, 1),
    "workers.tasks.render_later": Place(LATER, 2),
    "workers.tasks.reroute": Place(NIGHT, 0.5),
    "workers.tasks.nightly": Place(NIGHT, 0.5),
    "workers.tasks.asked_round": Place(NIGHT, 0.5),
    "workers.tasks.prove": Place(NIGHT, 0.5),
    "workers.tasks.check_files": Place(NIGHT, 0.5),
    "workers.tasks.week_figures": Place(NIGHT, 0.5),
    "workers.tasks.clear_drafts": Place(NIGHT, 0.5),
    "workers.tasks.clear_mails": Place(NIGHT, 0.5),
    "workers.tasks.clear_sessions": Place(NIGHT, 0.5),
}


def routes() -> dict[str, dict[str, Any]]:
    return {task: {"queue": place.queue} for task, place in TASKS.items()}


def limits() -> dict[str, dict[str, Any]]:
    return {
        task: {"soft_time_limit": place.minutes * 60, "time_limit": place.minutes * 60 + 30}
        for task, place in TASKS.items()
    }
