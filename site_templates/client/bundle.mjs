// Bundles scripts and styles into ../assets: of review pages, of the requests' page, of all other pages, and the palette's.
// --watch: anew at each change; --check: writes nothing, fails if ../assets differs from what would be written.
import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { build, context } from "esbuild";

const options = {
  entryPoints: ["review.tsx", "lists.tsx", "requests.tsx", "palette.ts"],
  outdir: "../assets",
  bundle: true,
  minify: true,
  format: "iife",
  target: "es2022",
  charset: "utf8",
  jsx: "automatic",
  jsxImportSource: "preact",
  legalComments: "eof",
  logLevel: "warning",
};
if (process.argv.includes("--watch")) await (await context(options)).watch();
else if (process.argv.includes("--check")) {
  const { outputFiles } = await build({ ...options, write: false });
  for (const { path, text } of outputFiles) {
    if ((await readFile(path, "utf8").catch(() => "")) === text) continue;
    console.error(`site_templates/assets/${basename(path)} is not what its source gives. In site_templates/client: npm run build`);
    process.exitCode = 1;
  }
} else await build(options);
