import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { benches } from "./ctl-bench.ts";
import { runs } from "./in-process.ts";

const place = benches();
afterAll(place.remove);

describe("virtual time", () => {
  const bench = place.bench("virtual");
  const { ctl, ctlJson } = bench;
  beforeAll(async () => {
    await bench.stands("--provisioned");
  });

  it("stands still until ctl lets it pass", async () => {
    expect(await ctlJson("state")).toMatchObject({ lifecycle: "booting", at: 0 });
  });

  it("passes, to the millisecond, until a state is reached", async () => {
    expect(await ctlJson("wait", "online", "--timeout", "60s")).toEqual({
      exit: 0,
      ok: true,
      lifecycle: "online",
      // 1.5 s of red flashes, 3 s to join: numbers of the profile.
      afterMs: 4500,
    });
    expect((await ctlJson("state")).at).toBe(4500);
  });

  it("needs none for what is so already", async () => {
    expect(await ctl("wait", "online")).toMatchObject({
      code: 0,
      out: "The lifecycle is online, already.\n",
    });
    expect((await ctlJson("state")).at).toBe(4500);
  });

  it("passes while the button is held, exactly as long", async () => {
    const tap = await ctlJson("hold", "200ms");
    expect(tap).toMatchObject({ outlet: "on", gestures: [{}, { gesture: "shortRelease", heldFor: 200 }] });
    expect(await ctlJson("wait", "outlet=on")).toMatchObject({ exit: 0, outlet: "on", afterMs: 0 });
    const reset = await ctlJson("hold", "13s");
    expect(reset.gestures.at(-1)).toMatchObject({ gesture: "longRelease", heldFor: 13_000, rung: "armed" });
    expect(await ctlJson("wait", "setup")).toMatchObject({ exit: 0, lifecycle: "setup" });
  });

  it("passes while the plug is set up, and not while a password becomes a key", async () => {
    const before = (await ctlJson("state")).at;
    expect(await ctlJson("setup", "--wrong-password")).toMatchObject({ exit: 1, code: "wrong_password" });
    const failed = (await ctlJson("state")).at;
    expect(await ctlJson("setup")).toMatchObject({ exit: 0, ok: true, listedBy: ["home"] });
    const { at, lifecycle } = await ctlJson("state");
    expect(lifecycle).toBe("online");
    expect([failed - before, at - failed]).toEqual([3000, 3000]);
  });

  it("passes by as much as is asked, and says what has become of the plug", async () => {
    const before = (await ctlJson("state")).at;
    expect(await ctlJson("advance", "15m")).toEqual({
      exit: 0,
      ok: true,
      advancedMs: 900_000,
      lifecycle: "online",
      led: "dark",
      outlet: "off",
    });
    expect((await ctlJson("state")).at).toBeLessThanOrEqual(before + 900_000);
    expect((await ctl("advance", "168h")).out).toBe(
      "168 h have passed. Now: online, LED dark, outlet off.\n",
    );
  });

  it("is over when the state does not come, which says what it is instead", async () => {
    const { code, err } = await ctl("wait", "button=down", "--timeout", "90s");
    expect([code, err]).toEqual([
      1,
      "Waiting for button down, at most 90 s.\nplugbench: not done (timeout): after 90 s the button is up, not down.\n",
    ]);
    expect(await ctlJson("wait", "led=armed", "--timeout", "1h")).toMatchObject({
      exit: 1,
      code: "timeout",
      message: "after 1 h the led is dark, not armed",
    });
  });

  it("knows what the lamp of the plug at hand never shows", async () => {
    expect(await ctlJson("wait", "led=dakr", "--timeout", "1h")).toMatchObject({
      exit: 1,
      code: "bad_value",
      message: expect.stringMatching(
        /^led is never "dakr"\. Did you mean "dark"\? Wait for boot, setup, .*dark$/,
      ),
    });
  });

  it("is waited for though the plug has no power", async () => {
    await ctl("unplug");
    expect(await ctlJson("wait", "off")).toMatchObject({ exit: 0, lifecycle: "off" });
    expect(await ctlJson("wait", "power=on", "--timeout", "1m")).toMatchObject({ exit: 1, code: "timeout" });
    await ctl("plug-in");
    expect(await ctlJson("wait", "booting")).toMatchObject({ exit: 0 });
    expect(await ctlJson("wait", "network=cloud")).toMatchObject({
      exit: 0,
      network: "cloud",
      afterMs: 4500,
    });
  });
});

describe.concurrent("real time", () => {
  it("is skipped on the virtual board, and goes on from there", async () => {
    const bench = place.bench("skipped");
    await bench.start("desk");
    expect(await bench.ctlJson("advance", "15m")).toMatchObject({ exit: 0, lifecycle: "idle-unprovisioned" });
    expect((await bench.ctlJson("hold", "100ms")).gestures.at(-1)).toMatchObject({ gesture: "shortRelease" });
    await bench.comesTo({ lifecycle: "setup" });
  });

  it("is waited for as long as it takes", async () => {
    const bench = place.bench("waiting");
    await bench.start("desk");
    expect(await bench.ctlJson("wait", "outlet=on", "--timeout", "50ms")).toMatchObject({ exit: 1 });
    const waiting = bench.ctlJson("wait", "outlet=on", "--timeout", "60s");
    await bench.ctl("on");
    expect(await waiting).toMatchObject({ exit: 0, outlet: "on" });
  });

  it("ends with the plug: who waits is told, with code 3", async () => {
    const bench = place.bench("ends");
    const plug = await bench.start("desk");
    const waiting = bench.ctl("wait", "outlet=on", "--timeout", "60s");
    await bench.ctl("state");
    await plug.stop();
    const { code, err } = await waiting;
    expect([code, err]).toEqual([3, expect.stringContaining("ended before it answered")]);
  });
});

describe("wrong use ends with code 2 and says what there is", () => {
  it.each([
    ["a state that never is", ["wait", "onlin"], 'Did you mean "online"?', "idle-unprovisioned"],
    ["a key that is none", ["wait", "outlt=on"], 'Did you mean "outlet"?', "lifecycle, outlet, led"],
    ["a value that never is", ["wait", "outlet=open"], 'outlet is never "open"', "on, off"],
    ["a wait without unit", ["wait", "online", "--timeout", "10"], "--timeout: 10 has no unit", "10s"],
    ["an advance too long", ["advance", "169h"], "too long", "168 h"],
  ])("%s", async (_, args, what, next) => {
    const { code, err } = await runs(["ctl", ...args]);
    expect(code).toBe(2);
    expect(err).toContain(what);
    expect(err).toContain(next);
  });

  it("virtual time for a board that has none", async () => {
    const { code, err } = await runs(["run", "--time", "virtual", "--state", place.path]);
    expect([code, err]).toEqual([2, expect.stringContaining("add --board virtual")]);
  });
});

describe("nobody there", () => {
  it("ends with code 3", async () => {
    const { code, err } = await place.bench("none").ctl("wait", "online");
    expect([code, err]).toEqual([3, expect.stringContaining("start one with plugbench run")]);
  });
});
