// A button that prints the page; without a script there is the browser's own.
"use strict";

(() => {
  const button = document.querySelector("[data-print]");
  button.hidden = false;
  button.addEventListener("click", () => print());
})();
