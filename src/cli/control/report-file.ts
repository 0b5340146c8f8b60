import { randomUUID } from "node:crypto";
import { linkSync, rmSync, writeFileSync } from "node:fs";
import { UsageError } from "../../usage-error.ts";

/**
 * Writes a new file whole at once, for its owner alone (0600). One that exists stays as it is, whatever it holds.
 * @throws UsageError
 */
export function writeReport(path: string, text: string): void {
  const draft = `${path}.${randomUUID()}.tmp`;
  try {
    writeFileSync(draft, text, { mode: 0o600, flag: "wx", flush: true });
    linkSync(draft, path);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? "unknown";
    throw new UsageError(
      code === "EEXIST"
        ? `${path} exists and is left as it is: name another file for the report.`
        : `The report cannot be written to ${path} (${code}): name a file in a directory that you may write in.`,
      { cause: error },
    );
  } finally {
    rmSync(draft, { force: true });
  }
}
