// What somebody types in a part of a research is saved while they type, and held by their name until they leave. Without
// it the form works as any other.
(() => {
  "use strict";
  const box = document.querySelector("[data-typed-at]");
  const form = box && box.closest("main").querySelector("form.wt-form");
  if (!form) return;
  const PAUSE = 1500; // after the last key
  const RETRY = 5000;
  const BEAT = 30000; // who still types says so
  const IDLE = 120000; // after that it is anybody's again
  const said = box.querySelector("[data-typed-said]");
  const opened = () => form.querySelector("input[name=opened]");
  let timer = 0, busy = false, changed = false, stopped = false, held = false, typedAt = 0, told = "";

  function tell(words, kind = words) {
    said.textContent = words;
    if (told !== kind) document.dispatchEvent(new CustomEvent("wt:say", { detail: words }));
    told = kind;
  }

  function later(after) {
    clearTimeout(timer);
    if (!stopped) timer = setTimeout(save, after);
  }

  async function send(body, more = {}) {
    try {
      const answer = await fetch(box.dataset.typedAt, { method: "POST", body, redirect: "manual", credentials: "same-origin", ...more });
      return answer.headers.get("Content-Type") === "application/json" ? await answer.json() : { out: true };
    } catch {
      return { away: true };
    }
  }

  function only(name) {
    const body = new FormData();
    body.set("csrfmiddlewaretoken", form.querySelector("[name=csrfmiddlewaretoken]").value);
    if (name) body.set(name, "1");
    return body;
  }

  async function save() {
    if (busy || stopped) return;
    busy = true;
    changed = false;
    const body = new FormData(form);
    ["by", "token"].forEach((name) => body.delete(name));
    const answer = await send(body);
    busy = false;
    take(answer);
    if (changed) later(PAUSE);
  }

  function take(answer) {
    if (answer.away) {
      changed = true;
      tell("Geen verbinding: nog niet bewaard. Laat deze bladzijde open.", "away");
      return later(RETRY);
    }
    if (answer.out) return tell("Nog niet bewaard. Druk op Bewaar.", "out");
    if (answer.held) {
      tell(`${answer.held} Wat u typt, blijft hier staan, en wordt pas bewaard als u het overneemt.`, answer.held);
      return later(BEAT);
    }
    if (answer.why) {
      stopped = Boolean(answer.stop);
      return tell(answer.why);
    }
    held = true;
    if (answer.opened && opened()) opened().value = answer.opened;
    if (answer.at) tell(`Bewaard ${answer.at}`, "kept");
  }

  form.addEventListener("focusin", async () => {
    if (held || stopped) return;
    held = true;
    const answer = await send(only(""));
    if (answer.held) take(answer);
  });
  form.addEventListener("input", () => {
    changed = true;
    typedAt = Date.now();
    later(PAUSE);
  });
  setInterval(() => held && !busy && Date.now() - typedAt < IDLE && send(only("")), BEAT);
  form.addEventListener("submit", () => {
    stopped = true;
    clearTimeout(timer);
  });
  // leaving frees it; a phone that looks at something else may not come back
  window.addEventListener("pagehide", () => held && send(only("verlaat"), { keepalive: true }));
  document.addEventListener("visibilitychange", () => document.hidden && changed && save());
})();
