// The folded menu closes when another place on the page is clicked, or Escape is pressed.
"use strict";

(() => {
  const menu = document.querySelector(".desk-nav");
  if (!menu) return;
  document.addEventListener("click", (event) => {
    if (!menu.contains(event.target)) menu.open = false;
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && menu.open) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  });
})();
