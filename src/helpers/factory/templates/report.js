// One switch for the code of all cells; without this script each cell still has its own.
const control = document.getElementById("code-switch");
const folds = document.querySelectorAll("details.code");
control.hidden = folds.length === 0;
control.addEventListener("click", () => {
  const shown = control.getAttribute("aria-checked") !== "true";
  control.setAttribute("aria-checked", String(shown));
  folds.forEach((fold) => { fold.open = shown; });
});

// A slider over the stills of each explorer; without this script, and on paper, all of them are seen.
document.querySelectorAll(".cn-states").forEach((states) => {
  const stills = [...states.querySelectorAll(".cn-state")];
  const label = states.querySelector(".cn-slider");
  const slider = label.querySelector("input");
  const show = () => {
    const chosen = Number(slider.value);
    stills.forEach((still, place) => still.classList.toggle("cn-away", place !== chosen));
    label.querySelector("output").textContent = stills[chosen].dataset.label;
    slider.setAttribute("aria-valuetext", stills[chosen].dataset.label);
  };
  slider.value = states.dataset.shown;
  slider.addEventListener("input", show);
  label.hidden = false;
  show();
});
