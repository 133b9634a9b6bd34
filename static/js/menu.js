// The menu works without this (menu.css). Here its button becomes a toggle, the second level folds on narrow
// screens, and Escape closes what hover or focus has opened.
(() => {
  const menu = document.getElementById("menu");
  const link = document.querySelector("[data-menu-button]");
  if (!menu || !link) return;

  const makeButton = (className, label) => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = className;
    button.setAttribute("aria-expanded", "false");
    button.setAttribute("aria-label", label);
    return button;
  };

  const setOpen = (open) => {
    menu.classList.toggle("is-open", open);
    opener.setAttribute("aria-expanded", String(open));
  };

  const opener = makeButton(link.className, "Danh mục");
  opener.textContent = link.textContent;
  opener.setAttribute("aria-controls", "menu");
  opener.addEventListener("click", () => setOpen(!menu.classList.contains("is-open")));
  link.replaceWith(opener);
  menu.classList.add("is-folding");

  menu.querySelector(".menu-close").addEventListener("click", (event) => {
    event.preventDefault();
    setOpen(false);
    opener.focus();
  });

  for (const children of menu.querySelectorAll(".menu-children")) {
    const name = children.previousElementSibling.textContent.trim();
    const toggle = makeButton("menu-toggle", `Mục con của ${name}`);
    toggle.addEventListener("click", () => {
      toggle.setAttribute("aria-expanded", String(toggle.getAttribute("aria-expanded") !== "true"));
    });
    children.before(toggle);
  }

  const list = menu.querySelector("[data-menu]");
  const wake = () => list.classList.remove("is-quiet");
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const opened = document.activeElement.closest(".menu-children");
    if (opened) opened.parentElement.querySelector("a").focus();
    list.classList.add("is-quiet");
    if (menu.classList.contains("is-open")) {
      setOpen(false);
      opener.focus();
    }
  });
  list.addEventListener("mouseleave", wake);
  list.addEventListener("focusout", (event) => {
    if (!list.contains(event.relatedTarget)) wake();
  });
})();
