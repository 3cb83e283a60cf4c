// The stale queue by keyboard: j and k walk through one's own verdicts, c, r and d press their buttons, u takes back.
const items = [...document.querySelectorAll("[data-stale]")];

function at() {
  return items.indexOf(document.activeElement?.closest("[data-stale]"));
}

function step(by) {
  const here = at();
  const next = items[here < 0 ? 0 : Math.min(items.length - 1, Math.max(0, here + by))];
  next?.focus();
}

function press(key) {
  const item = items[Math.max(0, at())];
  item?.querySelector(`[data-act="${key}"]`)?.click();
}

function undo() {
  document.querySelector("[data-undo]")?.click();
}

const ACTS = { j: () => step(1), k: () => step(-1), c: () => press("c"), r: () => press("r"), d: () => press("d"), u: undo };

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || document.body.dataset.singleKeys === "off") return;
  if (event.target.matches("textarea, select, input") || document.querySelector("dialog[open]")) return;
  if (!Object.hasOwn(ACTS, event.key)) return;
  event.preventDefault();
  ACTS[event.key]();
});

// After an act the page comes anew: go on at the first one that is left.
if (items.length && !location.hash) items[0].focus({ preventScroll: true });
