// Two quiet clocks. <time data-since="ISO"> shows hours and minutes since a moment; [data-quiet-timer="ISO"]
// says how many minutes of the planned ones have gone. Neither sounds, blinks or changes colour.
const MINUTE = 60_000;
const minutesSince = (iso) => Math.max(0, Math.floor((Date.now() - Date.parse(iso)) / MINUTE));

function tick() {
  for (const clock of document.querySelectorAll("[data-since]")) {
    const gone = minutesSince(clock.dataset.since);
    clock.textContent = `${Math.floor(gone / 60)}:${String(gone % 60).padStart(2, "0")}`;
  }
  for (const timer of document.querySelectorAll("[data-quiet-timer]")) {
    const planned = Number(timer.dataset.minutes ?? 0);
    const gone = minutesSince(timer.dataset.quietTimer);
    const words = gone > planned ? timer.dataset.over : timer.dataset.words;
    timer.textContent = words.replace("{gone}", gone).replace("{planned}", planned).replace("{over}", gone - planned);
  }
}

if (document.querySelector("[data-since], [data-quiet-timer]")) {
  tick();
  setInterval(tick, 5000);
}
document.addEventListener("htmx:afterSettle", tick);
