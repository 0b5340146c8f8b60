import { describe, expect, it } from "vitest";
import { amazonSmartPlug, compile } from "../../../firmware-sim/index.ts";
import {
  type Announced,
  announcementOf,
  BENCH,
  discoveryTopic,
  PLUG,
} from "../../../src/mqtt/home-assistant/announcement.ts";
import type { Snapshot } from "../../../src/runtime/snapshot.ts";
import { discoveryFaults, isDiscoveryTopic } from "../../support/discovery-rules.ts";
import { IDENTITY } from "../../support/mqtt-rig.ts";

const identity = { base: "plugbench", ...IDENTITY };
/** It has everything that a plug can have. */
const profile: Snapshot["profile"] = {
  id: amazonSmartPlug.id,
  name: amazonSmartPlug.name,
  outlet: true,
  meter: true,
};
const speaker = { ...profile, outlet: false, meter: false };
const MEASURED = ["power", "energy", "voltage", "current"];

interface Component {
  readonly platform: string;
  readonly entity_category?: string;
  readonly unique_id: string;
  readonly default_entity_id: string;
  readonly options?: readonly string[];
}
const announce = (announced: Announced, change: Partial<typeof identity> = {}, make = profile) =>
  announcementOf(announced, { ...identity, ...change }, make, (name) => `plugbench/${name}`) as {
    readonly device: Readonly<Record<string, unknown>>;
    readonly components: Readonly<Record<string, Component>>;
  };
const componentsOf = (announced: Announced) => Object.values(announce(announced).components);

describe.each([
  ["the plug", PLUG],
  ["the bench", BENCH],
])("the announcement of %s", (_, announced) => {
  it.each(["plug-test", "0", "-", "a".repeat(48)])("keeps Home Assistant's rules for the id %s", (id) => {
    expect(discoveryFaults(announce(announced, { id }))).toEqual([]);
    expect(isDiscoveryTopic("homeassistant", discoveryTopic("homeassistant", announced, id))).toBe(true);
  });

  it("fits into a packet that every broker takes", () => {
    expect(JSON.stringify(announce(announced, { id: "a".repeat(48) })).length).toBeLessThan(8192);
  });

  it("keeps the same rules for a make that has less", () => {
    expect(discoveryFaults(announce(announced, {}, speaker))).toEqual([]);
    expect(discoveryFaults(announce(announced, {}, { ...profile, meter: false }))).toEqual([]);
  });
});

describe("the ids that Home Assistant keeps", () => {
  // Whoever changes one of these takes history, names and automations away from every user who has it.
  it("are these of the plug, for ever", () => {
    expect(componentsOf(PLUG).map((entity) => [entity.unique_id, entity.default_entity_id])).toEqual([
      ["plug-test_relay", "switch.plug_test"],
      ["plug-test_button", "event.plug_test_button"],
      ["plug-test_identify", "button.plug_test_identify"],
      ["plug-test_restart", "button.plug_test_restart"],
      ["plug-test_start_up", "select.plug_test_start_up"],
      ["plug-test_power", "sensor.plug_test_power"],
      ["plug-test_energy", "sensor.plug_test_energy"],
      ["plug-test_voltage", "sensor.plug_test_voltage"],
      ["plug-test_current", "sensor.plug_test_current"],
      ["plug-test_reset_energy", "button.plug_test_reset_energy"],
      ["plug-test_fault", "binary_sensor.plug_test_fault"],
      ["plug-test_alarm", "event.plug_test_alarm"],
      ["plug-test_firmware", "update.plug_test_firmware"],
    ]);
  });

  it("are these of the bench, for ever", () => {
    expect(componentsOf(BENCH).map((entity) => [entity.unique_id, entity.default_entity_id])).toEqual([
      ["plug-test_bench_lifecycle", "sensor.plug_test_bench_lifecycle"],
      ["plug-test_bench_lamp", "sensor.plug_test_bench_lamp"],
      ["plug-test_bench_board", "binary_sensor.plug_test_bench_board"],
      ["plug-test_bench_faults", "sensor.plug_test_bench_faults"],
      ["plug-test_bench_button", "switch.plug_test_bench_button"],
      ["plug-test_bench_mains", "switch.plug_test_bench_mains"],
      ["plug-test_bench_load", "select.plug_test_bench_load"],
      ["plug-test_bench_wifi", "switch.plug_test_bench_wifi"],
      ["plug-test_bench_cloud", "switch.plug_test_bench_cloud"],
    ]);
  });

  it("stay when version, board, serial number or make of plug are others", () => {
    const other = {
      version: "9.9.9",
      board: "arduino",
      serial: "ffffffffffff",
      started: "2030-01-01T00:00:00.000Z",
    };
    for (const announced of [PLUG, BENCH]) {
      const then = announce(announced, other, {
        id: "other-plug",
        name: "Other Plug",
        outlet: true,
        meter: true,
      });
      expect(Object.values(then.components)).toEqual(componentsOf(announced));
      expect(then.device["identifiers"]).toEqual(announce(announced).device["identifiers"]);
    }
  });

  it("join the bench to its plug, and are no other plug's", () => {
    expect(announce(PLUG).device["identifiers"]).toEqual(["plug-test"]);
    expect(announce(BENCH).device).toMatchObject({
      identifiers: ["plug-test_bench"],
      via_device: "plug-test",
    });
    const neighbour = announce(PLUG, { id: "plug-test-bench" });
    const ids = [...componentsOf(PLUG), ...componentsOf(BENCH)].map((entity) => entity.unique_id);
    for (const { unique_id } of Object.values(neighbour.components)) expect(ids).not.toContain(unique_id);
  });
});

describe("what is announced", () => {
  it("calls nothing by the name of a real maker, and says what is simulated", () => {
    expect(announce(PLUG).device).toEqual({
      identifiers: ["plug-test"],
      name: "plug-test",
      manufacturer: "plugbench",
      model: "plugbench, behaving as: Amazon Smart Plug",
      sw_version: "0.1.0",
      serial_number: "0123456789ab",
    });
  });

  it("names every word that the lifecycle can be", () => {
    const { supply, lifecycle } = compile(amazonSmartPlug).states;
    const words = new Set([...supply.filter((state) => state !== "running"), ...lifecycle]);
    expect(new Set(announce(BENCH).components["lifecycle"]!.options)).toEqual(words);
  });

  it("lets nobody pull the plug or hold its button by switching a whole room", () => {
    const switches = componentsOf(BENCH).filter(({ platform }) => platform === "switch");
    expect(switches.map((entity) => entity.entity_category)).toEqual(switches.map(() => "config"));
  });

  it("says of each number that it is simulated, and of what it is", () => {
    const { components } = announce(PLUG);
    const told = MEASURED.map((key) => components[key] as unknown as Record<string, unknown>);
    for (const [i, sensor] of told.entries()) {
      expect(sensor["name"]).toMatch(/ \(simulated\)$/);
      expect(sensor["device_class"]).toBe(MEASURED[i]);
    }
    expect(told.map((sensor) => [sensor["unit_of_measurement"], sensor["state_class"]])).toEqual([
      ["W", "measurement"],
      ["kWh", "total_increasing"],
      ["V", "measurement"],
      ["A", "measurement"],
    ]);
  });

  it("takes away what a make has not: Home Assistant may know it of another one", () => {
    const takenAway = (announced: Announced, make: Snapshot["profile"]) =>
      Object.entries(announce(announced, {}, make).components).flatMap(([key, component]) =>
        Object.keys(component).length === 1 ? key : [],
      );
    const ofMeter = [...MEASURED, "reset_energy"];
    expect(takenAway(PLUG, profile)).toEqual([]);
    expect(takenAway(PLUG, { ...profile, meter: false })).toEqual(ofMeter);
    expect(takenAway(PLUG, speaker)).toEqual(["relay", "start_up", ...ofMeter]);
    expect(takenAway(BENCH, speaker)).toEqual(["load"]);
  });
});
