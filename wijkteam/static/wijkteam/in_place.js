/* A step that opens where its button stands: the focus goes to its heading, and back to the button when it is cancelled.
   Without this each button leads to the step's own page. */
(() => {
  "use strict";
  const PLACE = ".wt-inplace";
  const openers = new WeakMap();

  document.addEventListener("htmx:beforeRequest", (event) => {
    const { elt, target } = event.detail;
    if (!target || !target.matches(PLACE)) return;
    openers.set(target, elt);
    const open = target.querySelector(`form[action^="${elt.getAttribute("href")}"]`);
    if (!open) return;
    event.preventDefault(); // it is open already, perhaps with something typed in it
    target.querySelector("h3").focus();
  });

  document.addEventListener("htmx:afterSettle", (event) => {
    const head = event.detail.target.matches(PLACE) && event.detail.target.querySelector("h3");
    if (head) head.focus();
  });

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-close]");
    const place = button && button.closest(PLACE);
    if (!place) return;
    place.replaceChildren();
    const opener = openers.get(place);
    if (opener) opener.focus();
  });
})();
