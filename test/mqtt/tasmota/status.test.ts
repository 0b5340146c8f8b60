import { describe, expect, it } from "vitest";
import { CLIENT, RESULT, TasmotaRig, TOPIC } from "./tasmota-rig.ts";

const NUMBERS = ["", "1", "2", "3", "4", "5", "6", "7", "10", "11"];
const TIME = "2026-01-02T03:04:05";

/** A plug that booted 1 day, 3 h, 4 min and 5 s ago. */
async function oldPlug(): Promise<TasmotaRig> {
  const rig = TasmotaRig.greeted();
  await rig.clock.advance((27 * 3600 + 4 * 60 + 5) * 1000);
  rig.said.length = 0;
  return rig;
}

const STATE = {
  Time: TIME,
  Uptime: "1T03:04:05",
  UptimeSec: 97_445,
  MqttCount: 1,
  POWER: "OFF",
  Wifi: { SSId: "plugbench", LinkCount: 1 },
};

/** All that is said: what is not here is not known, and not invented. */
const PARTS: Record<string, object> = {
  "": {
    Status: {
      Module: 0,
      DeviceName: TOPIC,
      FriendlyName: [TOPIC],
      Topic: TOPIC,
      Power: "0",
      PowerOnState: 3,
      PowerRetain: 0,
    },
  },
  "1": {
    StatusPRM: {
      GroupTopic: "tasmotas",
      RestartReason: "Power On",
      Uptime: "1T03:04:05",
      StartupUTC: "2026-01-01T00:00:00",
    },
  },
  "2": { StatusFWR: { Version: "0.1.0(plugbench)", Hardware: "plugbench virtual" } },
  "3": { StatusLOG: { SSId: ["plugbench", ""], TelePeriod: 300 } },
  "4": { StatusMEM: {} },
  "5": { StatusNET: { Hostname: TOPIC, IPAddress: "0.0.0.0", Mac: "02:23:45:67:F0:AB" } },
  "6": { StatusMQT: { MqttClient: CLIENT, MqttCount: 1 } },
  "7": { StatusTIM: { UTC: TIME, Local: TIME, Timezone: "+00:00" } },
  "10": { StatusSNS: { Time: TIME } },
  "11": { StatusSTS: STATE },
};

describe("the Tasmota command Status", () => {
  it.each(NUMBERS)("answers %j on the topic with its number, and nowhere else", async (number) => {
    const rig = await oldPlug();
    expect(rig.ask("STATUS", number)).toEqual([
      [`stat/${TOPIC}/STATUS${number}`, JSON.stringify(PARTS[number])],
    ]);
  });

  it("answers 0 with every part", async () => {
    const rig = await oldPlug();
    expect(rig.ask("Status", "0")).toEqual(
      NUMBERS.map((number) => [`stat/${TOPIC}/STATUS${number}`, JSON.stringify(PARTS[number])]),
    );
  });

  it("answers Status0 with all parts in one", async () => {
    const rig = await oldPlug();
    const [[topic, text] = [], ...more] = rig.ask("Status0");
    expect(more).toEqual([]);
    expect(topic).toBe(`stat/${TOPIC}/STATUS0`);
    expect(JSON.parse(text!)).toEqual(Object.assign({}, ...Object.values(PARTS)));
  });

  it("answers 8, the old number of 10, as 8", async () => {
    const rig = await oldPlug();
    expect(rig.ask("Status", "8")).toEqual([[`stat/${TOPIC}/STATUS8`, JSON.stringify(PARTS["10"])]]);
  });

  it.each(["9", "12", "13", "14", "-1"])("has no %s", async (number) => {
    const rig = await oldPlug();
    expect(rig.ask("Status", number)).toEqual([[RESULT, '{"Command":"Error"}']]);
  });

  it("follows the plug", async () => {
    const rig = await oldPlug();
    rig.switch(true);
    rig.ask("PowerOnState", "1");
    rig.ask("Status");
    expect(rig.json(`stat/${TOPIC}/STATUS`).Status).toMatchObject({ Power: "1", PowerOnState: 1 });
    rig.ask("Status", "11");
    expect(rig.json(`stat/${TOPIC}/STATUS11`).StatusSTS).toMatchObject({ POWER: "ON" });
  });
});
