"""What django-allauth needs to know about us."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.forms import ResetPasswordForm
from django.conf import settings
from django.http import HttpRequest

from roles.models import User
from wijkteam.middleware import start_clocks


class AccountAdapter(DefaultAccountAdapter):
    """Nobody makes an account for themselves: `beheer` does. And we say 'u'."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "enter_current_password": "Vul uw huidige wachtwoord in.",
        "incorrect_password": "Dit wachtwoord klopt niet.",
        "invalid_password_reset": "Deze link werkt niet meer. Vraag een nieuwe aan.",
        "too_many_login_attempts": "U hebt te vaak een verkeerd wachtwoord gebruikt. Wacht even en probeer het opnieuw.",
        "username_password_mismatch": "Uw gebruikersnaam of wachtwoord klopt niet.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def render_mail(self, template_prefix: str, email: Any, context: dict[str, Any], headers: Any = None) -> Any:
        """A mail says from whom it is: one from a product nobody knows is thrown away, or believed too soon."""
        names = {"product": settings.PRODUCT, "municipality": settings.WIJKTEAM_MUNICIPALITY}
        return super().render_mail(template_prefix, email, context | names, headers)

    def login(self, request: HttpRequest, user: Any) -> None:
        super().login(request, user)
        start_clocks(request)


class PasswordMailForm(ResetPasswordForm):
    """Mails the address that an account has now, and not in the days after `beheer` changed it.

    allauth also remembers former addresses, which would stay a way in. Whoever asks hears the same in every case.
    """

    users: list[User]

    def clean_email(self) -> str:
        email: str = super().clean_email()
        self.users = [
            user for user in self.users if user.email.lower() == email.lower() and user.password_mail_from is None
        ]
        return email
