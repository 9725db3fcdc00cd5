"""Lines of text, kept as they were laid out until they are drawn: WeasyPrint forgets each of them and lays it out anew.

Pango also begins anew when it hears that a text is one paragraph, which is said to it when it is drawn. So it hears that
beforehand.
"""

# ruff: noqa: TID253  read when WeasyPrint is: by `layout`, where it prints
from typing import Any, Final

from weasyprint.text.ffi import pango
from weasyprint.text.line_break import Layout

ENDS_A_PARAGRAPH: Final = frozenset("\n\r\u2029")


class Kept(Layout):
    is_drawn = False

    def set_text(self, text: str, justify: bool = False) -> None:
        super().set_text(text, justify)
        pango.pango_layout_set_single_paragraph_mode(self.layout, ENDS_A_PARAGRAPH.isdisjoint(self.text))

    def deactivate(self) -> None:
        if self.is_drawn:
            super().deactivate()

    def reactivate(self, style: Any) -> None:
        if self.justification_spacing or self.is_drawn:
            super().reactivate(style)
        self.is_drawn = True
