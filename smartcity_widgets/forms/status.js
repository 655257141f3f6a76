// The status line: where the answers are, told from what is known and nothing else.
//
// Its sentences come from the kernel with the page; here they are chosen and filled.

const SAVING = 300; // ms before "Saving…", so that what is quick stays quiet
const BUSY = 3_000; // ms before the kernel is said to be busy

function filled(sentence, details) {
  return (sentence ?? "").replace(/\{(\w+)\}/g, (all, name) => details[name] ?? all);
}

function counted(words, name, n, language) {
  const form = new Intl.PluralRules(language).select(n);
  return filled(words[`${name}.${form}`] ?? words[`${name}.other`], { n });
}

/** What the status line says: {text, state}; null leaves what stands there. */
function statusOf(outbox, words, language) {
  const time = (when) =>
    new Date(when).toLocaleTimeString(language, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  const { last, pending, failures } = outbox;
  const trouble = outbox.shelf.trouble;
  const kept = trouble ? ` ${words[trouble]}` : "";
  const say = (name, state, details = {}) => ({
    text: filled(words[name], details) + kept,
    state: trouble && state === "saved" ? "storage" : state,
  });
  if (outbox.tooLong) return say("too_long", "unsaved");
  if (outbox.stopped) {
    const lost = outbox.upload?.lost ?? outbox.notice?.lost;
    const said = say(pending.size ? "stopped" : "gone", "unsaved");
    return lost ? { ...said, text: `${lost} ${said.text}` } : said;
  }
  if (failures.size) return { text: [...failures.values()].at(-1) + kept, state: "unsaved" };
  const waiting = outbox.waiting();
  if (waiting > BUSY) return say("busy", "offline");
  if (waiting > SAVING) return say("saving", "saving");
  if (pending.size) return null;
  if (outbox.upload) return { text: outbox.upload.text, state: "saving" };
  if (outbox.notice) return outbox.notice;
  if (!last) return say("ready", "saved");
  if (last.status === "refused") return { text: last.message + kept, state: "unsaved" };
  const saved = say(last.status === "draft" ? "draft" : last.status === "asked" ? "asked" : "saved",
    last.status === "draft" || last.status === "asked" ? "draft" : "saved",
    { time: time(last.time ?? Date.now()) });
  if (outbox.restored) saved.text = `${counted(words, "restored", outbox.restored, language)} ${saved.text}`;
  return saved;
}
