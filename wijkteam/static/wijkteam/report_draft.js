// What somebody types in a report is kept on the server as a draft, for them alone. Without it the form works as any other.
(() => {
  "use strict";
  const form = document.querySelector("form[data-draft]");
  if (!form) return;
  const PAUSE = 1500; // after the last key
  const RETRY = 4000;
  const said = form.querySelector("[data-draft-said]");
  const sent = (name) => form.querySelector(`input[type=hidden][name=${name}]`);
  // a window that was duplicated holds what the first one was given
  if (crypto.randomUUID) sent("window").value = crypto.randomUUID();
  let timer = 0, busy = false, changed = false, leaving = false, told = "";

  function tell(text, aloud) {
    said.textContent = text;
    if (aloud && told !== aloud) document.dispatchEvent(new CustomEvent("wt:say", { detail: aloud }));
    if (aloud) told = aloud;
  }

  function later(after) {
    clearTimeout(timer);
    timer = setTimeout(() => keep(), after);
  }

  async function keep(more = {}) {
    if (busy || leaving || !changed) return;
    busy = true;
    changed = false;
    const body = new FormData(form);
    body.delete("bsn");
    try {
      const answer = await fetch(form.dataset.draft, { method: "POST", body, redirect: "manual", credentials: "same-origin", ...more });
      if (answer.status === 429) changed = true;
      else if (answer.headers.get("Content-Type") === "application/json") take(await answer.json());
      else tell("Niet als concept bewaard", "Wat u typt, wordt nu niet als concept bewaard.");
    } catch {
      changed = true;
      tell("Geen verbinding: nog niet bewaard", "U hebt geen verbinding. Wat u typte, staat er nog.");
    }
    busy = false;
    if (changed) later(RETRY);
  }

  function take(answer) {
    if (answer.why) return tell(answer.why, answer.why);
    if (!answer.key) return;
    sent("token").value = answer.key;
    sent("draft").value = answer.version;
    const words = `Bewaard als concept, ${answer.at}`;
    if (answer.apart) tell(`${words}, apart van uw andere venster`, "In een ander venster ging u ook verder met dit concept. Dit venster bewaart apart.");
    else tell(words, "Wat u typt, wordt bewaard als concept.");
  }

  form.addEventListener("input", () => {
    changed = true;
    later(PAUSE);
  });
  form.addEventListener("submit", () => {
    leaving = true;
    clearTimeout(timer);
  });
  // back in the browser: the same window goes on
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) leaving = false;
  });
  // a phone that looks at something else may not come back
  document.addEventListener("visibilitychange", () => document.hidden && keep({ keepalive: true }));
})();
