// The workbench: choosing a claim with the pointer; everything else is a behaviour of its own.
import "./focus.js";
import { forget } from "./keeping.js";
import "./keyboard.js";
import "./retrying.js";
import "./saving.js";
import { choose } from "./selection.js";
import { unfold } from "./sheet.js";
import "./structure.js";

document.addEventListener("click", (event) => {
  const link = event.target.closest("a.claim, [data-go]");
  if (!link || event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
  if (link.hasAttribute("data-leaves")) forget();
  const claim = document.getElementById(`c${link.dataset.claim ?? link.dataset.go}`);
  if (!claim || window.getSelection().toString()) return;
  event.preventDefault();
  choose(claim);
  if (link === claim) unfold();
});

// For browsers that do not know `commandfor` yet; the others open the dialog themselves.
document.addEventListener("click", (event) => {
  if ("commandForElement" in HTMLButtonElement.prototype) return;
  const opener = event.target.closest("[data-opens]");
  const dialog = opener && document.getElementById(opener.dataset.opens);
  if (dialog && !dialog.open) dialog.showModal();
});
