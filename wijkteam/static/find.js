// The search field and the keys. Every page works without: this spares the hand a mouse.
(() => {
  "use strict";
  const settings = document.querySelector("[data-keys]");
  const form = document.querySelector("[data-find]");
  if (!settings || !form) return;
  const field = form.querySelector("input[type=search]");
  const single = settings.dataset.keys === "aan";

  const typing = (one) =>
    one.isContentEditable ||
    one.matches("textarea, select, input:not([type=checkbox], [type=radio], [type=submit], [type=button])");

  const lines = () => {
    const hits = [...document.querySelectorAll("main [data-hit]")];
    return hits.length ? hits : [...document.querySelectorAll("main .wt-row__what[href], main .wt-row__what a")];
  };

  const move = (by) => {
    const all = lines();
    if (!all.length) return false;
    const row = document.activeElement.closest(".wt-row, tr");
    const here = all.findIndex((one) => one === document.activeElement || (row && row.contains(one)));
    const next = here < 0 ? (by > 0 ? 0 : all.length - 1) : Math.min(Math.max(here + by, 0), all.length - 1);
    all[next].focus();
    return true;
  };

  const seek = () => {
    if (!field.offsetParent) return location.assign(form.action); // on a phone it stands on its own page
    field.focus();
    field.select();
  };

  const upToDate = () => {
    const found = document.querySelector("[data-found-for]");
    return found && found.dataset.foundFor === field.value.replace(/\s+/g, " ").trim();
  };

  const showKeys = async () => {
    const open = document.querySelector("dialog.wt-keys-list");
    if (open) return open.close();
    const before = document.activeElement;
    const answer = await fetch(settings.dataset.list, { credentials: "same-origin" });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const list = page.querySelector("[data-keys-list]");
    if (!list) return location.assign(settings.dataset.list);
    const dialog = document.createElement("dialog");
    dialog.className = "wt-keys-list";
    dialog.setAttribute("aria-label", "Sneltoetsen");
    const close = document.createElement("button");
    close.type = "button";
    close.className = "utrecht-button utrecht-button--secondary-action";
    close.textContent = "Sluit";
    close.addEventListener("click", () => dialog.close());
    const more = document.createElement("a");
    more.href = settings.dataset.list;
    more.textContent = single ? "Zet losse toetsen uit" : "Zet losse toetsen aan";
    const foot = document.createElement("p");
    foot.append(close, " ", more);
    dialog.append(document.importNode(list, true), foot);
    dialog.addEventListener("close", () => {
      dialog.remove();
      before.focus();
    });
    document.body.append(dialog);
    dialog.showModal();
    close.focus();
  };

  // After a step: what stood next on the list, and the list itself. Where there is no such link the key does nothing.
  const follow = (key) => {
    const link = document.querySelector(`main a[data-key="${key}"]`);
    if (link) location.assign(link.href);
  };

  const keys = {
    "/": () => seek(),
    j: () => move(1),
    k: () => move(-1),
    n: () => settings.dataset.new && location.assign(settings.dataset.new),
    "?": () => showKeys(),
    v: () => follow("v"),
    w: () => follow("w"),
  };

  document.addEventListener("keydown", (event) => {
    const held = event.ctrlKey || event.metaKey;
    if (held && !event.altKey && !event.shiftKey && event.key.toLowerCase() === "k") {
      event.preventDefault();
      seek();
      return;
    }
    if (held || event.altKey || event.isComposing || event.defaultPrevented) return;
    if (event.target === field) {
      const first = document.querySelector("main [data-hit]");
      if (event.key === "Enter" && field.value.trim() && first && upToDate()) {
        event.preventDefault();
        location.assign(first.href);
      }
      if (event.key === "ArrowDown" && first) {
        event.preventDefault();
        first.focus();
      }
      return;
    }
    if (!single || typing(event.target) || !Object.hasOwn(keys, event.key)) return;
    if (event.key !== "?" && document.querySelector("dialog[open]")) return;
    event.preventDefault();
    keys[event.key]();
  });

  // Who was logged out meanwhile gets the page where one logs in, not a list within a list.
  document.addEventListener("htmx:beforeSwap", (event) => {
    if (event.detail.requestConfig.elt !== form) return;
    if (new URL(event.detail.xhr.responseURL).pathname !== form.getAttribute("hx-post")) {
      event.preventDefault();
      location.reload();
    }
  });

  document.addEventListener("htmx:responseError", (event) => {
    if (event.detail.elt === form && event.detail.xhr.status === 403) location.reload();
  });

  // Said once somebody stops typing.
  let saying;
  document.addEventListener("htmx:afterSwap", (event) => {
    if (event.detail.requestConfig.elt !== form) return;
    clearTimeout(saying);
    saying = setTimeout(() => {
      const count = document.querySelector("[data-found-count]");
      const words = count ? `Gevonden: ${count.textContent.replace(/[()]/g, "")}` : "";
      document.dispatchEvent(new CustomEvent("wt:say", { detail: words }));
    }, 1500);
  });
})();
