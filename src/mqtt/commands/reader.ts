import * as v from "valibot";
import type { Command } from "../../runtime/command.ts";
import { BadCommand } from "./payload.ts";

/** Reads the payload of one command topic. Throws BadCommand. */
export type Reader = (text: string) => Read | Promise<Read>;
export interface Read {
  readonly command: Command;
  /** The name that the sender gave itself. */
  readonly source?: string;
}

/** By the name of the topic below its plane. */
export type Readers = ReadonlyMap<string, Reader>;

/** @throws BadCommand saying what is expected, never what came */
export function check<const S extends v.GenericSchema>(
  schema: S,
  value: unknown,
  expected: string,
): v.InferOutput<S> {
  const result = v.safeParse(schema, value, { abortEarly: true });
  if (result.success) return result.output;
  throw new BadCommand("bad_value", `expected ${expected}`);
}
