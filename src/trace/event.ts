import type {
  CircuitInput,
  Effect,
  Gesture,
  HomeInput,
  HomeRecord,
  Instant,
  Notice,
  PlugInput,
  PowerOn,
} from "../../firmware-sim/index.ts";

/** A make by its id, and the SHA-256 of its profile as JSON, hexadecimal. */
export interface MakeRef {
  readonly id: string;
  readonly sha256: string;
  /** Of a make that does not come with the program: its profile, as a file of one. */
  readonly file?: unknown;
}

/** The first line: what a world began with. */
export interface TraceHeader {
  /** The program that wrote it, such as "plugbench 0.1.0". */
  readonly tool: string;
  /** On the wall, ISO 8601, UTC, and in the plug's time, ms. */
  readonly wall: string;
  readonly at: Instant;
  readonly profile: MakeRef;
  readonly home: HomeRecord;
}

/** Something that went out to the broker. */
export interface Sent {
  readonly topic: string;
  readonly payload: string;
  readonly retain: boolean;
  readonly qos: 0 | 1;
}

type Told<K extends Effect["kind"]> = Omit<Extract<Effect, { kind: K }>, "kind">;
/** The outlet of the plug that is put in place is that of its make. */
type WrittenCircuitInput = Exclude<CircuitInput, { kind: "replace" }> | { readonly kind: "replace" };

/** What each kind of line says, after its instant. */
export interface Contents {
  readonly plug: PlugInput;
  readonly circuit: WrittenCircuitInput;
  readonly home: HomeInput;
  readonly power: PowerOn;
  readonly lay: PowerOn;
  readonly make: Omit<MakeRef, "file">;
  /** The name of the profile's pattern that the lamp begins to show. */
  readonly lamp: { readonly pattern: string };
  /** As the plug wants it, and as the contact really is. */
  readonly relay: Told<"relay">;
  readonly contact: { readonly closed: boolean };
  readonly gesture: Gesture;
  readonly notice: Notice;
  readonly ignored: Told<"ignored">;
  readonly mqtt: Sent;
  /** The last line: it was recorded until then. */
  readonly end: Readonly<Record<string, never>>;
}
export type Kind = keyof Contents;

/** A line of a trace but the first. */
export type TraceEvent = {
  readonly [K in Kind]: { readonly at: Instant; readonly kind: K; readonly content: Contents[K] };
}[Kind];

export const FORMAT = 1;
export const MAGIC = "plugbench-trace";

export const headerLine = (header: TraceHeader): string => `${MAGIC} ${FORMAT} ${JSON.stringify(header)}`;

/** The one written form of an event: instant, kind, and what it says as JSON. */
export const eventLine = (at: Instant, kind: Kind, json: string): string => `${at} ${kind} ${json}`;
