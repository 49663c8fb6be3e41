// Down a column by keyboard, as in a spreadsheet: Enter and the arrows; Tab goes along the row.
const form = document.getElementById("turnout");

const column = (input) => [...form.querySelectorAll(`input[data-column="${input.dataset.column}"]`)];

form?.addEventListener("keydown", (event) => {
  const input = event.target;
  const step = { Enter: 1, ArrowDown: 1, ArrowUp: -1 }[event.key];
  const isComposing = event.isComposing; // a letter with its accents is being typed
  if (!step || isComposing || !input.dataset.column || event.ctrlKey || event.altKey || event.metaKey) return;
  event.preventDefault();
  const inputs = column(input);
  const back = event.key === "Enter" && event.shiftKey;
  const next = inputs[inputs.indexOf(input) + (back ? -1 : step)];
  if (next) {
    next.focus();
    next.select();
  } else if (event.key === "Enter" && !back) {
    form.querySelector(".save button").focus(); // the last of its column
  }
});

// What was typed is not lost by a stray click; to call the next company is none.
let isSaved = true;
let isCalling = false;
form?.addEventListener("input", () => (isSaved = false));
form?.addEventListener("submit", () => (isSaved = true));
form?.addEventListener("click", (event) => {
  isCalling = event.target.closest("a[href^='tel:']") !== null;
  if (isCalling) setTimeout(() => (isCalling = false), 1000);
});
addEventListener("beforeunload", (event) => {
  if (!isSaved && !isCalling) event.preventDefault();
});
