"""Something plausible to fill in for each step of the random walk; for any other, a reason."""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from typing import Any, Final

from casework.callbacks.effects import Said
from casework.indicaties.conditions import CORRECTED
from casework.vangnet.account_number import AccountNumber
from roles.models import Membership

ENDED: Final = ("verhuisd", "overleden", "ingetrokken", "onbereikbaar")


def later(walk: Any, number: int) -> dt.date:
    return walk.on + dt.timedelta(days=7 + number % 90)


def longer(walk: Any, last: dt.date | None, number: int) -> dt.date:
    """Later than it lasts now, and to come."""
    return max(last or walk.on, walk.on) + dt.timedelta(days=1 + number % 150)


def from_then_on(walk: Any, provision: Any) -> dt.date:
    """From when a later decision holds: within the help."""
    since = max(provision.starts_on, walk.on)
    return min(since, provision.ends_on or since)


def otherwise(walk: Any, provision: Any, number: int) -> dict[str, Any]:
    """Another number of hours, another end, or by nobody yet."""
    columns = (
        {"amount": Decimal(number % 9 + 1), "unit": "uur", "period": "week"},
        {"ends_on": longer(walk, provision.ends_on, number)},
        {"provider_id": walk.world.provider.pk if provision.form == "zin" and number % 4 else None},
    )
    return columns[number % 3]


# step → the walk, what the step is about, a number at random → what is filled in
DETAILS: Final[dict[str, Callable[[Any, Any, int], dict[str, Any]]]] = {
    "case.convert": lambda walk, case, number: {
        "kind": ("melding", "vraag")[number % 2],
        "citizen_knows": "ja, gebeld",
    },
    "case.weigh": lambda walk, case, number: {
        "urgent": number % 3 == 0,
        "really_asked": "",
        "road": ("lang", "kort")[number % 2],
        "weight": ("licht", "gemiddeld", "zwaar")[number % 3],
        "spoke": number % 4 > 0,
    },
    "case.change_road": lambda walk, case, number: {"road": ("lang", "kort")[number % 2], "weight": "zwaar"},
    "case.advise": lambda walk, case, number: {
        "outcome": "advies",
        "advice": "Bel de buurtkamer",
        "withdrawn_how": "gebeld" if number % 2 else "",
    },
    "case.meet": lambda walk, case, number: {"met_on": walk.on},
    "case.agree_later": lambda walk, case, number: {
        "research_until": walk.on + dt.timedelta(days=120),
        "how": "aan tafel",
    },
    "case.set_plan": lambda walk, case, number: {
        "regie": "inwoner",
        "regie_name": "zij zelf",
        "no_network": True,
    },
    "case.start": lambda walk, case, number: {
        "agreed_on": walk.on,
        "agreed_how": "aan tafel",
        "evaluate_on": later(walk, number),
    },
    "case.evaluate": lambda walk, case, number: {"told": {goal.public_id: (0, "Goed") for goal in case.goals.all()}},
    "case.go_on": lambda walk, case, number: {"evaluate_on": later(walk, number)},
    "case.close": lambda walk, case, number: {"outcome": "eigen_kracht", "solved_layer": case.layer},
    "case.end": lambda walk, case, number: {
        "ended_reason": ENDED[number % 4],
        "closing_words": "Zo gelopen",
        "help_until": later(walk, number),
    },
    "case.assign": lambda walk, case, number: {
        "regisseur": walk.pick(Membership.objects.filter(team=case.team).order_by("pk"), number).user
    },
    "research.sign": lambda walk, research, number: {"signed_on": walk.on},
    "research.sign_at_table": lambda walk, research, number: {"reaction": "Fijn" if number % 2 else ""},
    "research.send": lambda walk, research, number: {"sent_on": walk.on, "sent_how": "uitgereikt"},
    "handover.accept": lambda walk, handover, number: {"accepted_by": "mevrouw", "accepted_how": "aan tafel"},
    "handover.name": lambda walk, handover, number: {"consent": walk.consent(handover.case, number)},
    "sharing.extend": lambda walk, sharing, number: {
        "until": later(walk, number),
        "how": "aan tafel",
        "given_by": "zij",
    },
    "indicatie.submit": lambda walk, indicatie, number: {"submitted_to": walk.pick(walk.people(), number)},
    "indicatie.confirm_start": lambda walk, indicatie, number: {"started_on": walk.on},
    "indicatie.review": lambda walk, indicatie, number: {"ok": bool(number % 3), "review_why": "Te veel uren"},
    "indicatie.correct": lambda walk, indicatie, number: {
        "why": "De uren waren verkeerd",
        **{name: getattr(indicatie, name) for name in CORRECTED},
        "frequency": f"{number % 9 + 1} uur per week",
        "starts_on": max(indicatie.starts_on, walk.on),
        "ends_on": max(indicatie.ends_on, walk.on),
    },
    "indicatie.extend": lambda walk, indicatie, number: {"until": indicatie.ends_on + dt.timedelta(days=14)},
    "indicatie.withdraw": lambda walk, indicatie, number: {
        "why": "Niet meer nodig",
        "until": max(later(walk, number), indicatie.starts_on),
        "heard_how": "gebeld",
        "heard_on": walk.on,
    },
    **{
        f"application.{step}": lambda walk, application, number: {
            # over a refusal decides who finds it prepared, unchanged
            "content": application.content
            or walk.world.decision(
                ("toegekend", "deels", "afgewezen")[number % 3],
                starts_on=later(walk, number),
                ends_on=later(walk, number) + dt.timedelta(days=300),
            ),
            "takes_over": "1" if number % 2 else "",
        }
        for step in ("prepare", "decide")
    },
    "application.ask_more": lambda walk, application, number: {
        "missing": "Een verklaring",
        "asked_until": later(walk, number),
    },
    "application.suspend": lambda walk, application, number: {
        "ground": ("buitenland", "instemming", "toedoen", "overmacht")[number % 4],
        "why": "Zo is het",
        "asked_until": later(walk, number),
    },
    "application.resume": lambda walk, application, number: {"day": walk.on},
    "application.leave_out": lambda walk, application, number: {"motivation": "Er ontbreekt te veel"},
    "application.delay": lambda walk, application, number: {
        "until": walk.on + dt.timedelta(days=200),
        "why": "Het is druk",
    },
    "default_notice.establish": lambda walk, notice, number: {
        "nothing_owed": "kennelijk" if number % 4 == 0 else "",
        "motivation": "Er was niets gevraagd" if number % 4 == 0 else "",
    },
    "default_notice.give_account": lambda walk, notice, number: {
        "payee": "A. Blok",
        "payee_iban": AccountNumber("NL91ABNA0417164300"),
    },
    "objection.take_on": lambda walk, objection, number: {"committee": number % 3 == 0},
    "objection.ask_repair": lambda walk, objection, number: {
        "kind": ("gronden", "machtiging", "te_laat")[number % 3],
        "missing": "Waarom?",
        "until": later(walk, number),
    },
    "objection.repaired": lambda walk, objection, number: {
        "repair": str(number % 2),
        "repaired_on": walk.on,
        "words": "Daarom",
    },
    "objection.invite": lambda walk, objection, number: {
        "hearing_on": walk.on + dt.timedelta(days=14),
        "hearing_at": dt.time(10),
        "hearing_by": ("plek", "telefoon")[number % 2],
        "hearing_place": "Gemeentehuis",
        "file_where": "Gemeentehuis",
    },
    "objection.in_default": lambda walk, objection, number: {"received_on": walk.on, "how": "post"},
    "objection.agree": lambda walk, objection, number: {
        "agreed_until": walk.on + dt.timedelta(days=300),
        "how": "gebeld",
    },
    "objection.call": lambda walk, objection, number: {"called_on": walk.on, "words": "Zij wil meer"},
    "objection.hear": lambda walk, objection, number: {
        "heard_on": walk.on,
        "file_open_on": walk.on - dt.timedelta(days=7 * (number % 2)),
        "heard_by": "Juridische zaken",
        "agreed": "gebeld" if number % 3 else "",
        "words": "Zij vertelde",
    },
    "objection.waive": lambda walk, objection, number: {"waived": "abcde"[number % 5], "why": "Zo is het"},
    "objection.decide": lambda walk, objection, number: {
        "outcome": ("gegrond", "deels_gegrond", "ongegrond", "niet_ontvankelijk")[number % 4],
        "motivation": "Zo is het",
        "instead": "Meer uren",
    },
    "objection.record_measure": lambda walk, objection, number: {"measure_on": walk.on, "measure": "loopt"},
    "objection.replace": lambda walk, objection, number: {
        "replaced_by": objection.case.documents.filter(object_until__isnull=False)
        .exclude(pk=objection.against_id)
        .last()
    },
    "complaint.take_up": lambda walk, complaint, number: {"about": "team", "committee": number % 5 == 0},
    "complaint.hear": lambda walk, complaint, number: {
        "heard_on": walk.on if number % 3 else None,
        "waived": "" if number % 3 else "ziet_af",
        "heard": "Zij vertelde hoe het ging.",
    },
    "complaint.agree": lambda walk, complaint, number: {
        "agreed_until": walk.on + dt.timedelta(days=200),
        "how": "Per e-mail",
    },
    "complaint.correct": lambda walk, complaint, number: {"about": ("team", "onbekend")[number % 2], "name": ""},
    "complaint.leave_out": lambda walk, complaint, number: {"left_out": "klein", "done": "Het belang is te klein"},
    "complaint.settle": lambda walk, complaint, number: {
        "finding": ("gegrond", "deels", "ongegrond", "geen_oordeel")[number % 4],
        "found": "U bent niet teruggebeld.",
        "done": "Wij bellen voortaan dezelfde dag.",
    },
    "complaint.resolve": lambda walk, complaint, number: {"done": "Gebeld, zij is tevreden"},
    "force_field.add_party": lambda walk, field, number: {
        "name": ("Zus Anja", "Verhuurder", "Kerk")[number % 3],
        "there": ("allebei", "nu", "straks")[number % 3],
        "influence": ("", "groot", "klein")[number % 3],
        "stance": ("mee", "", "tegen")[number % 3],
        "influence_then": "",
        "stance_then": ("", "mee")[number % 2],
        "ground": "" if number % 4 else "Zij vroeg daarom",
    },
    "force_field.tie": lambda walk, field, number: {
        "one": walk.pick(field.parties.all(), number),
        "other": None if number % 2 else walk.pick(field.parties.all(), number // 2),
        "now": ("steunend", "gespannen", "verbroken")[number % 3],
        "then": ("zakelijk", "")[number % 2],
    },
    "force_field.take_out": lambda walk, field, number: {"row": walk.pick(field.parties.all(), number)},
    "force_field.hand_in": lambda walk, field, number: {
        "change": "Meer rust",
        "regie_now": "niemand",
        "regie_then": "inwoner",
    },
    "force_field.send_back": lambda walk, field, number: {"due_on": later(walk, number % 9), "why": "De kerk mist"},
    "force_field.extend": lambda walk, field, number: {"due_on": later(walk, number % 9)},
    "force_field.discuss": lambda walk, field, number: {
        "discussed_on": walk.on,
        "said": "Zo is het",
        "review_on": walk.on + dt.timedelta(days=1 + number % 90),
    },
    "force_field.shield": lambda walk, field, number: {
        "party": walk.pick(field.parties.all(), number),
        "ground": "Dat is veiliger",
        "review_on": walk.on + dt.timedelta(days=1 + number % 90),
    },
    "force_field.look_again": lambda walk, field, number: {
        "kept": list(field.parties.filter(shielded=True)) if number % 2 else [],
        "review_on": walk.on + dt.timedelta(days=1 + number % 90) if number % 2 else None,
    },
    "meldcode.note_signals": lambda walk, meldcode, number: {"signals": "Een blauwe plek."},
    "meldcode.note_advice": lambda walk, meldcode, number: {
        "advised_by": "veilig_thuis",
        "advised_on": walk.on,
        "advice": "Praat eerst met haar alleen.",
    },
    "meldcode.note_talk": lambda walk, meldcode, number: {
        "talked_on": walk.on if number % 2 else None,
        "talked": "Zij vertelde." if number % 2 else "",
        "not_talked_why": "" if number % 2 else "Hij was erbij.",
    },
    "meldcode.weigh": lambda walk, meldcode, number: {
        "weighed": ("geen", "onveilig", "structureel", "acuut")[number % 4],
        "weighing": "Zo gezien.",
    },
    "meldcode.decide": lambda walk, meldcode, number: {
        "reported_on": walk.on if number % 2 else None,
        "reported": "Wat er is gezien." if number % 2 else "",
        "not_reported_why": "" if number % 2 else "Zij is verhuisd.",
        "helped": "Begeleiding",
    },
    "meldcode.keep": lambda walk, meldcode, number: {
        "kept_why": "Het is nog niet veilig",
        "review_on": walk.on + dt.timedelta(days=1 + number % 90),
    },
    "provision.confirm_start": lambda walk, provision, number: {"started_on": walk.on},
    "provision.confirm_stop": lambda walk, provision, number: {"stopped_on": walk.on, "why": "Het ging weer"},
    "provision.cannot": lambda walk, provision, number: {
        "why": "Er is niemand",
        "able_from": later(walk, number) if number % 2 else None,
    },
    "provision.pause": lambda walk, provision, number: {
        "paused_from": walk.on,
        "why": "Opname",
        "until": later(walk, number) if number % 2 else None,
    },
    "provision.resume": lambda walk, provision, number: {"resumed_on": walk.on},
    "provision.extend": lambda walk, provision, number: {
        "until": longer(walk, provision.ends_on or provision.review_on, number),
        "why": "Er is niets veranderd",
    },
    "provision.bridge": lambda walk, provision, number: {
        "until": longer(walk, provision.ends_on, number),
        "why": "Het nieuwe besluit is niet klaar",
    },
    "provision.change": lambda walk, provision, number: {
        "columns": otherwise(walk, provision, number),
        "since": from_then_on(walk, provision),
        "why": "Meer nodig",
    },
    "provision.correct": lambda walk, provision, number: {
        "columns": {"frequency": f"{number % 9 + 1} keer schoonmaken"},
        "why": "Een tikfout",
    },
    "provision.review": lambda walk, provision, number: {
        "withdraws": bool(number % 2),
        "columns": {} if number % 2 else otherwise(walk, provision, number),
        "since": from_then_on(walk, provision),
        "ground": "abcde"[number % 5],
        "on_purpose": number % 5 == 0,
        "why": "Zo is het",
        **(
            {"heard_how": "gebeld", "heard_on": walk.on, "not_heard": ""}
            if number % 3
            else {"heard_how": "", "heard_on": None, "not_heard": "spoed"}
        ),
    },
    "provision.suspend_payment": lambda walk, provision, number: {
        "until": walk.on + dt.timedelta(days=7),
        "why": "Er is geen hulp gekocht",
    },
    "provision.recover": lambda walk, provision, number: {"recovered": Decimal(80), "why": "Zo is het geteld"},
    "provision.look_again": lambda walk, provision, number: {"changed": "Niets"},
    "vangnet.pay": lambda walk, request, number: {
        "paid_amount": request.approved_amount if number % 2 else request.approved_amount / 2
    },
    "vangnet.account": lambda walk, request, number: {
        "result": "Gelukt",
        "receipt": "bon.pdf",
        "schemes": "Geen past",
    },
    "vangnet.replace_receipt": lambda walk, request, number: {"receipt": "nieuwe-bon.pdf"},
    "vangnet.recover": lambda walk, request, number: {"returned_amount": Decimal(10)},
    "vangnet.settle": lambda walk, request, number: {"returned_amount": Decimal(0), "why": "Kwam niet terug"},
    "goal.adjust": lambda walk, goal, number: {"wording": "Iets kleiner", "why": "Te groot"},
    "advice.receive": lambda walk, advice, number: {"received_on": walk.on, "answer": "Dit blijft zo."},
    "advice.extend": lambda walk, advice, number: {"until": later(walk, number)},
    "wait.extend": lambda walk, wait, number: {"until": later(walk, number)},
    "appointment.move": lambda walk, appointment, number: {
        "day": later(walk, number),
        "person": walk.pick(walk.people(), number),
    },
    "call_back.call": lambda walk, call_back, number: {"said": Said("Gesproken")},
    "document.send": lambda walk, document, number: {"sent_on": walk.on, "sent_how": "post"},
}


def details(walk: Any, verb: str, obj: Any, number: int) -> dict[str, Any]:
    return DETAILS[verb](walk, obj, number) if verb in DETAILS else {"why": "Daarom"}
