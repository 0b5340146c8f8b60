// Draws what is in wiring/ from its pin maps: npx tsx scripts/draw-wiring.ts [--check]
import { readFileSync, writeFileSync } from "node:fs";
import { loadPinMap } from "../board/pins.ts";
import { wiringFiles } from "./wiring/files.ts";

const folder = new URL("../wiring/", import.meta.url);
const flags = process.argv.slice(2);
if (flags.some((flag) => flag !== "--check")) {
  console.error("Usage: npx tsx scripts/draw-wiring.ts [--check]");
  process.exit(2);
}

/** A checkout on Windows may have turned line ends into CRLF. */
function read(name: string): string {
  return readFileSync(new URL(name, folder), "utf8").replaceAll("\r\n", "\n");
}

const maps = { uno: loadPinMap("arduino-uno"), pi: loadPinMap("raspberry-pi") };
for (const [name, content] of wiringFiles(maps, read("README.md"))) {
  if (!flags.includes("--check")) writeFileSync(new URL(name, folder), content);
  else if (read(name) !== content) {
    console.error(`wiring/${name} is not what the pin maps say: run npx tsx scripts/draw-wiring.ts`);
    process.exitCode = 1;
  }
}
