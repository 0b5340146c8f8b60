// What the compiler does not put into dist: wiring, firmware, the board library with what it needs, and the page.
// Runs after tsc: `npm run build`.
import { createHash } from "node:crypto";
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { buildPage } from "./page/build.mjs";
import { buildOneFile } from "./page/one-file.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const dist = join(root, "dist");
const licences = join(root, "scripts", "licences");
const FIRMWARES = [
  {
    from: "avrgirl-arduino/junk/hex/duemilanove328/StandardFirmata.cpp.hex",
    to: "standard-firmata-2.5.hex",
    sha256: "e1e8a7e4a4384ad9f95b5ce7e638a13e43ec8eccdea766b6a3b8d7d6892d14d2",
  },
  {
    from: "avrgirl-arduino/junk/hex/mega/StandardFirmata.cpp.hex",
    to: "standard-firmata-2.3-mega.hex",
    sha256: "44139612e9aa601f4e92c40cf7e72e3716871e43b2024323776d8b781d165e68",
  },
];

// johnny-five's Piezo wants nanotimer, which is published without any licence. Nothing here plays tones.
const withoutNanotimer = {
  name: "without-nanotimer",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^nanotimer$/ }, ({ path }) => ({ path, namespace: "left-out" }));
    onLoad({ filter: /^nanotimer$/, namespace: "left-out" }, () => ({ contents: "" }));
  },
};

copyWiring();
copyFirmware();
await bundleBoardLibrary();
await buildPage(root, licencesOf);
await buildOneFile(root, licencesOf);
makeExecutable(join(dist, "src", "main.js"));

function copyWiring() {
  const to = folder("wiring");
  for (const file of readdirSync(join(root, "wiring"))) {
    if (file.endsWith(".json")) copyFileSync(join(root, "wiring", file), join(to, file));
  }
}

function copyFirmware() {
  const place = folder("firmware");
  for (const { from, to, sha256 } of FIRMWARES) {
    const bytes = readFileSync(createRequire(import.meta.url).resolve(from));
    if (createHash("sha256").update(bytes).digest("hex") !== sha256) {
      throw new Error(`${from} is not the tested file: run npm ci`);
    }
    writeFileSync(join(place, to), bytes);
  }
  copyFileSync(join(licences, "standard-firmata.txt"), join(place, "LICENSE.txt"));
  copyFileSync(join(licences, "LGPL-2.1.txt"), join(place, "LGPL-2.1.txt"));
}

// npm's `overrides` reach only our own tree: johnny-five as a dependency would make everyone who installs this
// package compile serialport 8. As one file it brings nothing along.
async function bundleBoardLibrary() {
  const to = folder("vendor");
  const { metafile } = await build({
    stdin: {
      contents: `module.exports = { five: require("johnny-five"), Firmata: require("firmata-io").Firmata };`,
      resolveDir: root,
    },
    outfile: join(to, "johnny-five.cjs"),
    absWorkingDir: root,
    bundle: true,
    platform: "node",
    target: "node20",
    format: "cjs",
    // Needed only for johnny-five's own search for a board, which is never used.
    external: ["serialport"],
    alias: { "browser-serialport": "firmata-io", firmata: "firmata-io" },
    plugins: [withoutNanotimer],
    legalComments: "inline",
    metafile: true,
    logLevel: "warning",
  });
  const files = Object.keys(metafile.inputs).map((input) => resolve(root, input));
  writeFileSync(join(to, "LICENSES.txt"), licencesOf(files));
}

/** Of every npm package that one of these files belongs to. */
function licencesOf(files) {
  const texts = [...new Set(files.flatMap(packageOf))].sort().map(licenceOf);
  return texts.join(`\n${"-".repeat(80)}\n\n`);
}

/** The folder of the npm package that a file belongs to; none for what this script wrote itself. */
function packageOf(file) {
  const inModules = file.match(/^(.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+)[\\/]/);
  return inModules ? [inModules[1]] : [];
}

function licenceOf(packageFolder) {
  const about = JSON.parse(readFileSync(join(packageFolder, "package.json"), "utf8"));
  const licence = about.license ?? about.licenses?.map(({ type }) => type).join(" or ");
  const source = about.repository?.url ?? about.repository ?? about.homepage;
  const head = `${about.name} ${about.version}: ${licence}\n${source}\n\n`;
  const read = (pattern) => {
    const file = readdirSync(packageFolder).find((name) => pattern.test(name));
    return file && readFileSync(join(packageFolder, file), "utf8");
  };
  const text = read(/^licen[cs]e/i);
  if (text) return head + text;
  const section = read(/^readme/i)?.match(/\n#+ licen[cs]e\s*\n([\s\S]*)/i)?.[1];
  if (!section || licence !== "MIT") throw new Error(`${about.name} has no licence text: may it be bundled?`);
  const complete = section.includes("Permission is hereby granted");
  return head + section.trim() + (complete ? "\n" : `\n\n${readFileSync(join(licences, "mit.txt"), "utf8")}`);
}

function makeExecutable(file) {
  if (existsSync(file)) chmodSync(file, 0o755);
}

function folder(name) {
  const path = join(dist, name);
  mkdirSync(path, { recursive: true });
  return path;
}
