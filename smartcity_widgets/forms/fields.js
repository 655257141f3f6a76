// The fields of a form in the page: which is meant, what it says, what it should say.

const TEXTS = "input[type=text], textarea";

/** The field a control belongs to: itself, or the fieldset of its radios or checkboxes. */
function fieldOf(control) {
  return control.closest?.("[data-path]");
}

function fieldAt(root, path) {
  return root.querySelector(
    `[data-path="${CSS.escape(path)}"]:is(fieldset, input, textarea, select)`,
  );
}

/** Every field at a path: a question on the wall stands in the form too. */
function fieldsAt(root, path) {
  return root.querySelectorAll(
    `[data-path="${CSS.escape(path ?? "")}"]:is(fieldset, input, textarea, select)`,
  );
}

const isText = (element) => element instanceof Element && element.matches(TEXTS);

const isGroup = (field) => field.matches("fieldset");

/** The radios or checkboxes of a group, without those of a group inside it. */
function boxesOf(field) {
  const boxes = field.querySelectorAll("input[type=radio], input[type=checkbox]");
  return [...boxes].filter((box) => fieldOf(box) === field);
}

/** What a field says: a text, the ticked values of a list, or "" where nothing is ticked. */
function rawOf(field) {
  if (!isGroup(field)) return field.value;
  const boxes = boxesOf(field);
  const ticked = boxes.filter((box) => box.checked).map((box) => box.value);
  return boxes.some((box) => box.type === "radio") ? (ticked[0] ?? "") : ticked;
}

/** Make a field say `raw`, without moving the caret where it says so already. */
function fill(field, raw) {
  if (isGroup(field)) {
    const ticked = Array.isArray(raw) ? raw : [raw];
    for (const box of boxesOf(field)) box.checked = ticked.includes(box.value);
  } else if (field.value !== (raw ?? "")) {
    field.value = raw ?? "";
  }
}

/** The entry a field shows, null where the page does not say. */
function shownEntry(field) {
  const base = field.dataset.base;
  return base === undefined || base === "" ? null : Number(base);
}

/** Bring a part of the page into view, opened and focused. */
function reach(element) {
  for (let at = element; at; at = at.parentElement) if (at.matches("details")) at.open = true;
  const focusable = element.matches("input, select, textarea, button, a[href], [tabindex]")
    ? element
    : element.querySelector("input:checked, input, select, textarea, [tabindex]") ?? element;
  if (focusable === element && !focusable.matches("input, select, textarea, button, a, [tabindex]")) {
    focusable.tabIndex = -1;
  }
  focusable.focus({ preventScroll: true });
  element.scrollIntoView({ block: "center" });
}
