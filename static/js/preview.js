// The printed pages beside the form follow what is typed, before it is saved.
const form = document.getElementById("desk");
const pages = document.getElementById("preview");
const state = document.getElementById("preview-state");
let timer;
let latest = 0;
let isSaved = true;

async function refresh() {
  const mine = ++latest;
  const answer = await fetch(form.dataset.preview, { method: "POST", body: new FormData(form) });
  if (mine !== latest) return; // something newer is on its way
  if (!answer.ok || answer.redirected) {
    state.textContent = "chưa xem trước được; bấm Lưu để biết vì sao";
    return;
  }
  pages.innerHTML = await answer.text();
  state.textContent = "chưa lưu";
}

function changed() {
  isSaved = false;
  clearTimeout(timer);
  timer = setTimeout(() => refresh().catch(() => {}), 700);
}

form.addEventListener("input", (event) => {
  event.target.closest(".proposed")?.classList.remove("proposed"); // it is the officer's now
  changed();
});

// After "back" the browser puts back what was typed and never saved.
addEventListener("pageshow", () => {
  const texts = [...form.querySelectorAll("textarea")];
  if (texts.some((text) => text.value !== text.defaultValue)) changed();
});

// What was typed is not lost by a stray click.
form.addEventListener("submit", () => (isSaved = true));
addEventListener("beforeunload", (event) => {
  if (!isSaved) event.preventDefault();
});
