"""The rows of what was found, made by one function: what `desk/found_row.html` makes of them, byte for byte.

As on Werkvoorraad: the template says how a row looks, and a test holds the two together.
"""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, Final

from django.utils.safestring import SafeString, mark_safe

from casework.cases.states import Phase
from casework.engine.words import escaped as _e
from casework.templatetags.words import layer_mark, short_day

if TYPE_CHECKING:
    from casework.desk.why_found import Line, Piece

_PHASES: Final = dict(Phase.choices)
_OTHERS: Final = 3  # of the same person, with a link; of more it says how many


def as_html(lines: Iterable["Line"]) -> SafeString:
    return mark_safe("".join(_row(line) for line in lines))  # noqa: S308  each value is escaped below


def _row(line: "Line") -> str:
    case, ref = line.case, _e(line.case.ref)
    dead = ' <span class="wt-badge">overleden</span>' if case.person and case.person.deceased_on else ""
    born = f"geboren {_born(case.person)} · " if case.person and case.person.born else ""
    led = f' · <span class="wt-soft">{_e(case.regisseur.name)}</span>' if case.regisseur else ""
    return f"""<li class="wt-row wt-hit">
  <div class="wt-hit__who"><a class="wt-row__what" data-hit href="{_e(case.get_absolute_url())}">{_highlighted(line.name)}<span class="wt-sr">, {ref}</span></a>{dead}<br><span class="wt-soft wt-small">{born}<span class="wt-nowrap">{ref}</span></span></div>
  <div class="wt-hit__why">{_why(line)}{_question(line.question)}{_of_same_person(line.others, ref)}</div>
  <div class="wt-hit__where wt-small"><span class="wt-row__who">{layer_mark(case.layer)}<span>{_e(case.kern.name)}</span></span><span>{_PHASES[case.phase]}{led}</span></div>
</li>
"""


def _born(person: Any) -> str:
    return short_day(person.birth_date) if person.birth_date else str(_e(person.born))


def _why(line: "Line") -> str:
    if not line.why:
        return ""
    more = "".join(f' · <span class="wt-sr">{_e(label)}: </span>{_highlighted(pieces)}' for label, pieces in line.more)
    return f'<span class="wt-small"><span class="wt-soft">Gevonden op</span> {_e(line.why)}{more}</span><br>'


def _question(pieces: "Sequence[Piece]") -> str:
    return f'<span class="wt-soft wt-small">{_highlighted(pieces)}</span>' if pieces else ""


def _of_same_person(others: Sequence[Any], ref: str) -> str:
    if not others:
        return ""
    links = ", ".join(
        f'<a class="wt-nowrap" href="{_e(one.get_absolute_url())}">{_e(one.ref)}<span class="wt-sr">, naast {ref}</span></a>'
        f' <span class="wt-soft">({_PHASES[one.phase].lower()})</span>'
        for one in others[:_OTHERS]
    )
    more = f" en nog {len(others) - _OTHERS}" if len(others) > _OTHERS else ""
    return f'<br><span class="wt-small"><span class="wt-soft">Ook van deze persoon:</span> {links}{more}</span>'


def _highlighted(pieces: "Iterable[Piece]") -> str:
    return "".join(
        f'<mark class="wt-hit__mark">{_e(piece.text)}</mark>' if piece.hit else _e(piece.text) for piece in pieces
    )
