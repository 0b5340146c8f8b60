import { expect, it } from "vitest";
import { PLUG } from "../../../src/mqtt/home-assistant/announcement.ts";
import { Announcer } from "../../../src/mqtt/home-assistant/announcer.ts";
import { TopicTree } from "../../../src/mqtt/planes/topic-tree.ts";
import { refused } from "../../../src/runtime/command.ts";
import { ManualClock } from "../../support/manual-clock.ts";
import { IDENTITY } from "../../support/mqtt-rig.ts";

const profile = { id: "a", name: "A", outlet: true, meter: false };
const DISCOVERY = "ha/device/plug-test/config";

function announcing(random: number) {
  const pace = new ManualClock();
  const changed: string[] = [];
  const options = {
    identity: { base: "plugbench", ...IDENTITY },
    clock: new ManualClock(),
    pace,
    wall: () => new Date(0),
    log: () => {},
    voice: { changed: (topic: string) => changed.push(topic), say: () => {} },
    obey: () => refused("busy", ""),
  };
  const tree = new TopicTree("plugbench/plug-test", options);
  const announcer = new Announcer(PLUG, "ha", tree, { ...options, random: () => random });
  announcer.follow(profile);
  tree.leaf("relay", "on");
  tree.leaf("availability", "online");
  return {
    announcer,
    pace,
    tree,
    /** What was to be published since this was last asked. */
    said: () => changed.splice(0),
    hear: (topic: string, text: string) => announcer.hears({ topic, payload: Buffer.from(text) }),
  };
}
const ALL = [DISCOVERY, "plugbench/plug-test/relay", "plugbench/plug-test/availability"];

it.each([
  [0, 0],
  [0.5, 1500],
  [0.9999, 3000],
])("says everything again, the discovery first, after a chance wait: %d of 3 s", async (random, wait) => {
  const { pace, said, hear } = announcing(random);
  expect(said()).toEqual(ALL);
  expect(hear("ha/status", "online")).toBe(true);
  await pace.advance(Math.max(0, wait - 1));
  expect(said()).toEqual(wait === 0 ? ALL : []);
  await pace.advance(1);
  expect(said()).toEqual(wait === 0 ? [] : ALL);
  await pace.advance(10_000);
  expect(said()).toEqual([]);
});

it("answers births that come while it waits once, and a later one again", async () => {
  const { pace, said, hear } = announcing(0.5);
  said();
  for (let i = 0; i < 100; i++) hear("ha/status", "online");
  expect(pace.pending).toBe(1);
  await pace.advance(3000);
  expect(said()).toEqual(ALL);
  hear("ha/status", "online");
  await pace.advance(3000);
  expect(said()).toEqual(ALL);
});

it.each(["offline", "", "ONLINE", "online ", "{}"])(
  "passes over %j where the birth is told",
  async (text) => {
    const { pace, said, hear } = announcing(0);
    said();
    expect(hear("ha/status", text)).toBe(true);
    await pace.advance(5000);
    expect(said()).toEqual([]);
  },
);

it("leaves other topics to others", () => {
  const { hear, pace } = announcing(0);
  for (const topic of ["ha/status/x", "homeassistant/status", "plugbench/plug-test/relay/set"])
    expect(hear(topic, "online")).toBe(false);
  expect(pace.pending).toBe(0);
});

it("announces anew when the plug became another make, and only then", () => {
  const { announcer, tree, said } = announcing(0);
  said();
  announcer.follow({ ...profile });
  expect(said()).toEqual([]);
  announcer.follow({ id: "b", name: "B", outlet: true, meter: false });
  expect(said()).toEqual([DISCOVERY]);
  expect(tree.retained.get(DISCOVERY)?.text).toContain("behaving as: B");
});
