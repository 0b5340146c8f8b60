import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { ReportFile } from "../../procedure/report/files.ts";
import { UsageError } from "../../usage-error.ts";

/**
 * Writes each file, in the place of one that was there.
 * @throws UsageError
 */
export function save(directory: string, files: readonly ReportFile[]): void {
  try {
    mkdirSync(directory, { recursive: true });
    for (const { name, content } of files) writeFileSync(join(directory, name), content);
  } catch (error) {
    const { code = "unknown" } = error as NodeJS.ErrnoException;
    throw new UsageError(
      `Nothing can be written to ${directory} (${code}): name a directory that you may write in.`,
      { cause: error },
    );
  }
}
