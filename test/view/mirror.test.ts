import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { instant } from "../../firmware-sim/index.ts";
import type { Command } from "../../src/runtime/command.ts";
import type { Batch, Change } from "../../src/view/batch.ts";
import { merge } from "../../src/view/merge.ts";
import { Mirror } from "../../src/view/mirror.ts";
import { type FeedRig, feedRig } from "./feed-rig.ts";

/** As it comes over a wire. */
const sent = <T>(value: T): T => JSON.parse(JSON.stringify(value));

const COMMANDS: readonly Command[] = [
  { do: "press" },
  { do: "release" },
  { do: "relay", to: "toggle", source: "page" },
  { do: "power", to: "off" },
  { do: "power", to: "on" },
  { do: "provision" },
  { do: "wifi", to: "down", how: "cut" },
  { do: "wifi", to: "up", how: "cut" },
  { do: "cloud", to: "down" },
  { do: "cloud", to: "up" },
  { do: "removeFromAccount" },
  { do: "load", load: { name: "kettle", kind: "steady", watts: 2000 } },
  { do: "air", to: "confined" },
];

const step = fc.oneof(
  fc.constantFrom(...COMMANDS).map((command) => ({ command })),
  fc.constantFrom(10, 300, 3500, 13_000, 61_000).map((ms) => ({ ms })),
  fc.constant({ look: true as const }),
  fc.constant({ send: true as const }),
  fc.constant({ published: true as const }),
);
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

/** Someone who looks: what is pending reaches them when it is sent. */
class Onlooker {
  readonly mirror: Mirror;
  #pending: Change | undefined;
  readonly end: () => void;

  constructor({ feed, clock }: FeedRig) {
    this.mirror = new Mirror(sent(feed.hello()), clock.now());
    this.end = feed.listen((change) => {
      this.#pending = this.#pending === undefined ? change : merge(this.#pending, change);
    });
  }

  take(batch: Omit<Batch, "change" | "hello">): void {
    if (this.#pending === undefined) return;
    this.mirror.apply(sent({ ...batch, change: this.#pending }));
    this.#pending = undefined;
  }
}

async function play(steps: readonly Step[]): Promise<void> {
  const rig = await feedRig();
  const { bench, clock, feed } = rig;
  const { host } = bench;
  const onlookers = [new Onlooker(rig)];
  const send = (): void => {
    for (const onlooker of onlookers) onlooker.take({ at: clock.now() });
  };
  for (const each of [...steps, { send: true as const }]) {
    if ("command" in each) host.command(each.command);
    else if ("ms" in each) await clock.advance(each.ms);
    else if ("look" in each) onlookers.push(new Onlooker(rig));
    else if ("published" in each) feed.published({ topic: "a", payload: "b", retain: false });
    else send();
  }
  const { events } = feed.hello();
  for (const { mirror } of onlookers) {
    const { at: _, ...now } = mirror.snapshot;
    const { at: __, ...is } = sent(host.snapshot);
    expect(now).toEqual(is);
    expect(mirror.states).toEqual(host.states);
    expect(mirror.profile).toEqual(sent(host.profile));
    expect(mirror.events.slice(-events.length)).toEqual(sent(events));
  }
  await host.close();
}

describe("a mirror", () => {
  it("is what the plug is, whenever it begins to look and however its batches are cut", async () => {
    await fc.assert(fc.asyncProperty(fc.array(step, { maxLength: 40 }), play), {
      numRuns: 60,
      // A step of the chart that no snapshot shows: the reset it was told of is over.
      examples: [[[{ ms: 3500 }, { command: { do: "removeFromAccount" } }, { ms: 3500 }]]],
    });
  }, 120_000);

  it("begins anew with a hello and keeps what it saw before it of the same plug", async () => {
    const { feed } = await feedRig();
    const first = sent(feed.hello());
    const mirror = new Mirror(first, instant(0));
    const said = { kind: "said", level: "info", event: "x", text: "later" } as const;
    const events = [{ at: instant(5000), ...said }];
    mirror.apply({ at: instant(5000), hello: { ...first, events } });
    expect(mirror.events).toEqual([...first.events, ...events]);
    const other = { ...first, card: { ...first.card, id: "shelf" }, events };
    mirror.apply({ at: instant(6000), hello: other });
    expect([mirror.events, mirror.card.id, mirror.at]).toEqual([events, "shelf", 6000]);
  });

  it("goes on in time by a heartbeat alone", async () => {
    const { feed } = await feedRig();
    const mirror = new Mirror(sent(feed.hello()), instant(0));
    const { snapshot, events } = mirror;
    mirror.apply({ at: instant(5000) });
    expect([mirror.at, mirror.snapshot, mirror.events]).toEqual([5000, snapshot, events]);
  });

  it("keeps 5000 events at most", async () => {
    const { feed } = await feedRig();
    const mirror = new Mirror(sent(feed.hello()), instant(0));
    for (let i = 0; i < 60; i++) {
      const events = Array.from(
        { length: 100 },
        (_, k) => ({ at: instant(i * 100 + k), kind: "power", on: true }) as const,
      );
      mirror.apply({ at: instant(i * 100), change: { events } });
    }
    expect([mirror.events.length, mirror.events.at(-1)?.at]).toEqual([5000, 5999]);
  });
});
