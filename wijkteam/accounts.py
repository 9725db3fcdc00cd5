"""What django-allauth needs to know about us."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class AccountAdapter(DefaultAccountAdapter):
    """Nobody makes an account for themselves: `beheer` does."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False
