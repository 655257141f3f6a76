// The timer of a workshop: where the agenda stands, kept by this browser.
//
// It is drawn by the kernel and kept here, so it lasts through a reload and a kernel that
// dies, and every notebook of this workbook in this browser shows the same. It makes no
// sound and moves nothing. Its sentences come with the page.
//
// What is kept: {began, ended}: when each segment began, up to the current one, and when the
// timer was stopped (null while it runs).

const TIMER = "smartcity-timer:";
const MINUTE = 60_000; // ms
const FORGOTTEN = 12 * 60 * MINUTE; // a timer nobody touched since belongs to another day
const timers = new Shelf();

/** The timer of a workbook, null where none is known. */
function timerOf(key) {
  const { began, ended } = timers.get(TIMER + key) ?? {};
  if (!Array.isArray(began) || !began.length || !began.every(Number.isFinite)) return null;
  return Date.now() - (ended ?? began.at(-1)) < FORGOTTEN ? { began, ended: ended ?? null } : null;
}

/** Start, stop or resume the timer, or go to the next segment of so many, or back. */
function timerAction(key, to, segments) {
  const now = Date.now();
  const timer = timerOf(key);
  const keep = (kept) => timers.put(TIMER + key, kept);
  if (to === "start") {
    keep({ began: [now], ended: null });
  } else if (timer && timer.ended !== null) {
    // What was left when it stopped is left now.
    const since = timer.began.at(-1) + now - timer.ended;
    if (to === "resume") keep({ began: [...timer.began.slice(0, -1), since], ended: null });
  } else if (timer && to === "next") {
    if (timer.began.length < segments) keep({ ...timer, began: [...timer.began, now] });
  } else if (timer && to === "back") {
    // As though "next" had not been pressed.
    if (timer.began.length > 1) keep({ ...timer, began: timer.began.slice(0, -1) });
  } else if (timer && to === "stop") {
    keep({ ...timer, ended: now });
  }
}

/** Show in a part of the page where the agenda stands. */
function drawTimers(root, key) {
  const places = root.querySelectorAll("[data-timer], [data-plan]");
  if (!places.length) return;
  const timer = timerOf(key);
  for (const place of places) {
    const segments = JSON.parse(place.dataset.segments);
    const at = timer ? Math.min(timer.began.length, segments.length) - 1 : -1;
    if (place.dataset.plan === undefined) drawTimer(place, timer, segments, at);
    else drawPlan(place, timer, segments, at);
  }
}

function drawTimer(place, timer, segments, at) {
  setShown(place, timer !== null && timer.ended === null);
  if (place.hidden) return;
  const [, title, minutes] = segments[at];
  const left = (timer.began[at] + minutes * MINUTE - Date.now()) / MINUTE;
  const state = left > 0 ? "left" : left > -1 ? "up" : "over";
  const n = state === "left" ? Math.ceil(left) : Math.floor(-left);
  setText(place, filled(place.dataset[state], { title, n }));
  if (place.dataset.state !== state) place.dataset.state = state;
}

function drawPlan(place, timer, segments, at) {
  const language = place.closest("[lang]").lang;
  const clock = (when) =>
    new Date(when).toLocaleTimeString(language, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  const running = timer !== null && timer.ended === null;
  let planned = timer ? timer.began[0] : 0;
  for (const [n, line] of [...place.querySelectorAll("[data-segment]")].entries()) {
    const now = running && n === at;
    if (now) line.setAttribute("aria-current", "step");
    else line.removeAttribute("aria-current");
    setShown(line.querySelector('[data-shown="now"]'), now);
    setShown(line.querySelector('[data-shown="done"]'), timer !== null && n < at);
    const time = line.querySelector("[data-clock]");
    setShown(time, timer !== null);
    setText(time, timer ? clock(planned) : "");
    planned += segments[n][2] * MINUTE;
  }
  const ends = place.querySelector("[data-ends]");
  setShown(ends, running);
  if (running) {
    const left = segments.slice(at + 1).reduce((sum, [, , minutes]) => sum + minutes * MINUTE, 0);
    const expected = Math.max(Date.now(), timer.began[at] + segments[at][2] * MINUTE) + left;
    setText(ends, filled(ends.dataset.ends, { planned: clock(planned), expected: clock(expected) }));
  }
  drawButtons(place, running ? "running" : timer ? "stopped" : "idle", at, segments.length);
}

function drawButtons(place, state, at, count) {
  const buttons = [...place.querySelectorAll("button[data-when]")];
  const lost = buttons.find((one) => one === document.activeElement && one.dataset.when !== state);
  for (const one of buttons) {
    setShown(one, one.dataset.when === state);
    const { to } = one.dataset;
    const idle = (to === "back" && at === 0) || (to === "next" && at === count - 1);
    one.setAttribute("aria-disabled", String(idle)); // so it keeps its focus
  }
  if (lost) buttons.find((one) => !one.hidden)?.focus({ preventScroll: true });
}

function setShown(element, shown) {
  if (element.hidden === shown) element.hidden = !shown;
}

function setText(element, text) {
  if (element.textContent !== text) element.textContent = text;
}
