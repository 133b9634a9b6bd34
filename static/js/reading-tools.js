// The buttons for the size of the letters and for contrast; kept-choices.js puts on the next page what is kept here.
"use strict";

(() => {
  const tools = document.querySelector("[data-reading-tools]");
  if (!tools) return;
  const root = document.documentElement;
  const SIZES = ["100", "115", "135", "160", "200"];
  const steps = tools.querySelectorAll("[data-step]");
  const contrast = tools.querySelector("[data-switch-contrast]");
  const status = tools.querySelector("[role=status]");

  const keep = (name, value) => {
    if (value) root.dataset[name] = value;
    else delete root.dataset[name];
    try {
      if (value) localStorage.setItem(`reading-${name}`, value);
      else localStorage.removeItem(`reading-${name}`);
    } catch {
      // The choice holds for this page only.
    }
  };
  const place = () => Math.max(SIZES.indexOf(root.dataset.text), 0);
  const next = (button) => SIZES[place() + Number(button.dataset.step)];
  const show = () => {
    for (const button of steps) button.setAttribute("aria-disabled", String(!next(button)));
    contrast.setAttribute("aria-pressed", String(Boolean(root.dataset.contrast)));
  };

  for (const button of steps) {
    button.addEventListener("click", () => {
      const size = next(button);
      if (size) keep("text", size === SIZES[0] ? "" : size);
      show();
      status.textContent = size ? `Cỡ chữ ${size} %.` : "Không đổi được cỡ chữ thêm nữa.";
    });
  }
  contrast.addEventListener("click", () => {
    keep("contrast", root.dataset.contrast ? "" : "high");
    show();
  });
  addEventListener("pageshow", show);
  show();
})();
