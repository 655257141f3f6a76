// What the browser keeps until the kernel says it is on disk.
//
// An edit stays here, under its uuid, until that uuid's own acknowledgement comes; text that
// is typed but not yet committed stays here too. Both survive a dead kernel, a reload, a
// re-run of the cell and a closed page. Sent twice, an edit is stored once.

/** The browser's storage; what it refuses is kept by the page, for as long as the page lives. */
class Shelf {
  constructor() {
    // Shared by every form of the page: a cell that is run again finds what the form before kept.
    this.memory = globalThis[Symbol.for("smartcity.shelf")] ??= new Map();
    this.trouble = null; // null, "forbidden" or "full"
    try {
      localStorage.setItem("smartcity-probe", "1");
      localStorage.removeItem("smartcity-probe");
    } catch (error) {
      this.trouble = Shelf.#named(error);
    }
  }

  static #named(error) {
    return error?.name === "QuotaExceededError" ? "full" : "forbidden";
  }

  put(name, value) {
    const text = JSON.stringify(value);
    try {
      localStorage.setItem(name, text);
      this.memory.delete(name);
      if (this.memory.size === 0) this.trouble = null;
    } catch (error) {
      this.memory.set(name, text);
      this.trouble = Shelf.#named(error);
    }
  }

  get(name) {
    try {
      const text = this.memory.get(name) ?? localStorage.getItem(name);
      return text === null ? null : JSON.parse(text);
    } catch {
      return null;
    }
  }

  remove(name) {
    this.memory.delete(name);
    try {
      localStorage.removeItem(name);
    } catch {
      // Forbidden storage holds nothing to remove.
    }
    if (this.trouble === "full" && this.memory.size === 0) this.trouble = null;
  }

  names(prefix) {
    const found = new Set(this.memory.keys());
    try {
      for (let i = 0; i < localStorage.length; i += 1) found.add(localStorage.key(i));
    } catch {
      // Forbidden storage holds no names.
    }
    return [...found].filter((name) => name.startsWith(prefix));
  }
}

/** A random uuid; `crypto.randomUUID` exists only on https and localhost. */
function newUuid() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, "$1-$2-$3-$4-$5");
}

/** This tab, across reloads: text typed elsewhere a moment ago belongs to somebody still typing. */
function thisTab() {
  try {
    const known = sessionStorage.getItem("smartcity-tab") ?? newUuid();
    sessionStorage.setItem("smartcity-tab", known);
    return known;
  } catch {
    return (globalThis[Symbol.for("smartcity.tab")] ??= newUuid());
  }
}

/** The edits of one form that are not known to be on disk, and the texts not yet committed. */
class Outbox {
  static FIRST_RETRY = 10_000; // ms; doubles, for a message can only get lost with its connection
  static LAST_RETRY = 300_000;
  static LEFT_BEHIND = 30_000; // ms after which another tab's text counts as left behind
  static LONGEST = 100_000; // characters of one answer

  #order = 0;

  constructor(model, key, step, changed) {
    this.model = model;
    this.key = encodeURIComponent(key);
    this.step = encodeURIComponent(step);
    this.changed = changed;
    this.shelf = new Shelf();
    this.tab = thisTab();
    this.pending = new Map(); // uuid → {edit, made, sent}, in the order made
    this.typed = new Map(); // respondent + path → {text, base, after}
    this.acknowledged = new Map(); // respondent + path → entry
    this.failures = new Map(); // uuid → why the kernel could not store it
    this.stopped = false; // the kernel is gone
    this.last = null; // the latest acknowledgement
    this.notice = null; // a sentence of the kernel's about something else than an edit
    this.upload = null; // a file on its way: {text, lost}, what is said of it now and if it is lost
    this.restored = 0;
    this.wait = Outbox.FIRST_RETRY;
  }

  /** Send what an earlier form left behind, once each, in the order made. */
  start() {
    const left = this.shelf
      .names(`smartcity:${this.key}:`)
      .filter((name) => name.split(":")[3] === this.step)
      .map((name) => this.shelf.get(name))
      .filter((kept) => kept?.edit?.edit)
      .sort((one, other) => one.made - other.made || one.order - other.order);
    for (const kept of left) this.pending.set(kept.edit.edit, { ...kept, sent: 0 });
    this.restored = left.length;
    for (const kept of this.pending.values()) this.#send(kept);
    this.adopt((kept) => kept.tab === this.tab);
    this.changed();
  }

  /** Look at what is waiting: called now and then. */
  look(now = Date.now()) {
    if (this.stopped) this.#forget();
    else this.adopt((kept) => kept.tab !== this.tab && now - kept.at > Outbox.LEFT_BEHIND);
    this.#retry(now);
  }

  /** Commit text that somebody left in a field and will not come back to. */
  adopt(isLeft) {
    for (const name of this.shelf.names(`smartcity-typed:${this.key}:`)) {
      const [, , respondent, step, path] = name.split(":").map(decodeURIComponent);
      const place = `${respondent} ${path}`;
      const kept = this.shelf.get(name);
      if (encodeURIComponent(step) !== this.step || !kept || this.typed.has(place)) continue;
      if (!isLeft(kept)) continue;
      this.typed.set(place, kept);
      this.restored += 1;
      this.commitTyped(respondent, path);
    }
  }

  // Edits ------------------------------------------------------------------------------

  /** Keep an edit, then send it. */
  post(edit, uuid = newUuid()) {
    this.#order += 1;
    const kept = { edit: { type: "edit", edit: uuid, ...edit }, made: Date.now() };
    kept.order = this.#order;
    kept.sent = 0;
    this.pending.set(kept.edit.edit, kept);
    this.shelf.put(this.#name(kept.edit), kept);
    this.#send(kept);
    this.changed();
    return kept.edit.edit;
  }

  /** What an edit of this path is made on: the entry seen, and one's own edit still under way. */
  ground(respondent, path, shown) {
    const place = `${respondent} ${path}`;
    const mine = [...this.pending.values()].filter(
      ({ edit }) => edit.respondent === respondent && edit.path === path,
    );
    const entry = this.acknowledged.get(place) ?? -1;
    const base = Math.max(shown ?? -1, entry);
    return { base: base < 0 ? null : base, after: mine.at(-1)?.edit.edit ?? null };
  }

  /** The edits of a respondent still under way, oldest first. */
  under(respondent) {
    return [...this.pending.values()]
      .map(({ edit }) => edit)
      .filter((edit) => edit.respondent === respondent);
  }

  acknowledge(ack) {
    const kept = this.pending.get(ack.edit);
    this.pending.delete(ack.edit);
    this.failures.delete(ack.edit);
    if (!kept) return null; // another tab's edit
    this.shelf.remove(this.#name(kept.edit));
    const place = `${kept.edit.respondent} ${kept.edit.path}`;
    if (ack.entry > (this.acknowledged.get(place) ?? -1)) {
      this.acknowledged.set(place, ack.entry);
    }
    this.stopped = false;
    this.wait = Outbox.FIRST_RETRY;
    this.last = ack;
    this.notice = null;
    this.changed();
    return kept.edit;
  }

  /** The kernel lives but could not store an edit: keep it and say why. */
  fail(edit, message) {
    if (this.pending.has(edit)) this.failures.set(edit, message);
    this.changed();
  }

  /** Send a message that is no edit; what it asked for is lost with the kernel. */
  tell(message) {
    try {
      this.model.send(message);
    } catch {
      this.stopped = true;
      this.changed();
    }
  }

  /** A form whose kernel is gone lets go of what the form after it has brought to the disk. */
  #forget() {
    for (const [uuid, { edit }] of this.pending) {
      if (!this.shelf.get(this.#name(edit))) this.pending.delete(uuid);
    }
    this.changed();
  }

  /** Send again what has been waiting for too long. */
  #retry(now) {
    const waiting = [...this.pending.values()];
    if (!waiting.some((kept) => now - kept.sent > this.wait)) return;
    this.wait = Math.min(this.wait * 2, Outbox.LAST_RETRY);
    for (const kept of waiting) this.#send(kept);
    this.changed();
  }

  /** Milliseconds the oldest edit has been waiting, 0 where nothing waits. */
  waiting(now = Date.now()) {
    const oldest = this.pending.values().next().value;
    return oldest ? now - (oldest.since ?? now) : 0;
  }

  #send(kept) {
    kept.sent = Date.now();
    kept.since ??= kept.sent;
    try {
      this.model.send(kept.edit);
      this.stopped = false;
    } catch {
      this.stopped = true;
    }
  }

  #name({ respondent, edit }) {
    return `smartcity:${this.key}:${encodeURIComponent(respondent)}:${this.step}:${edit}`;
  }

  // Text not yet committed ---------------------------------------------------------------

  /** Keep what is being typed; it has its uuid from the first letter on. */
  type(respondent, path, text, shown, language) {
    const place = `${respondent} ${path}`;
    const name = this.#typedName(respondent, path);
    const edit = newUuid();
    let kept = this.typed.get(place);
    if (!kept) kept = { edit, ...this.ground(respondent, path, shown), language };
    else if (!this.shelf.get(name)) kept = { ...kept, edit, after: kept.edit }; // adopted
    kept = { ...kept, text, tab: this.tab, at: Date.now() };
    this.typed.set(place, kept);
    this.shelf.put(name, kept);
    this.changed();
  }

  /** Whether a text is too long to be an answer; it stays in its field. */
  get tooLong() {
    return [...this.typed.values()].some(({ text }) => text.length > Outbox.LONGEST);
  }

  /** Turn typed text, if there is any at this path, into an edit. */
  commitTyped(respondent, path) {
    const place = `${respondent} ${path}`;
    const kept = this.typed.get(place);
    if (!kept || kept.text.length > Outbox.LONGEST) return;
    const name = this.#typedName(respondent, path);
    // Another tab may have taken it over meanwhile: then this is a second edit, after that one.
    const adopted = !this.shelf.get(name);
    const { edit, text, base, language } = kept;
    const after = adopted ? edit : kept.after;
    const op = path.startsWith("notes/") ? "note" : "answer";
    this.typed.delete(place);
    this.post(
      { op, path, raw: text, base, after, language, respondent },
      adopted ? newUuid() : edit,
    );
    this.shelf.remove(name);
  }

  #typedName(respondent, path) {
    const place = [respondent, decodeURIComponent(this.step), path].map(encodeURIComponent);
    return `smartcity-typed:${this.key}:${place.join(":")}`;
  }
}
