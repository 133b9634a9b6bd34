// The session has ended by idleness: its page is covered, and goes as soon as the server has all that was typed in it.
"use strict";

(() => {
  const desk = document.querySelector("[data-idle]");
  // Tabs that cannot hear of a new login would stay covered, with the words of whoever is back.
  if (!desk || !window.BroadcastChannel) return;
  const { person, idle, login, stillHere } = desk.dataset;
  const LIMIT = idle * 1000 + 5000; // milliseconds; a little later than the server's own
  const RETRY_AFTER = 10000;
  const TELL_AFTER = LIMIT / 4; // the server hears of keys and fingers on a page that sends nothing by itself
  const tabs = new BroadcastChannel("ban-lam-viec");
  let answeredAt = 0;
  let toldAt = 0;
  let timer = 0;
  let wasAt = null; // the element that had the focus
  let isKeptByNobody = false; // words in a form without autosave, a file in any

  function makeCover() {
    const cover = document.createElement("section");
    cover.className = "idle-cover";
    cover.setAttribute("role", "alertdialog");
    cover.setAttribute("aria-modal", "true");
    cover.setAttribute("aria-labelledby", "het-phien");
    const head = document.createElement("h2");
    head.id = "het-phien";
    head.textContent = "Phiên làm việc đã hết";
    const words = document.createElement("p");
    words.textContent = `Trang được che vì ${Math.round(idle / 60)} phút không dùng. Phần đã gõ còn nguyên, `
      + "và hiện lại khi đăng nhập xong ở thẻ mới.";
    const link = document.createElement("a");
    link.href = login;
    link.target = "_blank";
    link.textContent = "Đăng nhập lại ở thẻ mới";
    cover.append(head, words, link);
    return cover;
  }

  const cover = makeCover();
  const others = () => [...document.body.children].filter((one) => one !== cover);

  function answered() {
    answeredAt = Date.now();
    if (cover.isConnected) {
      cover.remove();
      others().forEach((one) => { one.inert = false; });
      wasAt?.focus();
    }
    clearTimeout(timer);
    timer = setTimeout(look, LIMIT);
  }

  async function look() {
    clearTimeout(timer);
    if (Date.now() - answeredAt < LIMIT) {
      timer = setTimeout(look, answeredAt + LIMIT - Date.now());
      return;
    }
    timer = setTimeout(look, RETRY_AFTER);
    if (!cover.isConnected) {
      wasAt = document.activeElement;
      others().forEach((one) => { one.inert = true; });
      document.body.append(cover);
      cover.querySelector("a").focus();
    }
    const isSafe = !isKeptByNobody && (!window.keepTyped || (await window.keepTyped()));
    if (!isSafe || Date.now() - answeredAt < LIMIT) return;
    document.dispatchEvent(new Event("desk:leaves"));
    location.replace(login);
  }

  async function tellAtWork() {
    if (cover.isConnected || Date.now() - Math.max(answeredAt, toldAt) < TELL_AFTER) return;
    toldAt = Date.now();
    try {
      const response = await fetch(stillHere, { redirect: "manual" });
      if (response.status === 204) document.dispatchEvent(new Event("desk:answered"));
    } catch {
      // no network: the next key tries again
    }
  }

  function noteTyping(event) {
    const { form, type } = event.target;
    const isAutosaved = type !== "file" && form?.querySelector("[data-autosave-ticket]");
    if (form?.method === "post" && !isAutosaved) isKeptByNobody = true;
  }

  tabs.addEventListener("message", (event) => event.data === person && answered());
  document.addEventListener("desk:answered", () => {
    answered();
    tabs.postMessage(person);
  });
  for (const sign of ["keydown", "pointerdown", "scroll"]) addEventListener(sign, tellAtWork, { capture: true });
  document.addEventListener("input", noteTyping);
  document.addEventListener("change", noteTyping);
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && look());
  addEventListener("pageshow", (event) => event.persisted && look());
  document.dispatchEvent(new Event("desk:answered")); // by this page itself
})();
