// What takes long says so at once; whoever comes back to the page finds it as it was.
const buttons = document.querySelectorAll("main button");

addEventListener("submit", (event) => {
  const text = event.submitter?.dataset.busy;
  if (!text || event.defaultPrevented) return;
  const bar = Object.assign(document.createElement("progress"), { ariaHidden: "true" }); // the words tell it
  event.target.querySelector(".busy").replaceChildren(text, bar);
  // Not before the browser has gathered what it sends: what is disabled is not sent.
  setTimeout(() => buttons.forEach((button) => (button.disabled = true)));
});

addEventListener("pageshow", () => {
  for (const told of document.querySelectorAll(".busy")) told.replaceChildren();
  for (const button of buttons) button.disabled = false;
});
