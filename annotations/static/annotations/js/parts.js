// Atomic claims: what is selected in the text becomes the words of a new part; a part's panel opens in place.
import { forget, hasUnsaved } from "./keeping.js";
import { addPassage, forgetSelection, selected } from "./passages.js";
import { whenSent } from "./saving.js";
import { choose, current } from "./selection.js";
import { bringUp, unfold } from "./sheet.js";

const panel = document.getElementById("panel");

// Opens the form; with a selection, it is about these words. Where one is at a part already, they are added to it.
export async function addPart() {
  const chosen = selected();
  const isNew = () => panel.querySelector("#part-form form[action$='/parts/']");
  if (chosen && (chosen.claim !== current() || !isNew())) await choose(chosen.claim);
  await whenSent();
  const details = panel?.querySelector("#part-form");
  if (!details) return;
  details.open = true;
  bringUp(details);
  const form = details.querySelector("form");
  const { wording } = form.elements;
  if (chosen) {
    const isFirst = !form.querySelector("[data-chips]").childElementCount;
    if (isFirst && wording.value === wording.defaultValue) wording.value = chosen.words;
    addPassage(form, chosen);
    forgetSelection();
  }
  wording.focus({ preventScroll: true });
}

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
