import { describe, expect } from "vitest";
import { energyAt, millis, type Profile } from "../../firmware-sim/index.ts";
import { parseLoad } from "../../src/config/load-words.ts";
import { openEmbeddedBroker } from "../../src/mqtt/broker/embedded-broker.ts";
import { Bench, DAY } from "../runtime/schedule/rig.ts";
import { HomeAssistant } from "../support/home-assistant.ts";
import { onlineBench, type VirtualBench, virtualBench } from "../support/host-bench.ts";
import { freePort } from "../support/mosquitto.ts";
import { ID, MqttRig } from "../support/mqtt-rig.ts";
import { HOME_WIFI, provisionedRecord } from "../support/world-rig.ts";
import { DONE, HOUR, setUp } from "./red-blink.ts";
import { statement } from "./statement.ts";

const online = (profile: Profile) => onlineBench({ profile });

/** The outlet is on, with this in it. */
async function feeding(profile: Profile, load: string): Promise<VirtualBench> {
  const bench = await online(profile);
  bench.host.command({ do: "load", load: parseLoad([load], false) });
  bench.host.command({ do: "relay", to: "on", source: "ctl" });
  return bench;
}

/** Wh that the plug has counted. */
const told = ({ host, clock }: VirtualBench): number => energyAt(host.snapshot.meter!, clock.now());

describe("S3, understanding smart plugs", () => {
  statement("S3.plugs.remote", async (profile) => {
    const { host, board, clock } = await online(profile);
    for (const to of ["on", "off"] as const) {
      host.command({ do: "relay", to, source: "mqtt" });
      await clock.advance(100);
      expect(board.relayClosed).toBe(to === "on");
    }
  });

  statement("S3.plugs.wifi", async (profile) => {
    const bench = await virtualBench({ profile, wait: DONE });
    expect(bench.host.snapshot.network).toBe("down");
    await setUp(bench);
    expect([bench.host.snapshot.network, bench.store.record?.wifi]).toEqual(["cloud", HOME_WIFI]);
  });

  statement("S3.plugs.timers", async (profile) => {
    const { host, board, clock } = await online(profile);
    host.command({ do: "relay", to: "on", source: "mqtt", for: millis(1_800_000) });
    await clock.advance(1_799_999);
    expect(board.relayClosed).toBe(true);
    await clock.advance(1);
    expect(board.relayClosed).toBe(false);
  });

  statement("S3.plugs.schedules", async (profile) => {
    const plug = await new Bench("America/New_York", "2027-03-13T17:00:00Z").start(
      provisionedRecord(),
      profile,
    );
    await plug.keeps({ id: "evening", at: "18:30", to: "on" }, { id: "night", at: "23:00", to: "off" });
    const outlet: string[] = [];
    plug.bench.host.onChange(({ relay }, before) => {
      if (relay.closed === before?.relay.closed) return;
      expect(plug.bench.board.relayClosed).toBe(relay.closed);
      outlet.push(`${plug.wall().toISOString()} ${relay.closed ? "on" : "off"}`);
    });
    await plug.pass(2 * DAY);
    // By the clock on the wall, which is put forward in the night between.
    expect(outlet).toEqual([
      "2027-03-13T23:30:00.000Z on",
      "2027-03-14T04:00:00.000Z off",
      "2027-03-14T22:30:00.000Z on",
      "2027-03-15T03:00:00.000Z off",
    ]);
  });

  statement("S3.plugs.energy", async (profile) => {
    const bench = await feeding(profile, "lamp");
    expect(bench.host.snapshot.meter).toMatchObject({ watts: 60, volts: 120 });
    await bench.clock.advance(10 * HOUR);
    expect(told(bench)).toBeCloseTo(600, 9);
    bench.host.command({ do: "relay", to: "off", source: "ctl" });
    await bench.clock.advance(10 * HOUR);
    expect(bench.host.snapshot.meter?.watts).toBe(0);
    expect(told(bench)).toBeCloseTo(600, 9);
  });

  statement("S3.plugs.loads", async (profile) => {
    for (const load of ["lamp", "fan", "coffee-maker", "fridge", "air-conditioner"]) {
      const bench = await feeding(profile, load);
      await bench.clock.advance(24 * HOUR);
      expect([load, bench.board.relayClosed, bench.said(), bench.host.snapshot.troubles]).toEqual([
        load,
        true,
        [],
        [],
      ]);
      expect(told(bench), load).toBeGreaterThan(100);
    }
  });

  statement("S3.plugs.hungry", async (profile) => {
    const loads = ["led-lamp", "fan", "lamp", "heater"];
    const seen: { readonly watts: number; readonly wh: number }[] = [];
    for (const load of loads) {
      const bench = await feeding(profile, load);
      await bench.clock.advance(HOUR);
      seen.push({ watts: bench.host.snapshot.meter!.watts, wh: told(bench) });
    }
    for (const [i, { watts, wh }] of seen.slice(1).entries()) {
      expect(watts, loads[i + 1]).toBeGreaterThan(seen[i]!.watts);
      expect(wh, loads[i + 1]).toBeGreaterThan(seen[i]!.wh);
    }
  });
});

describe("S3, opening", () => {
  statement("S3.opening.automation", async (profile) => {
    const port = await freePort();
    const broker = await openEmbeddedBroker({ port });
    const assistant = await HomeAssistant.open(port, 4);
    const rig = await MqttRig.start(port, {
      profile,
      homeAssistant: { prefix: "homeassistant", bench: false },
    });
    try {
      const relay = `${ID}_relay`;
      await assistant.knows(relay);
      await assistant.shows(relay, false);
      for (const on of [true, false]) {
        await assistant.turn(relay, on);
        await assistant.shows(relay, on);
        expect(rig.board.relayClosed).toBe(on);
      }
      await rig.hold(100);
      await assistant.shows(relay, true);
      expect(assistant.complaints).toEqual([]);
    } finally {
      await rig.close();
      await assistant.close();
      await broker.close();
    }
  });
});
