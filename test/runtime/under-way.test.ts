import { expect, it } from "vitest";
import { openVirtualBoard } from "../../board/virtual/index.ts";
import { amazonSmartPlug, compile, homeRecord, millis } from "../../firmware-sim/index.ts";
import { Host } from "../../src/runtime/host.ts";
import { UnderWay } from "../../src/runtime/under-way.ts";
import { VirtualClock } from "../../src/runtime/virtual-clock.ts";
import { FakeLink } from "../support/fake-link.ts";
import { MemoryStore } from "../support/memory-store.ts";
import { HOME_WIFI, provisionedRecord } from "../support/world-rig.ts";

const here = new AbortController().signal;
/** Does `work` after that many ms of real time; at once for 0. */
async function slow<T>(ms: number, work: () => T): Promise<Awaited<T>> {
  if (ms > 0) await new Promise((resolve) => setTimeout(resolve, ms));
  return await work();
}

/** A hold that resets a plug, a power cut in the middle of it and a second boot: each state, with its instant. */
async function storyWith(disk: number, broker: number): Promise<readonly string[]> {
  const clock = new VirtualClock();
  const underWay = new UnderWay();
  clock.heed(() => underWay.busy);
  const store = new MemoryStore(provisionedRecord());
  const link = new FakeLink();
  const { save, load, wipe } = store;
  const { goodbye } = link;
  store.save = (record) => slow(disk, () => save.call(store, record));
  store.load = () => slow(disk, () => load.call(store));
  store.wipe = () => slow(disk, () => wipe.call(store));
  link.goodbye = (topics) => slow(broker, () => goodbye.call(link, topics));
  const host = new Host({
    firmware: compile(amazonSmartPlug),
    board: openVirtualBoard({ clock }),
    clock,
    plugStore: underWay.plugStore(store),
    homeStore: underWay.homeStore({ save: () => slow(disk, () => undefined) }),
    home: homeRecord(HOME_WIFI, "home"),
    deviceLink: underWay.deviceLink(link),
  });
  const seen: string[] = [];
  host.onChange(({ at, lifecycle, relay, led }) =>
    seen.push(`${at} ${lifecycle} ${led.name} ${relay.closed}`),
  );
  await host.start();
  const pass = (ms: number) => clock.advance(millis(ms), here);
  await pass(10_000);
  host.command({ do: "press" });
  await pass(13_000);
  host.command({ do: "release" });
  await pass(2000);
  host.command({ do: "power", to: "off" });
  await pass(100);
  host.command({ do: "power", to: "on" });
  await pass(20_000);
  await host.close();
  return seen;
}

it("a disk and a broker, however slow, take none of the plug's time", async () => {
  const quick = await storyWith(0, 0);
  expect(quick.filter((line) => line.includes("resetting")).length).toBeGreaterThan(0);
  expect(quick.at(-1)).toMatch(/ setup setup /);
  expect(await storyWith(25, 40)).toEqual(quick);
});
