// A file on its way to the kernel: looked at here first, then sent in parts.
//
// A connection to a kernel refuses a message over 10 MB. What becomes of the file the kernel
// says; until then the status line says that it is being sent, and if the kernel goes
// meanwhile, that it is not attached.

const MOST = 20_000_000; // bytes of a file; the kernel refuses more too
const PART = 1_000_000; // bytes of a message

/** Send the file that was picked. */
async function attach(input, model, outbox, words, say) {
  const [file] = input.files;
  if (!file) return;
  const told = (text, state) => {
    outbox.notice = { text, state };
    say();
  };
  if (outbox.upload) return void told(words["attach.wait"], "unsaved");
  if (file.size > MOST) {
    input.value = "";
    return void told(words["attach.too_large"], "unsaved");
  }
  const upload = newUuid();
  const done = (message) => {
    if (message.upload !== upload) return;
    outbox.upload = null;
    model.off("msg:custom", done);
    say();
  };
  model.on("msg:custom", done);
  outbox.upload = { text: words["attach.sending"], lost: words["attach.lost"] };
  say();
  try {
    const parts = Math.max(1, Math.ceil(file.size / PART));
    for (let part = 0; part < parts; part += 1) {
      const bytes = await file.slice(part * PART, (part + 1) * PART).arrayBuffer();
      if (!outbox.upload) return; // refused meanwhile
      const message = { type: "attach", upload, part, parts, path: input.dataset.table, name: file.name };
      model.send(message, {}, [bytes]);
    }
  } catch (error) {
    // The kernel is gone, or the file cannot be read any more.
    model.off("msg:custom", done);
    outbox.upload = null;
    outbox.notice = { text: words["attach.lost"], state: "unsaved", lost: words["attach.lost"] };
    if (!(error instanceof DOMException)) outbox.stopped = true;
    say();
  } finally {
    input.value = ""; // the same file can be picked again
  }
}
