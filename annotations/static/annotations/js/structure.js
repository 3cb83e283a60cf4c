// Repairing sentences: the dialog that splits one, the caret in the text, and what is asked before words get lost.
import { forget, hasUnsaved } from "./keeping.js";
import { whenSent } from "./saving.js";
import { current } from "./selection.js";
import { unfold } from "./sheet.js";

const panel = document.getElementById("panel");
const BLANK = /[\s\u001c-\u001f\u0085\u200b\u2060\ufeff]/gu;
const LETTER = /[\p{L}\p{N}]/u;

function mayLeave() {
  if (hasUnsaved() && !window.confirm("What you entered for this claim is not saved. Leave it?")) return false;
  forget();
  return true;
}

// Where one clicked last in the text of a claim: a click on a link leaves no caret of the browser's own.
let clicked = null;

function pointOf(event) {
  const position = document.caretPositionFromPoint?.(event.clientX, event.clientY);
  if (position) return { node: position.offsetNode, offset: position.offset };
  const range = document.caretRangeFromPoint?.(event.clientX, event.clientY);
  return range && { node: range.startContainer, offset: range.startOffset };
}

document.addEventListener("click", (event) => {
  if (event.target.closest("#text")) clicked = pointOf(event);
}, { capture: true });

function caretIn(text) {
  const selection = window.getSelection();
  const range = selection.rangeCount ? selection.getRangeAt(0) : null;
  if (range && text.contains(range.startContainer)) return { node: range.startContainer, offset: range.startOffset };
  return clicked && text.contains(clicked.node) ? clicked : null;
}

// How many characters that are not blank stand before the caret; inside a word, before that word.
function solidBeforeCaret() {
  const text = current()?.querySelector(".claim__text");
  const caret = text && caretIn(text);
  if (!caret) return 0;
  const range = document.createRange();
  range.setStart(text, 0);
  range.setEnd(caret.node, caret.offset);
  let before = range.toString();
  const next = text.textContent.slice(before.length, before.length + 1);
  if (LETTER.test(next)) before = before.replace(/[\p{L}\p{N}\p{M}]+$/u, "");
  return [...before.replace(BLANK, "")].length;
}

async function show(address) {
  await window.htmx.ajax("GET", address, { source: panel, target: panel, swap: "innerHTML" });
  const cut = panel.querySelector("input[name=at]:checked") ?? panel.querySelector("input[name=at]");
  panel.closest(".panel").scrollTop = 0;
  unfold();
  cut?.focus({ preventScroll: true });
}

// Opens the dialog at the caret; the same key, or Enter, then splits.
export async function split() {
  const link = panel?.querySelector("a[data-split]");
  if (!link) return;
  const caret = solidBeforeCaret();
  await whenSent();
  if (mayLeave()) await show(caret ? `${link.getAttribute("href")}?after=${caret}` : link.getAttribute("href"));
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-split]");
  if (link && panel.contains(link) && !event.metaKey && !event.ctrlKey && !event.shiftKey && event.button === 0) {
    event.preventDefault();
    if (mayLeave()) show(link.getAttribute("href"));
  } else if (event.target.closest("[data-dismiss]")) {
    document.getElementById("done").replaceChildren();
    current()?.focus({ preventScroll: true });
  }
});

// A repair brings another panel: what is written in this one and not saved would go with it.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches("[data-repairs]")) return;
  delete form.dataset.dirty;
  if (form.matches("[data-hands-on]")) return forget();
  if (mayLeave()) return;
  event.preventDefault();
  event.stopImmediatePropagation();
}, { capture: true });
