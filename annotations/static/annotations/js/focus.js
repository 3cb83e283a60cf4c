// After a new panel the focus goes to the control that replaced the one used, or to the claim in the text.
import { current } from "./selection.js";

const panel = document.getElementById("panel");

function replacementOf(form) {
  const address = form.getAttribute("action");
  const fresh = [...panel.querySelectorAll("form")].find((other) => other.getAttribute("action") === address);
  return fresh?.closest("details")?.querySelector("summary");
}

document.body.addEventListener("htmx:afterSwap", (event) => {
  const form = event.detail.requestConfig.elt;
  if (event.detail.target !== panel || !form.matches("form[data-saves]")) return;
  const refused = panel.querySelector("[role=alert]");
  if (refused) {
    panel.closest(".panel").scrollTop = 0;
    panel.focus({ preventScroll: true });
  } else if (!panel.contains(document.activeElement)) {
    (replacementOf(form) ?? current() ?? panel).focus({ preventScroll: true });
  }
});
