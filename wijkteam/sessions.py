"""Sessions as Django keeps them in the database; looked up at every page, so by a statement of fixed shape."""

from typing import Any, Final

from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.contrib.sessions.models import Session
from django.utils import timezone

from roles.fixed import Select, Slot

_SESSION: Final = Select(
    lambda key, now: Session.objects.filter(session_key=key, expire_date__gt=now), key=Slot.TEXT, now=Slot.MOMENT
)


class SessionStore(DatabaseStore):
    def _get_session_from_db(self) -> Any:
        found = next(_SESSION.objects(key=self.session_key, now=timezone.now()), None)
        if found is None:
            self._session_key = None
        return found
