// The workbench: choosing a claim, saving, and the word that says whether it is saved.
import "./keyboard.js";
import { choose } from "./selection.js";
import "./saving.js";

document.addEventListener("click", (event) => {
  const link = event.target.closest("a.claim, [data-go]");
  if (!link || event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
  const serial = link.dataset.claim ?? link.dataset.go;
  const claim = document.getElementById(`c${serial}`);
  if (!claim || window.getSelection().toString()) return;
  event.preventDefault();
  choose(claim);
});

document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-opens]");
  const dialog = opener && document.getElementById(opener.dataset.opens);
  if (dialog && !dialog.open) dialog.showModal();
});
