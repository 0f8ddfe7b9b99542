// Lighthouse on each address given, in one Chromium; prints [{address, category, score, failed: [{id, title, items}]}] as JSON.
// Run by `npx --package lighthouse node lighthouse.mjs ADDRESS …`, which puts the package's folder on the PATH.
import { createRequire } from "node:module";
import { delimiter, dirname, join } from "node:path";
import { pathToFileURL } from "node:url";

const bin = process.env.PATH.split(delimiter).find((path) => path.includes("_npx"));
const resolve = createRequire(join(dirname(bin), "any.js")).resolve;
const { default: lighthouse } = await import(pathToFileURL(resolve("lighthouse")).href);
const launcher = await import(pathToFileURL(resolve("chrome-launcher")).href);

const chrome = await launcher.launch({
  chromeFlags: ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"],
});
const settings = {
  onlyCategories: ["accessibility", "best-practices"],
  // So high that no row lies half under the bar at the lower edge, where any row can be scrolled away from it.
  screenEmulation: { mobile: true, width: 412, height: 4000, deviceScaleFactor: 1, disabled: false },
  // Speed is measured elsewhere: no pauses for it, no picture. Other methods than this one always wait ten seconds.
  throttlingMethod: "simulate",
  disableFullPageScreenshot: true,
  pauseAfterFcpMs: 0, pauseAfterLoadMs: 0, networkQuietThresholdMs: 500, cpuQuietThresholdMs: 500,
};
const found = [];
try {
  for (const address of process.argv.slice(2)) {
    const { lhr } = await lighthouse(address, { port: chrome.port, logLevel: "error" }, { extends: "lighthouse:default", settings });
    for (const { id: category, score, auditRefs } of Object.values(lhr.categories)) {
      const failed = auditRefs.map(({ id }) => lhr.audits[id]).filter((audit) => (audit.score ?? 1) < 1 || audit.scoreDisplayMode === "error");
      found.push({ address, category, score, failed: failed.map(({ id, title, details }) => ({ id, title, items: details?.items })) });
    }
  }
} finally {
  chrome.kill();
}
console.log(JSON.stringify(found, null, 1));
