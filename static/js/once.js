// One form, one row: the key in a form stays with its place in the browser's history, so that
// "back" and "Lưu" send the key that was sent before, and the server leads to the row it made.
const keys = [...document.querySelectorAll("input[name$=entry_key]")];

addEventListener("pageshow", () => {
  for (const form of document.forms) delete form.dataset.sent;
  const kept = history.state?.keys ?? {};
  for (const key of keys) key.value = kept[key.name] ?? key.value;
  const now = Object.fromEntries(keys.map((key) => [key.name, key.value]));
  history.replaceState({ ...history.state, keys: now }, "");
});

// A second click is not a second form; after ten seconds it may be a new try.
addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post") return;
  if (form.dataset.sent) event.preventDefault();
  form.dataset.sent = "yes";
  setTimeout(() => delete form.dataset.sent, 10000);
});
