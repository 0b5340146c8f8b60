import { describe, expect, it } from "vitest";
import { amazonSmartPlug, factoryRecord, millis } from "../../firmware-sim/index.ts";
import { onlinePlug, provisionedRecord, type RigOptions, type WorldRig } from "../support/world-rig.ts";

const LONG = 13_000;
const wifi = (to: "up" | "down") => ({ kind: "setWifi", to, how: "cut" }) as const;
const cloud = (to: "up" | "down") => ({ kind: "setCloud", to }) as const;
const resetStages = (rig: WorldRig) => rig.patterns().slice(-4);
const signedOut = (options: RigOptions = {}) =>
  onlinePlug({ nvm: provisionedRecord({ account: null }), ...options });

describe("the account after a reset", () => {
  it("has lost the plug when it was online and signed in", () => {
    const rig = onlinePlug().hold(LONG).wait(8000);
    expect(rig.listed).toEqual([]);
    expect(rig.effectsOf("notice").at(-2)).toMatchObject({ notice: "resetDone", removed: true });
  });

  it("still lists a plug that was offline; the plug itself is erased, with the same lamp", () => {
    const rig = onlinePlug().home(wifi("down")).wait(1000).hold(LONG).wait(8000);
    expect(rig.listed).toEqual(["home"]);
    expect(rig.stored).toEqual(factoryRecord("previous"));
    expect(resetStages(rig)).toEqual(["mixed", "armed", "resetting", "setup"]);
  });

  it("still lists it when the cloud was down, although the Wi-Fi was up", () => {
    const rig = onlinePlug().home(cloud("down")).hold(LONG).wait(8000);
    expect(rig.listed).toEqual(["home"]);
    expect(rig.effectsOf("notice").at(-2)).toMatchObject({ notice: "resetDone", removed: false });
  });

  it("is asked for nothing by a plug that is signed out", () => {
    const rig = signedOut({ home: onlinePlug().keptHome }).hold(LONG).wait(8000);
    expect(rig.effectsOf("notice").find(({ notice }) => notice === "resetBegun")).toMatchObject({
      linkUp: true,
      removal: false,
    });
    expect(rig.lines.some((line) => line.includes('"kind":"deregister"'))).toBe(false);
    expect(rig.listed).toEqual(["home"]);
    expect(rig.stored).toEqual(factoryRecord("previous"));
  });
});

describe("a network that goes away during a reset", () => {
  it("during the hold counts as offline", () => {
    const rig = onlinePlug().press().wait(8000).home(wifi("down")).wait(5000).release().wait(8000);
    expect(rig.listed).toEqual(["home"]);
    expect(rig.state("lifecycle")).toBe("setup");
  });

  it("is asked itself, not the lifecycle, which is still online for 10 s", () => {
    const rig = onlinePlug().press().wait(10_000).home(cloud("down")).wait(3000);
    expect(rig.state("lifecycle")).toBe("online");
    rig.release().wait(30);
    expect(rig.effectsOf("notice").at(-1)).toMatchObject({ notice: "resetBegun", removal: false });
    expect(rig.state("reset")).toBe("idle");
  });

  it("and comes back during the hold counts as online", () => {
    const rig = onlinePlug().press().wait(2000).home(wifi("down")).wait(1000).home(wifi("up")).wait(10_000);
    expect(rig.release().wait(8000).listed).toEqual([]);
  });

  it("during solid red, before the cloud has answered: the call times out and the plug stays listed", () => {
    const rig = onlinePlug().hold(LONG).wait(130).home(wifi("down"));
    expect(rig.state("reset")).toBe("farewell");
    rig.wait(2900 - 1);
    expect(rig.state("reset")).toBe("farewell");
    rig.wait(1);
    expect(rig.state("reset")).toBe("idle");
    expect(rig.pattern).toBe("resetting");
    expect(rig.wait(2000).pattern).toBe("setup");
    expect(rig.listed).toEqual(["home"]);
  });

  it("by the cloud alone, before it has answered, ends the same", () => {
    const rig = onlinePlug().hold(LONG).wait(100).home(cloud("down")).wait(8000);
    expect([rig.state("lifecycle"), rig.listed]).toEqual(["setup", ["home"]]);
  });

  it("after the cloud has answered no longer matters", () => {
    const rig = onlinePlug().hold(LONG).wait(300).home(wifi("down")).wait(8000);
    expect([rig.state("lifecycle"), rig.listed]).toEqual(["setup", []]);
  });

  it("keeps solid red its 5 s", () => {
    const rig = onlinePlug().hold(LONG).wait(30);
    rig.home(wifi("down")).wait(4999);
    expect(rig.pattern).toBe("resetting");
    expect(rig.wait(1).pattern).toBe("setup");
  });
});

describe("a cloud that takes longer to be given up than solid red lasts", () => {
  it("prolongs solid red", () => {
    const { timings } = amazonSmartPlug;
    const deregisterTimeout = { ...timings.deregisterTimeout, for: millis(8000) };
    const profile = { ...amazonSmartPlug, timings: { ...timings, deregisterTimeout } };
    const rig = onlinePlug({ profile }).hold(LONG).wait(100).home(cloud("down")).wait(7929);
    expect(rig.pattern).toBe("resetting");
    expect(rig.wait(1).pattern).toBe("setup");
  });
});

describe("a plug that an account still lists after a reset", () => {
  const orphan = () => onlinePlug().home(wifi("down")).hold(LONG).wait(8000).home(wifi("up")).wait(1000);

  it("is refused to another account", () => {
    const rig = orphan().provision({ account: "neighbour" }).wait(5000);
    expect(rig.state("lifecycle")).toBe("setup");
    expect(rig.effectsOf("notice").at(-1)).toEqual({
      kind: "notice",
      notice: "setupFailed",
      reason: "owned_by_other",
    });
    expect(rig.stored?.wifi).toBeNull();
    expect(rig.listed).toEqual(["home"]);
  });

  it("may be set up by the other account once it was removed", () => {
    const rig = orphan().home({ kind: "removeFromAccount" }).provision({ account: "neighbour" }).wait(5000);
    expect(rig.state("lifecycle")).toBe("online");
    expect(rig.listed).toEqual(["neighbour"]);
  });

  it("may be set up by its own account at any time", () => {
    const rig = orphan().provision().wait(5000);
    expect([rig.state("lifecycle"), rig.listed]).toEqual(["online", ["home"]]);
  });

  it("may be set up without an account, and stays listed", () => {
    const rig = orphan().provision({ account: null }).wait(5000);
    expect([rig.state("lifecycle"), rig.listed, rig.stored?.account]).toEqual(["online", ["home"], null]);
  });
});
