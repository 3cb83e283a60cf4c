// The words that a part is about: each selection in the text becomes a chip, which can be taken off again.

const panel = document.getElementById("panel");
const BLANK = /[\s\u001c-\u001f\u0085\u200b\u2060\ufeff]/gu;

function solid(text) {
  return [...text.replace(BLANK, "")].length;
}

function textOf(node) {
  return (node?.nodeType === Node.TEXT_NODE ? node.parentElement : node)?.closest?.(".claim__text");
}

// The selection inside one claim: its words, and where they stand, counted in characters that are not blank.
function selection() {
  const chosen = window.getSelection();
  const range = chosen.rangeCount && !chosen.isCollapsed ? chosen.getRangeAt(0) : null;
  const text = textOf(range?.startContainer);
  if (!text || !text.contains(range.endContainer)) return null;
  const before = document.createRange();
  before.setStart(text, 0);
  before.setEnd(range.startContainer, range.startOffset);
  const first = solid(before.toString());
  const words = range.toString().trim();
  return words && { claim: text.closest(".claim"), words, span: `${first}-${first + solid(words)}` };
}

// Pressing a button may take the selection away; a click into the text gives it up.
let last = null;

document.addEventListener("selectionchange", () => {
  const now = selection();
  if (now || textOf(window.getSelection().anchorNode)) last = now;
});

export function selected() {
  return last?.claim.isConnected ? last : null;
}

export function forgetSelection() {
  last = null;
}

function rangeOf(chip) {
  return chip.querySelector("input").value;
}

export function addPassage(form, { words, span }) {
  const chips = form.querySelector("[data-chips]");
  const there = [...chips.children].find((chip) => rangeOf(chip) === span);
  const chip = there ?? form.querySelector("template[data-chip]").content.firstElementChild.cloneNode(true);
  const box = chip.querySelector("input");
  box.checked = true;
  if (!there) {
    box.value = span;
    chip.querySelector("[data-words]").textContent = words;
    chips.append(chip);
  }
  box.dispatchEvent(new Event("input", { bubbles: true }));
}

// Whether something is selected in the sentence that the panel is about.
function isHere(chosen) {
  return chosen?.claim.id === `c${panel.querySelector("[data-panel-of]")?.dataset.panelOf}`;
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-add-passage]");
  if (!button) return;
  const chosen = selected();
  const isMeant = isHere(chosen);
  button.form.querySelector("[data-nothing-selected]").hidden = isMeant;
  if (isMeant) addPassage(button.form, chosen);
});

// Claims are links, and browsers let nobody begin a selection on a link: so it is drawn here while the pointer moves.
const STEADY = 4;
let begun = null;

function caretAt({ clientX, clientY }) {
  const position = document.caretPositionFromPoint?.(clientX, clientY);
  if (position) return [position.offsetNode, position.offset];
  const range = document.caretRangeFromPoint?.(clientX, clientY);
  return range && [range.startContainer, range.startOffset];
}

document.addEventListener("mousedown", (event) => {
  begun = null;
  if (event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || !textOf(event.target)) return;
  begun = { x: event.clientX, y: event.clientY, caret: caretAt(event) };
  last = null;
  window.getSelection().removeAllRanges();
});

document.addEventListener("mousemove", (event) => {
  if (!begun?.caret) return;
  if (event.buttons !== 1) begun = null;
  else if (Math.hypot(event.clientX - begun.x, event.clientY - begun.y) > STEADY) {
    const caret = caretAt(event);
    if (textOf(caret?.[0])) window.getSelection().setBaseAndExtent(...begun.caret, ...caret);
  }
});

// Else the words selected so far would be dragged away.
document.addEventListener("dragstart", (event) => {
  if (begun) event.preventDefault();
});

// Letting go of the pointer after selecting words of a claim is no click on it.
document.addEventListener("click", (event) => {
  if (event.target.closest("a.claim") && window.getSelection().toString()) event.preventDefault();
});
