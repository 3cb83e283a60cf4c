// The word that says whether it is saved: "Saved" appears only when the server has said so.

const WORDS = { "": "No changes", dirty: "Not saved yet", saving: "Saving…", saved: "Saved", failed: "Not saved" };
const status = document.querySelector("[data-status]");
let sent = Promise.resolve();
let answered = () => {};

export function say(state) {
  if (!status) return;
  status.dataset.state = state;
  status.textContent = WORDS[state];
}

// Fulfilled when no form is on its way to the server.
export function whenSent() {
  return sent;
}

document.addEventListener("input", (event) => {
  if (event.target.closest("form[data-saves]")) say("dirty");
});

document.body.addEventListener("htmx:beforeRequest", (event) => {
  if (!event.detail.elt.matches("form[data-saves]")) return;
  sent = new Promise((done) => { answered = done; });
  say("saving");
});

// The form may have been replaced by the answer already, so the request is asked who sent it.
document.body.addEventListener("htmx:afterRequest", (event) => {
  const { requestConfig, successful, xhr } = event.detail;
  if (!requestConfig.elt.matches("form[data-saves]")) return;
  const isSaved = successful && !xhr.responseURL.includes("/sign-in/");
  const goesOn = document.querySelector("form[data-dirty]") ? "dirty" : "saved";
  const isAsked = xhr.getResponseHeader("X-Stored") === "nothing";
  say(isSaved ? (isAsked ? "" : goesOn) : "failed");
  answered();
});
