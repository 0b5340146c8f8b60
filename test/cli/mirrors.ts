import { amazonSmartPlug, type Profile } from "../../firmware-sim/index.ts";
import type { Snapshot } from "../../src/runtime/snapshot.ts";
import type { BenchEvent, Card } from "../../src/view/batch.ts";
import { Mirror } from "../../src/view/mirror.ts";
import { at, snapshot } from "./snapshots.ts";

export const card: Card = {
  id: "desk",
  serial: "0123456789ab",
  version: "0.0.0",
  board: "virtual",
  pins: null,
  broker: null,
  time: "goes",
  mayPress: true,
};

interface Seen {
  readonly profile?: Profile;
  readonly snapshot?: Snapshot;
  readonly events?: readonly BenchEvent[];
  readonly card?: Partial<Card>;
}

/** A plug as whoever looks on knows it. */
export function mirror(seen: Seen = {}): Mirror {
  const { profile = amazonSmartPlug, events = [] } = seen;
  const hello = { card: { ...card, ...seen.card }, profile, states: {}, events };
  return new Mirror({ ...hello, snapshot: seen.snapshot ?? snapshot() }, at(0));
}
