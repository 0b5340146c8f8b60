import { openVirtualBoard } from "../../board/virtual/index.ts";
import type { Batch, Card, Change } from "../../src/view/batch.ts";
import { Feed } from "../../src/view/feed.ts";
import { HostBench } from "../support/host-bench.ts";
import { ManualClock } from "../support/manual-clock.ts";
import { provisionedRecord } from "../support/world-rig.ts";

export const CARD: Card = {
  id: "desk",
  serial: "0123456789ab",
  version: "1.2.3",
  board: "virtual",
  pins: null,
  broker: null,
  time: "goes",
  mayPress: true,
};

export interface Told extends Batch {
  readonly change: Change;
}

/** A plug on a bench, and what its feed told so far. */
export interface FeedRig {
  readonly bench: HostBench;
  readonly clock: ManualClock;
  readonly feed: Feed;
  readonly told: Told[];
}

/** A plug that was set up long ago, with a feed that heard its start. */
export async function feedRig(options: ConstructorParameters<typeof HostBench>[2] = {}): Promise<FeedRig> {
  const clock = new ManualClock();
  const bench = new HostBench(openVirtualBoard({ clock }), clock, { nvm: provisionedRecord(), ...options });
  const feed = new Feed({ host: bench.host, clock, card: CARD });
  const told: Told[] = [];
  feed.listen((change, at) => told.push({ at, change }));
  await bench.host.start();
  return { bench, clock, feed, told };
}
