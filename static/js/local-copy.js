// What is typed is kept on this device until it is saved, and offered back after a lost connection or login.
"use strict";

(() => {
  const PREFIX = "chua-luu:";
  const KEPT_DAYS = 3;
  const person = document.body.dataset.person;
  const own = `${PREFIX}${person}:`;
  const url = new URL(location);
  const store = safeStorage();
  if (!store || !person) return;

  function safeStorage() {
    try {
      return window.localStorage;
    } catch {
      return null; // forbidden by the browser: pages work, nothing is kept
    }
  }

  function copies() {
    return Object.keys(store).filter((key) => key.startsWith(own));
  }

  function read(key) {
    try {
      return JSON.parse(store.getItem(key));
    } catch {
      return null;
    }
  }

  // What the server says is saved, and what is old, goes.
  const saved = new Set(document.body.dataset.saved.split(" "));
  for (const key of copies()) {
    const copy = read(key);
    const isOld = !copy || Date.now() - copy.at > KEPT_DAYS * 86400000;
    if (isOld || saved.has(copy.formKey)) store.removeItem(key);
  }
  // Who logs out on purpose leaves nothing behind on a shared machine.
  document.querySelector("[data-logout]")?.addEventListener("submit", () => {
    copies().forEach((key) => store.removeItem(key));
  });

  const form = document.querySelector("[data-piece-form]");
  if (!form) return;
  const key = own + form.dataset.copyKey;
  const NOT_KEPT = new Set(["csrfmiddlewaretoken", "form_key", "che-do"]);
  const editor = () => window.CKEDITOR && Object.values(CKEDITOR.instances)[0];
  const mode = form.elements["che-do"].value;

  function typed() {
    editor()?.updateElement();
    const values = {};
    for (const [name, value] of new FormData(form)) {
      if (typeof value === "string" && !NOT_KEPT.has(name)) values[name] = value;
    }
    return values;
  }

  function pictures() {
    const found = {};
    for (const row of form.querySelectorAll("[data-picture-row]:not([data-blank])")) {
      const name = row.querySelector("[name$='-picture']").name;
      found[name] = row.querySelector("img")?.getAttribute("src") || "";
    }
    return found;
  }

  let atFirst = null;
  let timer = 0;

  function keep() {
    const values = typed();
    if (JSON.stringify(values) === JSON.stringify(atFirst)) return;
    const copy = { at: Date.now(), formKey: form.elements.form_key.value, mode, values, pictures: pictures() };
    try {
      store.setItem(key, JSON.stringify(copy));
    } catch {
      // full: what is typed stays on the page
    }
  }

  function keepSoon() {
    clearTimeout(timer);
    timer = setTimeout(keep, 400);
  }

  function restore(copy) {
    for (const [name, thumb] of Object.entries(copy.pictures)) {
      if (form.elements[name] || !copy.values[name]) continue;
      const prefix = name.slice(0, -"picture".length);
      const words = {};
      for (const word of ["caption", "photographer", "alt", "role"]) words[word] = copy.values[prefix + word] || "";
      document.dispatchEvent(new CustomEvent("picture-taken", { detail: { id: copy.values[name], thumb, words } }));
    }
    for (const [name, value] of Object.entries(copy.values)) {
      const field = form.elements[name];
      if (!field || /_FORMS$/.test(name) || field.type === "file") continue;
      if (field.type === "checkbox") field.checked = true;
      else field.value = value;
    }
    editor()?.setData(copy.mode === mode ? copy.values.body : paragraphs(copy.values.body));
    for (const fold of form.querySelectorAll("details")) fold.open = true;
    keep();
  }

  function paragraphs(text) {
    const holder = document.createElement("div");
    for (const paragraph of text.split(/\n\s*\n/)) {
      const made = document.createElement("p");
      made.textContent = paragraph;
      holder.append(made);
    }
    return holder.innerHTML;
  }

  function button(text, act) {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "button button-quiet";
    made.textContent = text;
    made.addEventListener("click", act);
    return made;
  }

  function offer(copy) {
    const box = document.createElement("div");
    box.className = "kept";
    box.setAttribute("role", "status");
    const when = new Date(copy.at).toLocaleString("vi-VN", { timeStyle: "short", dateStyle: "short" });
    const sentence = document.createElement("p");
    sentence.textContent = `Có bản chưa lưu lúc ${when} trên máy này.`;
    const acts = document.createElement("p");
    acts.className = "piece-acts";
    acts.append(
      button("Khôi phục", () => {
        if (copy.mode !== mode && !editor()) {
          url.searchParams.set("che-do", copy.mode);
          location.assign(url);
          return;
        }
        restore(copy);
        box.remove();
      }),
      button("Bỏ", () => {
        store.removeItem(key);
        box.remove();
      }),
    );
    box.append(sentence, acts);
    form.before(box);
  }

  function begin() {
    atFirst = typed();
    const copy = read(key);
    if ("bound" in form.dataset) {
      atFirst = null; // the page brings back what was typed: it is still not saved
      keep();
    } else if (copy && JSON.stringify(copy.values) === JSON.stringify(atFirst)) store.removeItem(key);
    else if (copy) offer(copy);
    form.addEventListener("input", keepSoon);
    form.addEventListener("change", keepSoon);
    form.addEventListener("submit", keep);
    editor()?.on("change", keepSoon);
  }

  if (window.CKEDITOR) CKEDITOR.on("instanceReady", begin);
  else begin();
})();
