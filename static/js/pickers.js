// Django's pickers say their label to the eye only: say it to a screen reader too.
// Registered after Django's own start of the pickers, and so run after it.
window.django?.jQuery?.(() => {
  for (const select of document.querySelectorAll("select.admin-autocomplete")) {
    const label = document.querySelector(`label[for="${select.id}"]`);
    const picker = select.nextElementSibling;
    if (!label || !picker) continue;
    label.id ||= `label-of-${select.id}`;
    const shown = picker.querySelector("[role=textbox]");
    const ids = [label.id, shown?.id].filter(Boolean).join(" ");
    picker.querySelector("[role=combobox]")?.setAttribute("aria-labelledby", ids);
    for (const box of picker.querySelectorAll("[role=textbox], [role=searchbox]")) {
      box.setAttribute("aria-label", label.textContent.trim());
    }
  }
});
