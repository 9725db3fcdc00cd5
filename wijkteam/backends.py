"""Who logs in as Django and django-allauth see to it; who is there already is found by statements of fixed shape."""

from typing import Any

from allauth.account import auth_backends
from django.contrib.auth import backends

from roles.visitor import visitor


class _Finds:
    def get_user(self: Any, user_id: int) -> Any:
        """Of a session: whose account is open."""
        user = visitor(user_id)
        return user if user is not None and self.user_can_authenticate(user) else None


class ModelBackend(_Finds, backends.ModelBackend):
    pass


class AuthenticationBackend(_Finds, auth_backends.AuthenticationBackend):
    pass
