import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join, sep } from "node:path";
import { fileURLToPath } from "node:url";

export const sha256 = (content: string | Uint8Array): string =>
  createHash("sha256").update(content).digest("hex");

const BUILT = import.meta.url.endsWith(".js");
/** Where firmware-sim, board and src are: the project, or what is built of it. */
const ROOT = fileURLToPath(new URL("../../..", import.meta.url));
const PACKAGE = new URL(BUILT ? "../../../../package.json" : "../../../package.json", import.meta.url);

/**
 * Stands for the program that runs: SHA-256 of package.json, which names its libraries by version, and of each file of code of its
 * own, by name. Built and unbuilt it differs; what the libraries hold is not in it.
 */
export function toolHash(): string {
  const hash = createHash("sha256").update(readFileSync(PACKAGE));
  for (const room of ["board", "firmware-sim", "src"]) {
    const names = readdirSync(join(ROOT, room), { recursive: true, encoding: "utf8" });
    const code = names.filter((name) => (BUILT ? name.endsWith(".js") : name.endsWith(".ts"))).sort();
    for (const name of code)
      hash.update(`\0${room}/${name.replaceAll(sep, "/")}\0`).update(readFileSync(join(ROOT, room, name)));
  }
  return hash.digest("hex");
}
