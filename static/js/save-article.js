// Saves the article as one HTML file with its pictures inside: every phone opens it without a network, its letters
// grow and wrap, and a screen reader reads it. (For PDF there is printing.)
"use strict";

(() => {
  const button = document.querySelector("[data-save-article]");
  const article = document.querySelector("article.article");
  if (!button || !article) return;
  const STYLE =
    "body{max-width:44rem;margin:1rem auto;padding:0 1rem;font:1.125rem/1.7 sans-serif}" +
    "img{max-width:100%;height:auto}table{border-collapse:collapse}td,th{border:1px solid;padding:.3rem .6rem}";

  const escape = (text) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/"/g, "&quot;");
  const read = (blob) =>
    new Promise((resolve, reject) => {
      const reader = new FileReader();
      reader.onload = () => resolve(reader.result);
      reader.onerror = reject;
      reader.readAsDataURL(blob);
    });

  const embed = async (image, shown) => {
    for (const name of ["srcset", "sizes", "loading", "decoding", "fetchpriority"]) image.removeAttribute(name);
    const address = shown.currentSrc || shown.src;
    try {
      const answer = await fetch(address);
      image.src = answer.ok ? await read(await answer.blob()) : address;
    } catch {
      image.src = address;
    }
  };

  const copyOf = async () => {
    const copy = article.cloneNode(true);
    const shown = article.querySelectorAll("img");
    const images = [...copy.querySelectorAll("img")];
    await Promise.all(images.map((image, place) => embed(image, shown[place])));
    for (const part of copy.querySelectorAll("source, [data-not-saved]")) part.remove();
    for (const link of copy.querySelectorAll("a[href]")) link.setAttribute("href", link.href);
    return copy.outerHTML;
  };

  const save = async () => {
    const address = document.querySelector("link[rel=canonical]").href;
    const page =
      `<!doctype html><html lang="vi"><head><meta charset="utf-8">` +
      `<meta name="viewport" content="width=device-width, initial-scale=1">` +
      `<title>${escape(document.title)}</title><style>${STYLE}</style></head><body>${await copyOf()}` +
      `<p>Địa chỉ của bài: <a href="${escape(address)}">${escape(address)}</a></p></body></html>`;
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([page], { type: "text/html" }));
    link.download = `${address.split("/").filter(Boolean).pop()}.html`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  };

  button.hidden = false;
  button.addEventListener("click", async () => {
    const status = button.closest("[data-share]").querySelector("[role=status]");
    await save();
    status.textContent = "Đã lưu bài thành một tệp, đọc được khi không có mạng.";
  });
})();
