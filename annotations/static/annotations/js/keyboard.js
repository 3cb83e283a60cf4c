// The keyboard: every key has a button too. Single keys can be switched off in one's settings.
import { nextUnread, step } from "./selection.js";

const panel = () => document.getElementById("panel");

function open(selector) {
  const details = panel()?.querySelector(selector);
  if (!details) return;
  details.open = true;
  details.querySelector("select, input:not([type=hidden]), textarea")?.focus();
}

function chooseLabel(key) {
  const radio = panel()?.querySelector(`form[data-verdict] input[data-key="${CSS.escape(key)}"]`);
  if (!radio) return false;
  radio.closest("details")?.setAttribute("open", "");
  radio.checked = true;
  radio.focus();
  radio.dispatchEvent(new Event("input", { bubbles: true }));
  return true;
}

function save() {
  const form = panel()?.querySelector("form[data-verdict]");
  if (form?.querySelector("input[name=label]:checked")) form.requestSubmit();
}

const ACTS = {
  j: () => step(1),
  k: () => step(-1),
  n: () => nextUnread(),
  c: () => open("#cite"),
  m: () => open("#note"),
  r: () => document.getElementById("report-link")?.click(),
  "?": () => document.getElementById("keyboard")?.showModal(),
};

function isTyping(target) {
  return target.matches("textarea, select, input:not([type=radio]):not([type=checkbox])") || target.isContentEditable;
}

document.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    event.target.closest("form[data-saves]")?.requestSubmit();
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target) || document.querySelector("dialog[open]")) return;
  if (document.body.dataset.singleKeys === "off") return;
  if (event.key === "Enter" && event.target.matches("form[data-verdict] input[type=radio]")) {
    event.preventDefault();
    save();
  } else if (ACTS[event.key]) {
    event.preventDefault();
    ACTS[event.key]();
  } else if (chooseLabel(event.key)) {
    event.preventDefault();
  }
});
