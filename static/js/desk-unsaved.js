// Asks before leaving a form with words that are not saved: a move beside it would go without them.
"use strict";

(() => {
  const form = document.querySelector("form.desk-form");
  if (!form || !form.querySelector("[name=_save]")) return;
  let changed = false;
  let saving = false;

  form.addEventListener("input", () => { changed = true; });
  form.addEventListener("change", () => { changed = true; });
  form.addEventListener("submit", () => { saving = true; });
  document.addEventListener("desk:leaves", () => { saving = true; }); // what was typed is kept

  const editorChanged = () =>
    Boolean(window.CKEDITOR) && Object.values(window.CKEDITOR.instances).some((editor) => editor.checkDirty());

  window.addEventListener("beforeunload", (event) => {
    if (!saving && (changed || editorChanged())) event.preventDefault();
  });
})();
