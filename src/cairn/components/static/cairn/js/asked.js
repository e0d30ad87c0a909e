// Hides the questions of a measure that the answers so far certainly do not ask. Which they are is the server's to
// say, with each save; without scripts they stay in sight, and say when they are meant.
function apply() {
  const said = document.getElementById("not-asked");
  if (!said) return;
  const items = new Set(said.dataset.items.split(" "));
  for (const question of document.querySelectorAll("[data-item]")) question.hidden = items.has(question.dataset.item);
}

apply();
document.addEventListener("htmx:oobAfterSwap", apply);
