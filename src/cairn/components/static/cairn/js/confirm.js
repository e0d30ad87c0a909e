// <form data-confirm="dialog-id"> asks first, in the page's own dialog. Without this module the form just sends,
// so the server must be able to undo or to refuse whatever it does.
document.addEventListener("submit", (event) => {
  const form = event.target;
  const dialog = document.getElementById(form.dataset?.confirm ?? "");
  if (!(dialog instanceof HTMLDialogElement) || form.dataset.confirmed) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  const { submitter } = event;
  dialog.addEventListener("close", () => {
    if (dialog.returnValue !== "yes") return submitter?.focus();
    form.dataset.confirmed = "yes";
    form.requestSubmit(submitter ?? undefined);
    delete form.dataset.confirmed;
  }, { once: true });
  dialog.returnValue = "";
  dialog.showModal();
}, true);
