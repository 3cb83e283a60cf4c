// "Saved" appears only when the server has said so; unsaved work is guarded.

const WORDS = { "": "No changes", dirty: "Not saved yet", saving: "Saving…", saved: "Saved", failed: "Not saved" };
const status = document.querySelector("[data-status]");

function say(state) {
  if (!status) return;
  status.dataset.state = state === "dirty" ? "" : state;
  status.textContent = WORDS[state];
}

document.addEventListener("input", (event) => {
  const form = event.target.closest("form[data-saves]");
  if (!form) return;
  form.dataset.dirty = "true";
  say("dirty");
});

document.body.addEventListener("htmx:beforeRequest", (event) => {
  if (event.detail.elt.matches("form[data-saves]")) say("saving");
});

// The form may have been replaced by the answer already, so the request is asked who sent it.
document.body.addEventListener("htmx:afterRequest", (event) => {
  if (!event.detail.requestConfig.elt.matches("form[data-saves]")) return;
  say(event.detail.successful ? "saved" : "failed");
});

// Without an answer the form stays as it is, with its key: sending it again has one effect.
document.body.addEventListener("htmx:sendError", (event) => {
  if (event.detail.elt.matches("form[data-saves]")) say("failed");
});

// A session that has ended answers with the sign-in page; it must not take the place of what was written.
document.body.addEventListener("htmx:beforeSwap", (event) => {
  if (!event.detail.xhr.responseURL.includes("/sign-in/")) return;
  event.detail.shouldSwap = false;
  say("failed");
  window.alert("You have been signed out. Sign in again in another window; what you wrote is still here.");
});

window.addEventListener("beforeunload", (event) => {
  if (document.querySelector("form[data-dirty]")) event.preventDefault();
});

document.addEventListener("submit", (event) => {
  if (!event.target.hasAttribute("hx-post")) delete event.target.dataset.dirty;
});
