/** What a topic holds. */
export interface Value {
  readonly text: string;
  readonly json: boolean;
  /** A reading, which says nothing after so many seconds: told at QoS 0, and with MQTT 5 kept no longer than that. */
  readonly lasts?: number;
  /** MQTT 5 user properties beside `v`. */
  readonly user?: Readonly<Record<string, string>>;
  /** MQTT 5: what an answer repeats of its question. */
  readonly correlation?: Buffer;
}

/** The latest value of each retained topic; what the broker must hold, in the order in which it is to be told. */
export type Retained = ReadonlyMap<string, Value>;

export interface Message {
  readonly topic: string;
  readonly value: Value;
  readonly retain: boolean;
}

/** Published as retained, it removes what the broker holds: in `retained`, a topic that this make of plug has not. */
export const EMPTY: Value = { text: "", json: false };

export interface Incoming {
  readonly topic: string;
  readonly payload: Buffer;
  /** MQTT 5: where the sender wants its answer, and what it wants repeated there. */
  readonly reply?: { readonly topic: string; readonly correlation?: Buffer };
}

/** Version of the topic tree, in `info` and in the user property `v`. */
export const API_VERSION = 1;
