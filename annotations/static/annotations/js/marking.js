// The marking pass: a key presses the button or follows the link that bears it. Single keys can be switched off.
function isTyping(target) {
  return target.matches("textarea, select, input") || target.isContentEditable;
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || isTyping(event.target)) return;
  if (document.body.dataset.singleKeys === "off") return;
  const bearer = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
  if (!bearer) return;
  event.preventDefault();
  bearer.click();
});

// One press, one mark: until the next page is there, further keys are for nobody.
document.addEventListener("submit", (event) => {
  if (event.target.dataset.sent) event.preventDefault();
  event.target.dataset.sent = "yes";
});
