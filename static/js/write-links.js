// With a mouse and a real keyboard, writing opens in the rich editor; on touch screens in the plain text area.
"use strict";

(() => {
  if (!matchMedia("(pointer: fine)").matches) return;
  for (const link of document.querySelectorAll("a[data-write-link]")) {
    const url = new URL(link.href);
    url.searchParams.set("che-do", "day-du");
    link.href = url;
  }
})();
