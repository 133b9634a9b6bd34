// Sends what is typed to the server every few seconds; what cannot be sent waits on this device (local-copies.js).
"use strict";

(() => {
  const copies = window.localCopies;
  const address = document.querySelector("[data-autosave]")?.dataset.autosave;
  if (!address || !copies.person) return;
  const COPY_AFTER = 400; // milliseconds after the last key
  const SEND_AFTER = 2500;
  const SEND_AT_LATEST = 8000;
  const RETRY_AFTER = 10000;
  const FITS_A_CLOSING_PAGE = 60000; // bytes that a browser still sends for a page that is going away
  const NOT_TYPED = new Set(["csrfmiddlewaretoken", "form_key", "tu-luu"]);
  const ticketField = document.querySelector("[data-autosave-ticket]");
  const form = ticketField?.form;

  const token = () => document.cookie.match(/(?:^|; )(?:__Host-)?csrftoken=([^;]+)/)?.[1] || "";

  // A login in another window has changed the token of every form that was open.
  document.addEventListener("submit", (event) => {
    const tokenField = event.target.querySelector("[name=csrfmiddlewaretoken]");
    if (tokenField && token()) tokenField.value = token();
  }, true);

  // Gives {state: kept | done | refused | away, …}; away: nobody answered.
  async function send(copy, isLast = false) {
    const body = new FormData();
    for (const [name, value] of copy.fields) body.append(name, value);
    body.append("tu-luu", copy.ticket);
    body.append("tu-luu-luc", copy.at);
    const size = copy.fields.reduce((sum, [name, value]) => sum + 3 * (name.length + value.length) + 120, 0);
    const how = { method: "POST", body, headers: { "X-CSRFToken": token() } };
    if (isLast && size < FITS_A_CLOSING_PAGE) how.keepalive = true;
    try {
      const response = await fetch(address, how);
      const isJson = response.headers.get("Content-Type")?.startsWith("application/json");
      if (isJson) return await response.json();
      if (response.status >= 500 || response.status === 403) return { state: "away" };
      return { state: "refused", sentence: "Bài quá dài nên không tự lưu được. Xin bấm «Lưu»." };
    } catch {
      return { state: "away" };
    }
  }

  function element(name, className, text = "") {
    const made = document.createElement(name);
    made.className = className;
    made.textContent = text;
    return made;
  }

  // What an earlier page could not send is sent now. The page stays as it is: somebody may be at work on it.
  async function sendWaiting() {
    for (const copy of copies.all()) {
      if (form && copies.isSameForm(copy.ticket, ticketField.value)) continue;
      const answer = await send(copy);
      if (answer.state === "kept" || answer.state === "done") copies.drop(copy.ticket);
      if (answer.state === "refused") showRefused(copy, answer.sentence);
      if (answer.state === "kept" && (answer.is_new || isMissingHere(copy))) tellOf(copy);
    }
  }

  // The page before this one may have sent it while it went away, just after this one was made.
  function isMissingHere(copy) {
    const offer = document.querySelector("[data-autosave-offer]");
    return copy.place === location.pathname && Number(offer?.dataset.typedAt || 0) < copy.at;
  }

  function tellOf(copy) {
    if (document.querySelector(".autosave-told")) return;
    const offer = document.querySelector("[data-autosave-offer]");
    const dress = offer ? "autosave-told" : "autosave-box autosave-told";
    const box = element("p", dress, "Phần gõ lúc trước đã được giữ thành bản tự lưu. ");
    const link = element("a", "", "Mở lại");
    link.href = copy.place;
    box.append(link);
    box.setAttribute("role", "status");
    // At the end of an offer, so that its buttons do not move away under a finger.
    if (offer) offer.append(box);
    else (document.querySelector("main") || document.querySelector("#content")).prepend(box);
  }

  function showRefused(copy, sentence) {
    const box = element("section", "autosave-box");
    const when = new Date(copy.at).toLocaleString("vi-VN", { timeStyle: "short", dateStyle: "short" });
    const text = document.createElement("textarea");
    text.rows = 8;
    text.readOnly = true;
    text.setAttribute("aria-label", "Phần đã gõ");
    text.value = copy.fields.filter(([, value]) => value.length > 20).map(([, value]) => value).join("\n\n");
    const drop = element("button", "button button-quiet", "Bỏ phần này");
    drop.type = "button";
    drop.addEventListener("click", () => {
      copies.drop(copy.ticket);
      box.remove();
    });
    box.append(element("p", "", `Phần gõ lúc ${when} còn ở trên máy này, chưa lưu được. ${sentence}`), text, drop);
    (document.querySelector("main") || document.querySelector("#content")).prepend(box);
  }

  // -- the form of this page ---------------------------------------------------------------------------------------

  const editors = () => Object.values(window.CKEDITOR?.instances || {});
  let atFirst = "";
  let sent = "";
  let saving = false;
  let sending = false;
  let copyTimer = 0;
  let sendTimer = 0;
  let waitingSince = 0;
  const said = element("p", "autosave-said");
  said.setAttribute("role", "status");
  said.hidden = true;

  function typed() {
    editors().forEach((editor) => editor.updateElement());
    return [...new FormData(form)].filter(([name, value]) => typeof value === "string" && !NOT_TYPED.has(name));
  }

  const asText = () => JSON.stringify(typed());
  const hasChanged = () => Boolean(form) && asText() !== atFirst;

  function say(sentence, isTrouble = false) {
    said.hidden = !sentence;
    if (said.textContent !== sentence) said.textContent = sentence;
    said.toggleAttribute("data-trouble", isTrouble);
  }

  function keepHere() {
    if (asText() === sent || !hasChanged()) return null;
    const copy = { at: Date.now(), place: location.pathname, ticket: ticketField.value, fields: typed() };
    copy.isHere = copies.put(copy);
    return copy;
  }

  async function keep(isLast = false) {
    clearTimeout(sendTimer);
    waitingSince = 0;
    if (saving || (sending && !isLast)) return sendSoon();
    const copy = keepHere();
    if (!copy) return undefined;
    sending = true;
    const answer = await send(copy, isLast);
    sending = false;
    return judge(answer, copy);
  }

  function judge(answer, copy) {
    const where = copy.isHere ? "bài đang được giữ trên máy này" : "xin đừng đóng trang";
    if (answer.state === "kept") {
      sent = JSON.stringify(copy.fields);
      if (asText() === sent) copies.drop(copy.ticket);
      if (!answer.logged_out) {
        document.dispatchEvent(new Event("desk:answered"));
        return say(`Đã tự lưu lúc ${answer.at}.`);
      }
      return say("Phiên đăng nhập đã hết. Phần đã gõ được giữ lại; bấm «Lưu» để đăng nhập và mở lại.", true);
    }
    if (answer.state === "done") {
      copies.drop(copy.ticket); // that form was saved: what is typed on is a new one
      ticketField.value = answer.ticket;
      return sendSoon();
    }
    if (answer.state === "refused") return say(`${answer.sentence} Chưa đóng trang: ${where}.`, true);
    say(navigator.onLine ? `Máy chủ chưa trả lời: ${where}.` : `Mất mạng: ${where}.`, true);
    sendTimer = setTimeout(keep, RETRY_AFTER);
    return undefined;
  }

  function sendSoon() {
    waitingSince ||= Date.now();
    clearTimeout(sendTimer);
    sendTimer = setTimeout(keep, Math.min(SEND_AFTER, Math.max(0, waitingSince + SEND_AT_LATEST - Date.now())));
  }

  function onTyped() {
    clearTimeout(copyTimer);
    copyTimer = setTimeout(keepHere, COPY_AFTER);
    sendSoon();
  }

  function onSubmit() {
    keepHere();
    saving = true;
  }

  // Gives whether the server has all that stands in the form.
  async function keepTyped() {
    await keep();
    return !hasChanged() || asText() === sent;
  }

  function begin() {
    window.keepTyped = keepTyped;
    atFirst = asText();
    const isUnsaved = "broughtBack" in ticketField.dataset || "bound" in form.dataset;
    if (isUnsaved) atFirst = "";
    if ("broughtBack" in ticketField.dataset) sent = asText();
    form.querySelector(".piece-acts, .submit-row")?.after(said);
    form.addEventListener("input", onTyped);
    form.addEventListener("change", onTyped);
    form.addEventListener("submit", onSubmit);
    editors().forEach((editor) => editor.on("change", onTyped));
    addEventListener("online", () => keep());
    addEventListener("offline", () => say("Mất mạng: bài đang được giữ trên máy này.", true));
    addEventListener("pagehide", () => keep(true));
    addEventListener("pageshow", () => {
      saving = false;
    });
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "hidden") keep(true);
    });
    if (isUnsaved) sendSoon();
    sendWaiting();
  }

  if (!form) sendWaiting();
  else if (window.CKEDITOR && document.querySelector("textarea[data-type=ckeditortype]")) {
    CKEDITOR.on("instanceReady", begin);
  } else begin();
})();
