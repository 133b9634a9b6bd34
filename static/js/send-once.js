// A second tap on a button of a form that is on its way does nothing, until the network seems to hang.
"use strict";

(() => {
  const AGAIN_AFTER = 10000; // milliseconds
  const sent = new Set();
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.matches("[data-piece-form], [data-send-once]")) return;
    if (sent.has(form)) {
      event.preventDefault();
      return;
    }
    sent.add(form);
    setTimeout(() => sent.delete(form), AGAIN_AFTER);
  });
  // The page that the back button shows again may be sent again.
  addEventListener("pageshow", (event) => {
    if (event.persisted) sent.clear();
  });
})();
