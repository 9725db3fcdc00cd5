"""Mails about an account, asked for by `beheer` or by whose it is: a row first (`engine.outbox`), made by the worker that sends it.

So a link that opens the account stands in no row, and a mail that couldn't go today is as good tomorrow.
"""

import datetime as dt

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse

from casework.engine import outbox
from casework.engine.notifications import Notification
from roles.models import User


def ask_to_choose_a_password(user: User, *, at: dt.datetime) -> None:
    """One that waits is enough: it goes to the address of then."""
    if Notification.objects.unsent(at).filter(to=user, kind="wachtwoord").exists():
        return
    key = f"wachtwoord:{user.pk}:{at:%Y%m%d%H%M%S%f}"
    outbox.notify(user, subject="Een wachtwoord kiezen", url="/", key=key, at=at, kind="wachtwoord")


def tell_former_address(user: User, former: str, *, at: dt.datetime) -> None:
    key = f"oud_adres:{user.pk}:{at:%Y%m%d%H%M%S%f}"
    outbox.notify(
        user, subject="Uw e-mailadres is gewijzigd", url="/", key=key, at=at, kind="oud_adres", address=former
    )


def tell_of_another_password(user: User, *, at: dt.datetime) -> None:
    key = f"wachtwoord_gewijzigd:{user.pk}:{at:%Y%m%d%H%M%S%f}"
    outbox.notify(user, subject="Uw wachtwoord is gewijzigd", url="/", key=key, at=at, kind="wachtwoord_gewijzigd")


def choose_a_password(row: Notification) -> EmailMessage | None:
    """None in the days after the address was changed: nobody becomes a colleague by a mail to another address."""
    user = row.to
    assert user is not None  # asked of an account
    if user.password_mail_from is not None:
        return None
    key = {"uidb36": user_pk_to_url_str(user), "key": default_token_generator.make_token(user)}
    link = reverse("account_reset_password_from_key", kwargs=key)
    return _mail("password_reset_key", row, user=user, password_reset_url=f"{settings.ADDRESS}{link}")


def address_was_changed(row: Notification) -> EmailMessage | None:
    """None where the former address is forgotten: at the new one it is no news."""
    return _mail("address_changed", row, url=settings.ADDRESS) if row.address else None


def password_was_changed(row: Notification) -> EmailMessage:
    return _mail("password_changed", row)


def _mail(name: str, row: Notification, **page: object) -> EmailMessage:
    page |= {"product": settings.PRODUCT, "municipality": settings.WIJKTEAM_MUNICIPALITY}
    subject, body = (render_to_string(f"account/email/{name}_{part}.txt", page) for part in ("subject", "message"))
    return EmailMessage(" ".join(subject.split()), body.strip(), None, [row.reaches])
