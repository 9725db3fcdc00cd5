"""The Celery app, its schedule, and thin tasks that call casework and roles."""

from .app import app

# Django imports this room before it starts, so each process that publishes
# by task name uses this app with its short time-outs, never Celery's default.
__all__ = ["app"]
