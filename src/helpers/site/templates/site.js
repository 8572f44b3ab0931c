"use strict";
// Filters the rows of a list by words and choices, and sorts a table; the page is whole without it.
(() => {
  const form = document.querySelector("[data-filters]");
  const list = document.querySelector("[data-list]");
  if (!form || !list) return;
  const rows = [...list.querySelectorAll("tbody tr, [data-row]")];
  const count = form.querySelector("[data-count]");
  // letters without their marks, so that "Bakı" and "ещё" are found as they are typed; "й" is a letter of its own
  const fold = (text) => text.normalize("NFD").replace(/(?<![иИ])\p{M}/gu, "").normalize("NFC").replace(/ı/g, "i").toLowerCase()
    .replace(/[’‘]/g, "'").replace(/[“”]/g, '"').replace(/\u2060/g, "");  // as typed, not as printed
  // a Russian word is found in every case: its last vowels are not asked for
  const stem = (word) => word.length > 4 ? word.replace(/[аеиоуыэюяйь]+$/, "") : word;
  const texts = new Map(rows.map((row) => [row, fold(row.textContent)]));
  const wanted = () => Object.fromEntries(new FormData(form));

  const showDay = (row, day) => {
    const words = [...row.querySelectorAll("[data-word]")];
    const chosen = words.find((word) => day && word.dataset.day === day) ?? words.find((word) => !word.dataset.day);
    for (const word of words) word.hidden = word !== chosen;
    return chosen?.dataset.word;
  };
  const fits = (row, { words = "", verdict, theme, since }, said) =>
    fold(words).split(/\s+/).map(stem).every((word) => texts.get(row).includes(word)) &&
    (!verdict || verdict === said) && (!theme || theme === row.dataset.theme) && (!since || since === row.dataset.since);

  const apply = () => {
    const asked = wanted();
    list.classList.toggle("asked", Boolean(asked.words));
    for (const row of rows) row.hidden = !fits(row, asked, showDay(row, asked.day));
    for (const group of list.querySelectorAll("[data-group]")) group.hidden = !group.querySelector("[data-row]:not([hidden])");
    const shown = rows.filter((row) => !row.hidden).length;
    count.textContent = count.dataset.count.replace("{shown}", shown).replace("{all}", rows.length);
  };
  const remember = () => {
    const kept = new URLSearchParams(Object.entries(wanted()).filter(([, value]) => value));
    history.replaceState(null, "", `#${kept}`);
  };
  const recall = () => {
    const kept = new URLSearchParams(location.hash.slice(1));
    for (const field of form.elements) if (field.name) field.value = kept.get(field.name) ?? "";
    apply();
  };

  // verdicts in the order of their vocabulary, texts in that of the language
  const verdicts = [...form.querySelectorAll("[name=verdict] option")].map((option) => option.value);
  const letters = new Intl.Collator(document.documentElement.lang);
  const value = (row, key, numeric) => {
    const cell = row.querySelector(`[data-key="${key}"]`);
    if (key === "verdict") return verdicts.indexOf(cell.querySelector("[data-word]:not([hidden])").dataset.word);
    const text = cell.dataset.value ?? cell.textContent;
    return numeric || key === "id" ? Number(text) : text;
  };
  const sort = (head) => {
    const down = head.getAttribute("aria-sort") === "ascending";
    const { sort: key, number } = head.dataset;
    const keys = new Map(rows.map((row) => [row, value(row, key, number !== undefined)]));
    const compare = (a, b) => (typeof a === "number" ? a - b : letters.compare(a, b));
    rows.sort((a, b) => compare(keys.get(a), keys.get(b)) * (down ? -1 : 1));
    for (const other of list.querySelectorAll("[aria-sort]")) other.removeAttribute("aria-sort");
    head.setAttribute("aria-sort", down ? "descending" : "ascending");
    list.querySelector("tbody").append(...rows);
  };
  for (const head of list.querySelectorAll("[data-sort]")) {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    button.addEventListener("click", () => sort(head));
    head.append(button);
  }

  form.addEventListener("input", () => { apply(); remember(); });
  form.addEventListener("reset", () => setTimeout(() => { apply(); remember(); }));
  form.addEventListener("submit", (event) => event.preventDefault());
  for (const choice of document.querySelectorAll("[data-set]")) {
    choice.addEventListener("click", () => setTimeout(() => document.getElementById("ledger").scrollIntoView()));
  }
  addEventListener("hashchange", recall);
  document.documentElement.classList.add("scripted");
  form.hidden = false;
  recall();
})();
