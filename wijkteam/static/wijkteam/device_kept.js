// What is written during a visit stays on the device until it has arrived: encrypted, with a key of this account that
// can't leave this browser. After twelve hours it goes, arrived or not: at the first page that opens.
(() => {
  "use strict";
  const NAME = "wt-bezoek";
  const LONGEST = 12 * 60 * 60 * 1000;
  const CAN = Boolean(window.indexedDB && window.crypto && crypto.subtle); // only over a safe connection

  const done = (request) => new Promise((give, refuse) => {
    request.onsuccess = () => give(request.result);
    request.onerror = () => refuse(request.error);
  });

  async function within(store, mode, act) {
    const asked = indexedDB.open(NAME, 1);
    asked.onupgradeneeded = () => ["keys", "kept"].forEach((one) => asked.result.createObjectStore(one));
    const base = await done(asked);
    try {
      return await act(base.transaction(store, mode).objectStore(store));
    } finally {
      base.close();
    }
  }

  // of an account, on this device; of two pages that make one at the same time the first stands
  async function key_of(who) {
    const there = await within("keys", "readonly", (keys) => done(keys.get(who)));
    if (there) return there;
    const made = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
    return within("keys", "readwrite", async (keys) => {
      const first = await done(keys.get(who));
      if (!first) await done(keys.put(made, who));
      return first || made;
    });
  }

  // bound to its name, so to account and case: under another it can't be opened
  const bound = (name, iv) => ({ name: "AES-GCM", iv, additionalData: new TextEncoder().encode(name) });

  async function keep(who, name, what, at = Date.now()) {
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const full = `${who}:${name}`;
    const data = await crypto.subtle.encrypt(bound(full, iv), await key_of(who), new TextEncoder().encode(JSON.stringify(what)));
    await within("kept", "readwrite", (kept) => done(kept.put({ iv, data, at }, full)));
  }

  async function read(who, name) {
    const full = `${who}:${name}`;
    const found = await within("kept", "readonly", (kept) => done(kept.get(full)));
    if (!found || Date.now() - found.at > LONGEST) return null;
    try {
      const bare = await crypto.subtle.decrypt(bound(full, found.iv), await key_of(who), found.data);
      return { at: found.at, what: JSON.parse(new TextDecoder().decode(bare)) };
    } catch {
      return null; // its key is gone: nobody reads it any more
    }
  }

  const names = async (start) => (await within("kept", "readonly", (kept) => done(kept.getAllKeys()))).filter((one) => one.startsWith(start));

  // all that is kept of this account under names that begin so, the latest first
  async function all(who, start) {
    const found = [];
    for (const full of await names(`${who}:${start}`)) {
      const name = full.slice(who.length + 1);
      const one = await read(who, name);
      if (one) found.push({ name, ...one });
    }
    return found.sort((one, other) => other.at - one.at);
  }

  const drop = (who, name) => within("kept", "readwrite", (kept) => done(kept.delete(`${who}:${name}`)));

  // of whoever it is; gives the names of what was too old
  async function sweep() {
    if (!CAN) return [];
    if (indexedDB.databases && !(await indexedDB.databases()).some((one) => one.name === NAME)) return [];
    return within("kept", "readwrite", async (kept) => {
      const gone = [];
      for (const full of await done(kept.getAllKeys())) {
        const one = await done(kept.get(full));
        if (Date.now() - one.at <= LONGEST) continue;
        await done(kept.delete(full));
        gone.push(full);
      }
      return gone;
    });
  }

  const swept = sweep().catch(() => []);
  window.wtDevice = { can: CAN, swept, keep, all, drop };
})();
