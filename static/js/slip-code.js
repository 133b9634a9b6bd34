// A slip's QR code carries its code behind the #, which no browser sends: it goes into the field and is sent from there.
"use strict";

(() => {
  const form = document.querySelector("[data-slip-code]");
  const take = () => {
    const code = location.hash.slice(1);
    if (!code) return;
    history.replaceState(null, "", location.pathname); // neither the address bar nor the history keeps it
    form.elements.code.value = code;
    form.submit();
  };
  addEventListener("hashchange", take); // the page was open already
  take();
})();
