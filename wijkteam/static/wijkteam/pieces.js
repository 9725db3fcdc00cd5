/* Files that come in: dropped anywhere in their box, and named before they are sent. Without it the field does the same. */
(() => {
  "use strict";
  if (window.wtPieces) return;  // the form stands on this page more than once
  window.wtPieces = true;

  function said(file, largest) {
    const item = document.createElement("li");
    const size = file.size < 1048576 ? `${Math.ceil(file.size / 1024)} kB` : `${(file.size / 1048576).toFixed(1).replace(".", ",")} MB`;
    item.textContent = `${file.name}, ${size}`;
    if (file.size > largest) {
      item.className = "wt-error";
      item.textContent += ": dit bestand is te groot";
    }
    return item;
  }

  for (const box of document.querySelectorAll("[data-drop]")) {
    const inputs = [...box.querySelectorAll("input[type=file]")];
    const chosen = box.querySelector("[data-chosen]");

    function show() {
      const files = inputs.flatMap((one) => [...one.files]);
      chosen.replaceChildren(...files.map((file) => said(file, Number(chosen.dataset.largest))));
      chosen.hidden = files.length === 0;
      if (files.length) document.dispatchEvent(new CustomEvent("wt:say", { detail: files.length === 1 ? "1 bestand gekozen." : `${files.length} bestanden gekozen.` }));
    }

    box.addEventListener("change", show);
    box.addEventListener("dragover", (event) => {
      if (![...event.dataTransfer.types].includes("Files")) return;
      event.preventDefault();
      box.classList.add("wt-drop--over");
    });
    box.addEventListener("dragleave", () => box.classList.remove("wt-drop--over"));
    box.addEventListener("drop", (event) => {
      if (!event.dataTransfer.files.length) return;
      event.preventDefault();
      box.classList.remove("wt-drop--over");
      inputs[0].files = event.dataTransfer.files;
      show();
    });
  }

  // dragged over the folded form, it opens
  for (const fold of document.querySelectorAll("[data-opens-for-files]")) {
    fold.addEventListener("dragenter", (event) => {
      if ([...event.dataTransfer.types].includes("Files")) fold.open = true;
    });
  }
})();
