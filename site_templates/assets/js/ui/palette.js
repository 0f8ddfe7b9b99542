"use strict";

/** Light or dark, as the reader chose it on any page of the site: the theme keeps the choice under this name. */
(() => {
  const SCHEMES = ["default", "slate"];
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const script = /** @type {HTMLScriptElement} */ (document.currentScript);
  const name = `${new URL("../../../../", script.src).pathname}.__palette`;

  /** @returns {number} */
  function kept() {
    try {
      return JSON.parse(localStorage.getItem(name) || "null")?.index ?? Number(dark.matches);
    } catch {
      return Number(dark.matches);
    }
  }

  const button = document.createElement("button");
  button.type = "button";
  button.className = "md-header__button md-icon ar-palette";
  const svg = button.appendChild(document.createElementNS("http://www.w3.org/2000/svg", "svg"));
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.appendChild(document.createElementNS(svg.namespaceURI, "path")).setAttribute("d", "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18m0 2v14a7 7 0 0 1 0-14");
  let index = kept() === 1 ? 1 : 0;
  function show() {
    document.body.setAttribute("data-md-color-scheme", SCHEMES[index]);
    button.setAttribute("aria-label", `Switch to ${index ? "light" : "dark"} mode`);
  }
  button.addEventListener("click", () => {
    index = 1 - index;
    show();
    const color = { media: `(prefers-color-scheme: ${index ? "dark" : "light"})`, scheme: SCHEMES[index], primary: "custom", accent: "custom" };
    try {
      localStorage.setItem(name, JSON.stringify({ index, color }));
    } catch {
      // The choice then holds for this page only.
    }
  });
  show();
  document.addEventListener("DOMContentLoaded", () => document.querySelector(".md-header__inner")?.append(button));
})();
