// The present view: the questions of the forms in this page, one at a time, on the whole
// window. What stands on it is drawn in the kernel, as a fragment of its form; here it is
// opened, stepped through by keys and buttons, and closed again where one was.

const DIGIT = /^(?:Digit|Numpad)([0-4])$/; // by place: on some keyboards digits need Shift

/** Put a question on the wall: `detail` is {path, sequence, origin}; false where no form has it. */
function present(detail) {
  const step = detail.path.split("/")[0];
  const forms = document.querySelectorAll(`.smartcity-form[data-step="${CSS.escape(step)}"]`);
  const form = [...forms].at(-1);
  form?.dispatchEvent(new CustomEvent("smartcity-present", { detail, bubbles: true }));
  return Boolean(form);
}

/** Every question one steps through: those of all forms of the page, in order. */
function wholeSequence() {
  const buttons = document.querySelectorAll(".smartcity-form button[data-sequence]");
  const paths = [...buttons].flatMap((one) => one.dataset.sequence.split(" "));
  return [...new Set(paths)];
}

/** What stands on the wall of this tab, across a cell that is run again and a reload. */
const onWall = {
  name: "smartcity-wall",
  put(what) {
    try {
      if (what) sessionStorage.setItem(this.name, JSON.stringify(what));
      else sessionStorage.removeItem(this.name);
    } catch {
      // Forbidden storage: then the present view ends with its form.
    }
  },
  get() {
    try {
      return JSON.parse(sessionStorage.getItem(this.name));
    } catch {
      return null;
    }
  },
};

class Wall {
  #path = "";
  #shown = "";
  #sequence = [];
  #origin = null; // what had focus before the first question
  #numbered = false; // whether the number of a page was asked for

  /** @param key names the workbook; @param tell sends a message to the kernel. */
  constructor(root, key, tell) {
    this.root = root;
    this.key = key;
    this.tell = tell;
    root.addEventListener("smartcity-present", ({ detail }) => this.#open(detail));
    // The event does not bubble: it is caught on its way down.
    root.addEventListener("close", (event) => event.target === this.dialog && this.#closed(), true);
  }

  get dialog() {
    return this.root.querySelector("dialog[data-wall]");
  }

  get isOpen() {
    return Boolean(this.dialog?.open);
  }

  #open({ path, sequence, origin }) {
    this.#origin = origin ?? document.activeElement;
    this.#sequence = sequence?.includes(path) ? sequence : [path];
    this.#path = path;
    this.#shown = "";
    onWall.put({ key: this.key, path, sequence: this.#sequence });
    if (!this.isOpen) this.dialog.showModal();
    this.tell({ type: "present", path });
    this.settle();
  }

  /** Go on where the form before this one was: its cell was run again, or the page loaded. */
  resume() {
    const kept = onWall.get();
    const step = this.root.querySelector(".smartcity-form")?.dataset.step;
    if (!kept || kept.key !== this.key || kept.path.split("/")[0] !== step) return;
    if (!this.root.isConnected || document.querySelector("dialog[data-wall][open]")) return;
    this.#open({ ...kept, origin: this.root });
  }

  #closed() {
    if (onWall.get()?.path === this.#path) onWall.put(null);
    if (this.#path) this.tell({ type: "present", path: "" });
    this.#path = "";
    if (this.#origin?.isConnected) this.#origin.focus({ preventScroll: true });
    this.#origin = null;
  }

  /** After a drawing: what was asked for stays; a new question is told, from its top. */
  settle() {
    if (!this.isOpen) return;
    this.#number();
    const shown = this.dialog.querySelector("[data-wall-path]")?.dataset.wallPath;
    if (!shown || shown === this.#shown || shown !== this.#path) return;
    this.#shown = shown;
    this.dialog.scrollTop = 0;
    this.dialog.querySelector("[data-wall-title]").focus({ preventScroll: true });
  }

  step(by) {
    const path = this.#sequence[this.#sequence.indexOf(this.#path) + by];
    if (!path || this.#sequence.indexOf(this.#path) + by < 0) return;
    const detail = { path, sequence: this.#sequence, origin: this.#origin };
    const mine = path.split("/")[0] === this.root.querySelector(".smartcity-form").dataset.step;
    if (mine) this.#open(detail);
    else if (present(detail)) {
      this.#origin = null; // it went along
      this.dialog.close();
    }
  }

  /** Show a page that stands on the wall as a whole; its number only once asked for. */
  show() {
    this.#origin = document.activeElement;
    this.#numbered = false;
    this.#number();
    this.dialog.showModal();
    this.dialog.querySelector("[data-wall-title]").focus({ preventScroll: true });
  }

  /** Show the number, or hide it again: it is for who asks. */
  toggle() {
    this.#numbered = !this.#numbered;
    this.#number();
  }

  #number() {
    const number = this.dialog.querySelector(".wall-number");
    if (!number) return;
    number.hidden = !this.#numbered;
    const button = this.dialog.querySelector('[data-action="wall-number"]');
    button.setAttribute("aria-expanded", String(this.#numbered));
  }

  close() {
    this.dialog.close();
  }

  /** Whether a key was meant for the present view, and was obeyed. */
  pressed(event) {
    if (!this.isOpen || event.target.closest("dialog[data-jot]")) return false;
    const { key, code, target } = event;
    const typing = target.matches("textarea, select, input:not([type=radio], [type=checkbox])");
    if (key === "Escape") {
      event.preventDefault();
      if (typing) this.dialog.querySelector("[data-wall-title]").focus();
      else this.close();
      return true;
    }
    if (key === "PageDown" || key === "PageUp") {
      event.preventDefault();
      this.step(key === "PageDown" ? 1 : -1);
      return true;
    }
    if (typing || event.ctrlKey || event.metaKey || event.altKey) return false;
    return this.#level(key, code) || this.#button(event);
  }

  #level(key, code) {
    const value = key === "?" ? "unknown" : DIGIT.exec(code)?.[1] ?? (/^[0-4]$/.test(key) ? key : null);
    const group = this.dialog.querySelector('fieldset[data-kind="level"]');
    const radio = value && group?.querySelector(`input[type="radio"][value="${value}"]`);
    if (!radio) return this.#hand(value);
    radio.focus({ preventScroll: true });
    if (!radio.checked) radio.click();
    return true;
  }

  /** While hands are counted, the key of a level is one more hand. */
  #hand(value) {
    const more = this.dialog.querySelector(
      `button[data-action="count"][data-to="up"][data-path$="/${value}"]`,
    );
    more?.click();
    return Boolean(more);
  }

  #button(event) {
    const digit = DIGIT.exec(event.code)?.[1];
    const name = digit ?? (event.key.length === 1 ? event.key.toLowerCase() : event.key);
    const button = this.dialog.querySelector(`button[data-key="${CSS.escape(name)}"]`);
    if (!button) return false;
    event.preventDefault();
    button.click();
    return true;
  }
}
