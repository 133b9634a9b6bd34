// Puts the reader's kept choices (size of letters, contrast) on the page before it is painted. They are kept in this
// browser only: no cookie, nothing is sent.
"use strict";

(() => {
  const root = document.documentElement;
  const apply = () => {
    root.dataset.scripts = "";
    for (const name of ["text", "contrast"]) {
      let kept = null;
      try {
        kept = localStorage.getItem(`reading-${name}`);
      } catch {
        // The browser keeps nothing for this site.
      }
      if (kept) root.dataset[name] = kept;
      else delete root.dataset[name];
    }
  };
  apply();
  // The page that the back button shows again may be older than the choice.
  addEventListener("pageshow", (event) => {
    if (event.persisted) apply();
  });
})();
