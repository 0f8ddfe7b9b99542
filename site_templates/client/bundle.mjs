// Bundles scripts and styles into ../assets. --check: writes nothing, fails if ../assets differs from what would be
// written. While you work: `node --watch-path=. bundle.mjs`.
import { readFile, writeFile } from "node:fs/promises";
import { basename } from "node:path";
import { build, transform } from "esbuild";

const options = {
  bundle: true,
  minify: true,
  write: false,
  outdir: "../assets",
  target: "es2022",
  charset: "utf8",
  jsx: "automatic",
  jsxImportSource: "preact",
  legalComments: "eof",
  logLevel: "warning",
};
const words = JSON.parse(await readFile("../words/en.json", "utf8"));

/**
 * The words that a script says: their keys stand in it, whole or as the beginning of a template. With them come the
 * nouns and verbs that they count.
 */
function wordsOf(script) {
  const whole = new Set(Array.from(script.matchAll(/"(\w+)"/g), ([, key]) => key));
  const starts = Array.from(script.matchAll(/`([a-z]\w*_)\$\{/g), ([, start]) => start);
  const formsOf = (key) => key.match(/^(?:count|agree)_(\w+)/)?.[1];
  const said = ([key]) => !formsOf(key) && (whole.has(key) || starts.some((start) => key.startsWith(start)));
  const texts = Object.entries(words).filter(said);
  const named = new Set(texts.flatMap(([, text]) => Array.from(text.matchAll(/\{(\w+)\}/g), ([, name]) => name)));
  return Object.fromEntries([...Object.entries(words).filter(([key]) => named.has(formsOf(key))), ...texts]);
}

/** Gives the modules that take all words of en.json only some of them; `of` tells which, by the module's file name. */
const someWords = (of) => ({
  name: "some words",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /\/en\.json$/ }, ({ importer }) =>
      ["say.ts", "later.ts"].includes(basename(importer)) ? { path: basename(importer), namespace: "words" } : undefined);
    onLoad({ filter: /./, namespace: "words" }, ({ path }) => ({ contents: JSON.stringify(of[path] ?? {}), loader: "json" }));
  },
});

/** Texts of the built files by name. */
async function bundled(settings, of) {
  const { outputFiles } = await build({ ...options, ...settings, plugins: [someWords(of)] });
  return Object.fromEntries(outputFiles.map(({ path, text }) => [basename(path), text]));
}

/** The script and style of a page without papers: one file each, with the words that it says. */
async function whole(name) {
  const settings = { entryPoints: [`${name}.tsx`], format: "iife" };
  const silent = await bundled(settings, {});
  return bundled(settings, { "say.ts": wordsOf(silent[`${name}.js`]) });
}

/**
 * The two scripts of review pages. Modules that both need are in the first one, which hands them to the second:
 * `import` and `import()` do not work from file:, so each is made a classic script.
 */
async function reviewScripts() {
  const settings = { entryPoints: ["review.tsx", "later.ts"], format: "esm", splitting: true, chunkNames: "shared" };
  const silent = await bundled(settings, {});
  const first = wordsOf(silent["shared.js"] + silent["review.js"]);
  const second = Object.entries(wordsOf(silent["later.js"])).filter(([key]) => !(key in first));
  const files = await bundled(settings, { "say.ts": first, "later.ts": Object.fromEntries(second) });
  const exportsOf = async (file) =>
    `(()=>{let module={exports:{}};${(await transform(files[file], { format: "cjs", minify: true, charset: "utf8" })).code}return module.exports})()`;
  return {
    "review.js": `(()=>{let shared=${await exportsOf("shared.js")},require=()=>shared;(globalThis.anthologyReview||=[]).shared=shared;${await exportsOf("review.js")}})();\n`,
    "later.js": `(()=>{let require=()=>globalThis.anthologyReview.shared;globalThis.anthologyReview.push(["later",${await exportsOf("later.js")}])})();\n`,
  };
}

/** One style for both scripts of review pages, so that nothing moves when the second one comes. */
const style = await bundled({
  stdin: { contents: 'import "./review"; import "./later"', resolveDir: "." }, outdir: undefined, outfile: "../assets/review.js",
}, {});
const made = {
  ...(await bundled({ entryPoints: ["dark_mode.ts"], format: "iife" }, {})),
  ...(await whole("lists")), ...(await whole("requests")), ...(await reviewScripts()), "review.css": style["review.css"],
};
for (const [name, text] of Object.entries(made)) {
  const path = `../assets/${name}`;
  if (!process.argv.includes("--check")) await writeFile(path, text);
  else if ((await readFile(path, "utf8").catch(() => "")) !== text) {
    console.error(`site_templates/assets/${name} is not what its source gives. In site_templates/client: npm run build`);
    process.exitCode = 1;
  }
}
