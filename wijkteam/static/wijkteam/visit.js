// During a visit: what is typed goes to the server every few seconds, and stays on the device until it has arrived there.
// Without it the page is a form as any other.
(() => {
  "use strict";
  const form = document.querySelector("form[data-visit]");
  const who = document.documentElement.dataset.who;
  if (!form || !who || !crypto.randomUUID) return;
  const device = window.wtDevice && window.wtDevice.can ? window.wtDevice : null;
  const PAUSE = 2000; // after the last key
  const RETRY = 5000;
  const LONGEST = Number(form.dataset.longest);
  const HERE = matchMedia("(pointer: coarse)").matches ? "op deze telefoon" : "op dit apparaat";
  const field = form.elements.text;
  const hidden = (name) => form.elements[name];
  const box = form.querySelector("[data-said-box]");
  const line = form.querySelector("[data-said]");
  const lock = form.querySelector("[data-said-lock]");
  const check = form.querySelector("[data-said-done]");
  const login = form.querySelector("[data-said-login]");
  const start = `${form.dataset.visit}:`;

  // a window that was duplicated holds what the first one was given
  hidden("window").value = crypto.randomUUID();
  const name = `${start}${hidden("window").value}`;
  let seq = 0, timer = 0, busy = null, changed = false, told = "", writing = Promise.resolve(), keptAt = "";

  const now = () => {
    const at = new Date();
    return `${String(at.getHours()).padStart(2, "0")}.${String(at.getMinutes()).padStart(2, "0")}`;
  };

  function tell(words, { kept = false, out = false, kind = words } = {}) {
    line.textContent = words;
    box.hidden = false;
    check.hidden = !kept;
    lock.hidden = kept || !keptAt;
    login.hidden = !out;
    box.classList.toggle("wt-visit__said--device", !kept);
    if (told !== kind) document.dispatchEvent(new CustomEvent("wt:say", { detail: words }));
    told = kind;
  }

  const here = () => (keptAt ? ` Bewaard ${HERE}, ${keptAt}` : " Nog niet bewaard. Laat deze bladzijde open.");
  const length = () => [...field.value].length;

  // --- on the device -------------------------------------------------------------------------------------------------

  const as_typed = () => ({
    text: field.value,
    asked: [...form.querySelectorAll("[name=asked]:checked")].map((one) => one.value),
    key: hidden("key").value,
    version: hidden("version").value,
    window: hidden("window").value,
    on: hidden("on").value,
    seq: changed ? seq + 1 : seq, // what isn't sent yet is the next saving
  });

  // one after the other: the last that was typed is the last that is kept
  function keep_here(since) {
    if (!device) return writing;
    const what = as_typed();
    writing = writing.then(() => device.keep(who, name, what, since)).then(() => { keptAt = now(); }, () => { keptAt = ""; });
    return writing;
  }

  // --- to the server -------------------------------------------------------------------------------------------------

  async function send(what, more = {}) {
    const body = new FormData();
    body.set("csrfmiddlewaretoken", hidden("csrfmiddlewaretoken").value);
    for (const part of ["text", "key", "version", "window", "on", "seq"]) body.set(part, what[part]);
    what.asked.forEach((one) => body.append("asked", one));
    let answer;
    try {
      answer = await fetch(form.dataset.keepAt, { method: "POST", body, redirect: "manual", credentials: "same-origin", ...more });
    } catch {
      return { away: true };
    }
    if (answer.headers.get("Content-Type") === "application/json") return answer.json();
    return answer.type === "opaqueredirect" || answer.status === 403 ? { out: true } : { away: true };
  }

  async function save(more = {}) {
    if (busy) return busy;
    busy = save_now(more);
    const arrived = await busy;
    busy = null;
    if (changed) later(PAUSE);
    return arrived;
  }

  async function save_now(more) {
    clearTimeout(timer);
    changed = false;
    seq += 1;
    const what = as_typed();
    await writing; // what was typed stands on the device before it leaves
    const answer = await send(what, more);
    if (answer.away) {
      later(RETRY);
      tell(`Geen verbinding.${here()}`, { kind: "away" });
      return false;
    }
    if (answer.out) {
      tell(`U bent uitgelogd.${here()}`, { out: true, kind: "out" });
      return false;
    }
    if (answer.why) {
      tell(`${answer.why}${here()}`, { kind: answer.why });
      return false;
    }
    hidden("key").value = answer.key;
    hidden("version").value = answer.version;
    if (!changed) await writing.then(() => device && device.drop(who, name)).catch(() => {});
    if (answer.apart) tell(`Bewaard ${answer.at}, apart: op een ander toestel schreef u ook verder`, { kept: true, kind: "apart" });
    else tell(answer.at ? `Bewaard ${answer.at}` : "Er staat nog niets", { kept: true, kind: "kept" });
    return true;
  }

  function later(after) {
    clearTimeout(timer);
    timer = setTimeout(() => save(), after);
  }

  // --- what was kept before, on this device and by this account ----------------------------------------------------------

  async function go_on() {
    if (!device) return;
    const old = (await device.swept).filter((one) => one.startsWith(`${who}:${start}`));
    const found = await device.all(who, start);
    if (!found.length && old.length) return tell(`Wat ${HERE} stond en niet verstuurd was, is na 12 uur verwijderd.`);
    const first = found[0];
    for (const one of found.reverse()) {
      // as it was sent before: where only the answer got lost, nothing is doubled
      const answer = await send(one.what);
      if (answer.away || answer.out || answer.why) {
        if (one === first && !changed) put_back(first);
        continue;
      }
      await device.drop(who, one.name);
      if (one !== first || changed || !answer.version) continue;
      hidden("key").value = answer.key;
      hidden("version").value = answer.version;
      show(one.what);
      tell(`Verder met wat ${HERE} stond. Bewaard ${answer.at}`, { kept: true, kind: "back" });
    }
  }

  function show(what) {
    field.value = what.text;
    for (const one of form.querySelectorAll("[name=asked]")) one.checked = what.asked.includes(one.value);
  }

  // it hasn't arrived yet: this page goes on as the one that wrote it
  function put_back(one) {
    for (const part of ["key", "version", "on"]) hidden(part).value = one.what[part];
    show(one.what);
    changed = true;
    keep_here(one.at).then(() => device.drop(who, one.name)); // no longer than from when it was written
    later(RETRY);
    tell(`Dit schreef u eerder, en het is nog niet verstuurd.${here()}`, { kind: "put back" });
  }

  // --- what one does ---------------------------------------------------------------------------------------------------

  form.addEventListener("input", () => {
    changed = true;
    keep_here();
    if (length() > LONGEST) tell(`Dit zijn ${length()} tekens; er passen er ${LONGEST}. Maak het korter, of druk op Klaar en schrijf verder in een nieuw bezoek.`, { kind: "long" });
    later(PAUSE);
  });

  async function all_arrived() {
    if (busy) await busy;
    return !changed && ["kept", "apart", "back"].includes(told) ? true : save();
  }

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const button = event.submitter;
    if (!(await all_arrived())) return form.scrollIntoView({ block: "start" });
    clearTimeout(timer);
    hidden("seq").value = seq;
    const then = document.createElement("input");
    then.type = "hidden";
    then.name = "then";
    then.value = button ? button.value : "bewaar";
    form.append(then);
    form.submit();
  });

  // logging out sends it first; where that can't be it stays, for this account alone
  document.addEventListener("submit", async (event) => {
    const out = event.target;
    if (!out.matches('form[action$="/uitloggen/"]') || !changed) return;
    event.preventDefault();
    await Promise.race([save(), new Promise((give) => setTimeout(give, 3000))]);
    out.submit();
  });

  window.addEventListener("online", () => (changed || told === "away") && save());
  // a phone that looks at something else may not come back
  document.addEventListener("visibilitychange", () => document.hidden && changed && save({ keepalive: true }));
  go_on();
})();
