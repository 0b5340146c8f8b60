import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { genericRedBlink, millis } from "../../firmware-sim/index.ts";
import { onlinePlug, provisionedRecord, WorldRig } from "../support/world-rig.ts";

const online = () => onlinePlug({ profile: genericRedBlink });
const on = (rig: WorldRig) => rig.input({ kind: "relaySet", to: "on", source: "mqtt" });
const relays = (rig: WorldRig) => rig.effectsOf("relay").map(({ closed, source }) => `${closed} ${source}`);
const alarms = (rig: WorldRig) =>
  rig.effectsOf("notice").flatMap((notice) => ("cause" in notice ? `${notice.notice} ${notice.cause}` : []));

describe("too much heat", () => {
  it("opens the relay, says so, and blinks (S3 solution 3)", () => {
    const rig = on(online()).raise("overheat");
    expect([rig.state("health"), rig.contactClosed, rig.pattern]).toEqual(["overheated", false, "trouble"]);
    expect([relays(rig).at(-1), alarms(rig)]).toEqual(["false protection", ["tripped overheat"]]);
  });

  it("comes from a load that is too much in a tight place, and is cured by air", () => {
    const rig = on(online().attach(1500)).circuit({ kind: "air", air: "confined" }).wait(2_300_000);
    expect([rig.state("health"), rig.contactClosed]).toEqual(["overheated", false]);
    rig.circuit({ kind: "air", air: "open" }).wait(200_000);
    expect([rig.state("health"), alarms(rig).at(-1)]).toEqual(["ok", "tripCleared overheat"]);
    expect([rig.contactClosed, on(rig).contactClosed, rig.wait(3_000_000).contactClosed]).toEqual([
      false,
      true,
      true,
    ]);
  });

  it.each<[string, (rig: WorldRig) => unknown, string]>([
    ["on", on, "relaySet tripped"],
    ["toggle", (rig) => rig.input({ kind: "relaySet", to: "toggle", source: "ctl" }), "relaySet tripped"],
    ["a tap", (rig) => rig.tap(), "tap tripped"],
    [
      "off for a while, once that is over",
      (rig) => rig.input({ kind: "relaySet", to: "off", source: "mqtt", for: millis(500) }).wait(500),
      "timer tripped",
    ],
  ])("refuses %s, and says why", (_, ask, refusal) => {
    const rig = online().raise("overheat");
    ask(rig);
    expect([rig.contactClosed, rig.refusals().at(-1)]).toEqual([false, refusal]);
    expect(rig.effectsOf("ignored").at(-1)?.reason).toMatch(/too hot inside/);
  });

  it("ends the time for which the outlet was to be on", () => {
    const rig = online()
      .input({ kind: "relaySet", to: "on", source: "mqtt", for: millis(2000) })
      .wait(1000);
    rig.raise("overheat").mend("overheat").wait(5000);
    expect([rig.contactClosed, rig.refusals()]).toEqual([false, []]);
  });

  it("lets the outlet be switched off, and the plug be reset", () => {
    const rig = online().raise("overheat").input({ kind: "relaySet", to: "off", source: "mqtt" });
    expect(rig.refusals()).toEqual([]);
    expect(rig.hold(10_000).wait(5000).state("lifecycle")).toBe("setup");
  });

  it("outlasts a power cut, and start-up does not close the relay", () => {
    const rig = online().input({ kind: "startUpSet", to: "on" }).raise("overheat");
    rig.powerOff().wait(1000).powerOn();
    expect([rig.state("health"), rig.contactClosed]).toEqual(["overheated", false]);
    rig.wait(1_000_000);
    expect([rig.state("health"), rig.contactClosed]).toEqual(["ok", false]);
  });

  it("is gone when the plug cools without power", () => {
    const rig = online().raise("overheat").powerOff().wait(1_000_000);
    expect(rig.refusals()).toEqual([]);
    expect(rig.powerOn().state("health")).toBe("ok");
  });

  it("does not let `previous` close what it opened", () => {
    const rig = on(online()).raise("overheat").powerOff().wait(1_000_000).powerOn().wait(2000);
    expect([rig.stored?.relayClosed, rig.contactClosed]).toEqual([false, false]);
  });

  it("trips while the plug boots, too", () => {
    const rig = new WorldRig({ profile: genericRedBlink, nvm: provisionedRecord({ relayClosed: true }) });
    expect(rig.powerOn().contactClosed).toBe(true);
    expect([rig.raise("overheat").contactClosed, rig.state("supply")]).toEqual([false, "booting"]);
  });
});

describe("an overload", () => {
  const overloaded = () => on(online().raise("overload")).wait(1000);

  it("opens the relay after it has lasted", () => {
    const rig = on(online().attach(1900)).wait(999);
    expect([rig.state("health"), rig.contactClosed]).toEqual(["ok", true]);
    rig.wait(1);
    expect([rig.state("health"), rig.contactClosed, rig.pattern]).toEqual(["overloaded", false, "trouble"]);
    expect([relays(rig).at(-1), alarms(rig)]).toEqual(["false protection", ["tripped overload"]]);
  });

  it("is latched: less load does not end it, and `on` is refused", () => {
    const rig = on(overloaded().attach(60).wait(1_000_000));
    expect([rig.contactClosed, rig.refusals()]).toEqual([false, ["relaySet tripped"]]);
    expect(rig.effectsOf("ignored").at(-1)?.reason).toMatch(/press the button/);
  });

  it("ends with a press, which does not switch; the next one does", () => {
    const rig = overloaded().attach(60).tap();
    expect([rig.state("health"), rig.contactClosed, alarms(rig).at(-1)]).toEqual([
      "ok",
      false,
      "tripCleared overload",
    ]);
    expect(rig.refusals()).toEqual([]);
    expect(rig.tap().contactClosed).toBe(true);
  });

  it("ends with a power cut, and trips again when nothing was done about it", () => {
    const rig = overloaded().powerOff().powerOn().wait(2000);
    expect([rig.state("health"), rig.contactClosed]).toEqual(["ok", false]);
    expect(on(rig).wait(1000).state("health")).toBe("overloaded");
  });

  it("gives way to heat, which is what then has to go", () => {
    const rig = overloaded().raise("overheat").tap();
    expect([rig.state("health"), rig.refusals()]).toEqual(["overheated", ["tap tripped"]]);
    expect(rig.mend("overheat").state("health")).toBe("ok");
  });
});

describe("a stuck button", () => {
  it("is known after a minute and until it is free", () => {
    const rig = online().press().wait(60_000);
    expect([rig.state("finger"), rig.notices().at(-1)]).toEqual(["stuck", "buttonStuck"]);
    rig.release().wait(100);
    expect([rig.state("finger"), rig.notices().includes("buttonFree")]).toEqual(["free", true]);
  });

  it("is forgotten without power", () => {
    const rig = online().press().wait(60_000).powerOff();
    expect(rig.state("finger")).toBe("free");
  });
});

type Act = (rig: WorldRig) => unknown;
const acts: fc.Arbitrary<Act> = fc.oneof(
  fc.constantFrom<Act>(
    on,
    (rig) => rig.input({ kind: "relaySet", to: "off", source: "mqtt", for: millis(700) }),
    (rig) => rig.tap(),
    (rig) => rig.hold(10_500),
    (rig) => rig.attach(1500),
    (rig) => rig.attach(2500),
    (rig) => rig.circuit({ kind: "air", air: "confined" }),
    (rig) => rig.circuit({ kind: "air", air: "open" }),
    (rig) => rig.raise("overheat"),
    (rig) => rig.mend("overheat"),
    (rig) => rig.raise("loose-connection"),
    (rig) => rig.mend("loose-connection"),
    (rig) => rig.input({ kind: "startUpSet", to: "on" }),
    (rig) => (rig.state("supply") === "off" ? rig : rig.powerOff()).powerOn(),
  ),
  fc.nat({ max: 600_000 }).map(
    (ms): Act =>
      (rig) =>
        rig.wait(ms),
  ),
);

/** Told by what was measured and done, not by the plug's own regions. */
it("the relay never closes while a protective trip is latched", () => {
  let trips = 0;
  let refused = 0;
  fc.assert(
    fc.property(fc.array(acts, { minLength: 20, maxLength: 60 }), (story) => {
      const rig = online();
      for (const act of story) act(rig);
      let [hot, over] = [false, false];
      for (const line of rig.lines) {
        const [, kind = "", json = "{}"] = /^\d+ (\w+) (.*)$/.exec(line) ?? [];
        const { input, effect, power } = JSON.parse(json);
        if (kind === "powerOn") [hot, over] = [power.hot === true, false];
        if (kind === "input") {
          if (input.kind === "hot") [hot, over] = [true, false];
          if (input.kind === "cool") hot = false;
          if (input.kind === "overloaded") over = !hot;
          if (input.kind === "hot" || input.kind === "overloaded") trips++;
        }
        if (effect?.gesture === "shortRelease") over = false;
        if (effect?.code === "tripped") refused++;
        if (effect?.kind === "relay" && effect.closed) expect([hot, over]).toEqual([false, false]);
      }
    }),
    { numRuns: 60 },
  );
  expect(trips).toBeGreaterThan(20);
  expect(refused).toBeGreaterThan(5);
});
