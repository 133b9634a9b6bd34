// What the server does not have yet of what was typed: kept on this device under its person, until the server has it.
"use strict";

window.localCopies = (() => {
  const PREFIX = "chua-luu:";
  const KEPT_DAYS = 14;
  const person = document.querySelector("[data-person]")?.dataset.person;
  const own = `${PREFIX}${person}:`;
  const store = person ? safeStorage() : null;
  let isLeaving = false;

  function safeStorage() {
    try {
      return window.localStorage;
    } catch {
      return null; // forbidden by the browser: pages work, nothing is kept
    }
  }

  function keys() {
    return store ? Object.keys(store).filter((key) => key.startsWith(own)) : [];
  }

  function read(key) {
    try {
      return JSON.parse(store.getItem(key));
    } catch {
      return null;
    }
  }

  // A ticket is signed anew each time its form is shown; what stands before the moment of signing stays.
  const keyOf = (ticket) => own + ticket.split(":")[0];

  // A copy: {at: milliseconds, place: address of its form, ticket, fields: [[name, value], …]}, one for each form.
  const copies = {
    person,
    isSameForm: (one, other) => keyOf(one) === keyOf(other),
    put(copy) {
      if (isLeaving) return false;
      try {
        store?.setItem(keyOf(copy.ticket), JSON.stringify(copy));
        return Boolean(store);
      } catch {
        return false; // full
      }
    },
    drop(ticket) {
      store?.removeItem(keyOf(ticket));
    },
    all: () => keys().map(read),
    clear: () => keys().forEach((key) => store.removeItem(key)),
  };

  for (const key of keys()) {
    const copy = read(key);
    if (!copy?.ticket || Date.now() - copy.at > KEPT_DAYS * 86400000) store.removeItem(key);
  }
  // Who logs out on purpose leaves nothing behind on a shared machine.
  document.querySelector("[data-logout]")?.addEventListener("submit", () => {
    copies.clear();
    isLeaving = true;
  });
  return copies;
})();
