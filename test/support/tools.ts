import { spawnSync } from "node:child_process";

/** Whether a program of the machine can be started; its absence is an error in CI, a stated skip elsewhere. */
export function requireTool(name: string, args: readonly string[] = ["-h"]): boolean {
  const found = spawnSync(name, args, { stdio: "ignore" }).error === undefined;
  if (!found && process.env["CI"]) throw new Error(`CI needs the program ${name}: install it with apt-get`);
  if (!found) console.warn(`SKIPPED: ${name} is not on this machine`);
  return found;
}

/** Debian's Python, which apt-get gives its modules; another one that comes first in the path need not have them. */
export const PYTHON = "/usr/bin/python3";

/** The same for modules of Debian's Python, by their names in an import. */
export function requirePython(...modules: readonly string[]): boolean {
  const missing = modules.filter((name) => spawnSync(PYTHON, ["-c", `import ${name}`]).status !== 0);
  if (missing.length > 0 && process.env["CI"])
    throw new Error(
      `CI needs ${missing.join(", ")} for ${PYTHON}: install python3-pytest and python3-paho-mqtt`,
    );
  if (missing.length > 0) console.warn(`SKIPPED: ${PYTHON} has no ${missing.join(", ")}`);
  return missing.length === 0;
}
