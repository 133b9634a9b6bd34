// Handing an article on: the phone's own sheet, a copy of the link, paper. Each button is there only where it works.
"use strict";

(() => {
  const box = document.querySelector("[data-share]");
  if (!box) return;
  const url = document.querySelector("link[rel=canonical]").href;
  const status = box.querySelector("[role=status]");
  const offer = (name, act) => {
    const button = box.querySelector(`[data-${name}]`);
    button.hidden = false;
    button.addEventListener("click", act);
  };

  if (navigator.share) {
    offer("share-sheet", () => {
      // Closing the sheet is no failure.
      navigator.share({ title: document.querySelector("h1").textContent, url }).catch(() => {});
    });
  }
  if (navigator.clipboard) {
    offer("copy-link", async () => {
      try {
        await navigator.clipboard.writeText(url);
        status.textContent = "Đã sao chép liên kết.";
      } catch {
        status.textContent = `Không sao chép được. Liên kết của bài: ${url}`;
      }
    });
  }
  offer("print", () => print());
})();
