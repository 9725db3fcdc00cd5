"""What django-allauth needs to know about us."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.forms import ResetPasswordForm
from allauth.core.internal import ratelimit
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from roles.models import User
from wijkteam import account_mails, known_browsers
from wijkteam.middleware import start_clocks

LIMITS = "allauth.account"  # whose ACCOUNT_RATE_LIMITS are meant


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

    def send_notification_mail(self, template_prefix: str, user: Any, *args: Any, **kwargs: Any) -> None:
        """That a password was changed, by whichever way: the only thing of an account that people change themselves."""
        account_mails.tell_of_another_password(user, at=timezone.now())

    def login(self, request: HttpRequest, user: Any) -> None:
        super().login(request, user)
        start_clocks(request)

    def post_login(self, request: HttpRequest, user: Any, **how: Any) -> HttpResponse:
        response: HttpResponse = super().post_login(request, user, **how)
        known_browsers.remember(request, response, user.get_username())
        return response

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Wrong passwords count for a name *and* a place, so nobody locks somebody else out from their own. What is
        guessed at one name from many places is counted together, apart from browsers where that name is known."""
        self._login_failed_rl_usage = ratelimit.RateLimitUsage([])  # given back where the password was right
        for action, key in _counted(request, _name(credentials)):
            used = ratelimit.consume(request, app=LIMITS, action=action, key=key)
            if not used:
                raise self.validation_error("too_many_login_attempts")
            self._login_failed_rl_usage.usage += used.usage

    def set_password(self, user: Any, password: str) -> None:
        """Whoever chose a new password, by a mail or knowing the old one, begins anew where they are."""
        super().set_password(user, password)
        for action, key in _counted(self.request, user.get_username().lower()):
            ratelimit.clear(self.request, app=LIMITS, action=action, key=key)


def _counted(request: HttpRequest, name: str) -> list[tuple[str, str]]:
    """Under which limits, and as what, a wrong password for this name counts here."""
    if browser := known_browsers.number_of(request, name):
        return [("login_failed_in_known_browser", f"{name}@{browser}")]
    return [("login_failed", f"{name}@{ratelimit.get_ip(request)}"), ("login_failed_anywhere", name)]


def _name(credentials: dict[str, Any]) -> str:
    return str(credentials.get("username") or credentials.get("email") or "").lower()


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

    def save(self, request: HttpRequest, **kwargs: Any) -> str:
        """The answer takes as long where nobody is known: no mail server is waited for."""
        for user in self.users:
            account_mails.ask_to_choose_a_password(user, at=timezone.now())
        email: str = self.cleaned_data["email"]
        return email
