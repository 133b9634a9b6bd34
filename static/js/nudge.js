// Reminding somebody of a waiting piece: the phone's own sheet, where Zalo stands; else the sentence is copied.
"use strict";

(() => {
  const box = document.querySelector("[data-nudge]");
  if (!box) return;
  const text = box.dataset.nudge;
  const status = box.querySelector("[role=status]");
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      status.textContent = "Đã sao chép câu nhắc. Mở Zalo và dán vào tin nhắn.";
    } catch {
      status.textContent = `Không sao chép được. Câu nhắc: ${text}`;
    }
  };
  const share = async () => {
    try {
      await navigator.share({ text });
    } catch (error) {
      if (error.name !== "AbortError") await copy(); // closing the sheet is no failure
    }
  };
  box.hidden = false;
  box.querySelector("button").addEventListener("click", navigator.share ? share : copy);
})();
