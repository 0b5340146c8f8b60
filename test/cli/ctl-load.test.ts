import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readRequest } from "../../src/control/protocol.ts";
import { benches } from "./ctl-bench.ts";

const place = benches();
afterAll(place.remove);

describe("ctl load and ctl air", () => {
  const bench = place.bench("load");
  const { ctl, ctlJson } = bench;
  beforeAll(async () => {
    await bench.stands("--provisioned", "--profile", "generic-red-blink");
    await ctl("advance", "20s");
    await ctl("on");
  });

  it("plug something in, and tell what it draws, how warm that makes the plug, and what was counted", async () => {
    expect((await ctl("load", "heater")).out).toBe("Plugged into the outlet: heater.\n");
    await ctl("advance", "1h");
    const { out } = await ctl("state");
    expect(out).toMatch(/^load +heater, 1500 W through a contact that is closed \(simulated\)$/m);
    expect(out).toMatch(/^inside +64\.\d °C, air open \(simulated\)$/m);
    expect(out).toMatch(/^power +1500 W, 1500\.0 Wh \(simulated\)$/m);
  });

  it("can be too much: the outlet is off for protection, and says so", async () => {
    expect((await ctl("air", "confined")).out).toBe("The plug stands in a tight place.\n");
    await ctl("advance", "25m");
    expect(await ctlJson("state")).toMatchObject({ relay: { closed: false, source: "protection" } });
    const refused = await ctlJson("on");
    expect(refused).toMatchObject({ exit: 1, code: "tripped", message: /too hot inside/ });
    await ctl("air", "open");
    await ctl("advance", "10m");
    expect((await ctl("on")).code).toBe(0);
  });

  it("take curves, and take out again", async () => {
    const { out } = await ctl("load", "1500W", "4m", "60W", "1h");
    expect(out).toBe("Plugged into the outlet: 1500 W for 4 min, then 60 W for 1 h.\n");
    await ctl("advance", "5m");
    expect(await ctlJson("state")).toMatchObject({ circuit: { load: "custom", watts: 60 } });
    expect((await ctl("load", "none")).out).toBe("Nothing is plugged in.\n");
    expect((await ctl("reset-energy")).out).toBe("The plug counts its energy from 0.\n");
    expect(await ctlJson("state")).toMatchObject({ circuit: { load: null, watts: 0 }, meter: { wh: 0 } });
  });

  it.each([
    ["load", "heeter"],
    ["load", "1e9W"],
    ["air", "thin"],
    ["air", "toString"],
  ])("refuse %s %s", async (...words) => {
    const { code, err } = await ctl(...words);
    expect([code, err]).toEqual([2, expect.stringContaining(words[1]!)]);
  });
});

const steps = (step: object, count = 1) => ({
  name: "l",
  kind: "steps",
  steps: Array(count).fill(step),
  repeats: true,
});

it.each([
  ["NaN W, as JSON writes it", { name: "l", kind: "steady", watts: null }],
  ["less than nothing", { name: "l", kind: "steady", watts: -1 }],
  ["more than a household has", { name: "l", kind: "steady", watts: 1e300 }],
  ["no step", steps({}, 0)],
  ["a million steps", steps({ watts: 1, for: 1000 }, 40)],
  ["steps of no time", steps({ watts: 1, for: 0 })],
  ["half a millisecond", steps({ watts: 1, for: 100.5 })],
  ["a key of its own", { name: "l", kind: "steady", watts: 1, constructor: 1 }],
])("the control socket takes no load of %s", (_, load) => {
  expect(readRequest(JSON.stringify({ do: "load", load }))).toMatchObject({ ok: false, code: "bad_value" });
});
