// A form that could not be sent stays as it is, with its key: sending it again has one effect.
import { say } from "./saving.js";

const notice = document.querySelector("[data-unsent]");
let unsent = null;

function show(reason) {
  for (const line of notice?.querySelectorAll("[data-reason]") ?? []) line.hidden = line.dataset.reason !== reason;
  if (notice) notice.hidden = false;
}

function hide() {
  unsent = null;
  if (notice) notice.hidden = true;
}

function keep(sender, reason) {
  if (sender.matches("form[data-saves]")) {
    unsent = sender;
    say("failed");
  }
  show(reason);
}

function isWholePage(xhr) {
  return /^\s*<!doctype/i.test(xhr.responseText);
}

// Signing in again changes the token that forms carry. Nothing is sent in the name of somebody else.
async function renewToken() {
  const answer = await fetch(notice.dataset.unsent, { headers: { "X-Requested-With": "fetch" } });
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const token = page.querySelector("[name=csrfmiddlewaretoken]")?.value;
  if (!answer.ok || !token || page.body.dataset.viewer !== document.body.dataset.viewer) return false;
  for (const field of document.querySelectorAll("[name=csrfmiddlewaretoken]")) field.value = token;
  document.body.setAttribute("hx-headers", page.body.getAttribute("hx-headers"));
  return true;
}

async function trouble() {
  try {
    return (await renewToken()) ? "" : "signed-out";
  } catch {
    return "unreachable";
  }
}

async function sendAgain() {
  if (unsent) say("saving");
  const reason = await trouble();
  if (reason) {
    if (unsent) say("failed");
    show(reason);
  } else if (unsent?.isConnected) {
    unsent.requestSubmit();
  } else {
    hide();
    document.querySelector(".claim[aria-current]")?.click();
  }
}

document.body.addEventListener("htmx:sendError", (event) => keep(event.detail.requestConfig.elt, "unreachable"));
document.body.addEventListener("htmx:timeout", (event) => keep(event.detail.requestConfig.elt, "unreachable"));

// The sign-in page, or an error page, must not take the place of what was written.
document.body.addEventListener("htmx:beforeSwap", (event) => {
  const { xhr, requestConfig } = event.detail;
  if (xhr.status < 500 && !isWholePage(xhr)) return;
  const signedOut = xhr.responseURL.includes("/sign-in/") || xhr.status === 403;
  event.detail.shouldSwap = false;
  keep(requestConfig.elt, signedOut ? "signed-out" : "refused");
});

document.body.addEventListener("htmx:afterRequest", (event) => {
  const { successful, xhr } = event.detail;
  if (successful && !isWholePage(xhr)) hide();
});

notice?.querySelector("[data-retry]")?.addEventListener("click", sendAgain);
