import { readFileSync } from "node:fs";

/** Where package.json is, seen from the sources and from what is built of them. */
const PACKAGE = import.meta.url.endsWith(".ts") ? "../../package.json" : "../../../package.json";

export function packageVersion(): string {
  const { version } = JSON.parse(readFileSync(new URL(PACKAGE, import.meta.url), "utf8"));
  return String(version);
}
