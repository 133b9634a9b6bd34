// Makes the desk's page as small as the screen it is looked at on, and tall enough to fill it.
"use strict";

(() => {
  const box = document.querySelector(".preview-desk");
  const frame = box.querySelector("iframe");

  function fit() {
    if (!box.clientWidth) return;
    const scale = Math.min(1, box.clientWidth / frame.width);
    const height = Math.max(320, innerHeight - box.offsetTop - 16);
    frame.toggleAttribute("data-fitted", scale < 1);
    frame.style.transform = scale < 1 ? `scale(${scale})` : "";
    frame.style.height = `${height / scale}px`;
    box.style.height = `${height}px`;
  }

  addEventListener("resize", fit);
  document.querySelectorAll("[name=man-hinh]").forEach((choice) => choice.addEventListener("change", fit));
  fit();
})();
