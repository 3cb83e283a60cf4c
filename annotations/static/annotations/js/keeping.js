// What somebody has written and not saved survives the new panel that another form's answer brings.
import "./retrying.js"; // first: an answer that must not be shown takes nothing away

const kept = new Map();
const panel = document.getElementById("panel");
let writing = null;

export function hasUnsaved() {
  return kept.size > 0 || Boolean(panel?.querySelector("form[data-dirty]"));
}

export function forget() {
  kept.clear();
  panel?.querySelectorAll("form[data-dirty]").forEach((form) => delete form.dataset.dirty);
}

function successorOf(form) {
  const address = form.getAttribute("action");
  return [...panel.querySelectorAll("form[data-saves]")].find((other) => other.getAttribute("action") === address);
}

function reveal(form) {
  for (let part = form.closest("details"); part; part = part.parentElement.closest("details")) part.open = true;
}

// The forms themselves are kept, with their keys and the versions that were seen: a conflict is still noticed.
function setAside(sent) {
  writing = document.activeElement;
  for (const form of panel.querySelectorAll("form[data-dirty]")) {
    if (form === sent) continue;
    kept.set(form.getAttribute("action"), form);
    form.remove();
  }
}

// What the server says in a form, such as which rules are met, is that of now.
function renew(form, fresh) {
  for (const part of fresh.querySelectorAll("[data-renewed]")) {
    form.querySelector(`[data-renewed="${CSS.escape(part.dataset.renewed)}"]`)?.replaceWith(part);
  }
}

function putBack() {
  for (const [address, form] of kept) {
    const fresh = successorOf(form);
    if (!fresh) continue;
    renew(form, fresh);
    fresh.replaceWith(form);
    reveal(form);
    if (form.contains(writing)) writing.focus({ preventScroll: true });
    kept.delete(address);
  }
}

// What was refused stands in the new form, which knows the newest version.
function carryOver(sent) {
  const fresh = successorOf(sent);
  if (!fresh) return;
  for (const field of fresh.elements) {
    const same = [...sent.elements].filter((old) => old.name === field.name && old.type === field.type);
    if (!field.name || field.type === "hidden" || same.length === 0) continue;
    if (field.type !== "radio" && field.type !== "checkbox") field.value = same[0].value;
    else field.checked = same.some((old) => old.value === field.value && old.checked);
  }
  fresh.dataset.dirty = "true";
  reveal(fresh);
}

document.body.addEventListener("htmx:beforeSwap", (event) => {
  const form = event.detail.requestConfig.elt;
  if (event.detail.target === panel && event.detail.shouldSwap && form.matches("form[data-saves]")) setAside(form);
});

document.body.addEventListener("htmx:afterSwap", (event) => {
  const form = event.detail.requestConfig.elt;
  if (event.detail.target !== panel || !form.matches("form[data-saves]")) return;
  if (event.detail.xhr.status >= 400) carryOver(form);
  putBack();
});

window.addEventListener("beforeunload", (event) => {
  if (hasUnsaved()) event.preventDefault();
});

document.addEventListener("input", (event) => {
  const form = event.target.closest("form[data-saves]");
  if (form) form.dataset.dirty = "true";
});

document.addEventListener("submit", (event) => {
  if (!event.target.hasAttribute("hx-post")) delete event.target.dataset.dirty;
});
