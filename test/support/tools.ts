import { spawnSync } from "node:child_process";

/** Whether a program of the machine can be started; its absence is an error in CI, a stated skip elsewhere. */
export function requireTool(name: string, args: readonly string[] = ["-h"]): boolean {
  const found = spawnSync(name, args, { stdio: "ignore" }).error === undefined;
  if (!found && process.env["CI"]) throw new Error(`CI needs the program ${name}: install it with apt-get`);
  if (!found) console.warn(`SKIPPED: ${name} is not on this machine`);
  return found;
}
