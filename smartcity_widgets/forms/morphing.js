// How what the kernel drew takes the place of what stands in the page, without taking away
// what somebody is typing, has unfolded or opened.

/** Fragments in the order they are drawn: a row's slot stands in the fragment of its table. */
function rowsLast(fragments) {
  const isRow = ([name]) => name.startsWith("r:");
  const all = [...fragments];
  return [...all.filter((one) => !isRow(one)), ...all.filter(isRow)];
}

/** Whether a node is the slot of a row, whose inside is a fragment of its own. */
function isSlot(node) {
  return node.dataset?.fragment?.startsWith("r:") && !node.hasChildNodes();
}

/** Make an element's inside what `html` says; `isOurs` tells a field that keeps its value. */
function morph(target, html, isOurs) {
  const active = document.activeElement;
  Idiomorph.morph(target, withPools(html, target.closest("form")), {
    morphStyle: "innerHTML",
    ignoreActiveValue: isText(active) && isOurs(active),
    callbacks: {
      beforeNodeMorphed: (node, drawn) =>
        (!node.dataset || node.dataset.status === undefined) && !isSlot(drawn),
      beforeAttributeUpdated: (name, element) =>
        !(name === "open" && element.matches("details, dialog")) &&
        !(name === "checked" && !fieldOf(element)), // an option, which no answer holds
    },
  });
}

/** The paths of the rows of a table that stand in an element. */
function rowsOf(root, table) {
  const inside = `[data-path^="${CSS.escape(table)}/"]`;
  const cells = root.querySelectorAll(`${inside}:is(fieldset, input, textarea, select)`);
  const rows = [...cells].map((cell) => cell.dataset.path.split("/").slice(0, 3).join("/"));
  return [...new Set(rows)];
}

/** Put what the kernel does not have yet over what it drew. */
function overlay(root, outbox, respondent) {
  for (const edit of outbox.under(respondent)) {
    if (!["answer", "note", "clear"].includes(edit.op)) continue;
    for (const field of fieldsAt(root, edit.path)) fill(field, edit.op === "clear" ? "" : edit.raw);
  }
  for (const [place, kept] of outbox.typed) {
    const cut = place.indexOf(" ");
    if (place.slice(0, cut) !== respondent) continue;
    for (const field of fieldsAt(root, place.slice(cut + 1))) fill(field, kept.text);
  }
}
