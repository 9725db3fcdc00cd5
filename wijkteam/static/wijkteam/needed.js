// A field that is needed beside some answers says so as soon as one of them is given. Without it the label says when.
(() => {
  "use strict";
  const answer = (form, name) => new FormData(form).get(name) || "";

  function tell(form) {
    for (const field of form.querySelectorAll("[data-needed-where]")) {
      const now = field.dataset.neededAmong.split(" ").includes(answer(form, field.dataset.neededWhere));
      const box = field.closest(".wt-field");
      const mark = box && box.querySelector("[data-needed]");
      if (now) field.setAttribute("aria-required", "true");
      else field.removeAttribute("aria-required");
      if (mark) mark.textContent = `(${now ? "verplicht" : mark.dataset.needed})`;
    }
  }

  document.addEventListener("change", (event) => event.target.form && tell(event.target.form));
})();
