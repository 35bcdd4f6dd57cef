// The working site without this script still works; with it: a way to the search by /, to the inbox by g i,
// a guard for unsaved changes, ticking of whole lists, and new rows in tables of a form.
const form = document.querySelector("form.guarded");

// ---- keys: / search, g i inbox ----
let before = "";
addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select, [contenteditable]")) return;
  const search = document.getElementById("global-search") || document.getElementById("searchbar");
  if (event.key === "/" && search) {
    event.preventDefault();
    search.focus();
  }
  if (before === "g" && event.key === "i") location.assign(document.querySelector("#site-name a").href);
  before = event.key;
});

// ---- unsaved changes ----
if (form) {
  let changed = false;
  const note = form.querySelector(".unsaved");
  form.addEventListener("input", () => { changed = true; if (note) note.hidden = false; });
  form.addEventListener("submit", () => { changed = false; });
  addEventListener("beforeunload", (event) => { if (changed) event.preventDefault(); });
}

// ---- steps: a standard phrase goes into the reason by one click ----
for (const list of document.querySelectorAll("[data-phrases-for]")) {
  const reason = document.getElementById(list.dataset.phrasesFor);
  for (const phrase of reason ? list.querySelectorAll(".chip") : []) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "chip";
    button.textContent = phrase.textContent;
    button.addEventListener("click", () => { reason.value += (reason.value ? "\n" : "") + button.textContent; reason.focus(); });
    phrase.replaceWith(button);
  }
}

// ---- lists: tick all on the page, then all that match ----
const toggle = document.getElementById("action-toggle");
if (toggle) {
  const boxes = [...document.querySelectorAll(".action-select")];
  const bar = toggle.closest("form");
  const across = bar.querySelector("[name=select_across]");
  const counter = bar.querySelector(".action-counter");
  const offer = bar.querySelector(".action-all");
  const show = () => {
    const number = boxes.filter((box) => box.checked).length;
    const all = across && across.value === "1";
    toggle.checked = number > 0 && number === boxes.length;
    toggle.indeterminate = number > 0 && number < boxes.length;
    if (counter) counter.textContent = counter.dataset.words.replace("{n}", all ? counter.dataset.total : number);
    if (offer) offer.hidden = all || number !== boxes.length || !number;
  };
  toggle.addEventListener("change", () => { boxes.forEach((box) => { box.checked = toggle.checked; }); if (across) across.value = "0"; show(); });
  boxes.forEach((box) => box.addEventListener("change", () => { if (across) across.value = "0"; show(); }));
  if (offer) offer.addEventListener("click", () => { across.value = "1"; show(); });
  show();
}

// ---- forms: another row, copied from the empty one that the server wrote ----
for (const group of document.querySelectorAll("[data-rows]")) {
  const prefix = group.dataset.rows;
  const total = document.getElementById(`id_${prefix}-TOTAL_FORMS`);
  const empty = document.getElementById(`${prefix}-empty`);
  const button = group.querySelector(".add-row button");
  if (!total || !empty || !button) continue;
  button.hidden = false;
  button.addEventListener("click", () => {
    const row = empty.cloneNode(true);
    const renumber = (text) => text.replace(/__prefix__/g, total.value);
    row.id = `${prefix}-${total.value}`;
    row.classList.remove("empty-form");
    for (const element of row.querySelectorAll("*")) {
      for (const name of ["id", "name", "for", "aria-label", "aria-describedby"]) {
        if (element.hasAttribute(name)) element.setAttribute(name, renumber(element.getAttribute(name)));
      }
    }
    empty.before(row);
    row.dispatchEvent(new CustomEvent("formset:added", { bubbles: true, detail: { formsetName: prefix } }));
    total.value = Number(total.value) + 1;
    row.querySelector("input:not([type=hidden]), select, textarea")?.focus();
  });
}

// ---- Django's autocomplete: its box takes the name of the field, which it hides from screen readers ----
const nameBoxes = () => {
  for (const select of document.querySelectorAll("select.select2-hidden-accessible")) {
    const box = select.nextElementSibling?.querySelector("[role=combobox]");
    const label = select.labels?.[0];
    if (!box) continue;
    const shown = box.querySelector("[role=textbox]"); // it is no field of its own, only what was chosen
    shown?.removeAttribute("role");
    shown?.removeAttribute("aria-readonly");
    if (label) {
      label.id ||= `${select.id}_label`;
      const own = box.getAttribute("aria-labelledby") || "";
      if (!own.includes(label.id)) box.setAttribute("aria-labelledby", `${label.id} ${own}`.trim());
    } else if (select.hasAttribute("aria-label")) {
      box.removeAttribute("aria-labelledby");
      box.setAttribute("aria-label", select.getAttribute("aria-label"));
    }
  }
};
if (window.django?.jQuery) window.django.jQuery(nameBoxes); // after its own start, which registered first
document.addEventListener("formset:added", () => setTimeout(nameBoxes));
