// Changes the theme in place; without this module the same form posts and the page comes back in the new theme.
document.addEventListener("submit", async (event) => {
  const form = event.target.closest("[data-themes]");
  if (!form || !event.submitter?.value) return;
  event.preventDefault();
  const chosen = event.submitter.value;
  const body = new FormData(form, event.submitter);
  try {
    const answer = await fetch(form.action, {
      method: "POST", body, credentials: "same-origin", headers: { "X-Requested-With": "fetch" },
    });
    if (!answer.ok) throw new Error(String(answer.status));
  } catch {
    HTMLFormElement.prototype.submit.call(withChoice(form, chosen));
    return;
  }
  document.documentElement.dataset.theme = chosen;
  const scheme = { system: "light dark", light: "light" }[chosen] ?? "dark";
  document.querySelector('meta[name="color-scheme"]')?.setAttribute("content", scheme);
  for (const button of form.querySelectorAll("button[name=theme]")) {
    button.setAttribute("aria-pressed", String(button.value === chosen));
  }
});

// A form sent by script carries no submitter, so the choice goes in a hidden field.
function withChoice(form, chosen) {
  const field = Object.assign(document.createElement("input"), { type: "hidden", name: "theme", value: chosen });
  form.append(field);
  return form;
}
