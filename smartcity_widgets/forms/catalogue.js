// Picking an indicator: a combobox (ARIA 1.2) whose list the kernel drew once for the form.
//
// The list is shown over the page, under the field in use, and follows what is typed there.
// Only what is chosen is committed at once; what is typed is committed like any text, when
// the field is left, and the kernel reads it.

const BESIDE = 4; // px between the field and its list
const TALLEST = 420; // px
const LEAST = 160; // px the list needs under a field; with less it goes above

/** The words of a text without accents and capitals; values/indicators.py folds likewise. */
function folded(text) {
  const bare = text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const points = bare.replace(/(?<=[0-9]),(?=[0-9])/g, ".");
  return points.match(/[\p{L}\p{N}]+(?:\.[\p{L}\p{N}]+)*/gu) ?? [];
}

class Catalogue {
  #field = null; // the field the list is open for
  #active = null; // the option the keys stand on
  #picking = false; // what is typed now is what was chosen

  /** @param commit makes an edit of what stands in a field. */
  constructor(root, commit) {
    this.root = root;
    this.commit = commit;
    root.addEventListener("input", ({ target }) => {
      if (isPicker(target) && !this.#picking) this.#open(target, target.value);
    });
    root.addEventListener("click", ({ target }) => {
      const option = target.closest("[data-catalogue] [role=option]");
      if (option) this.#choose(option);
      else if (isPicker(target) && this.#field !== target) this.#open(target, "");
    });
    // The field keeps the focus while the list is used with a mouse or a finger.
    root.addEventListener("mousedown", (event) => {
      if (event.target.closest("[data-catalogue]")) event.preventDefault();
    });
    root.addEventListener("focusout", ({ target }) => target === this.#field && this.close());
    this.follow = () => this.#place();
  }

  get #box() {
    const list = this.#field && listOf(this.root, this.#field);
    return list?.closest("[data-catalogue]") ?? null;
  }

  get #shown() {
    return [...this.#box.querySelectorAll("[role=option]:not([hidden])")];
  }

  /** Whether a key was meant for the list, and was obeyed. */
  pressed(event) {
    const { key, target, altKey } = event;
    if (!isPicker(target) || event.isComposing || event.ctrlKey || event.metaKey) return false;
    const obeyed = this.#field === target ? this.#inList(key, altKey) : this.#closed(key, altKey, target);
    if (obeyed) event.preventDefault();
    return obeyed;
  }

  #closed(key, alt, field) {
    if (key !== "ArrowDown" && key !== "ArrowUp") return false;
    this.#open(field, "");
    const chosen = this.#shown.find((one) => one.dataset.label === field.value);
    if (chosen) this.#stand(chosen);
    else if (!alt) this.#stand(this.#shown.at(key === "ArrowDown" ? 0 : -1));
    return true;
  }

  #inList(key, alt) {
    const shown = this.#shown;
    const at = shown.indexOf(this.#active);
    if (key === "Escape" || (key === "ArrowUp" && alt)) this.close();
    else if (key === "ArrowDown") this.#stand(shown[(at + 1) % shown.length]);
    else if (key === "ArrowUp") this.#stand(shown.at(at > 0 ? at - 1 : -1));
    else if (key === "Home" && this.#active) this.#stand(shown[0]);
    else if (key === "End" && this.#active) this.#stand(shown.at(-1));
    else if (key === "Enter") return this.#enter(shown);
    else {
      if (key === "Home" || key === "End" || key === "ArrowLeft" || key === "ArrowRight") this.#stand(null);
      return false;
    }
    return true;
  }

  /** Enter takes what the keys stand on, or the only one there is; else the text is read. */
  #enter(shown) {
    const only = shown.length === 1 ? shown[0] : null;
    const chosen = this.#active ?? only;
    if (chosen) this.#choose(chosen);
    else this.close();
    return Boolean(chosen);
  }

  #choose(option) {
    const field = this.#field;
    if (!field) return;
    this.close();
    field.value = option.dataset.label;
    this.#picking = true;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    this.#picking = false;
    this.commit(field);
  }

  // What is seen ---------------------------------------------------------------------------

  #open(field, query) {
    if (this.#field && this.#field !== field) this.close();
    this.#field = field;
    const box = this.#box;
    if (!box) {
      this.#field = null;
      return;
    }
    this.#filter(query);
    if (!box.matches(":popover-open")) box.showPopover();
    field.setAttribute("aria-expanded", "true");
    document.addEventListener("scroll", this.follow, { capture: true, passive: true });
    globalThis.addEventListener("resize", this.follow);
    this.#place();
  }

  close() {
    const field = this.#field;
    if (!field) return;
    this.#stand(null);
    const box = this.#box;
    this.#field = null;
    field.setAttribute("aria-expanded", "false");
    if (box?.matches(":popover-open")) box.hidePopover();
    document.removeEventListener("scroll", this.follow, { capture: true });
    globalThis.removeEventListener("resize", this.follow);
  }

  /** After a drawing, which knows of no open list: it stays where somebody uses it. */
  settle() {
    const field = this.#field;
    if (!field) return;
    const chosen = this.#active;
    if (!field.isConnected || document.activeElement !== field || !this.#box) {
      this.close();
      return;
    }
    this.#open(field, this.query);
    if (chosen?.isConnected && !chosen.hidden) this.#stand(chosen);
  }

  #filter(query) {
    this.query = query;
    const wanted = folded(query);
    for (const option of this.#box.querySelectorAll("[role=option]")) {
      const said = option.dataset.find.split(" ");
      option.hidden = !wanted.every((one) => said.some((word) => word.startsWith(one)));
    }
    this.#stand(null);
    const { length: n } = this.#shown;
    const { none, one, other } = this.#box.dataset;
    const sentence = [none, one][n] ?? other;
    const told = this.#box.querySelector(".found");
    told.textContent = sentence.replace("{n}", n);
    if (this.#shown[0]) this.#show(this.#shown[0]);
  }

  /** Let the keys stand on an option; on none of them with null. */
  #stand(option) {
    this.#active?.setAttribute("aria-selected", "false");
    this.#active = option ?? null;
    if (!this.#active) {
      this.#field?.removeAttribute("aria-activedescendant");
      return;
    }
    this.#active.setAttribute("aria-selected", "true");
    this.#field.setAttribute("aria-activedescendant", this.#active.id);
    this.#show(this.#active);
  }

  /** Scroll the list, and nothing else, to an option. */
  #show(option) {
    const list = option.parentElement;
    const top = option.offsetTop - list.offsetTop;
    if (top < list.scrollTop) list.scrollTop = top;
    const bottom = top + option.offsetHeight - list.clientHeight;
    if (bottom > list.scrollTop) list.scrollTop = bottom;
  }

  /** Put the list under its field, or above it where there is more room. */
  #place() {
    const box = this.#box;
    if (!box) return;
    const { top, bottom, left, width } = this.#field.getBoundingClientRect();
    const under = globalThis.innerHeight - bottom - 2 * BESIDE;
    const above = top - 2 * BESIDE;
    const below = under >= LEAST || under >= above;
    const side = below ? { top: `${bottom + BESIDE}px`, bottom: "auto" } : { top: "auto", bottom: `${globalThis.innerHeight - top + BESIDE}px` };
    const height = Math.min(TALLEST, Math.max(below ? under : above, 0));
    Object.assign(box.style, side, { left: `${left}px`, width: `${width}px`, maxHeight: `${height}px` });
  }
}

const isPicker = (element) => element instanceof Element && element.matches("input[role=combobox]");

/** The list of a field: that of the form, or of the present view where the field stands. */
function listOf(root, field) {
  return root.querySelector(`#${CSS.escape(field.getAttribute("aria-controls"))}`);
}
