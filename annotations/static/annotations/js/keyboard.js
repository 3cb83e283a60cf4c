// The keyboard: every key has a button too. Single keys can be switched off in one's settings.
import { addPart } from "./parts.js";
import { whenSent } from "./saving.js";
import { current, nextUnread, step } from "./selection.js";
import { bringUp, unfold } from "./sheet.js";
import { split } from "./structure.js";

const panel = document.getElementById("panel");
const LABEL = "form[data-verdict] input[type=radio]";

function open(selector) {
  const details = panel.querySelector(selector);
  if (!details) return;
  details.open = true;
  bringUp(details);
  details.querySelector("select, input:not([type=hidden]), textarea").focus({ preventScroll: true });
}

function radioOf(key) {
  return panel?.querySelector(`form[data-verdict] input[data-key="${CSS.escape(key)}"]`);
}

function chooseLabel(key) {
  const radio = radioOf(key);
  if (!radio) return;
  unfold();
  radio.closest("details")?.setAttribute("open", "");
  radio.checked = true;
  radio.focus();
  radio.dispatchEvent(new Event("input", { bubbles: true }));
}

function submit(form) {
  form.requestSubmit();
  return whenSent();
}

// A form that stands on the page for this key; its button may be off.
function press(key) {
  const form = document.querySelector(`form[data-key="${CSS.escape(key)}"]`);
  if (form && !form.querySelector("[type=submit]").disabled) return submit(form);
}

function saveChosen() {
  if (document.activeElement.matches(LABEL)) return submit(document.activeElement.form);
}

const ACTS = {
  j: () => step(1),
  k: () => step(-1),
  n: () => nextUnread(),
  c: () => open("#cite"),
  m: () => open("#note"),
  a: () => addPart(),
  y: () => press("y"),
  s: () => press("s") ?? split(),
  g: () => press("g"),
  "[": () => press("["),
  "]": () => press("]"),
  u: () => press("u"),
  U: () => press("U"),
  r: () => document.getElementById("report-link")?.click(),
  "?": () => document.getElementById("keyboard")?.showModal(),
};

// One key after the other: a label pressed while the next claim is on its way is meant for that claim.
let line = Promise.resolve();
let waiting = 0;

function enqueue(act) {
  waiting += 1;
  line = line.then(act).catch(() => {}).finally(() => { waiting -= 1; });
}

function isTyping(target) {
  return target.matches("textarea, select, input:not([type=radio]):not([type=checkbox])") || target.isContentEditable;
}

function actOf(event) {
  if (event.key === "Enter") return waiting > 0 || event.target.matches(LABEL) ? saveChosen : null;
  if (Object.hasOwn(ACTS, event.key)) return ACTS[event.key];
  return event.key.length === 1 && radioOf(event.key) ? () => chooseLabel(event.key) : null;
}

document.addEventListener("keydown", (event) => {
  if (document.querySelector("dialog[open]")) return;
  const form = event.target.closest("form[data-saves]");
  if (form && event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    enqueue(() => submit(form));
  } else if (event.key === "Escape" && panel?.contains(event.target)) {
    current()?.focus({ preventScroll: true });
  }
  if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
  if (document.body.dataset.singleKeys === "off") return;
  const act = actOf(event);
  if (!act) return;
  event.preventDefault();
  enqueue(act);
});
