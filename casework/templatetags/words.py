"""Days, money and the triangle as every page writes them, and the small things of a form."""

import datetime as dt
import uuid
from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import lru_cache
from typing import Any, Final, NamedTuple

from django import forms, template
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from casework.cases.states import Layer
from casework.engine import registry
from casework.engine import words as plain_words
from casework.engine.day_boxes import PARTS, DayBoxes, FarDayField
from casework.engine.door import Offer
from casework.engine.drawn_fields import drawn
from casework.engine.forms import StepForm
from casework.engine.in_place import is_short
from casework.engine.needed import NOW, is_needed_now, when_needed
from casework.engine.paging import ListPage, page_of
from casework.engine.parts import Shown
from casework.engine.work import OpenWork
from casework.law import days
from casework.people.phones import shown_phone
from casework.people.window import fits
from roles.actions import Action
from roles.form_writer import NEVER_GIVEN_BACK, WRITER, signed_writer
from roles.matrix import MATRIX
from roles.policy import Sight

register = template.Library()

SOON_DAYS = 5
REPORT = "/zaken/nieuw/"  # in the bar a button, not a place among the others
MOST_PRIMARY = 3  # buttons a colleague has to choose between at a glance


def local(moment: dt.datetime) -> dt.datetime:
    """By the clock of the Netherlands. As Django's `localtime`, which finds out anew which clock that is: a page asks a
    hundred times."""
    return moment.astimezone(timezone.get_default_timezone())


def _today() -> dt.date:
    return local(timezone.now()).date()


def _as_day(value: dt.date | dt.datetime | None) -> dt.date | None:
    return local(value).date() if isinstance(value, dt.datetime) else value


@register.filter
def day(value: dt.date | dt.datetime | None) -> str:
    """'vrijdag 4 december 2026'."""
    on = _as_day(value)
    return days.sentence(on) if on else ""


@register.filter
def short_day(value: dt.date | dt.datetime | None) -> str:
    """'4 dec 2026'."""
    on = _as_day(value)
    return f"{on.day} {days.MONTHS[on.month - 1][:3].replace('maa', 'mrt')} {on.year}" if on else ""


@register.filter
def list_day(value: dt.date | dt.datetime | None) -> str:
    """'4 dec', in a list; of another year with it."""
    on = _as_day(value)
    return short_day(on).removesuffix(f" {_today().year}")


@register.filter
def weekday_and_day(value: dt.date | None) -> str:
    """'maandag 23 november'."""
    return f"{days.WEEKDAYS[value.weekday()]} {value.day} {days.MONTHS[value.month - 1]}" if value else ""


@register.filter
def moment(value: dt.datetime | None) -> str:
    """'vrijdag 4 december 2026, 14.05 uur'."""
    return f"{day(value)}, {local(value):%H.%M} uur" if value else ""


@register.filter
def days_left(value: dt.date | None, today: dt.date | None = None) -> str:
    """'nog 3 dagen', 'vandaag' or '2 dagen te laat', counted from today."""
    if value is None:
        return ""
    left = (value - (today or _today())).days
    if left == 0:
        return "vandaag"
    words = "1 dag" if abs(left) == 1 else f"{abs(left)} dagen"
    return f"nog {words}" if left > 0 else f"{words} te laat"


@register.filter
def time_left(turn: OpenWork, today: dt.date | None = None) -> str:
    """As `days_left`; of what is due at a moment that too: 'vandaag, 14.20 uur', 'te laat, 14.20 uur'."""
    left = days_left(turn.due_on, today)
    if turn.due_at is None:
        return left
    if turn.due_at < timezone.now() and left == "vandaag":
        left = "te laat"
    return f"{left}, {local(turn.due_at):%H.%M} uur"


@register.filter
def is_overdue(turn: OpenWork) -> bool:
    """Its day is over, or the moment on it."""
    return is_late(turn.due_on) or (turn.due_at is not None and turn.due_at < timezone.now())


@register.filter
def is_late(value: dt.date | None) -> bool:
    return value is not None and value < _today()


@register.filter
def is_soon(value: dt.date | None) -> bool:
    """In five days or less; what is for today says so itself."""
    return value is not None and 0 < (value - _today()).days <= SOON_DAYS


@register.filter
def euros(amount: Decimal | None) -> str:
    """'€ 4.850,00', and what goes off 'min € 900,00'."""
    return plain_words.euros(amount)


@register.filter
def phone(number: str) -> str:
    """'06 12345678', in one piece."""
    return shown_phone(number).replace(" ", "\N{NO-BREAK SPACE}")


@register.filter
def fits_the_window(to: dict[str, Any]) -> bool:
    """Whether name and address of a letter stand in the window of an envelope in letters of the usual size."""
    return fits(to["name"], to["lines"] or ["Persoonlijk overhandigen"], small=False)


@register.filter
def stands(decision: Any) -> str:
    """What holds of it today: its state alone doesn't say that."""
    return str(decision.stands(_today()))


@register.filter
def counted(number: int) -> str:
    """A counter that stops at '100+': beyond that the exact number helps nobody and costs a scan."""
    return "100+" if number > 100 else str(number)


# --- the triangle ----------------------------------------------------------------------------------------------

# the inverted triangle in a box of 20 × 18, a band per layer, widest on top: one shape on screens and paper
BANDS = (
    (Layer.BURGER, "0,0 20,0 17.1,5.2 2.9,5.2"),
    (Layer.MIDDENVELD, "3.5,6.2 16.5,6.2 13.6,11.4 6.4,11.4"),
    (Layer.PROFESSIONAL, "7,12.4 13,12.4 10,18"),
)


@register.simple_tag
def layer_mark(layer: str, words: bool = True) -> SafeString:
    """The product's mark with the band of this layer filled, and the layer's name (for screen readers at least)."""
    return _layer_mark(str(layer), words)


@lru_cache(maxsize=32)  # there are four, with and without words
def _layer_mark(layer: str, words: bool) -> SafeString:
    context = {
        "bands": [(points, layer in (str(one), "alle")) for one, points in BANDS],
        "label": Layer(layer).label if layer in Layer.values else "",
        "words": words,
    }
    return render_to_string("parts/layer_mark.html", context)


# --- forms -----------------------------------------------------------------------------------------------------

_CLASSES: tuple[tuple[type[forms.Widget], str], ...] = (
    (forms.Textarea, "utrecht-textarea"),
    (forms.Select, "utrecht-select"),
    (forms.CheckboxInput, "wt-check"),
    (DayBoxes, "utrecht-textbox"),
    (forms.widgets.Input, "utrecht-textbox"),
)


@register.filter
def styled(field: forms.BoundField) -> SafeString:
    """The widget with the classes of the design system; a form needs to know nothing of looks."""
    return drawn(field, "widget", lambda: _styled(field))


@register.simple_tag(name="field")
def whole_field(field: forms.BoundField) -> SafeString:
    """The field with its label, its help and what is wrong with it."""
    return drawn(field, "field", lambda: render_to_string("parts/field.html", {"field": field}))


def _styled(field: forms.BoundField) -> SafeString:
    widget = field.field.widget
    widget.attrs.pop("placeholder", None)  # never instead of a label: it goes when one types
    look = next((name for kind, name in _CLASSES if isinstance(widget, kind)), "")
    wrong = f"{look}--invalid" if look.startswith("utrecht") and field.errors else ""
    drawn = f"{look}--html-select" if look == "utrecht-select" else ""  # with its arrow
    attrs: dict[str, str | bool] = {"class": " ".join(filter(None, (widget.attrs.get("class"), look, drawn, wrong)))}
    if when := when_needed(field.field):
        attrs |= when.watched | ({"aria-required": "true"} if is_needed_now(field) else {})
    return field.as_widget(attrs=attrs)


@register.filter
def kind_of(field: forms.BoundField) -> str:
    """'check', 'group', 'day', 'long' or 'line': how a field is laid out."""
    widget = field.field.widget
    if isinstance(widget, DayBoxes):
        return "day"
    if isinstance(widget, forms.CheckboxInput):
        return "check"
    if isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple):
        return "group"
    return "long" if isinstance(widget, forms.Textarea) else "line"


@register.filter
def is_one_of(field: forms.BoundField) -> bool:
    """Whether it is a choice of one: a group of that kind says itself whether it is required."""
    return isinstance(field.field.widget, forms.RadioSelect)


@register.filter
def described_by(field: forms.BoundField) -> str:
    """What is said with a group: its help and what is wrong, as one field has them of itself."""
    parts = ("helptext", field.help_text), ("error", field.errors)
    return " ".join(f"{field.auto_id}_{part}" for part, there in parts if there)


_REQUIRED: Final = mark_safe(' <span class="wt-required">(verplicht)</span>')
_OPTIONAL: Final = mark_safe(' <span class="wt-optional">(niet verplicht)</span>')


@register.filter
def marked(field: forms.BoundField) -> str:
    """Behind the label: what is the exception in this form. A tick is never asked for without saying so."""
    required = bool(field.field.required)
    if when := when_needed(field.field):
        words = NOW if is_needed_now(field) else when.words
        return format_html(' <span class="wt-required" data-needed="{}">({})</span>', when.words, words)
    if isinstance(field.field.widget, forms.CheckboxInput) or getattr(field.form, "few_required", False):
        return _REQUIRED if required else ""
    return "" if required else _OPTIONAL


@register.simple_tag
def asks(form: Any) -> SafeString | str:
    """Above a form: what has to be filled in."""
    shown = [] if not hasattr(form, "visible_fields") else form.visible_fields()
    fields = [one for one in shown if not isinstance(one.field.widget, forms.CheckboxInput)]
    if not shown or (not fields and any(one.field.required for one in shown)):
        return ""
    required = sum(bool(one.field.required) for one in fields)
    if not fields:
        words = "U hoeft niets aan te kruisen."
    elif required == len(fields):
        words = "Vul alles in." if required > 1 else "Dit is verplicht."
    elif getattr(form, "few_required", False):
        words = "U hoeft alleen in te vullen waar ‘verplicht’ staat."
    elif required:
        words = "Vul alles in, behalve waar ‘niet verplicht’ staat."
    else:
        words = "U hoeft niet alles in te vullen."
    return format_html('<p class="wt-asks wt-soft wt-small">{}</p>', words)


@register.filter
def in_front(label: str) -> str:
    """A label with what goes wrong behind it: 'Kern:'; a question has its own mark, 'Wat is het?'."""
    return label if label.endswith(("?", "…")) else f"{label}:"


@register.filter
def first_input(field: forms.BoundField) -> str:
    """The id an error links to: of a group, its first choice; of a day in boxes, the first of them."""
    match kind_of(field):
        case "group":
            return f"{field.auto_id}_0"
        case "day":
            return str(field.id_for_label)
    return str(field.auto_id)


@register.simple_tag
def form_token(form: Any = None) -> str:
    """A fresh token for a form; the one that was sent along where the form comes back with errors, or that it has."""
    if token := getattr(form, "token", None):
        return str(token)
    if form is not None and getattr(form, "is_bound", False):
        try:
            return str(uuid.UUID(form.data.get("token", "")))
        except ValueError:
            pass
    return str(uuid.uuid4())


@register.simple_tag
def form_writer(user: Any) -> SafeString:
    """Who opened this form, signed: after a lapsed session what was typed is given back to them alone."""
    return format_html('<input type="hidden" name="{}" value="{}">', WRITER, signed_writer(user.pk))


_NEVER_TYPED_BACK = (*NEVER_GIVEN_BACK, "token", "expected", "opened", "login", "next", "verwijder")


@register.filter
def typed_back(request: HttpRequest) -> list[tuple[str, str]]:
    """What was typed into a form that we could not take, with its label where we know it; never a password or number.

    Nothing where the form came from elsewhere: another site puts no words on our pages.
    """
    origin = request.headers.get("Origin", "")
    if request.method != "POST" or (origin and not origin.endswith(f"://{request.get_host()}")):
        return []
    # many forms ask for 'text': the one it was typed in is that of which most was sent
    likely = sorted(_forms(StepForm), key=lambda form: len(request.POST.keys() & form.base_fields.keys()))
    fields = {name: field for form in likely for name, field in form.base_fields.items()}
    boxes = {
        f"{name}_{part}": f"{field.label}, {label.lower()}"
        for name, field in fields.items()
        if isinstance(field, FarDayField)
        for part, label, _ in PARTS
    }
    return [
        (str(fields[name].label) if name in fields else boxes.get(name, ""), value)
        for name, values in request.POST.lists()
        for value in values
        if value.strip()
        and name != WRITER
        and not any(word in name for word in _NEVER_TYPED_BACK)
        and not isinstance(fields.get(name), forms.ChoiceField | forms.ModelChoiceField | forms.BooleanField)
    ]


def _forms(form: type[StepForm]) -> Iterator[type[StepForm]]:
    for one in form.__subclasses__():
        yield one
        yield from _forms(one)


# --- whose turn it is ------------------------------------------------------------------------------------------


@register.filter
def doer(turn: OpenWork) -> str:
    """'Een Wmo-consulent van Wijkteam Noord', or the name of who has it."""
    return turn.doer


@register.filter
def happened(event: Any) -> str:
    """What the timeline says of an event, a row or its values: what happened, not what somebody should do."""
    told = event if isinstance(event, dict) else vars(event)
    return registry.happened(told["verb"], str(told["label"]))


_TO_A_CITIZEN = {
    "Aangeboden": "Wij vragen of u dit zelf wilt doen",
    "Aanvaard": "Overgenomen",
    "Overgegaan": "Verdergegaan",
    "Afgegeven": "Deze hulp loopt",
    "Omgezet in een besluit": "Deze hulp ging over in een besluit",
    "Ingetrokken": "Gestopt",
    "Geëindigd": "Gestopt",
    "Ontvangen": "Wij kijken ernaar",
    "Voorgesteld": "Dit gaat beginnen",
    "Bijgesteld": "Veranderd",
}


@register.filter
def in_plain_words(state: str) -> str:
    """The name of a state, for who it is about."""
    return _TO_A_CITIZEN.get(state, state)


# --- what nouns bring to a page --------------------------------------------------------------------------------


@register.simple_tag(takes_context=True)
def part(context: template.Context, shown: Shown) -> SafeString:
    """A noun's part of this page, with what it is given besides what the page knows."""
    assert context.template is not None
    with context.push(**shown.context):
        result: SafeString = context.template.engine.get_template(shown.template).render(context)
    return result


# --- what one may do -------------------------------------------------------------------------------------------


@register.filter
def ranked(offers: Iterable[Offer]) -> dict[str, list[Offer]]:
    """At most three primary steps first, then the other possible ones, then those not yet possible."""
    possible = [offer for offer in offers if offer.possible]
    first = [offer for offer in possible if offer.step.primary][:MOST_PRIMARY]
    return {
        "first": first,
        "others": [offer for offer in possible if offer not in first],
        "not_yet": [offer for offer in offers if not offer.possible],
    }


@register.filter
def opens_on(offer: Offer, obj: Any) -> bool:
    """Whether the form of this step may open on the page of its object, where the button stands."""
    return is_short(type(obj), offer.step)


class Entry(NamedTuple):
    """A place in the main navigation; `button`: among those a button."""

    url: str
    label: str
    here: bool
    button: bool


@register.simple_tag
def menu(sight: Sight, path: str) -> tuple[Entry, ...]:
    """The main navigation: only what this person's roles can use at all."""
    has = sight.has
    by_place = {action for holding in sight.holdings for action in MATRIX[holding.role]}
    leads = has(Action.LEAD_CASE)  # their lists and the field to find hold what others need a page for
    works = bool(by_place & {Action.VIEW_CASE, Action.ANSWER_HANDOVER, Action.REPORT_GOAL, Action.DELIVER_HELP})
    entries = (
        ("/", "Werkvoorraad", works),
        ("/casussen/", "Casussen", leads),
        ("/team/", "Team", Action.ASSIGN_CASE in by_place),
        ("/driehoek/", "Driehoek", has(Action.VIEW_TRIANGLE)),
        ("/zaken/", "Zaken", has(Action.VIEW_CASE) and not leads),
        (REPORT, "Nieuwe melding", has(Action.REPORT_CASE)),
        ("/overdrachten/", "Overdrachten", Action.ANSWER_HANDOVER in by_place and not leads),
        ("/doelen/", "Doelen", Action.REPORT_GOAL in by_place and not leads),
        ("/voorzieningen/", "Hulp", Action.DELIVER_HELP in by_place),
        ("/post/", "Post", has(Action.PRINT_POST)),
        ("/vangnet/", "Vangnet", has(Action.VIEW_VANGNET)),
        ("/betalingen/", "Betalingen", Action.PAY_VANGNET in by_place),
        ("/backoffice/", "Backoffice", Action.KEEP_BACK_OFFICE in by_place),
        ("/kernen/", "Kernen", works),
        ("/mijn/", "Mijn zaak", has(Action.VIEW_OWN)),
        # a leader's bar is full, and this is rare: it stands behind their name
        ("/bevestigen/", "Bevestigen", Action.CONFIRM_RIGHTS in by_place and not leads),
        ("/inzage/", "Inzage", has(Action.VIEW_READING_LOG)),
        ("/beheer/", "Beheer", has(Action.CONFIGURE)),
    )
    shown = [(url, label) for url, label, there in entries if there]
    # the longest address that leads here is where we are
    at = "/casussen/" if leads and path.startswith("/zaken/") and path != REPORT else path
    here = max((url for url, _ in shown if at == url or (url != "/" and at.startswith(url))), key=len, default="")
    return tuple(Entry(url, label, url == here, url == REPORT) for url, label in shown)


@register.simple_tag(takes_context=True)
def page_link(context: template.Context, number: int, name: str = "") -> str:
    """The address of this page with another page of that list; the other lists stay where they are."""
    name = name or "pagina"
    query = context["request"].GET.copy()
    query[name] = str(number)
    return f"?{query.urlencode()}{'' if name == 'pagina' else f'#{name}'}"


@register.simple_tag(takes_context=True)
def paged(context: template.Context, rows: Any, per_page: int, name: str) -> ListPage:
    """A page of these rows, for a part that shows a list: `{% paged events 25 'gebeurd' as page %}`."""
    return page_of(context["request"], rows, per_page, name=name)
