// plugbench.html: page, core and virtual board in one file that needs no server, no Node and no network.
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { build } from "vite";

/**
 * Writes dist/plugbench.html. `licencesOf`: the licence texts of the packages that these files belong to.
 * @param {string} root
 * @param {(files: readonly string[]) => string} licencesOf
 */
export async function buildOneFile(root, licencesOf) {
  const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  const { code, modules } = await bundle(root, version);
  const html = Buffer.from(page(code, licencesOf(modules)));
  writeFileSync(join(root, "dist", "plugbench.html"), html);
  const kB = (size) => `${(size / 1000).toFixed(1)} kB`;
  console.log(
    `dist/plugbench.html: ${kB(html.length)}; ${kB(gzipSync(html).length)} as gzip, ${kB(brotliCompressSync(html).length)} as brotli`,
  );
}

async function bundle(root, version) {
  const { output } = await build({
    configFile: false,
    envDir: false,
    publicDir: false,
    root: join(root, "src", "page", "one-file"),
    logLevel: "warn",
    define: { PLUGBENCH_VERSION: JSON.stringify(version) },
    build: {
      write: false,
      target: "es2023",
      modulePreload: false,
      rolldownOptions: {
        input: join(root, "src", "page", "one-file", "main.ts"),
        output: { format: "es", codeSplitting: false },
      },
    },
  });
  const [chunk, ...more] = output;
  if (chunk?.type !== "chunk" || more.length > 0) {
    throw new Error(`plugbench.html would need more than one file: ${more.map(({ fileName }) => fileName)}`);
  }
  // Inside a script element, these would end it or begin a comment.
  const code = chunk.code.replaceAll("</script", "<\\/script").replaceAll("<!--", "<\\!--");
  return { code, modules: chunk.moduleIds.filter((id) => !id.startsWith("\0")) };
}

function page(code, licences) {
  const hash = createHash("sha256").update(code).digest("base64");
  const policy = [
    "default-src 'none'",
    `script-src 'sha256-${hash}'`,
    "img-src data:",
    "connect-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>plugbench</title>
</head>
<body>
<noscript>The plug in this file is a program in JavaScript: allow it to run.</noscript>
<script type="module">${code}</script>
<!--
${licences.replaceAll("--", "- -")}
-->
</body>
</html>
`;
}
