"""What axe has to say of a page. The contrast of what looks the same is measured once in a process: it takes two thirds
of the time, on every page again, for the same bar, tables and buttons.

Two texts look the same where they and all that they stand in have the same tag, classes and computed colours, and the
text itself the same size and weight. Anything else of a page, and the contrast of whatever looks new, is asked each time.
"""

from typing import Any

from axe_playwright_python.base import AxeResults
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

CONTRAST = "color-contrast"
_enough: set[int] = set()  # looks of which axe found the contrast enough

# The first text of each look on the page, by a number for that look. Axe is milder for one letter alone, and for what is
# switched off: those look otherwise.
LOOKS = """() => {
  const hash = (text, from) => {
    let one = from >>> 0, other = 0x9e3779b9 ^ from;
    for (let at = 0; at < text.length; at++) {
      const code = text.charCodeAt(at);
      one = Math.imul(one ^ code, 0x85ebca6b); other = Math.imul(other ^ code, 0xc2b2ae35);
    }
    return 2097152 * ((one ^ one >>> 16) >>> 0) + ((other ^ other >>> 13) >>> 11);
  };
  const known = new Map();
  const around = one => {
    if (!one) return 7;
    if (!known.has(one)) {
      const style = getComputedStyle(one);
      const own = [one.tagName, one.className, style.color, style.backgroundColor, style.backgroundImage, style.opacity,
                   style.position, style.filter, style.mixBlendMode, style.textShadow].join("|");
      known.set(one, hash(own + around(one.parentElement), 11));
    }
    return known.get(one);
  };
  window.wtLooks = new Map();
  for (const one of document.body.querySelectorAll("*")) {
    const words = [...one.childNodes].filter(part => part.nodeType === 3).map(part => part.data).join("").trim();
    const field = /^(INPUT|SELECT|TEXTAREA)$/.test(one.tagName);
    if (!words && !field || !one.checkVisibility({opacityProperty: true, visibilityProperty: true})) continue;
    const style = getComputedStyle(one), said = words || one.value || one.placeholder || "";
    const off = Boolean(one.closest(":disabled, [aria-disabled=true]") || one.closest("label")?.control?.disabled);
    const looks = hash([around(one), style.fontSize, style.fontWeight, said.length > 1, off].join("|"), 13);
    if (!window.wtLooks.has(looks)) window.wtLooks.set(looks, one);
  }
  return [...window.wtLooks.keys()];
}"""
REST = f"""() => axe.run({{resultTypes: ["violations"], rules: {{"{CONTRAST}": {{enabled: false}}}}}})"""
OF_NEW = f"""looks => axe.run({{include: looks.map(one => window.wtLooks.get(one))}},
    {{resultTypes: ["violations"], runOnly: ["{CONTRAST}"]}})"""


def wrong_by_axe(page: Page) -> AxeResults:
    page.evaluate(Axe().axe_script)
    found: dict[str, Any] = page.evaluate(REST)
    new = [one for one in page.evaluate(LOOKS) if one not in _enough]
    if new:
        contrast = page.evaluate(OF_NEW, new)["violations"]
        found["violations"] += contrast
        if not contrast:
            _enough.update(new)
    return AxeResults(found)
