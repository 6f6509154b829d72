// A button that prints its page is of use only where there is script, so it is hidden until then.
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
