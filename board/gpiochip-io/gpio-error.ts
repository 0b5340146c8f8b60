import { getSystemErrorMap } from "node:util";
import type { LineInfo } from "./uapi.ts";

/** Something the kernel refused: `message` says what was tried, on which file, and the kernel's answer. */
export class GpioError extends Error {
  override readonly name = "GpioError";
  /**
   * The kernel's name for it, among others EACCES (no right to open), EBUSY (a line is in use), ENODEV (the chip is gone),
   * ENOENT (no such chip), EINVAL (the kernel or the driver does not know what was asked). ENOPKG: koffi is not installed.
   */
  readonly code: string;
  /** The file of the chip, where it is known. */
  readonly path: string | undefined;
  /** With EBUSY: the lines that others hold, with their consumers' names. */
  readonly inUse: readonly LineInfo[];
  constructor(code: string, message: string, path?: string, inUse: readonly LineInfo[] = []) {
    super(message);
    this.code = code;
    this.path = path;
    this.inUse = inUse;
  }
}

/** @param errno positive, as in errno.h @param attempt with the path: "read line 17 of /dev/gpiochip0" */
export function refusal(
  errno: number,
  attempt: string,
  path: string,
  inUse: readonly LineInfo[] = [],
): GpioError {
  const [code, text] = getSystemErrorMap().get(-errno) ?? [`E${errno}`, "unknown error"];
  const holders = inUse.map(({ offset, name, consumer }) => {
    const line = name === "" ? `line ${offset}` : `line ${offset} (${name})`;
    return `${line} is held by ${consumer === "" ? "a program without a name" : `"${consumer}"`}`;
  });
  const message = [`cannot ${attempt}: ${text} (${code})`, ...holders].join("; ");
  return new GpioError(code, message, path, inUse);
}
