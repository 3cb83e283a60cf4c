// Atomic claims: what is selected in the text becomes the words of a new part; a part's panel opens in place.
import { forget, hasUnsaved } from "./keeping.js";
import { whenSent } from "./saving.js";
import { choose, current } from "./selection.js";
import { bringUp, unfold } from "./sheet.js";

const panel = document.getElementById("panel");
const BLANK = /[\s\u001c-\u001f\u0085\u200b\u2060\ufeff]/gu;

function solid(text) {
  return [...text.replace(BLANK, "")].length;
}

// The selection inside one claim: its words, and where they stand, counted in characters that are not blank.
function selected() {
  const selection = window.getSelection();
  const range = selection.rangeCount && !selection.isCollapsed ? selection.getRangeAt(0) : null;
  const start = range?.startContainer.parentElement;
  const text = start?.closest(".claim__text");
  if (!text || !text.contains(range.endContainer)) return null;
  const before = document.createRange();
  before.setStart(text, 0);
  before.setEnd(range.startContainer, range.startOffset);
  const first = solid(before.toString());
  const words = range.toString().trim();
  return words && { claim: text.closest(".claim"), words, span: `${first}-${first + solid(words)}` };
}

// Opens the form; with a selection, it is about these words.
export async function addPart() {
  const chosen = selected();
  if (chosen && (chosen.claim !== current() || panel.querySelector("#part-form form[action$='/part/']"))) {
    await choose(chosen.claim);
  }
  await whenSent();
  const details = panel?.querySelector("#part-form");
  if (!details) return;
  details.open = true;
  bringUp(details);
  const { wording, quote, selected: span } = details.querySelector("form").elements;
  if (chosen) {
    [wording.value, quote.value, span.value] = [chosen.words, chosen.words, chosen.span];
    wording.dispatchEvent(new Event("input", { bubbles: true }));
  }
  wording.focus({ preventScroll: true });
}

// Whoever writes other words into the quotation means those, and not the selection.
document.addEventListener("input", (event) => {
  const form = event.target.closest("form[data-part-form]");
  if (form && event.target.name === "quote") form.elements.selected.value = "";
});

document.addEventListener("click", async (event) => {
  const link = event.target.closest("a[data-part]");
  if (!link || !panel?.contains(link) || event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
  event.preventDefault();
  if (hasUnsaved() && !window.confirm("What you entered for this claim is not saved. Leave it?")) return;
  forget();
  const address = `${new URL(link.href).pathname}panel/`;
  await window.htmx.ajax("GET", address, { source: panel, target: panel, swap: "innerHTML" });
  panel.closest(".panel").scrollTop = 0;
  unfold();
  panel.focus({ preventScroll: true });
  window.history.replaceState(null, "", link.href);
});
