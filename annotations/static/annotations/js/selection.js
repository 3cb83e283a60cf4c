// Choosing a claim: its panel is fetched, the text marks where one stands, the address says so.

export function current() {
  return document.querySelector(".claim[aria-current]");
}

export function claims() {
  return [...document.querySelectorAll("#text .claim")];
}

function hasUnsaved() {
  return document.querySelector("#panel form[data-dirty]") !== null;
}

export async function choose(claim) {
  if (!claim) return;
  if (hasUnsaved() && !window.confirm("What you entered for this claim is not saved. Leave it?")) return;
  current()?.removeAttribute("aria-current");
  claim.setAttribute("aria-current", "true");
  claim.scrollIntoView({ block: "nearest" });
  const url = new URL(claim.href);
  await window.htmx.ajax("GET", `${url.pathname}panel/`, { target: "#panel", swap: "innerHTML" });
  window.history.replaceState(null, "", claim.href);
  claim.focus({ preventScroll: true });
}

export function step(by) {
  const all = claims();
  const here = all.indexOf(current());
  const there = all[here + by];
  if (there) return choose(there);
  const way = document.querySelector(by > 0 ? '#panel [rel="next"]' : '#panel [rel="prev"]');
  if (way) window.location.assign(way.href);
}

export async function nextUnread() {
  const link = document.querySelector("#panel [data-next-unread]");
  if (!link) return;
  const answer = await fetch(link.href, { redirect: "follow", headers: { "X-Requested-With": "fetch" } });
  const serial = /\/claims\/(\d+)\//.exec(answer.url)?.[1];
  const claim = serial && document.getElementById(`c${serial}`);
  if (claim) return choose(claim);
  if (serial) window.location.assign(answer.url);
}

document.body.addEventListener("htmx:oobAfterSwap", () => {
  const serial = document.querySelector("[data-panel-of]")?.dataset.panelOf;
  const claim = document.getElementById(`c${serial}`);
  if (claim) claim.setAttribute("aria-current", "true");
});
