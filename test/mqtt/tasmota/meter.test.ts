import { describe, expect, it } from "vitest";
import { instant } from "../../../firmware-sim/index.ts";
import { snapshot } from "../../cli/snapshots.ts";
import { MAC, RESULT, TasmotaRig, TOPIC } from "./tasmota-rig.ts";

const { profile } = snapshot();
const METERING = { ...profile, id: "metering", meter: true };
const meter = { since: instant(0), watts: 60, wh: 1000, volts: 120 };
const SENSOR = `tele/${TOPIC}/SENSOR`;

const metering = () => {
  const rig = new TasmotaRig({ profile: METERING, meter });
  rig.dialect.greet!();
  return rig;
};
const sensors = ({ dialect }: TasmotaRig) =>
  JSON.parse(dialect.retained.get(`tasmota/discovery/${MAC}/sensors`)!.text);
const config = ({ dialect }: TasmotaRig) =>
  JSON.parse(dialect.retained.get(`tasmota/discovery/${MAC}/config`)!.text);

// SENSOR and its keys: https://tasmota.github.io/docs/Power-Monitoring-Calibration/ and MQTT.
describe("the meter of a plug that speaks as Tasmota", () => {
  it("is told with each STATE, after it", async () => {
    const rig = metering();
    await rig.clock.advance(5000);
    const telemetry = rig.said.map(({ topic }) => topic).filter((topic) => /STATE|SENSOR/.test(topic));
    expect(telemetry).toEqual([`tele/${TOPIC}/STATE`, SENSOR]);
    await rig.clock.advance(3_595_000);
    expect(rig.json(SENSOR)).toEqual({
      Time: "2026-01-01T00:55:05",
      ENERGY: { Total: 1.055083, Power: 60, Voltage: 120, Current: 0.5 },
    });
  });

  it.each(["8", "10"])("is what Status %s answers", async (number) => {
    const rig = metering();
    await rig.clock.advance(3_600_000);
    rig.ask("STATUS", number);
    expect(rig.json(`stat/${TOPIC}/STATUS${number}`).StatusSNS.ENERGY).toEqual({
      Total: 1.06,
      Power: 60,
      Voltage: 120,
      Current: 0.5,
    });
  });

  it("is announced by the names of what SENSOR tells", async () => {
    const rig = metering();
    await rig.clock.advance(5000);
    expect(Object.keys(sensors(rig).sn.ENERGY)).toEqual(Object.keys(rig.json(SENSOR).ENERGY));
  });

  it("is not there at a make that has none, whatever was in its place before", async () => {
    const rig = metering();
    rig.change({ profile, meter: null });
    expect(sensors(rig)).toEqual({ sn: {}, ver: 1 });
    rig.said.length = 0;
    await rig.clock.advance(600_000);
    expect(rig.json(SENSOR)).toBeNull();
    rig.ask("STATUS", "10");
    expect(rig.json(`stat/${TOPIC}/STATUS10`).StatusSNS).not.toHaveProperty("ENERGY");
  });
});

describe("a make without an outlet that speaks as Tasmota", () => {
  const speaker = () => {
    const rig = new TasmotaRig({ profile: { ...profile, id: "speaker", outlet: false } });
    rig.dialect.greet!();
    return rig;
  };

  it("announces no relay, and says nothing of one", async () => {
    const rig = speaker();
    expect(config(rig).rl).toEqual([0, 0, 0, 0, 0, 0, 0, 0]);
    await rig.clock.advance(5000);
    rig.switch(true);
    rig.ask("STATE");
    rig.ask("STATUS", "0");
    expect(rig.said.filter(({ topic, value }) => /POWER|PowerOnState/.test(topic + value.text))).toEqual([]);
  });

  it.each(["POWER", "Power1", "PowerOnState"])("does not know %s", (name) => {
    const rig = speaker();
    rig.ask(name, "1");
    expect(rig.json(RESULT)).toEqual({ Command: "Unknown", Input: name.toUpperCase() });
    expect(rig.commands).toEqual([]);
  });
});
