import { closeSync, constants, fstatSync, openSync, readFileSync } from "node:fs";
import { jsonFault } from "../../board/pins/json-fault.ts";
import { UsageError } from "../usage-error.ts";

const LARGEST_FILE = 64 * 1024;

/** @throws UsageError that names the file and, for a mistake in the JSON, line and column */
export function readJson(path: string, what: string, largest = LARGEST_FILE): unknown {
  const json = readText(path, what, largest);
  const fault = jsonFault(json);
  if (fault !== undefined)
    throw new UsageError(
      `${path}:${fault.line}:${fault.column}: not valid JSON: ${fault.what}. Correct it there.`,
    );
  return JSON.parse(json);
}

/** @throws UsageError */
export function readText(path: string, what: string, largest = LARGEST_FILE): string {
  const content = readBytes(path, what, largest);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(content);
  } catch {
    throw new UsageError(`${path} is not UTF-8 text: save it as such.`);
  }
}

/** @throws UsageError */
export function readBytes(path: string, what: string, largest = LARGEST_FILE): Buffer {
  let file: number | undefined;
  try {
    // Without O_NONBLOCK (absent on Windows) a named pipe would hold us until somebody writes to it.
    file = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    const stat = fstatSync(file);
    if (!stat.isFile()) throw new UsageError(`${path} is not a file: give the path of ${what}.`);
    if (stat.size > largest)
      throw new UsageError(`${path} is larger than ${largest / 1024} KiB: that is not ${what}.`);
    return readFileSync(file);
  } catch (error) {
    if (error instanceof UsageError) throw error;
    const { code } = error as NodeJS.ErrnoException;
    const next =
      code === "ENOENT" ? "there is no such file; check the path" : "check the path and its permissions";
    throw new UsageError(`${what} ${path} cannot be read (${code}): ${next}.`, { cause: error });
  } finally {
    if (file !== undefined) closeSync(file);
  }
}
