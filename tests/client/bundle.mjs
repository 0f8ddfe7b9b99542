// Writes the modules of modules.ts to the standard output, as one script with the global `AR`.
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

const client = new URL("../../site_templates/client/", import.meta.url);
const { build } = createRequire(new URL("package.json", client))("esbuild");
const { outputFiles } = await build({
  entryPoints: [fileURLToPath(new URL("modules.ts", import.meta.url))],
  bundle: true,
  write: false,
  format: "iife",
  globalName: "AR",
  charset: "utf8",
  jsx: "automatic",
  jsxImportSource: "preact",
  nodePaths: [fileURLToPath(new URL("node_modules", client))],
});
process.stdout.write(outputFiles[0].text);
