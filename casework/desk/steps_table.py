"""The machines as tables, derived from the declarations that run them: for `docs/steps.md` and for programs."""

import ast
import inspect
import sys
from collections.abc import Iterable, Iterator
from types import ModuleType
from typing import Any, Final

from django.urls import reverse

from casework.engine.anchor import Anchor
from casework.engine.closing import blockers
from casework.engine.forms import form_for
from casework.engine.machine import Condition, Machine, Permit, Step, steps_of
from casework.engine.makes import ANY_KEY, makes_of
from casework.engine.registry import anchors, asked_with, machines, needs_of, noun_of
from roles.matrix import MATRIX

HEADER: Final = """# De stappen

Gemaakt uit de code met `./dev manage steps_table > docs/steps.md`; wijzig het daar. Elke stand verandert alleen door
een van deze stappen, via `casework.engine.door.perform`. ‘Wie’ noemt de handeling en wat er verder van die persoon moet
gelden; welke rol welke handeling mag, staat onderaan. ‘Houdt tegen’ noemt waarom de stap nog niet kan, in de woorden
die men dan leest; wat pas uit het formulier blijkt, heeft een sterretje.
"""
ADDS: Final = {"happened", "comes"}  # the ways in which a form adds a day
BY_SYSTEM: Final = "het systeem"


def as_markdown() -> str:
    return "\n".join([HEADER, *(_machine(model) for model in machines()), *map(_made_from, anchors()), _actions()])


def _machine(model: type[Machine]) -> str:
    labels = _labels(model)
    rows = [
        f"## {str(model._meta.verbose_name).capitalize()} (`{noun_of(model).name}`)",
        "",
        "| stap | adres | van → naar | wie | houdt tegen | vraagt | daarna |",
        "|---|---|---|---|---|---|---|",
    ]
    for step in steps_of(model):
        sources = ", ".join(labels[one] for one in step.sources)
        target = labels[step.target] if step.target else "waar het was" if step.back_to else "blijft"
        cells = (
            f"**{step.label}**",
            f"`{step.slug}`" if not step.system else "",
            f"{sources} → {target}",
            _who(step),
            "<br>".join(_needs(model, step)),
            "<br>".join(_asks(model, step)),
            step.done,
        )
        rows.append(_row(cells))
    return "\n".join([*rows, ""])


def _made_from(anchor: type[Anchor]) -> str:
    """How what hangs on it is made: by no step, but from its page."""
    rows = [
        f"## Wat men maakt op een {anchor._meta.verbose_name}",
        "",
        "| knop | adres | wie | houdt tegen | tabblad |",
        "|---|---|---|---|---|",
    ]
    for make in makes_of(anchor):
        cells = (
            f"**{make.label}**",
            f"`{reverse(make.url, args=[ANY_KEY])}`",
            _permit(make.by),
            "<br>".join(_reason(one) for one in make.needs),
            f"`{make.tab}`" if make.tab else "",
        )
        rows.append(_row(cells))
    return "\n".join([*rows, ""])


def _row(cells: Iterable[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def _labels(model: type[Machine]) -> dict[str, str]:
    field: Any = model._meta.get_field(model.state_field)
    return {str(value): str(label) for value, label in field.flatchoices}


def _needs(model: type[Machine], step: Step) -> list[str]:
    """What must hold, in words: its own conditions, those of later nouns, and what stands in the way of closing."""
    waits = [reason.text for reason in blockers(model)] if step.closes == "close" else []
    return [*(_reason(one) for one in needs_of(model, step)), *waits]


def _asks(model: type[Machine], step: Step) -> list[str]:
    named = [step.form] if step.form else []
    return [f"`{name}`" for name in (*named, *(one.__name__ for one in asked_with(model, step)))]


def _who(step: Step) -> str:
    if step.system:
        return BY_SYSTEM
    return "<br>of ".join(_permit(permit) for permit in step.permits)


def _permit(permit: Permit) -> str:
    who = " ".join(_reason(one) for one in permit.who)
    return f"`{permit.action}`: {who}" if who else f"`{permit.action}`"


def _reason(condition: Condition) -> str:
    """The words people read; those that depend on the case (an amount, a name) by what the predicate is called."""
    star = "*" if condition.asks else ""
    return f"`{condition.name}`{star}" if callable(condition.reason) else f"{condition.reason}{star}"


def _actions() -> str:
    """Which role may do which action, and on what."""
    used = {permit.action for model in machines() for step in steps_of(model) for permit in step.permits}
    rows = ["## Wie mag welke handeling", "", "| handeling | rollen |", "|---|---|"]
    for action in sorted(used):
        roles = [
            f"{role.label} ({', '.join(relation.value for relation in rights[action])})"
            for role, rights in MATRIX.items()
            if action in rights
        ]
        rows.append(f"| `{action}` | {'<br>'.join(roles)} |")
    return "\n".join([*rows, ""])


def as_json() -> list[dict[str, Any]]:
    """Every step: machine, name, slug, from, to, the actions that permit it and the fields its form may ask for."""
    return [
        {
            "machine": noun_of(model).name,
            "step": step.name,
            "label": step.label,
            "slug": step.slug,
            "from": list(step.sources),
            "to": step.target,
            "back_to": list(step.back_to),
            "actions": [str(permit.action) for permit in step.permits],
            "form": step.form or None,
            "asks": [one.__name__ for one in asked_with(model, step)],
            "fields": fields_of(model, step),
        }
        for model in machines()
        for step in steps_of(model)
    ]


def fields_of(model: type[Machine], step: Step) -> list[str]:
    """The names of the fields its form may ask for, in order. Some of them only where the case calls for it."""
    form = form_for(model, step)
    asked = [name for one in form.contributed for name in _added(one)]
    return list(dict.fromkeys([*form.base_fields, *_added(form), *asked]))


def _added(form: type) -> Iterator[str]:
    """The fields that `set_up` adds once it knows the object, read from its source."""
    for parent in form.__mro__:
        if "set_up" in vars(parent):
            tree = ast.parse(inspect.cleandoc("\n" + inspect.getsource(parent)))
            yield from _names(tree, "set_up", form, sys.modules[parent.__module__])
            return


def _names(tree: ast.AST, function: str, form: type, module: ModuleType) -> Iterator[str]:
    body = next((one for one in ast.walk(tree) if isinstance(one, ast.FunctionDef) and one.name == function), None)
    for node in _in_order(body) if body is not None else ():
        match node:
            case ast.Call(func=ast.Attribute(attr=name), args=[ast.Constant(value=str(field)), *_]) if name in ADDS:
                yield field
            case ast.Assign(targets=[ast.Subscript(value=ast.Attribute(attr="fields"), slice=key)]):
                yield _key(key)
            case ast.AugAssign(target=ast.Attribute(attr="fields"), value=ast.Dict(keys=keys)):
                yield from (_key(key) for key in keys if key is not None)
            case ast.Call(func=ast.Name(id=name)) if name in vars(module) and inspect.isfunction(vars(module)[name]):
                called = vars(module)[name]
                yield from _names(ast.parse(inspect.getsource(called)), name, form, sys.modules[called.__module__])
            case ast.Call(func=ast.Attribute(value=ast.Name(id="self"), attr=name)) if name.startswith("ask_"):
                yield from _added_by(form, name)


def _added_by(form: type, method: str) -> Iterator[str]:
    owner = next(parent for parent in form.__mro__ if method in vars(parent))
    tree = ast.parse(inspect.cleandoc("\n" + inspect.getsource(owner)))
    yield from _names(tree, method, form, sys.modules[owner.__module__])


def _in_order(body: ast.AST) -> list[Any]:
    """Every node of a function, in the order of its source."""
    nodes = [node for node in ast.walk(body) if hasattr(node, "lineno")]
    return sorted(nodes, key=lambda node: (node.lineno, node.col_offset))


def _key(key: ast.AST) -> str:
    """'receipt', or with a part that differs per object: 'score_<id>'."""
    match key:
        case ast.Constant(value=str(name)):
            return name
        case ast.JoinedStr(values=values):
            return "".join(str(one.value) if isinstance(one, ast.Constant) else "<id>" for one in values)
    return "<id>"
