"""The page on which cases are found: what was typed, what was found, by what, and how to write it otherwise."""

from collections import Counter
from collections.abc import Callable
from typing import Any, Final

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from casework.cases.models import Case
from casework.cases.states import Layer, Phase
from casework.desk.asked import LONGEST, Asked, Kind, read
from casework.desk.found import Found, Hit, Search
from casework.desk.found_rows import as_html
from casework.desk.named import Named, named_like
from casework.desk.why_found import as_shown, lines
from casework.engine.asking import see_other
from casework.engine.finding import sight_of
from casework.engine.object_page import PER_PAGE
from casework.engine.paging import page_of
from casework.people.kept_words import keep, words_of
from roles import reading_log
from roles.actions import Action
from roles.fixed import Select, Slot
from roles.policy import Sight
from wijkweb.models import Kern

KERNEN: Final = 8  # beside the list, those with the most
_THESE_KERNEN: Final = Select(lambda keys: Kern.objects.filter(pk__in=keys).order_by(), keys=Slot.IDS)
_STANDS: Final = {"open": "Lopend", "afgesloten": "Afgesloten"}


@require_http_methods(["GET", "HEAD", "POST"])
def search(request: HttpRequest) -> HttpResponse:
    """Find a case by whatever one has in hand, among those one may see.

    What is looked for is posted, and kept under a random key in the visitor's own session: a name has no place in an
    address, and yet the page can be come back to. While somebody types, the answer is the list alone, under the same
    key. Who looked for what is remembered.
    """
    sight = sight_of(request)
    if not sight.has(Action.VIEW_CASE):
        raise PermissionDenied
    if request.method == "POST":
        typed = request.POST.get("q", "")
        asked = read(typed, sight.on)
        key = keep(request, asked.words, request.POST.get("v", "")) if asked.words else ""
        url = f"{reverse('zaken')}?v={key}" if key else reverse("zaken")
        if not request.headers.get("HX-Request"):
            return see_other(url)
        request.GET = QueryDict(f"v={key}")  # as at the address that this will be
        answer = render(request, "desk/found.html", _content(request, sight, asked, key))
        answer.headers["HX-Replace-Url"] = url
        return answer
    key = request.GET.get("v", "")
    asked = read(words_of(request, key), sight.on)
    context = _content(request, sight, asked, key) | {"forgotten": bool(key) and not asked.words}
    return render(request, "desk/search.html", context)


def _content(request: HttpRequest, sight: Sight, asked: Asked, key: str) -> dict[str, Any]:
    common = {
        "asked": asked,
        "words": asked.words,
        "key": key,
        "longest": LONGEST,
        "reports": sight.has(Action.REPORT_CASE),
        "searching": True,
    }
    return common | (_found(request, sight, asked) if asked.words else _newest(request, sight))


def _newest(request: HttpRequest, sight: Sight) -> dict[str, Any]:
    """The open cases, where nothing was asked."""
    rows = Case.objects.visible_to(sight).open().values_list("pk", flat=True)
    # the keys first: with all that a row shows beside it, the planner would leave finding for last
    page = page_of(request, rows, PER_PAGE)
    cases, _ = as_shown(sight, Asked(""), page.object_list)
    page.object_list = lines(cases, sight=sight, asked=Asked(""), named=Named({}, {}, {}), near=frozenset(), others={})
    why = f"open zaken, bladzijde {page.number}"
    reading_log.listed(sight, part="zaken", why=why, rows=len(page.object_list))
    return {"page": page, "rows": as_html(page.object_list)}


def _found(request: HttpRequest, sight: Sight, asked: Asked) -> dict[str, Any]:
    named = named_like(asked)
    found = Found(Search(sight, asked, named)) if asked.terms else None
    hits = counted = found.hits if found else []
    kernen = _kernen(counted)
    chosen = _chosen(request, kernen)
    if chosen and found:  # all of them are known, or there are so many that the database is asked again
        narrower = Search(sight, asked, named, _filter(chosen))
        hits = Found(narrower).hits if found.many else [hit for hit in counted if _fits(hit, chosen)]
    page = page_of(request, hits, PER_PAGE)
    cases, others = as_shown(sight, asked, [hit.pk for hit in page.object_list])
    page.object_list = lines(
        cases,
        sight=sight,
        asked=asked,
        named=named,
        near=found.near if found else frozenset(),
        others=others,
    )
    reading_log.exported(sight, part="zoeken", why=f"zocht op ‘{asked.for_the_log}’", rows=len(page.object_list))
    return {
        "page": page,
        "rows": as_html(page.object_list),
        "how_many": "meer dan 1.000" if found and found.many else len(counted),
        "many": bool(found and found.many),
        "groups": _groups(request, counted, kernen, chosen),
        "tried": [(term.typed, _meant(term)) for term in asked.terms],
    }


# --- beside the list -------------------------------------------------------------------------------------------


def _chosen(request: HttpRequest, kernen: list[Any]) -> dict[str, Any]:
    """The filters in the address that are filters: none of them says who was looked for."""
    given = request.GET
    result: dict[str, Any] = {}
    if given.get("staat") in _STANDS:
        result["staat"] = given["staat"]
    if given.get("laag") in Layer.values:
        result["laag"] = given["laag"]
    if kern := next((one for one in kernen if one.slug == given.get("kern")), None):
        result["kern"] = kern.pk
    return result


def _fits(hit: Hit, chosen: dict[str, Any]) -> bool:
    return all(_COUNTED_BY[name](hit) == value for name, value in chosen.items())


def _stands(hit: Hit) -> str:
    return "open" if hit.phase in Phase.OPEN else "afgesloten"


_COUNTED_BY: Final[dict[str, Callable[[Hit], Any]]] = {
    "staat": _stands,
    "laag": lambda hit: hit.layer,
    "kern": lambda hit: hit.kern,
}


def _filter(chosen: dict[str, Any]) -> Q:
    result = Q()
    if stands := chosen.get("staat"):
        is_open = Q(phase__in=Phase.OPEN)
        result &= is_open if stands == "open" else ~is_open
    if layer := chosen.get("laag"):
        result &= Q(layer=layer)
    if kern := chosen.get("kern"):
        result &= Q(kern_id=kern)
    return result


def _kernen(hits: list[Hit]) -> list[Any]:
    most = [pk for pk, _ in Counter(hit.kern for hit in hits).most_common(KERNEN)]
    found = {kern.pk: kern for kern in _THESE_KERNEN.objects(keys=most)} if len(most) > 1 else {}
    return [found[pk] for pk in most if pk in found]


def _groups(request: HttpRequest, hits: list[Hit], kernen: list[Any], chosen: dict[str, Any]) -> list[dict[str, Any]]:
    """Each filter with how many there are of it, given the other filters."""
    named = {
        "staat": ("Staat", [(name, name, label) for name, label in _STANDS.items()]),
        "laag": ("Ligt nu bij", [(one.value, one.value, one.label) for one in Layer]),
        "kern": ("Kern", [(one.pk, one.slug, one.name) for one in kernen]),
    }
    result = []
    for name, (heading, choices) in named.items():
        rest = {key: value for key, value in chosen.items() if key != name}
        counts = Counter(map(_COUNTED_BY[name], [hit for hit in hits if _fits(hit, rest)] if rest else hits))
        shown = [
            {
                "label": label,
                "count": counts[value],
                "here": chosen.get(name) == value,
                "url": _with(request, name, "" if chosen.get(name) == value else slug),
            }
            for value, slug, label in choices
            if counts[value] or chosen.get(name) == value
        ]
        if len(shown) > 1 or chosen.get(name):
            result.append({"heading": heading, "choices": shown})
    return result


def _with(request: HttpRequest, name: str, value: str) -> str:
    """This address with that filter, from its first page."""
    query = request.GET.copy()
    query.pop("pagina", None)
    query.pop(name, None)
    if value:
        query[name] = value
    return f"?{query.urlencode()}"


_WORD: Final = "een woord uit naam, adres, kern, organisatie, casusregisseur of de vraag"


def _meant(term: Any) -> str:
    """As what it was looked for."""
    kinds = [_WORD if one.kind is Kind.WORD else one.kind.value for one in term.meanings]
    return " of ".join(dict.fromkeys(kinds))
