// What somebody types in a form marked `data-keep` stays in this tab until the server has said that it is stored: where
// the connection drops, at the kitchen table, nothing is typed twice. Without it the form works as any other.
(() => {
  "use strict";
  const who = document.documentElement.dataset.who;
  if (!who) return;
  const PREFIX = "wt-kept:";
  const mine = `${PREFIX}${who}:`;
  const OFFLINE = "U hebt nu geen verbinding. Wat u typte, blijft hier staan. Bewaar het als de verbinding er weer is.";

  const read = (key) => {
    try {
      return JSON.parse(sessionStorage.getItem(key) || "null");
    } catch {
      return null;
    }
  };
  const write = (key, kept) => {
    try {
      sessionStorage.setItem(key, JSON.stringify(kept));
    } catch { /* full, or not allowed: then it is a form as any other */ }
  };
  const keys = (start) => Object.keys(sessionStorage).filter((key) => key.startsWith(start));
  const fields = (form) => [...form.querySelectorAll("textarea, input:not([type=hidden], [type=submit], [type=radio], [type=checkbox]), select")];
  const words = (form) => fields(form).filter((field) => field.matches("textarea, input:not([type=date], [type=time])"));
  const say = (text) => document.dispatchEvent(new CustomEvent("wt:say", { detail: text }));

  function notice(form, text) {
    let line = form.querySelector("[data-kept]");
    if (!line) {
      line = document.createElement("p");
      line.dataset.kept = "";
      line.className = "wt-notice wt-notice--warning";
      form.prepend(line);
    }
    line.textContent = text;
    say(text);
  }

  function restore(form, key) {
    const kept = read(key);
    if (!kept || words(form).some((field) => field.value)) return;
    let found = false;
    for (const field of fields(form)) {
      const value = kept.fields[field.name];
      if (!value || (field.matches("select") && ![...field.options].some((one) => one.value === value))) continue;
      field.value = value;
      found = found || field.matches("textarea, input");
    }
    if (found) notice(form, "Dit typte u eerder, en het is nog niet bewaard. Kijk het na, en bewaar het.");
  }

  const stored = document.querySelector("main .wt-notice--ok");
  for (const key of keys(mine)) {
    const kept = read(key);
    if (stored && kept && kept.sent) sessionStorage.removeItem(key);
  }
  for (const form of document.querySelectorAll("form[data-keep]")) {
    const key = mine + form.dataset.keep;
    // what was typed keeps the form open, also where one looks away from it
    const mark = () => form.toggleAttribute("data-typed", words(form).some((field) => field.value));
    restore(form, key);
    mark();
    form.addEventListener("input", () => {
      mark();
      if (!words(form).some((field) => field.value)) return sessionStorage.removeItem(key);
      write(key, { sent: false, fields: Object.fromEntries(fields(form).map((field) => [field.name, field.value])) });
    });
    form.addEventListener("submit", (event) => {
      if (!navigator.onLine) {
        event.preventDefault();
        return notice(form, OFFLINE);
      }
      const kept = read(key);
      if (kept) write(key, { ...kept, sent: true });
    });
  }

  // whoever logs out leaves nothing behind in this browser
  document.addEventListener("submit", (event) => {
    if (event.target.matches('form[action$="/uitloggen/"]')) keys(PREFIX).forEach((key) => sessionStorage.removeItem(key));
  });
})();
