import { describe, expect, it } from "vitest";
import { echoDot, genericRedBlink, kasaPlug, millis } from "../../../firmware-sim/index.ts";
import { HOUSEHOLD_KINDS, REMEDIES } from "../../../src/runtime/household/kinds.ts";
import { onlineBench } from "../../support/host-bench.ts";
import { HOME_WIFI, provisionedRecord } from "../../support/world-rig.ts";
import { House, heater, house, newHouse } from "./house.ts";

const MINUTE = 60_000;
const NETWORK = ["weak-signal", "wrong-password", "dhcp", "dns", "router-down", "blocked"] as const;

describe("what a household fault cannot be raised with", () => {
  it.each(NETWORK)("%s: a plug that is not set up", async (kind) => {
    const home = await newHouse();
    const outcome = home.raise(kind);
    expect(outcome).toMatchObject({ ok: false, code: "no_effect" });
    expect(outcome).toHaveProperty("message", expect.stringContaining("set it up first"));
    expect(home.wrong).toEqual([]);
  });

  it.each(["overheat", "overload", "welded-relay"] as const)("%s: a make without an outlet", async (kind) => {
    const home = new House(await onlineBench({ profile: echoDot }));
    expect(home.raise(kind)).toMatchObject({ ok: false, code: "no_effect" });
    expect(home.wrong).toEqual([]);
  });

  it("outdated-firmware: a bench without a maker", async () => {
    const home = new House(await onlineBench());
    expect(home.raise("outdated-firmware")).toMatchObject({ ok: false });
    expect(home.wrong).toEqual([]);
  });

  it("stuck-button: a board with a real button", async () => {
    const home = new House(await onlineBench({ name: "arduino" }));
    expect(home.raise("stuck-button")).toMatchObject({ ok: false, code: "forbidden" });
    expect(home.wrong).toEqual([]);
  });
});

describe("faults of the household together", () => {
  it("are all in force, none undoing another, and cleared at once", async () => {
    const home = await house(genericRedBlink);
    for (const kind of HOUSEHOLD_KINDS) expect([kind, home.raise(kind)]).toEqual([kind, { ok: true }]);
    expect(home.wrong).toEqual(HOUSEHOLD_KINDS);
    expect(home.clear("all")).toEqual({ ok: true });
    expect(home.wrong).toEqual([]);
    expect(home.clear("all")).toMatchObject({ code: "no_effect" });
  });

  it("of the network are named to the plug as it meets them", async () => {
    const home = await house();
    for (const kind of ["blocked", "dns", "dhcp", "wrong-password", "router-down"] as const) home.raise(kind);
    await home.wait(4000);
    expect(home.now.networkTrouble).toBe("not_found");
    home.try("restart-router");
    await home.wait(64_000);
    expect([home.wrong, home.now.networkTrouble]).toEqual([["wrong-password", "blocked"], "wrong_password"]);
    home.try("router-settings");
    await home.wait(4000);
    expect([home.wrong, home.now.networkTrouble, home.now.lifecycle]).toEqual([[], null, "online"]);
  });

  it("come and go however they came: the home's own commands raise and end them too", async () => {
    const home = await house();
    home.bench.host.command({ do: "wifi", to: "down", how: "cut" });
    expect(home.wrong).toEqual(["router-down"]);
    home.bench.host.command({ do: "wifi", to: "up", how: "cut" });
    expect(home.wrong).toEqual([]);
  });

  it("of the home outlast the program, as the home does", async () => {
    const first = await house();
    for (const kind of ["wrong-password", "dns"] as const) first.raise(kind);
    const next = new House(
      await onlineBench({ nvm: provisionedRecord(), home: first.bench.keptHome.record }),
    );
    expect(next.wrong).toEqual(["wrong-password", "dns"]);
    expect(next.now.networkTrouble).toBe("wrong_password");
  });
});

describe("a household fault for a time", () => {
  it("is undone by itself", async () => {
    const home = await house();
    home.raise("blocked", {}, millis(30_000));
    await home.wait(29_999);
    expect(home.wrong).toEqual(["blocked"]);
    await home.wait(1);
    expect([home.wrong, home.now.network]).toEqual([[], "cloud"]);
  });

  it("counts anew when it is raised again, also after it was cured", async () => {
    const home = await house();
    home.raise("blocked", {}, millis(30_000));
    await home.wait(20_000);
    home.try("router-settings");
    home.raise("blocked");
    await home.wait(20_000);
    expect(home.wrong).toEqual(["blocked"]);
  });
});

it("a fault that was cured before its time does not end one that comes after", async () => {
  const home = await house();
  home.raise("router-down", {}, millis(30_000));
  await home.wait(10_000);
  home.bench.host.command({ do: "wifi", to: "up", how: "cut" });
  await home.wait(5000);
  home.bench.host.command({ do: "wifi", to: "down", how: "cut" });
  await home.wait(MINUTE);
  expect(home.wrong).toEqual(["router-down"]);
});

describe("a stuck button", () => {
  it("is free when it is let go, by whomever", async () => {
    const home = await house();
    home.raise("stuck-button");
    await home.wait(2000);
    expect([home.wrong, home.now.button]).toEqual([["stuck-button"], "down"]);
    home.bench.host.command({ do: "release" });
    await home.wait(100);
    expect([home.wrong, home.now.button]).toEqual([[], "up"]);
  });

  it("that comes free after long resets a plug of a make that acts on the release", async () => {
    const home = await house();
    home.raise("stuck-button", {}, millis(90_000));
    await home.wait(100_000);
    expect([home.wrong, home.now.provisioned]).toEqual([[], false]);
  });
});

describe("a remedy", () => {
  it("that helps against nothing is tried, and says so with what would help", async () => {
    const home = await house();
    home.raise("blocked");
    const outcome = home.try("restart-router");
    expect(outcome).toEqual({
      ok: true,
      note: "The router restarts, and is up again in a minute. It helps against nothing that is wrong. Try, for blocked: router-settings.",
    });
    expect(home.now.home.wifi).toBe("down");
  });

  it("says when nothing is wrong", async () => {
    const home = await house();
    expect(home.try("ventilate")).toEqual({ ok: true, note: expect.stringMatching(/Nothing was wrong\.$/) });
  });

  it("for hands is told as this make's own holds, and does nothing", async () => {
    const words = async (profile: Parameters<typeof house>[0], name: "network-reset" | "factory-reset") => {
      const home = await house(profile);
      const before = home.now;
      const outcome = home.try(name);
      expect(home.now).toEqual(before);
      return outcome.ok ? "" : outcome.message;
    };
    expect(await words(genericRedBlink, "network-reset")).toContain("hold the button for 5 s");
    expect(await words(genericRedBlink, "factory-reset")).toContain("hold the button for 10 s");
    for (const name of ["network-reset", "factory-reset"] as const)
      expect(await words(undefined, name)).toContain(
        "hold the button for 12 s until the lamp is blinking red",
      );
    expect(await words(kasaPlug, "factory-reset")).toContain("plugbench ctl setup");
  });

  it("against a changed password is a reset and a set-up anew", async () => {
    const home = await house();
    home.raise("wrong-password");
    await home.wait(20_000);
    await home.hold(13_000);
    await home.wait(10_000);
    expect(home.wrong).toEqual(["wrong-password"]);
    home.bench.host.command({ do: "provision" });
    await home.wait(5000);
    expect([home.wrong, home.now.lifecycle]).toEqual([[], "online"]);
    expect(home.bench.keptHome.record.wifi.key).not.toBe(HOME_WIFI.key);
  });

  it("cool-down keeps the plug unplugged until it is cool, whatever is tried meanwhile", async () => {
    const home = await house();
    home.raise("overheat");
    await home.wait(1000);
    home.try("cool-down");
    expect(home.now.power).toBe("off");
    home.try("ventilate");
    await home.wait(MINUTE);
    expect([home.now.power, home.wrong]).toEqual(["off", ["overheat"]]);
    await home.wait(10 * MINUTE);
    expect([home.now.power, home.wrong]).toEqual(["on", []]);
  });

  it("cool-down is over when somebody plugs the plug in", async () => {
    const home = await house();
    home.raise("overheat");
    home.try("cool-down");
    home.bench.host.command({ do: "power", to: "on" });
    await home.wait(1000);
    home.bench.host.command({ do: "power", to: "off" });
    await home.wait(15 * MINUTE);
    expect(home.now.power).toBe("off");
  });

  it("reduce-load helps against a load that is too much by itself", async () => {
    const home = await house();
    home.bench.host.command({ do: "load", load: { ...heater, watts: 2500 } });
    await home.wait(2000);
    expect(home.now.troubles).toEqual(["overload"]);
    expect(home.try("reduce-load")).toEqual({
      ok: true,
      note: expect.stringMatching(/press the button once\.$/),
    });
    expect(home.now.circuit.load).toBeNull();
  });

  it("never throws, whatever is wrong", async () => {
    for (const name of REMEDIES) {
      const home = await newHouse();
      expect([true, false]).toContain(home.try(name).ok);
      await home.wait(1000);
    }
  });
});

describe("a plug that was taken off the account's list while it was offline", () => {
  it("resets itself when it is back, if its make does so", async () => {
    const home = await house();
    home.raise("router-down");
    await home.wait(20_000);
    home.bench.host.command({ do: "removeFromAccount" });
    await home.wait(MINUTE);
    expect(home.now.provisioned).toBe(true);
    home.clear("router-down");
    await home.wait(20_000);
    expect([home.now.lifecycle, home.now.provisioned]).toEqual(["setup", false]);
    expect(home.bench.keptHome.record.owesRemoval).toBe(false);
  });

  it("stays as it is, if its make does not", async () => {
    const home = await house(genericRedBlink);
    home.raise("router-down");
    home.bench.host.command({ do: "removeFromAccount" });
    expect(home.bench.keptHome.record.owesRemoval).toBe(false);
    home.clear("router-down");
    await home.wait(20_000);
    expect([home.now.lifecycle, home.now.account]).toEqual(["online", "home"]);
  });
});
