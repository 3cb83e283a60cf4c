// On a narrow screen the panel is a sheet at the foot: folded at first, so that one sees the text.

const sheet = document.querySelector(".panel");
const fold = sheet?.querySelector(".panel__fold");
const isNarrow = window.matchMedia("(max-width: 62rem)");

export function unfold() {
  if (fold) fold.checked = false;
}

// Opens a part of the panel and brings it to the top of what one sees of the panel; the page stays where it is.
export function bringUp(part) {
  unfold();
  const head = sheet.querySelector(".panel__head");
  const under = head ? head.getBoundingClientRect().bottom : sheet.getBoundingClientRect().top;
  if (sheet.scrollHeight > sheet.clientHeight) sheet.scrollTop += part.getBoundingClientRect().top - under - 8;
  else part.scrollIntoView({ block: "nearest" });
}

if (fold) {
  fold.checked = isNarrow.matches;
  sheet.dataset.ready = "true";
  isNarrow.addEventListener("change", () => { fold.checked = false; });
}
