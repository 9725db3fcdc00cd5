"""Words in a picture on paper: WeasyPrint lays out and draws each of their letters by itself, as a picture of any kind may
turn each. Ours stand in a row, so they are laid out and drawn as the lines around the picture are, and as well spaced.
"""

from math import inf
from typing import Any, Final

# ruff: noqa: TID253  read when WeasyPrint is: by `layout`, where it prints
from weasyprint.css.properties import INITIAL_VALUES
from weasyprint.draw.text import draw_first_line
from weasyprint.matrix import Matrix
from weasyprint.svg import SVG
from weasyprint.svg.text import Style, TextBox
from weasyprint.text.line_break import split_first_line

# what our pictures say of their words, and what comes down to them from around it
SAID: Final = frozenset({"x", "y", "font-family", "font-size", "font-weight", "text-anchor", "fill", "role", "class"})
BEFORE: Final = {"start": 0.0, "middle": 0.5, "end": 1.0}  # how much of the words stands left of their place


class Picture(SVG):
    def draw_node(self, node: Any, font_size: float, fill_stroke: bool = True, context: Any = None) -> None:
        if node.tag == "text" and node.text and self.is_ours and node.attrib.keys() <= SAID and not list(node):
            self._draw_words(node, float(node.get("font-size", font_size)))
        else:
            super().draw_node(node, font_size, fill_stroke, context)

    @property
    def is_ours(self) -> bool:
        """It stands in a template; a logo comes from an address."""
        return self.url is None

    def _draw_words(self, node: Any, font_size: float) -> None:
        style = _style(self.font_config, node.get("font-family"), node.get("font-weight") == "bold", font_size)
        line, _, _, width, _, baseline = split_first_line(node.text, style, self.context, inf, 0)
        box = TextBox(line, style)
        box.baseline = baseline
        left = float(node.get("x")) - width * BEFORE[node.get("text-anchor", "start")]
        with self.stream.stacked():
            fill, stroke = self.set_graphical_state(node, font_size)
            self.stream.begin_text()
            line.reactivate(style)
            self.fill_stroke(fill, stroke, text=True)
            draw_first_line(self.stream, box, "none", "none", Matrix(d=-1, e=left, f=float(node.get("y"))))
            self.stream.end_text()


def _style(fonts: Any, family: str, bold: bool, size: float) -> Any:
    style = Style(INITIAL_VALUES, font_family=[family], font_weight=700 if bold else 400, font_size=size)
    style.font_config = fonts
    return style
