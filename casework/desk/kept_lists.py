"""Lists of Werkvoorraad that somebody keeps under a name of their own: 'Mijn maandag'."""

from typing import Any, Final

from django.contrib import messages
from django.contrib.postgres.expressions import ArraySubquery
from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.db.models.functions import JSONObject
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from casework.desk.worklist_asked import asked_again, lists_of
from casework.engine.asking import see_other
from casework.engine.finding import sight_of
from casework.engine.public_id import public_id
from roles.models import User
from roles.policy import Sight
from roles.shape import Seen
from wijkweb.models import Kern

AT_MOST: Final = 12  # beyond that nobody finds the one they mean
LONGEST: Final = 40  # letters of a name


class KeptList(models.Model):
    """What was asked for, as it stands in the address: nothing of anybody it is about."""

    public_id = models.CharField(max_length=16, unique=True, default=public_id, editable=False)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="kept_lists", db_index=False)
    name = models.CharField(max_length=LONGEST)
    asks = models.CharField(max_length=300)

    class Meta:
        verbose_name = "bewaarde lijst"
        verbose_name_plural = "bewaarde lijsten"
        ordering = ("name", "pk")
        constraints = (models.UniqueConstraint(fields=("user", "name"), name="one_kept_list_of_a_name"),)

    def __str__(self) -> str:
        return self.public_id


def _to_choose(sight: Sight) -> Any:
    """The kernen of somebody's teams, or all, and the lists they keep: in one statement, every list asks for it."""
    kernen = Kern.objects.order_by("name")
    if not any(one.everywhere for one in sight.holdings):
        kernen = kernen.filter(teams__in=sorted(sight.team_ids())).distinct()
    kept = KeptList.objects.filter(user=sight.user_id).order_by("name", "pk")
    return (
        User.objects.filter(pk=sight.user_id)
        .annotate(
            there=ArraySubquery(kernen.values(json=JSONObject(slug="slug", name="name"))),
            kept=ArraySubquery(kept.values(json=JSONObject(public_id="public_id", name="name", asks="asks"))),
        )
        .values_list("there", "kept", named=True)
    )


TO_CHOOSE: Final = Seen("what a list can be narrowed by", _to_choose)


@require_POST
def keep(request: HttpRequest) -> HttpResponse:
    """Under a name: a new list, or what an older one of that name asks from now on."""
    sight = sight_of(request)
    lists = lists_of(sight)
    if len(lists) == 1:
        raise PermissionDenied
    asked = asked_again(request.POST.get("waar", ""), lists)
    name = " ".join(request.POST.get("naam", "").replace("\0", " ").split())
    if trouble := _keep(sight.user, name, asked.query):
        messages.warning(request, trouble)
    else:
        messages.success(request, f"De lijst ‘{name}’ is bewaard.")
    return see_other(asked.address)


def _keep(user: User, name: str, asks: str) -> str:
    """Why it can't be kept; empty where it was."""
    if not name:
        return "Geef de lijst een naam. Er is niets bewaard."
    if len(name) > LONGEST:
        return f"Die naam is te lang: er passen {LONGEST} letters in. Er is niets bewaard."
    with transaction.atomic():
        User.objects.select_for_update(no_key=True).get(pk=user.pk)  # two at once: not one more than fit
        known = KeptList.objects.filter(user=user)
        if not known.filter(name=name).exists() and known.count() >= AT_MOST:
            return f"U hebt al {AT_MOST} bewaarde lijsten. Verwijder er eerst een."
        known.update_or_create(name=name, defaults={"asks": asks}, create_defaults={"asks": asks, "user": user})
    return ""


@require_POST
def forget(request: HttpRequest) -> HttpResponse:
    """One's own, by its key; one that is gone already is gone."""
    sight = sight_of(request)
    asked = asked_again(request.POST.get("waar", ""), lists_of(sight))
    found = KeptList.objects.filter(
        user=sight.user, public_id=request.POST.get("lijst", "").replace("\0", "")[:16]
    ).first()
    if found is not None:
        found.delete()
        messages.success(request, f"De lijst ‘{found.name}’ is verwijderd.")
    return see_other(asked.address)
