import type { ReadStream, WriteStream } from "node:tty";
import type { Environment } from "../config/read-settings.ts";

/** What a command may touch of the process it runs in. */
export interface Io {
  readonly env: Environment;
  /** The working directory: relative paths of flags start here. */
  readonly directory: string;
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  readonly stdin: NodeJS.ReadStream | ReadStream;
  readonly stdout: NodeJS.WriteStream | WriteStream;
}

export function processIo(): Io {
  const { env, stdin, stdout, stderr } = process;
  return {
    env,
    directory: process.cwd(),
    out: (text) => void stdout.write(text),
    err: (text) => void stderr.write(text),
    stdin,
    stdout,
  };
}
