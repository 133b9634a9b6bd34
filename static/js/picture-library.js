// Pictures sent before, to be used again; asked for only when the list is unfolded.
"use strict";

(() => {
  const fold = document.querySelector("[data-picture-library]");
  if (!fold) return;
  const choices = fold.querySelector("[data-picture-choices]");
  const more = fold.querySelector("[data-picture-more]");
  let next = 1;

  function show({ id, thumb, name, words }) {
    const button = document.createElement("button");
    const image = document.createElement("img");
    button.type = "button";
    image.src = thumb;
    image.alt = words.caption || name;
    button.append(image);
    button.addEventListener("click", () => {
      document.dispatchEvent(new CustomEvent("picture-taken", { detail: { id, thumb, words } }));
      fold.open = false;
    });
    choices.append(button);
  }

  async function load() {
    more.hidden = true;
    try {
      const answer = await fetch(`${fold.dataset.pictureLibrary}?trang=${next}`);
      const page = await answer.json();
      page.pictures.forEach(show);
      if (!choices.children.length) choices.textContent = "Chưa có ảnh nào.";
      next = page.next;
      more.hidden = !next;
    } catch {
      more.hidden = false; // no connection, or logged out: it can be tried again
    }
  }

  fold.addEventListener("toggle", () => {
    if (fold.open && !choices.children.length && next === 1) load();
  });
  more.addEventListener("click", load);
})();
