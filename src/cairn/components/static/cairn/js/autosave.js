// Says what became of the last keystroke in a form that htmx saves as its reader writes. The words come from the
// page, in the reader's language. Until a save is answered, leaving the page asks first.
const waiting = new Set();

function place(form) {
  return form?.querySelector("[data-save-state]") ?? document.querySelector("[data-save-state]");
}

function say(form, state, extra = "") {
  const line = place(form);
  if (!line) return;
  line.dataset.state = state;
  line.textContent = [line.dataset[state], extra].filter(Boolean).join(" ");
}

const formOf = (event) => event.detail?.elt?.closest?.("form[data-autosave]");

// A reader whose session has ended is sent to the sign-in page: an answer, but nothing was saved.
function wentElsewhere({ xhr, pathInfo }) {
  const asked = new URL(pathInfo?.finalRequestPath ?? location.href, location.href).pathname;
  return Boolean(xhr.responseURL) && new URL(xhr.responseURL).pathname !== asked;
}

document.addEventListener("input", (event) => {
  const form = event.target.closest?.("form[data-autosave]");
  if (form) waiting.add(form);
});

document.addEventListener("htmx:beforeRequest", (event) => {
  const form = formOf(event);
  if (form) say(form, "saving");
});

document.addEventListener("htmx:afterRequest", (event) => {
  const form = formOf(event);
  if (!form) return;
  // A refusal (409, 422) is swapped in like an answer, and htmx calls it successful.
  const refused = event.detail.xhr.status >= 400;
  if (!event.detail.successful || refused || wentElsewhere(event.detail)) return say(form, "failed");
  waiting.delete(form);
  const clock = { hour: "2-digit", minute: "2-digit", hour12: false };
  say(form, "saved", new Date().toLocaleTimeString(document.documentElement.lang, clock));
});

// A form that is truly sent takes its words with it.
document.addEventListener("submit", (event) => waiting.delete(event.target));

window.addEventListener("online", () => {
  for (const form of waiting) form.dispatchEvent(new Event("change", { bubbles: true }));
});

window.addEventListener("beforeunload", (event) => {
  if (waiting.size > 0) event.preventDefault();
});
