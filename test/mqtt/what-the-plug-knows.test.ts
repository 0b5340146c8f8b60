import { describe, expect, it } from "vitest";
import { TROUBLES } from "../../firmware-sim/index.ts";
import { ALARM_TYPES, alarmEvents } from "../../src/mqtt/planes/alarm-events.ts";
import { FirmwareTopic } from "../../src/mqtt/planes/firmware-topic.ts";
import { type UpdateState, updateStateOf } from "../../src/mqtt/planes/update-state.ts";
import type { Snapshot } from "../../src/runtime/snapshot.ts";
import { snapshot } from "../cli/snapshots.ts";
import { ManualClock } from "../support/manual-clock.ts";

describe("alarms", () => {
  const knowing = (...troubles: Snapshot["troubles"]) => snapshot({ troubles });

  it("tell what begins and what is over, and nothing of what stays", () => {
    expect(alarmEvents(knowing("storage", "network"), knowing("overheat", "network"))).toEqual([
      { event_type: "cleared", fault: "overheat" },
      { event_type: "storage" },
    ]);
    expect(alarmEvents(knowing("network"), knowing("network"))).toEqual([]);
  });

  it("are not told by a plug without power, which finds its troubles anew when it boots", () => {
    const off = snapshot({ lifecycle: "off" });
    expect(alarmEvents(off, knowing("overheat"))).toEqual([]);
    expect(alarmEvents(knowing("overheat"), { ...off, troubles: ["overheat"] })).toEqual([
      { event_type: "overheat" },
    ]);
  });

  it("have a word for every trouble, and one that it is over", () => {
    expect(ALARM_TYPES).toEqual([...TROUBLES, "cleared"]);
  });
});

const firmware = (change: Partial<Snapshot["firmware"]> = {}): Snapshot["firmware"] => ({
  version: "1.0.0",
  update: "none",
  offered: null,
  progress: 0,
  ...change,
});
const offered = { version: "1.1.0", required: false };

describe("the state of an update", () => {
  it("names the version that runs, twice when nothing is on offer", () => {
    expect(updateStateOf(firmware())).toEqual({
      installed_version: "1.0.0",
      latest_version: "1.0.0",
      title: "Simulated firmware",
      in_progress: false,
      update_percentage: null,
      release_summary: "",
    });
  });

  it.each([
    ["available", 0, false, null],
    ["downloading", 0.419, true, 41],
    ["verifying", 1, true, 100],
    ["staging", 1, true, 100],
    ["committing", 1, true, 100],
    ["unconfirmed", 0, false, null],
  ] as const)("while %s", (update, progress, in_progress, update_percentage) => {
    const state = updateStateOf(firmware({ update, progress, offered }));
    expect(state).toMatchObject({ latest_version: "1.1.0", in_progress, update_percentage });
    expect(state.release_summary).not.toBe("");
  });

  it("says of an offer whether the plug asks for it", () => {
    const [free, required] = [false, true].map((each) =>
      updateStateOf(firmware({ update: "available", offered: { version: "1.1.0", required: each } })),
    );
    expect(free!.release_summary).not.toBe(required!.release_summary);
  });
});

describe("the topic of the firmware", () => {
  function topic() {
    const pace = new ManualClock();
    const told: UpdateState[] = [];
    const firmwareTopic = new FirmwareTopic(pace, (state) => told.push(state));
    const follow = (change: Partial<Snapshot["firmware"]>) =>
      firmwareTopic.follow(snapshot({ firmware: firmware(change) }));
    return { pace, told, follow, firmwareTopic };
  }

  it("tells how far a download is once a second, the newest, and what else happens at once", async () => {
    const { pace, told, follow } = topic();
    follow({ update: "available", offered });
    follow({ update: "downloading", offered });
    for (let i = 1; i <= 100; i++) {
      follow({ update: "downloading", offered, progress: i / 100 });
      await pace.advance(25);
    }
    expect(told.map((state) => state.update_percentage)).toEqual([null, 0, 40, 80]);
    follow({ version: "1.1.0" });
    expect(told.at(-1)).toMatchObject({ installed_version: "1.1.0", in_progress: false });
    await pace.advance(5000);
    expect(told).toHaveLength(5);
  });

  it("says nothing when nothing is another, and nothing any more at the end", async () => {
    const { pace, told, follow, firmwareTopic } = topic();
    follow({});
    follow({});
    expect(told).toHaveLength(1);
    follow({ update: "downloading", offered });
    follow({ update: "downloading", offered, progress: 0.5 });
    firmwareTopic.stop();
    await pace.advance(5000);
    expect(told).toHaveLength(2);
  });
});
