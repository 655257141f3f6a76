// The day it is here, which the kernel cannot know.

/** Today as this computer's calendar has it: YYYY-MM-DD. */
function today(now = new Date()) {
  const parts = [now.getFullYear(), now.getMonth() + 1, now.getDate()];
  return parts.map((part) => String(part).padStart(2, "0")).join("-");
}

/** What the button "discussed" says when it is pressed: today, or nothing any more. */
function dayOf(button) {
  return button.getAttribute("aria-pressed") === "true" ? "" : today();
}
