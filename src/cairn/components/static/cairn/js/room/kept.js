// Shows what is kept on this tablet: entries on their way, and those the server asks about, with its words.
const made = (name, text, attributes = {}) => {
  const element = document.createElement(name);
  element.textContent = text;
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  return element;
};

function button(text, act, attributes = {}) {
  const element = made("button", text, { type: "button", class: "button", ...attributes });
  element.addEventListener("click", act);
  return element;
}

// In the site's zone, as everywhere else on the page, whatever the tablet is set to.
const timeZone = document.querySelector("[data-zone]")?.dataset.zone;
const hour = (iso) =>
  new Date(iso).toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit", hour12: false, timeZone });

function asking(entry, { again, letItGo }) {
  const box = made("div", "", { class: "message", "data-is": entry.asks ? "hold" : "block", role: "alert" });
  box.append(made("p", `${hour(entry.event.at)} ${entry.label}: ${entry.asks ? "is this right?" : "not kept"}`));
  for (const fault of entry.faults) box.append(made("p", `${fault.what} ${fault.do}`));
  const actions = made("p", "", { class: "actions" });
  if (entry.asks) actions.append(button("Yes, record it as it is", () => again(entry)));
  actions.append(button("Let it go and write it again", () => letItGo(entry)));
  box.append(actions);
  return box;
}

export function showKept(place, mine, acts) {
  if (!place) return;
  const ask = mine.filter((entry) => entry.faults);
  const waiting = mine.filter((entry) => !entry.faults);
  place.replaceChildren(...ask.map((entry) => asking(entry, acts)));
  if (waiting.length) {
    const list = made("ul", "", { class: "stack-s small", "aria-label": "Kept on this tablet" });
    for (const entry of waiting) list.append(made("li", `${hour(entry.event.at)} ${entry.label}, kept on this tablet`));
    place.append(list);
  }
  place.hidden = mine.length === 0;
}
