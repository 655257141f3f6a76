// Names that many rows choose from: the kernel draws them once for a form (render/pooling.py),
// and a field with what it names already. Here the others come into the fields of open cards.

const POOLED = "[data-pool]";

/** Whether a field stands in a card that is folded: nobody sees it. */
function isFolded(field, root) {
  const card = field.closest("details.card");
  if (!card) return false;
  const live = root.contains(card) ? card : root.querySelector(`#${CSS.escape(card.id)}`);
  return !live?.open;
}

/** One name that can be chosen, as the kernel draws it in such a field. */
function spare(field, { value, label, text }) {
  if (field.matches("select")) return new Option(label || text, value);
  const item = document.createElement("li");
  const option = item.appendChild(document.createElement("label"));
  option.className = "option";
  const box = option.appendChild(document.createElement("input"));
  box.setAttribute("type", "checkbox");
  box.setAttribute("value", value);
  option.appendChild(document.createElement("span")).textContent = label || text;
  return item;
}

/** Give a field every name of its list, in order; what it names already stays as it is. */
function fillFrom(field, pool) {
  const select = field.matches("select");
  const list = select ? field : field.querySelector("ul.check");
  const has = new Map();
  for (const one of list.children) has.set((select ? one : one.querySelector("input"))?.value, one);
  const wanted = [...pool.children].map((one) => has.get(one.value) ?? spare(field, one));
  const others = [...list.children].filter((one) => !wanted.includes(one));
  const all = select ? [...others, ...wanted] : [...wanted, ...others];
  if (all.length === list.children.length && all.every((one, at) => one === list.children[at])) return;
  const active = list.contains(document.activeElement) ? document.activeElement : null;
  list.replaceChildren(...all);
  active?.focus({ preventScroll: true });
}

/** Fill the fields that are seen in a part of the page, or in what will stand there. */
function pooled(part, root) {
  for (const field of part.querySelectorAll(POOLED)) {
    const pool = root.querySelector(`[data-pool-of="${CSS.escape(field.dataset.pool)}"]`);
    if (pool && !isFolded(field, root)) fillFrom(field, pool);
  }
}

/** What the kernel drew, as HTML or as nodes in which the names that are seen are filled in. */
function withPools(html, root) {
  if (!html.includes("data-pool=")) return html;
  const drawn = document.createElement("template");
  drawn.innerHTML = html;
  pooled(drawn.content, root);
  return [...drawn.content.childNodes];
}
