// Choosing a claim: its panel is fetched, the text marks where one stands, the address says so.
import { forget, hasUnsaved } from "./keeping.js";
import { whenSent } from "./saving.js";

const panel = document.getElementById("panel");

export function current() {
  return document.querySelector(".claim[aria-current]");
}

export function claims() {
  return [...document.querySelectorAll("#text .claim")];
}

function claimOfPanel() {
  return document.getElementById(`c${panel.querySelector("[data-panel-of]")?.dataset.panelOf}`);
}

function mark(claim) {
  current()?.removeAttribute("aria-current");
  claim?.setAttribute("aria-current", "true");
}

// Only the claim chosen last gets its panel: a request that is still under way is given up.
async function fetchPanel(claim) {
  const address = `${new URL(claim.href).pathname}panel/`;
  window.htmx.trigger(panel, "htmx:abort");
  try {
    await window.htmx.ajax("GET", address, { source: panel, target: panel, swap: "innerHTML" });
  } catch {
    return false;
  }
  return claimOfPanel() === claim;
}

let latest = 0;

export async function choose(claim) {
  if (!claim) return;
  await whenSent();
  if (hasUnsaved() && !window.confirm("What you entered for this claim is not saved. Leave it?")) return;
  forget();
  latest += 1;
  const turn = latest;
  document.getElementById("done")?.replaceChildren();
  mark(claim);
  claim.scrollIntoView({ block: "nearest" });
  claim.focus({ preventScroll: true });
  const came = await fetchPanel(claim);
  if (turn !== latest) return;
  // Without its panel the claim is not chosen: what one presses next must not fall on another one.
  if (!came) return mark(claimOfPanel());
  panel.closest(".panel").scrollTop = 0;
  window.history.replaceState(null, "", claim.href);
}

export function step(by) {
  const all = claims();
  const there = all[all.indexOf(current()) + by];
  if (there) return choose(there);
  const way = panel.querySelector(by > 0 ? '[rel="next"]' : '[rel="prev"]');
  if (way) window.location.assign(way.href);
}

export async function nextUnread() {
  const link = panel.querySelector("[data-next-unread]");
  if (!link) return;
  await whenSent();
  const answer = await fetch(link.href, { redirect: "follow", headers: { "X-Requested-With": "fetch" } });
  const serial = /\/claims\/(\d+)\//.exec(answer.url)?.[1];
  const claim = serial && document.getElementById(`c${serial}`);
  if (claim) return choose(claim);
  if (serial) window.location.assign(answer.url);
}
