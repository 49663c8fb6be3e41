// What the chosen status and form do not ask for is out of the way; without scripts it all shows.
const status = document.getElementById("id_status");
const form = document.getElementById("id_form");

const show = (name, isAsked) => {
  const row = document.querySelector(`.form-row.field-${name}`);
  const input = document.getElementById(`id_${name}`);
  if (row && input) row.hidden = !isAsked && !input.value && !row.querySelector(".errorlist");
};

const ask = () => {
  show("reason", ["postponed", "cancelled"].includes(status.value));
  show("new_on", status.value === "postponed");
  show("host", form.value !== "zone");
};

if (status && form) {
  status.addEventListener("change", ask);
  form.addEventListener("change", ask);
  ask();
}

// A link may lead to one field (#id_status); what the answer says stands at the top of the page.
addEventListener("submit", () => history.replaceState(history.state, "", location.pathname + location.search));
