/* What a page says and asks by itself. Without it every page works; only nobody is warned. */
(() => {
  "use strict";

  // --- what happens is said, in one place, at most once per ten seconds ---------------------------------------
  const QUIET = 10000;
  const voice = document.getElementById("gezegd");
  let spokeAt = -QUIET, waits = "", last = "", timer = 0;

  function say(words) {
    if (!voice || !words || words === last) return;
    waits = words;
    clearTimeout(timer);
    timer = setTimeout(() => {
      voice.textContent = last = waits;
      spokeAt = performance.now();
    }, Math.max(0, spokeAt + QUIET - performance.now()));
  }

  // what asks for itself never takes away what one is at
  document.addEventListener("htmx:beforeSwap", (event) => {
    const { elt, target, xhr } = event.detail;
    if (!elt.matches('[hx-trigger^="every"]')) return;
    const fresh = new DOMParser().parseFromString(xhr.responseText, "text/html").querySelector("[data-say]");
    if (fresh) say(fresh.dataset.say);
    if (target.contains(document.activeElement)) event.detail.shouldSwap = false;
  });

  document.addEventListener("wt:say", (event) => say(event.detail));  // of other scripts

  // beheer's own pages say what is wrong in a line without a place to land
  const note = document.querySelector(".errornote:not([tabindex])");
  if (note) {
    note.tabIndex = -1;
    note.focus();
  }

  // --- a page that is made to be printed offers it -------------------------------------------------------------
  for (const button of document.querySelectorAll("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  }

  // --- what folds open closes again with Escape ----------------------------------------------------------------
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const open = [...document.querySelectorAll("details.wt-fold[open], details.wt-why--icon[open]")];
    const one = open.find((fold) => fold.contains(document.activeElement)) || open.pop();
    if (!one) return;
    one.open = false;
    one.querySelector("summary").focus();
  });

  // --- nearly logged out ---------------------------------------------------------------------------------------
  const dialog = document.getElementById("blijf");
  if (!dialog) return;
  const form = dialog.querySelector("form");
  const head = dialog.querySelector("h2");
  const text = dialog.querySelector("p");
  const button = dialog.querySelector("button");
  const warn = Number(dialog.dataset.warn);
  let over = false, alarm = 0;

  function in_minutes(seconds) {
    const minutes = Math.max(1, Math.round(seconds / 60));
    return minutes === 1 ? "1 minuut" : `${minutes} minuten`;
  }

  function show(title, words, action) {
    head.textContent = title;
    text.textContent = words;
    button.textContent = action;
    if (!dialog.open) dialog.showModal();
    head.focus(); // not the button: who is typing doesn't press it unawares
  }

  function wait_for(seconds) {
    clearTimeout(alarm);
    alarm = setTimeout(look, Math.max(1, seconds) * 1000);
  }

  async function ask(method) {
    const more = method === "POST" ? { body: new FormData(form) } : {};
    const answer = await fetch(form.action, { method, redirect: "manual", credentials: "same-origin", ...more });
    return answer.ok ? answer.json() : null; // a redirect: to log in
  }

  async function look() {
    let left = null;
    try {
      left = await ask("GET"); // perhaps one was there in another window
    } catch {
      return wait_for(30); // no connection: later
    }
    if (!left) {
      over = true;
      return show("U bent uitgelogd", "Wat u typte, staat er nog. Verstuur het: na het inloggen staat het er weer.", "Verder");
    }
    if (left.ends > warn) {
      if (dialog.open && !over) dialog.close();
      return wait_for(left.ends - warn);
    }
    wait_for(left.ends + 1);
    const when = in_minutes(left.ends);
    if (left.stays) show(`U wordt over ${when} uitgelogd`, "U hebt een tijd niets gedaan. Wat u typte, blijft staan.", "Blijf ingelogd");
    else show(`U wordt over ${when} uitgelogd`, "U bent bijna een hele werkdag ingelogd. Bewaar wat u typte, en log daarna opnieuw in.", "Verder");
  }

  async function stay(event) {
    if (event) event.preventDefault();
    dialog.close();
    if (over) return;
    try {
      const left = await ask("POST");
      wait_for(left ? left.ends - warn : 1);
      if (left && left.stays) say("U blijft ingelogd.");
      if (left && !left.stays) wait_for(left.ends + 1);
    } catch {
      wait_for(1);
    }
  }

  form.addEventListener("submit", stay);
  dialog.addEventListener("cancel", stay);
  wait_for(Number(dialog.dataset.ends) - warn);
})();
