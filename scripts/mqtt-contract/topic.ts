import type * as v from "valibot";
import type { ErrorCode } from "../../src/runtime/command.ts";

/** What a payload can be: plain text, or JSON. */
export interface Shape {
  readonly as: "text" | "json";
  readonly schema: v.GenericSchema;
  /** As they are on the wire. */
  readonly examples: readonly string[];
}

/** A topic of the plug, as a promise to whoever uses it. */
export interface Topic {
  /** Below `<base>/<id>/`. */
  readonly name: string;
  /** Out: the plug publishes it. In: the plug listens there. */
  readonly direction: "out" | "in";
  readonly retain: boolean;
  readonly qos: 0 | 1;
  /** One sentence without its full stop; Markdown. */
  readonly summary: string;
  readonly shapes: readonly Shape[];
  /** What comes back to whoever asked, where it is not what every command is answered with. */
  readonly answer?: Shape;
  /** Payloads that are refused, and how. */
  readonly refused: readonly (readonly [payload: string, code: ErrorCode])[];
}

export const text = (schema: v.GenericSchema, ...examples: readonly string[]): Shape => ({
  as: "text",
  schema,
  examples,
});

export const json = (schema: v.GenericSchema, ...examples: readonly object[]): Shape => ({
  as: "json",
  schema,
  examples: examples.map((example) => JSON.stringify(example)),
});

/** State: the broker keeps it. */
export const kept = (name: string, summary: string, shape: Shape): Topic => ({
  name,
  direction: "out",
  retain: true,
  qos: 1,
  summary,
  shapes: [shape],
  refused: [],
});

/** Something that happened: for those who listen now. */
export const told = (name: string, summary: string, shape: Shape): Topic => ({
  ...kept(name, summary, shape),
  retain: false,
});

/** A command. */
export const taken = (
  name: string,
  summary: string,
  shapes: readonly Shape[],
  refused: Topic["refused"],
): Topic => ({ name, direction: "in", retain: false, qos: 1, summary, shapes, refused });
