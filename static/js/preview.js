// The printed pages beside the form follow what is typed, before it is saved.
const form = document.getElementById("desk");
const pages = document.getElementById("preview");
const state = document.getElementById("preview-state");
let timer;
let latest = 0;

async function refresh() {
  const mine = ++latest;
  const answer = await fetch(form.dataset.preview, { method: "POST", body: new FormData(form) });
  if (mine !== latest) return; // something newer is on its way
  if (!answer.ok) {
    state.textContent = "chưa xem trước được: có ô chưa hợp lệ";
    return;
  }
  pages.innerHTML = await answer.text();
  state.textContent = "chưa lưu";
}

form.addEventListener("input", (event) => {
  event.target.closest(".proposed")?.classList.remove("proposed"); // it is the officer's now
  clearTimeout(timer);
  timer = setTimeout(() => refresh().catch(() => {}), 700);
});

// What was typed is not lost by a stray click.
let isSaved = true;
form.addEventListener("input", () => (isSaved = false));
form.addEventListener("submit", () => (isSaved = true));
addEventListener("beforeunload", (event) => {
  if (!isSaved) event.preventDefault();
});
