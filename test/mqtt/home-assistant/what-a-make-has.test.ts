import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { amazonSmartPlug, echoDot, type Profile } from "../../../firmware-sim/index.ts";
import { householdFault } from "../../../src/runtime/household/kinds.ts";
import { discoveryFaults } from "../../support/discovery-rules.ts";
import { HomeAssistant } from "../../support/home-assistant.ts";
import { ID, MqttRig } from "../../support/mqtt-rig.ts";
import { retainedBelow } from "../../support/mqtt-watcher.ts";
import { metering, speaker } from "../../support/profiles.ts";
import { until } from "../../support/until.ts";
import { BROKERS, type TestBroker } from "../brokers.ts";

for (const { name, version, missing, open } of BROKERS) {
  describe.skipIf(missing)(`Home Assistant and a plug that has more or less, on ${name}`, () => {
    let broker: TestBroker;
    let home: HomeAssistant;
    let rig: MqttRig;

    const begin = async (profile: Profile) => {
      rig = await MqttRig.start(broker.port, {
        profile,
        makes: [amazonSmartPlug, echoDot, metering],
        homeAssistant: { prefix: "homeassistant", bench: true },
      });
      await home.knows(`${ID}_button`);
      await home.knows(`${ID}_bench_lifecycle`);
    };
    const become = async ({ id }: Profile) => {
      rig.host.command({ do: "profile", to: id });
      // Some makes boot for long.
      await rig.clock.advance(20_000);
      rig.host.command({ do: "provision" });
      await rig.clock.advance(20_000);
    };
    const announced = () => retainedBelow(broker.port, version, "homeassistant");

    beforeEach(async () => {
      broker = await open();
      home = await HomeAssistant.open(broker.port, version);
    });
    afterEach(async () => {
      await rig.close();
      await home.close();
      await broker.remove();
      expect(home.complaints).toEqual([]);
    });

    it("shows what is measured, and nothing of a plug that measures nothing any more", async () => {
      await begin(metering);
      rig.host.command({ do: "load", load: { name: "custom", kind: "steady", watts: 60 } });
      rig.host.command({ do: "relay", to: "on", source: "ctl" });
      await home.shows(`${ID}_power`, "60");
      await home.shows(`${ID}_voltage`, "120");
      await home.shows(`${ID}_current`, "0.5");
      await until("no option stands for it", () => home.get(`${ID}_bench_load`).state === null);
      await become(amazonSmartPlug);
      await home.shows(`${ID}_relay`, false);
      for (const key of ["power", "energy", "voltage", "current", "reset_energy"])
        await until(`${key} is gone`, () => !home.entities.has(`${ID}_${key}`));
      expect(discoveryFaults(JSON.parse((await announced())[`device/${ID}/config`]!))).toEqual([]);
    });

    it("follows a plug that measures to a make without an outlet, and back", async () => {
      await begin(metering);
      const keys = [
        "relay",
        "start_up",
        "power",
        "energy",
        "voltage",
        "current",
        "reset_energy",
        "bench_load",
      ];
      const known = () => keys.filter((key) => home.entities.has(`${ID}_${key}`));
      for (const [make, expected] of [
        [metering, keys],
        [echoDot, []],
        [metering, keys],
      ] as const) {
        if (rig.host.profile.id !== make.id) await become(make);
        await until(`it is a ${make.id}`, () => known().length === expected.length, known);
        for (const text of Object.values(await announced()))
          expect(discoveryFaults(JSON.parse(text))).toEqual([]);
      }
      await home.shows(`${ID}_power`, "0");
    });

    it("sees what is wrong as the plug knows it, and each alarm", async () => {
      await begin(amazonSmartPlug);
      const fault = `${ID}_fault`;
      await home.shows(fault, false);
      const alarm = home.get(`${ID}_alarm`);
      await until("the entity is there", () => alarm.available);
      rig.host.command({ do: "fault", fault: householdFault("overheat") });
      await home.shows(fault, true);
      expect(home.get(fault).attributes).toMatchObject({ fault: ["overheat"] });
      rig.host.command({ do: "clearFault", kind: "overheat" });
      await home.shows(fault, false);
      await until("both are heard", () => alarm.events.length === 2);
      expect(alarm.events).toMatchObject([
        { event_type: "overheat" },
        { event_type: "cleared", fault: "overheat" },
      ]);
    });

    it("finds no outlet at a make that has none", async () => {
      await begin(speaker);
      for (const id of ["relay", "start_up", "power", "reset_energy", "bench_load"])
        expect(home.entities.has(`${ID}_${id}`), id).toBe(false);
      for (const text of Object.values(await announced()))
        expect(discoveryFaults(JSON.parse(text))).toEqual([]);
    });
  });
}
