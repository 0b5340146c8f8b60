// The bench page, and a class's: dist/page, all of it from this package, small enough to come at once.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { build } from "vite";

/** bytes, compressed by gzip, which every browser takes. */
const MOST = 150_000;

/**
 * @param {string} root
 * @param {(files: readonly string[]) => string} licencesOf the licence texts of the packages that files belong to
 */
export async function buildPage(root, licencesOf) {
  const from = join(root, "src", "page");
  const outDir = join(root, "dist", "page");
  const pages = readdirSync(from).filter((name) => name.endsWith(".html"));
  const { output } = await build({
    root: from,
    base: "./",
    configFile: false,
    envDir: false,
    publicDir: false,
    logLevel: "warn",
    build: {
      outDir,
      emptyOutDir: true,
      // Nothing as a data: address but what the page's rules let in.
      assetsInlineLimit: 0,
      target: "es2023",
      modulePreload: { polyfill: false },
      reportCompressedSize: false,
      rolldownOptions: { input: pages.map((name) => join(from, name)) },
    },
  });
  weigh(outDir);
  const modules = output.flatMap(({ moduleIds = [] }) => moduleIds).filter((id) => !id.startsWith("\0"));
  writeFileSync(join(outDir, "LICENSES.txt"), licencesOf(modules));
}

function weigh(folder) {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  let [plain, gzip, brotli] = [0, 0, 0];
  for (const file of files) {
    const bytes = readFileSync(file);
    plain += bytes.length;
    gzip += gzipSync(bytes, { level: 9 }).length;
    brotli += brotliCompressSync(bytes).length;
  }
  const kB = (size) => `${(size / 1000).toFixed(1)} kB`;
  console.log(
    `dist/page: ${kB(plain)} in ${files.length} files; ${kB(gzip)} as gzip, ${kB(brotli)} as brotli`,
  );
  if (gzip > MOST) throw new Error(`the page weighs ${kB(gzip)} compressed: at most ${kB(MOST)}`);
}
