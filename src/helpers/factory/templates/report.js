// One switch for the code of all cells; without this script each cell still has its own.
const control = document.getElementById("code-switch");
const folds = document.querySelectorAll("details.code");
control.hidden = folds.length === 0;
control.addEventListener("click", () => {
  const shown = control.getAttribute("aria-checked") !== "true";
  control.setAttribute("aria-checked", String(shown));
  folds.forEach((fold) => { fold.open = shown; });
});
