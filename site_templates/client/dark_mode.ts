/**
 * Light or dark, as the reader chose it on any page of the site: the theme keeps the choice under this name. A script
 * of its own, which the page's head loads, so that the page never shows in the other scheme first.
 */

// Only these two words: the head waits for this script.
import { palette_dark, palette_light } from "../words/en.json";

const SCHEMES = ["default", "slate"];
const ICON = "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18m0 2v14a7 7 0 0 1 0-14";
const SVG = "http://www.w3.org/2000/svg";

const dark = matchMedia("(prefers-color-scheme: dark)");
const script = document.currentScript;
const address = script instanceof HTMLScriptElement && script.src ? script.src : document.baseURI;
/** From assets/review/ up to the site. */
const name = `${new URL("../../", address).pathname}.__palette`;

function kept(): number {
  const usual = Number(dark.matches);
  try {
    const choice: unknown = JSON.parse(localStorage.getItem(name) || "null");
    if (typeof choice !== "object" || choice === null || !("index" in choice)) return usual;
    return typeof choice.index === "number" ? choice.index : usual;
  } catch {
    return usual;
  }
}

const button = document.createElement("button");
button.type = "button";
button.className = "md-header__button md-icon ar-palette";
const svg = button.appendChild(document.createElementNS(SVG, "svg"));
svg.setAttribute("viewBox", "0 0 24 24");
svg.appendChild(document.createElementNS(SVG, "path")).setAttribute("d", ICON);

let index = kept() === 1 ? 1 : 0;

function show(): void {
  document.body.setAttribute("data-md-color-scheme", SCHEMES[index]);
  button.setAttribute("aria-label", index ? palette_light : palette_dark);
}

button.addEventListener("click", () => {
  index = 1 - index;
  show();
  const media = `(prefers-color-scheme: ${index ? "dark" : "light"})`;
  const color = { media, scheme: SCHEMES[index], primary: "custom", accent: "custom" };
  try {
    localStorage.setItem(name, JSON.stringify({ index, color }));
  } catch {
    // The choice then holds for this page only.
  }
});

show();
// On a review page it stands at the top but comes last with Tab: the papers come first.
document.addEventListener("DOMContentLoaded", () => {
  document.querySelector(document.querySelector(".ar-header") ? ".md-footer" : ".md-header__inner")?.append(button);
});
