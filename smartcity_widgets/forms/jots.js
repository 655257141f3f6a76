// What is noted down in passing: an action, a remark put aside, a decision. A small window
// asks for it; what is saved is an edit like any other: a row of the journal or of the step.

const TABLES = {
  action: () => "journal/actions",
  parking: () => "journal/parking",
  decision: (from) => `${from.split("/")[0]}/step_decisions`,
};

/** Open the window for a kind of note, begun with what its button knows. */
function openJot(root, button) {
  const { jot, what, from } = button.dataset;
  const dialog = root.querySelector(`dialog[data-jot="${jot}"]`);
  dialog.dataset.from = from ?? "";
  for (const cell of dialog.querySelectorAll("[data-cell]")) {
    cell.value = cell.dataset.cell === "what" ? what ?? "" : "";
    cell.removeAttribute("aria-invalid");
  }
  dialog.showModal();
  const first = dialog.querySelector("[data-cell]");
  first.focus();
  first.select();
}

/** What a window says, as an edit; null while it says nothing, which is then shown. */
function jotted(dialog) {
  const { jot, from } = dialog.dataset;
  const cells = {};
  for (const cell of dialog.querySelectorAll("[data-cell]")) {
    if (cell.value.trim()) cells[cell.dataset.cell] = cell.value;
  }
  const first = dialog.querySelector("[data-cell]");
  if (!cells[first.dataset.cell]) {
    first.setAttribute("aria-invalid", "true");
    first.focus();
    return null;
  }
  if (jot === "action" && from) cells.from = from;
  if (jot === "parking" && from) cells.step = from;
  if (jot === "decision") cells.date = today();
  return { path: TABLES[jot](from), cells, raw: today() };
}
