// After a new panel the focus goes to the control that replaced the one used, or to the claim in the text.
import { current } from "./selection.js";

const panel = document.getElementById("panel");

function replacementOf(form) {
  const address = form.getAttribute("action");
  const fresh = [...panel.querySelectorAll("form")].find((other) => other.getAttribute("action") === address);
  return fresh?.closest("details")?.querySelector("summary");
}

// A repair brings new claims into the text: the focus goes there, unless one pressed its button and may press it again.
let pressed = null;

document.body.addEventListener("htmx:beforeRequest", (event) => {
  const { elt } = event.detail;
  pressed = elt.matches("[data-repairs][data-key]") && elt.contains(document.activeElement) ? elt.dataset.key : null;
});

function afterRepair() {
  const again = pressed && document.querySelector(`form[data-key="${CSS.escape(pressed)}"] [type=submit]:not(:disabled)`);
  const asked = panel.querySelector("form[data-key] :is(input[type=radio], input[type=checkbox], select)");
  const claim = current();
  if (!again) panel.closest(".panel").scrollTop = 0;
  claim?.scrollIntoView({ block: "nearest" });
  again?.closest("details")?.setAttribute("open", "");
  (panel.querySelector("form[data-verdict]") ? again ?? claim ?? panel : asked ?? panel).focus({ preventScroll: true });
}

document.body.addEventListener("htmx:afterSwap", (event) => {
  const form = event.detail.requestConfig.elt;
  if (event.detail.target !== panel || !form.matches("form[data-saves]")) return;
  if (form.matches("[data-repairs]") && event.detail.xhr.status < 400) return afterRepair();
  const refused = panel.querySelector("[role=alert]");
  if (refused) {
    panel.closest(".panel").scrollTop = 0;
    panel.focus({ preventScroll: true });
  } else if (!panel.contains(document.activeElement)) {
    (replacementOf(form) ?? current() ?? panel).focus({ preventScroll: true });
  }
});
