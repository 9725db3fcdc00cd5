// Selecting words of a conversation chooses their sentences, and brings the keys a to g beside them. The same keys stand
// below the text by their full names: without this, and by keyboard, one ticks the sentences.
(() => {
  "use strict";
  const forms = [...document.querySelectorAll("form[data-talk]")].filter((form) => form.querySelector("[data-talk-where]"));
  if (!forms.length) return;
  const bar = document.createElement("div");
  bar.className = "wt-talk__bar";
  bar.hidden = true;
  bar.setAttribute("aria-hidden", "true"); // the same keys stand below, and are reached by keyboard
  document.body.append(bar);

  const sentences = (form) => [...form.querySelectorAll(".wt-talk__sentence")];
  const boxes = (form) => sentences(form).map((one) => one.querySelector("input"));

  function show(form, rect) {
    bar.replaceChildren("Zet bij");
    for (const key of form.querySelectorAll("button[name=deel]")) {
      const short = document.createElement("button");
      short.type = "button";
      short.tabIndex = -1;
      short.textContent = key.value;
      short.title = key.textContent;
      short.addEventListener("click", () => press(form, key));
      bar.append(short);
    }
    bar.hidden = false;
    const width = bar.offsetWidth;
    const left = Math.max(8, Math.min(rect.left, document.documentElement.clientWidth - width - 8));
    bar.style.setProperty("--wt-x", `${left + scrollX}px`);
    bar.style.setProperty("--wt-y", `${rect.bottom + scrollY + 6}px`);
  }

  // b, c, e and f are of something that is needed: where there is a choice, it is asked beside the keys
  function press(form, key) {
    const where = form.querySelector("select[name=rij]");
    bar.hidden = true;
    if (["b", "c", "e", "f"].includes(key.value) && (!where.value || where.value === "nieuw")) return where.focus();
    form.requestSubmit(key);
  }

  // the sentences that words were selected of; gives their form, and where on the page they stand
  function choose() {
    const chosen = document.getSelection();
    if (!chosen.rangeCount || chosen.isCollapsed) return null;
    const range = chosen.getRangeAt(0);
    const form = forms.find((one) => range.intersectsNode(one.querySelector(".wt-talk__text")));
    if (!form) return null;
    for (const one of sentences(form)) one.querySelector("input").checked = range.intersectsNode(one);
    return { form, rect: range.getBoundingClientRect() };
  }

  document.addEventListener("selectionchange", choose);
  document.addEventListener("pointerup", (event) => {
    if (bar.contains(event.target)) return;
    const found = choose();
    bar.hidden = true;
    if (found && boxes(found.form).some((one) => one.checked)) show(found.form, found.rect);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") bar.hidden = true;
  });
})();
