/** A change of what pulls at a line from outside, `afterMs` (ms, may be fractional) after the start of the play. */
export interface Move {
  readonly line: number;
  readonly pull: Pull;
  readonly afterMs: number;
}

export type Pull = "up" | "down";

/** What a test asks of the hand: one JSON line; the answer is one JSON line too. */
export type Request =
  | { readonly do: "play"; readonly moves: readonly Move[] }
  | { readonly do: "unplug" }
  | { readonly do: "plug in"; readonly label: string }
  | { readonly do: "deny" }
  | { readonly do: "allow" };

/** When the hand began a move and when it had done it, ms of CLOCK_MONOTONIC. */
export interface Done {
  readonly before: number;
  readonly after: number;
}

export interface Answer {
  readonly error?: string;
  /** Of a play, by its moves. */
  readonly done?: readonly Done[];
}
