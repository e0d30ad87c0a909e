// The live room. A tap is kept on the tablet first and sent after; the page then asks the server for its moving parts.
// Without this module every button is a plain form. A reload needs the network: the page itself is not kept yet.
import { eventOf } from "./room/event.js";
import { showKept } from "./room/kept.js";
import { keep, letGo } from "./room/queue.js";
import { Sync } from "./room/sync.js";

const EVERY = 15_000;
const place = document.querySelector("[data-room]");
const line = place?.querySelector("[data-state]");
const words = place?.dataset ?? {};
const token = JSON.parse(document.body.getAttribute("hx-headers") ?? "{}")["X-CSRFToken"] ?? "";

const KINDS = { saved: "clear", sending: "note", offline: "hold", tooFar: "hold", signedOut: "block", asks: "block" };

function say(name, count = 0) {
  line.textContent = (words[name] ?? "").replace("{n}", count);
  line.dataset.is = KINDS[name] ?? "hold";
}

function told({ state, kept, changed }) {
  const mine = kept.filter((entry) => entry.account === words.account);
  const asking = mine.filter((entry) => entry.faults);
  showKept(document.getElementById("kept-here"), mine, { again, letItGo });
  const waiting = mine.length - asking.length;
  if (state === "signed-out") say("signedOut", waiting);
  else if (state === "offline" || (state === "too-far" && waiting)) say("offline", waiting);
  else if (asking.length) say("asks", asking.length);
  else if (state === "sending") say("sending");
  else if (kept.length > mine.length) say("others", kept.length - mine.length);
  else say("saved");
  if (changed) refresh();
}

const sync = place && new Sync({ room: words.room, account: words.account, url: words.events, token, told });

async function again(entry) {
  await keep({ ...entry, event: { ...entry.event, confirmed: true }, faults: undefined, asks: undefined });
  sync.now();
}

async function letItGo(entry) {
  await letGo(entry.id);
  sync.now();
}

document.addEventListener("submit", async (event) => {
  const form = event.target.closest("form[data-event]");
  if (!form) return;
  event.preventDefault();
  const made = eventOf(form, event.submitter);
  const label = (event.submitter?.textContent ?? made.kind).trim();
  try {
    await keep({ id: made.id, room: words.room, account: words.account, event: made, label, keptAt: Date.now() });
  } catch {
    // A tablet that will not keep anything (private mode, full disk) sends the plain form instead.
    form.removeAttribute("data-event");
    form.requestSubmit(event.submitter ?? undefined);
    return;
  }
  form.reset();
  form.closest("[popover]")?.hidePopover?.();
  sync.now();
});

// Somebody may be writing in a part, or reading what they opened: it is left alone until they are done.
const inUse = (part) =>
  part.contains(document.activeElement) && document.activeElement.matches("input, textarea, select") || part.querySelector("details[open] form");

async function refresh() {
  if (document.hidden || !navigator.onLine) return;
  let answer;
  try {
    answer = await fetch(words.liveUrl, { credentials: "same-origin", redirect: "manual" });
  } catch {
    return;
  }
  if (!answer.ok) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  for (const part of document.querySelectorAll("[data-live]")) {
    const next = fresh.getElementById(part.id);
    if (next && !inUse(part) && next.innerHTML !== part.dataset.shown) {
      part.dataset.shown = next.innerHTML;
      part.replaceChildren(...document.adoptNode(next).childNodes);
    }
  }
  tick();
}

// The clocks run on by themselves; the server's words are right again with the next look.
function tick() {
  for (const clock of document.querySelectorAll("[data-since]")) {
    const gone = Math.max(0, Math.floor((Date.now() - Date.parse(clock.dataset.since)) / 60_000));
    clock.textContent = `${Math.floor(gone / 60)}:${String(gone % 60).padStart(2, "0")}`;
  }
  for (const due of document.querySelectorAll("[data-due]")) {
    const left = Math.round((Date.parse(due.dataset.due) - Date.now()) / 60_000);
    due.textContent = left > 0 ? `in ${left} min` : left < 0 ? `${-left} min ago` : "now";
  }
}

if (sync) {
  sync.now();
  setInterval(refresh, EVERY);
  setInterval(tick, 5_000);
  tick();
  addEventListener("offline", () => sync.now());
  document.addEventListener("visibilitychange", refresh);
}
