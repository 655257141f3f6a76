// A form, a panel or a picker in the page: listens for changes, sends them, patches the HTML.
//
// The HTML of a question is made in the kernel and only there. The kernel sends the whole
// page once and then what changed of it, as fragments; a view can be drawn again at any time
// from the model and the outbox, without the kernel.
//
// anywidget loads one module: the kernel joins vendor/idiomorph.js, the files beside this one
// and this one, in the order that forms/live.py says.

const TICK = 500; // ms between looks at what is still waiting
const REDRAW = 300; // ms between two drawings of a page that follows others' edits
const CONTROLS = "button, input, select, textarea, summary, a[href]";

class Page {
  #views = new Set();
  #walls = new Map(); // view → its present view
  #catalogues = new Map(); // view → what picks an indicator in it
  #fragments = new Map();
  #version = 0;
  #language = "en";
  #respondent = "";
  #words = {};
  #stale = null;
  #staleAt = 0;
  #focused = null; // {path, start, end} of the field that had focus when its view went away
  #newRowIn = null;
  #lastPath = "";

  constructor(model) {
    this.model = model;
    this.outbox = new Outbox(model, model.get("key"), model.get("step"), () => this.#say());
    this.#read();
    model.on("change:page", () => this.#redraw());
    model.on("msg:custom", (message) => this.#hear(message));
    model.on("comm_live_update", () => this.#listen());
    this.timer = setInterval(() => this.#tick(), TICK);
    this.outbox.start();
    this.outbox.tell({ type: "hello", version: this.#version });
  }

  close() {
    clearInterval(this.timer);
    clearTimeout(this.#stale);
  }

  // What the kernel says -------------------------------------------------------------------

  #read() {
    const page = this.model.get("page");
    this.#fragments.clear();
    this.#version = page.version;
    this.#language = page.language;
    this.#respondent = page.respondent;
    this.#words = page.words;
  }

  #hear(message) {
    if (message.type === "ack") {
      const edit = this.outbox.acknowledge(message);
      if (edit?.op === "add-row" && !edit.cells) this.#newRowIn = edit.path;
      if (edit?.op === "restore-row") this.#newRowIn = edit.path.replace(/\/[^/]*$/, "");
    } else if (message.type === "failed") {
      this.outbox.fail(message.edit, message.message);
    } else if (message.type === "patch") {
      this.#patch(message);
    } else if (message.type === "stale") {
      this.#askToDraw();
    } else if (message.type === "error" || message.type === "done") {
      const state = message.type === "done" ? "saved" : "unsaved";
      this.outbox.notice = { text: message.message, state };
      for (const root of this.#views) root.removeAttribute("aria-busy");
      if (message.action) window.dispatchEvent(new CustomEvent(`smartcity-${message.action}`));
      this.#say();
    }
  }

  #patch({ from, version, fragments }) {
    if (version <= this.#version) return;
    if (from !== this.#version) {
      this.outbox.tell({ type: "hello", version: this.#version });
      return;
    }
    this.#version = version;
    for (const [name, html] of Object.entries(fragments)) this.#fragments.set(name, html);
    for (const root of this.#views) this.#morph(root, fragments);
  }

  /** Others' edits may change this page: ask for it, once in a while and not while unseen. */
  #askToDraw() {
    if (this.#stale) return;
    const wait = Math.max(0, this.#staleAt + REDRAW - Date.now());
    this.#stale = setTimeout(() => {
      this.#stale = null;
      this.#staleAt = Date.now();
      this.outbox.tell({ type: "draw", version: this.#version });
    }, wait);
  }

  #listen() {
    // A model's connection changes once, when its kernel goes: say so before somebody types.
    this.outbox.stopped = true;
    this.#say();
  }

  #tick() {
    this.outbox.look();
    if (this.outbox.pending.size) this.#say();
    for (const wall of this.#walls.values()) wall.resume();
    this.#time();
  }

  #time() {
    for (const root of this.#views) drawTimers(root, this.model.get("key"));
  }

  // What stands in the page ----------------------------------------------------------------

  /** Show the page in a new view; return what takes the view away. */
  show(el) {
    // A real <form>: radios of two views of one form must not be one group.
    const root = document.createElement("form");
    root.noValidate = true;
    root.dataset.lmSuppressShortcuts = "true"; // JupyterLab's one-letter commands
    root.dataset.view = this.#views.size ? `-${newUuid().slice(0, 8)}` : "";
    root.innerHTML = this.#own(root, this.model.get("page").html);
    el.append(root);
    for (const [name, html] of rowsLast(this.#fragments)) {
      const fragment = this.#fragment(root, name);
      if (fragment) morph(fragment, this.#own(root, html), () => false);
    }
    this.#views.add(root);
    this.#walls.set(root, new Wall(root, this.model.get("key"), (one) => this.outbox.tell(one)));
    this.#catalogues.set(root, new Catalogue(root, (field) => this.#commitText(field)));
    pooled(root, root);
    overlay(root, this.outbox, this.#respondent);
    this.#attach(root);
    this.#say();
    this.#refocus(root);
    return () => {
      this.#views.delete(root);
      this.#walls.delete(root);
      this.#catalogues.get(root).close();
      this.#catalogues.delete(root);
    };
  }

  /** The same form shown twice in one page has its own ids in each view. */
  #own(root, html) {
    const uid = this.model.get("uid");
    return root.dataset.view ? html.replaceAll(uid, uid + root.dataset.view) : html;
  }

  #fragment(root, name) {
    return root.querySelector(`[data-fragment="${CSS.escape(name)}"]`);
  }

  #redraw() {
    this.#read();
    for (const root of this.#views) {
      this.#morphed(root, () => morph(root, this.#own(root, this.model.get("page").html), (one) => this.#isOurs(one)));
    }
    this.#say();
  }

  #morph(root, fragments) {
    this.#morphed(root, () => {
      for (const [name, html] of rowsLast(Object.entries(fragments))) {
        const fragment = this.#fragment(root, name);
        if (fragment) morph(fragment, this.#own(root, html), (one) => this.#isOurs(one));
      }
    });
  }

  /** Whether a field holds what the kernel does not have yet. */
  #isOurs(control) {
    const path = fieldOf(control)?.dataset.path;
    return (
      this.outbox.typed.has(`${this.#respondent} ${path}`) ||
      this.outbox.under(this.#respondent).some((edit) => edit.path === path)
    );
  }

  #morphed(root, draw) {
    const active = root.contains(document.activeElement) ? document.activeElement : null;
    const controls = active ? [...root.querySelectorAll(CONTROLS)] : [];
    const rows = this.#newRowIn;
    const known = rows && new Set(rowsOf(root, rows));
    draw();
    pooled(root, root);
    overlay(root, this.outbox, this.#respondent);
    drawTimers(root, this.model.get("key"));
    this.#walls.get(root).settle();
    this.#catalogues.get(root).settle();
    const added = rows && rowsOf(root, rows).find((path) => !known.has(path));
    if (added) {
      this.#newRowIn = null;
      const wall = this.#walls.get(root);
      const first = (wall.isOpen ? wall.dialog : root).querySelector(
        `[data-path^="${CSS.escape(added)}/"]:is(fieldset, input, textarea, select)`,
      );
      if (first) reach(first);
    } else if (active && !root.contains(document.activeElement)) {
      // What had focus is gone, as a removed row is: stay near, for who uses the keyboard.
      const at = controls.indexOf(active);
      const around = [...controls.slice(at + 1), ...controls.slice(0, at).reverse()];
      const near = around.find((one) => root.contains(one) && one.checkVisibility());
      near?.focus({ preventScroll: true });
    }
  }

  #refocus(root) {
    const kept = this.#focused;
    if (!kept || document.activeElement !== document.body) return;
    const field = fieldAt(root, kept.path);
    const control = field && isGroup(field) ? boxesOf(field).find((box) => box.value === kept.value) : field;
    control?.focus({ preventScroll: true });
    if (isText(control)) control.setSelectionRange(kept.start, kept.end);
  }

  #say() {
    const status = statusOf(this.outbox, this.#words, this.#language);
    if (!status) return;
    for (const root of this.#views) {
      for (const line of root.querySelectorAll("[data-status]")) {
        if (line.textContent !== status.text) line.textContent = status.text;
        line.dataset.state = status.state;
      }
    }
  }

  // What somebody does ---------------------------------------------------------------------

  #attach(root) {
    root.addEventListener("submit", (event) => event.preventDefault());
    root.addEventListener("input", (event) => this.#typing(event.target));
    root.addEventListener("change", (event) => this.#changed(root, event.target));
    root.addEventListener("click", (event) => this.#clicked(root, event));
    root.addEventListener("keydown", (event) => this.#pressed(root, event));
    root.addEventListener("toggle", (event) => this.#unfolded(root, event), true);
    root.addEventListener("focusin", (event) => this.#entered(root, event));
    root.addEventListener("focusout", (event) => this.#left(root, event));
  }

  /** A card that opens has fields with many names: they are filled in now. */
  #unfolded(root, { target }) {
    if (!target.open || !target.querySelector(POOLED)) return;
    pooled(target, root);
    overlay(root, this.outbox, this.#respondent);
  }

  #entered(root, { target, relatedTarget }) {
    const field = fieldOf(target);
    if (field) this.#remember(field, target);
    if (!root.contains(relatedTarget)) this.outbox.tell({ type: "focus", version: this.#version });
  }

  #left(root, { target }) {
    // A view that JupyterLab takes away loses its focus, and a person who goes elsewhere too.
    if (root.isConnected && document.hasFocus()) this.#focused = null;
    if (isText(target)) this.#commitText(fieldOf(target));
  }

  #remember(field, control) {
    this.#lastPath = field.dataset.path.split("/").slice(0, 2).join("/");
    this.#focused = {
      path: field.dataset.path,
      value: control.value,
      start: isText(control) ? control.selectionStart : 0,
      end: isText(control) ? control.selectionEnd : 0,
    };
  }

  #typing(control) {
    const field = fieldOf(control);
    if (!field || !isText(control)) return;
    const { path } = field.dataset;
    const shown = shownEntry(field);
    this.outbox.type(this.#respondent, path, control.value, shown, this.#language);
    this.#remember(field, control);
  }

  #changed(root, control) {
    const { action } = control.dataset;
    if (action === "language" || action === "respondent") {
      this.#view({ [action]: control.value });
      return;
    }
    if (action === "attach") {
      attach(control, this.model, this.outbox, this.#words, () => this.#say());
      return;
    }
    if (action && this.model.get("actions").includes(action)) {
      // A choice that shows more of a page: nothing is stored, nothing is waited for.
      const fields = { ...Object.fromEntries(new FormData(root)), ...control.dataset };
      this.outbox.tell({ type: "action", action, fields });
      return;
    }
    const field = fieldOf(control);
    if (!field) return;
    if (isText(control)) this.#commitText(field);
    else this.#edit(field.dataset.path, "answer", { raw: rawOf(field) }, shownEntry(field));
  }

  #commitText(field) {
    if (field) this.outbox.commitTyped(this.#respondent, field.dataset.path);
  }

  #edit(path, op, details, shown) {
    const respondent = this.#respondent;
    const ground = this.outbox.ground(respondent, path, shown);
    const act = op === "answer" && path.startsWith("notes/") ? "note" : op;
    const language = this.#language;
    this.outbox.post({ op: act, path, ...details, ...ground, language, respondent });
  }

  #view(change) {
    this.#lastPath = ""; // who answers next begins at the beginning
    const view = { language: this.#language, respondent: this.#respondent, ...change };
    this.outbox.tell({ type: "view", ...view });
  }

  #clicked(root, event) {
    const button = event.target.closest("button[data-action], a[data-action]");
    if (button) {
      event.preventDefault();
      this.#act(root, button);
      return;
    }
    const link = event.target.closest('a[href^="#"]');
    if (link) {
      const target = root.querySelector(`#${CSS.escape(decodeURI(link.hash.slice(1)))}`);
      event.preventDefault();
      event.stopPropagation();
      if (target) reach(target);
    }
  }

  #act(root, button) {
    const { action, path, to, entry, base, confirm: question, step, language } = button.dataset;
    if (action === "code") {
      // The form's style sheet hides the code of the cells our pages stand in.
      document.body.classList.toggle("smartcity-show-code");
    } else if (action === "go") {
      go(button.dataset, this.model.get("notebooks"));
    } else if (action === "file") {
      globalThis.open(`${baseAddress()}files/${path.split("/").map(encodeURIComponent).join("/")}`);
    } else if (action === "timer") {
      if (question && !globalThis.confirm(question)) return;
      timerAction(this.model.get("key"), to, Number(button.dataset.count));
      this.#time();
    } else if (action === "language") {
      this.#view({ language });
    } else if (action === "present") {
      this.#present(root, button);
    } else if (action.startsWith("wall-")) {
      const wall = this.#walls.get(root);
      if (action === "wall-open") wall.show();
      else if (action === "wall-close") wall.close();
      else if (action === "wall-number") wall.toggle();
      else if (action === "wall-timer") wall.dialog.classList.toggle("timeless");
      else wall.step(action === "wall-next" ? 1 : -1);
    } else if (action.startsWith("jot")) {
      this.#jot(root, button);
    } else if (this.model.get("actions").includes(action)) {
      this.#call(root, action, button);
    } else if (!question || globalThis.confirm(question)) {
      const field = path && fieldAt(root, path);
      if (action === "clear") for (const one of fieldsAt(root, path)) fill(one, "");
      const details = { to: to ?? null, entry: entry ? Number(entry) : null };
      if (action === "discuss") details.raw = dayOf(button);
      const shown = field ? shownEntry(field) : base ? Number(base) : null;
      this.#edit(path ?? step ?? this.model.get("step"), action, details, shown);
    }
  }

  /** Show a question to the room: the one named, else the one last worked on, else the first. */
  #present(root, button) {
    const { path, step, sequence } = button.dataset;
    const mine = sequence?.split(" ") ?? [];
    const last = mine.includes(this.#lastPath) ? this.#lastPath : null;
    const where = path ?? last ?? mine[0];
    const all = path && sequence ? mine : wholeSequence();
    if (!present({ path: where, sequence: all, origin: button })) {
      go({ step: step ?? where.split("/")[0], path: where }, this.model.get("notebooks"));
    }
  }

  #jot(root, button) {
    const { action } = button.dataset;
    if (action === "jot") {
      openJot(root, button);
      return;
    }
    const dialog = button.closest("dialog");
    const said = action === "jot-save" ? jotted(dialog) : {};
    if (!said) return;
    dialog.close();
    if (said.path) this.#edit(said.path, "add-row", { cells: said.cells, raw: said.raw }, null);
  }

  /** Ask the kernel for something that is no answer: to make a report, to open a workbook. */
  #call(root, action, button) {
    if (root.getAttribute("aria-busy")) return;
    const fields = Object.fromEntries(new FormData(root));
    root.setAttribute("aria-busy", "true");
    this.outbox.notice = { text: this.#words.working, state: "saving" };
    this.#say();
    this.outbox.tell({ type: "action", action, fields: { ...fields, ...button.dataset } });
  }

  #pressed(root, event) {
    event.stopPropagation(); // what is typed here is no command of JupyterLab's
    const { key, target } = event;
    if (this.#catalogues.get(root).pressed(event)) return;
    if (this.#walls.get(root).pressed(event)) return;
    const jot = target.closest("dialog[data-jot]");
    if (jot) {
      // Enter saves; a line break is Shift+Enter; Escape closes by itself.
      if (key !== "Enter" || event.shiftKey || target.matches("button")) return;
      event.preventDefault();
      jot.querySelector('[data-action="jot-save"]').click();
      return;
    }
    if (key === "k" && !target.matches("input, textarea, select") && target.closest(".next")) {
      event.preventDefault(); // a next step becomes an action with one key
      target.closest(".next").querySelector('[data-action="jot"]')?.click();
    } else if (key === "s" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault(); // nothing to save by hand, and no page to download
      if (isText(target)) this.#commitText(fieldOf(target));
    } else if (key === "Enter" && target.matches("input[type=text]")) {
      if (fieldOf(target)) this.#commitText(fieldOf(target));
      else root.querySelector("button.main[data-action]")?.click(); // what the page is for
    } else if ((key === "Delete" || key === "Backspace") && target.matches("input[type=radio]")) {
      const field = fieldOf(target);
      if (!field || rawOf(field) === "") return;
      event.preventDefault();
      fill(field, "");
      this.#edit(field.dataset.path, "clear", {}, shownEntry(field));
    }
  }
}

export default () => {
  let page;
  return {
    initialize({ model }) {
      page = new Page(model);
      return () => page.close();
    },
    render({ el }) {
      return page.show(el);
    },
  };
};
