// The rows of pictures: a new one for each picture sent ("picture-taken"), moved up and down by buttons.
"use strict";

(() => {
  const list = document.querySelector("[data-picture-rows]");
  const template = document.querySelector("[data-picture-template]");
  const total = document.querySelector("input[name=pictures-TOTAL_FORMS]");
  if (!list || !template || !total) return;

  const rows = () => [...list.querySelectorAll("[data-picture-row]:not([data-blank])")];
  const named = (row, name) => row.querySelector(`[name$="-${name}"]`);

  function prepare(row) {
    row.querySelector(".picture-moves").hidden = false;
    named(row, "order").closest(".field").hidden = true;
  }

  function renumber() {
    rows().forEach((row, place) => {
      named(row, "order").value = place + 1;
    });
    list.dispatchEvent(new Event("input", { bubbles: true }));
  }

  function addRow({ id, thumb, words = {} }) {
    const holder = document.createElement("ol");
    holder.innerHTML = template.innerHTML.replaceAll("__prefix__", total.value);
    const row = holder.querySelector("[data-picture-row]");
    total.value = Number(total.value) + 1;
    row.querySelector("img").src = thumb;
    named(row, "picture").value = id;
    const hasLead = rows().some((other) => named(other, "role").value === "lead");
    named(row, "role").value = hasLead ? "photo" : "lead";
    for (const [name, value] of Object.entries(words)) {
      if (named(row, name)) named(row, name).value = value;
    }
    list.append(row);
    prepare(row);
    renumber();
  }

  list.addEventListener("click", (event) => {
    const button = event.target.closest("[data-move]");
    if (!button) return;
    const row = button.closest("[data-picture-row]");
    const all = rows();
    const other = all[all.indexOf(row) + (button.dataset.move === "up" ? -1 : 1)];
    if (!other) return;
    if (button.dataset.move === "up") other.before(row);
    else other.after(row);
    button.focus();
    renumber();
  });

  document.addEventListener("picture-taken", (event) => addRow(event.detail));
  rows().forEach(prepare);
  for (const blank of list.querySelectorAll("[data-blank]")) blank.hidden = true;
})();
