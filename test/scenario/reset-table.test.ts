import { afterEach, describe, expect, it } from "vitest";
import { factoryRecord } from "../../firmware-sim/index.ts";
import type { Command } from "../../src/runtime/command.ts";
import { BOTH_BOARDS, openStage, type Stage } from "../support/stage.ts";
import { listingHome, provisionedRecord } from "../support/world-rig.ts";

let stage: Stage;
afterEach(() => stage.end());

const CLOUD_DOWN: Command = { do: "cloud", to: "down" };
const WIFI_DOWN: Command = { do: "wifi", to: "down", how: "cut" };
const GHOST = ["plugbench/plug-1/availability", "plugbench/plug-1/relay"];

interface Row {
  readonly when: string;
  readonly before?: readonly Command[];
  readonly signedOut?: boolean;
  readonly brokerIs?: "away" | "mute";
  readonly account: readonly string[];
  readonly broker: readonly string[];
  readonly owed?: readonly string[];
  readonly calls: readonly string[];
}

/** What a factory reset leaves in account and broker, asked of the link and not of the lifecycle. */
const TABLE: readonly Row[] = [
  {
    when: "link, cloud and account",
    account: [],
    broker: [],
    calls: ["up", "goodbye 2", "down cut"],
  },
  {
    when: "link, but no cloud",
    before: [CLOUD_DOWN],
    account: ["home"],
    broker: [],
    calls: ["up", "goodbye 2", "down cut"],
  },
  {
    when: "link and cloud, but signed out",
    signedOut: true,
    account: ["home"],
    broker: [],
    calls: ["up", "goodbye 2", "down cut"],
  },
  {
    when: "no link",
    before: [WIFI_DOWN],
    account: ["home"],
    broker: GHOST,
    calls: ["up", "down cut"],
  },
  {
    when: "link, cloud and account, but the real broker is away",
    brokerIs: "away",
    account: [],
    broker: GHOST,
    owed: GHOST,
    calls: ["up", "goodbye 2", "down cut", "payOwed 2"],
  },
  {
    when: "link, cloud and account, but the real broker does not answer",
    brokerIs: "mute",
    account: [],
    broker: GHOST,
    owed: GHOST,
    calls: ["up", "goodbye 2", "down cut", "payOwed 2"],
  },
];

describe.each(BOTH_BOARDS)("a reset on the %s", { timeout: 30_000 }, (name) => {
  it.each(TABLE)("with $when", async (row) => {
    const nvm = provisionedRecord(row.signedOut ? { account: null } : {});
    stage = await openStage(name, { nvm, home: listingHome() });
    const { bench, host } = stage;
    await stage.start();
    await stage.run(4700);
    for (const command of row.before ?? []) host.command(command);
    if (row.brokerIs) bench.link.brokerIs = row.brokerIs;
    await stage.hold(12_600);
    await stage.run(20);
    stage.mark("let go");
    await stage.run(6600);
    const lamp = stage.seen("let go").map(({ lamp }) => lamp);
    expect(lamp.slice(lamp.indexOf("blue") - 1)).toEqual(["red", "blue", "off", "blue", "off"]);
    expect(bench.listed()).toEqual(row.account);
    expect([...bench.link.broker]).toEqual(row.broker);
    expect(bench.link.calls).toEqual(row.calls);
    expect(bench.store.record).toEqual(factoryRecord("previous", row.owed));
    expect(bench.store.wipes).toBe(1);
    bench.link.comeBack();
    await stage.run(10);
    expect([...bench.link.broker]).toEqual(row.owed ? [] : row.broker);
    expect(bench.store.record).toEqual(factoryRecord("previous"));
  });
});
