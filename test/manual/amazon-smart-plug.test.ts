import { describe, expect } from "vitest";
import { HOME_WIFI, onlinePlug, provisionedRecord, WorldRig } from "../support/world-rig.ts";
import { statement } from "./statement.ts";

/** Long enough for the mix and for red alone to be reached and seen. */
const LONG_HOLD = 14_000;
const AFTER_RESET = 8000;

const reset = (rig: WorldRig) => rig.hold(LONG_HOLD).wait(AFTER_RESET);
const connects = (rig: WorldRig) => rig.lines.filter((line) => /"kind":"(connect|join)"/.test(line)).length;

describe("S1, opening", () => {
  statement("S1.opening.revives", (profile) => {
    const changed = { ...HOME_WIFI, key: "bb22" };
    const rig = new WorldRig({
      profile,
      nvm: provisionedRecord(),
      home: { ...onlinePlug({ profile }).keptHome, wifi: changed },
    });
    rig.powerOn().wait(60_000);
    expect(rig.state("lifecycle")).toBe("offline");
    reset(rig).provision(changed).wait(10_000);
    expect(rig.state("lifecycle")).toBe("online");
  });

  statement("S1.opening.moves", (profile) => {
    const rig = reset(onlinePlug({ profile }));
    rig.world.home.record = { ...rig.world.home.record, wifi: { ssid: "attic", key: "cc33" } };
    rig.provision({ ssid: "attic", key: "cc33" }).wait(10_000);
    expect(rig.state("lifecycle")).toBe("online");
    expect(rig.stored?.wifi).toEqual({ ssid: "attic", key: "cc33" });
  });
});

describe("S1, opening notes", () => {
  statement("S1.notes.forgets-wifi", (profile) => {
    const rig = onlinePlug({ profile });
    expect(rig.stored?.wifi).not.toBeNull();
    reset(rig);
    expect(rig.stored?.wifi).toBeNull();
    expect(JSON.stringify(rig.stored)).not.toContain(HOME_WIFI.ssid);
  });

  statement("S1.notes.leaves-account", (profile) => {
    const rig = onlinePlug({ profile });
    expect(rig.listed).toEqual(["home"]);
    reset(rig);
    expect(rig.listed).toEqual([]);
    expect(rig.stored?.account).toBeNull();
  });

  statement("S1.notes.stays-listed", (profile) => {
    const rig = onlinePlug({ profile }).home({ kind: "setWifi", to: "down", how: "cut" }).wait(1000);
    reset(rig);
    expect(rig.listed).toEqual(["home"]);
  });

  statement("S1.notes.no-wifi", (profile) => {
    const rig = reset(onlinePlug({ profile }));
    const before = connects(rig);
    rig.wait(60_000).powerOff().wait(1000).powerOn().wait(60_000);
    expect(rig.state("network")).toBe("down");
    expect(connects(rig)).toBe(before);
  });

  statement("S1.notes.out-of-reach", (profile) => {
    const rig = reset(onlinePlug({ profile })).wait(60_000);
    expect(rig.listed).toEqual([]);
    expect(rig.state("network")).toBe("down");
    expect(rig.world.home.station).toBe("away");
  });

  statement("S1.notes.works-anew", (profile) => {
    const rig = reset(onlinePlug({ profile })).provision().wait(10_000);
    expect(rig.state("lifecycle")).toBe("online");
    expect(rig.listed).toEqual(["home"]);
    rig.input({ kind: "relaySet", to: "on", source: "mqtt" });
    expect(rig.relayClosed).toBe(true);
  });
});

describe("S1 step 1", () => {
  statement("S1.power-on.red", (profile) => {
    const rig = new WorldRig({ profile });
    expect(rig.lamp).toEqual([]);
    rig.powerOn().wait(1499);
    const colors = rig.lamp.map(({ color }) => color);
    expect(colors.filter((color) => color === "red").length).toBeGreaterThan(1);
    expect(new Set(colors)).toEqual(new Set(["red", "off"]));
  });

  statement("S1.power-on.blue", (profile) => {
    const rig = new WorldRig({ profile }).powerOn().wait(1500);
    rig.wait(5000);
    expect(rig.colorsSince(1500).slice(0, 4)).toEqual(["blue", "off", "blue", "off"]);
    expect(rig.colorsSince(1500)).not.toContain("red");
  });

  statement("S1.power-on.off", (profile) => {
    const rig = new WorldRig({ profile, nvm: provisionedRecord() }).powerOn().wait(20_000);
    expect(rig.colorsSince(1500)).toEqual(["off"]);
  });
});

describe("S1 step 2", () => {
  statement("S1.hold.red", (profile) => {
    const rig = onlinePlug({ profile }).press().wait(LONG_HOLD);
    expect(rig.colorsSince(rig.now - 1500)).toEqual(expect.arrayContaining(["red", "off"]));
  });

  statement("S1.hold.blue-first", (profile) => {
    const rig = onlinePlug({ profile });
    const pressed = rig.now;
    rig.press().wait(LONG_HOLD);
    const colors = rig.colorsSince(pressed + 1);
    const lastBlue = colors.lastIndexOf("blue");
    expect(colors.slice(0, lastBlue)).toContain("red");
    expect(colors.slice(lastBlue + 1, lastBlue + 5)).toEqual(["red", "off", "red", "off"]);
  });

  statement("S1.hold.waits", (profile) => {
    const rig = onlinePlug({ profile }).press().wait(60_000);
    expect(rig.stored?.wifi).toEqual(HOME_WIFI);
    expect(rig.listed).toEqual(["home"]);
  });

  statement("S1.hold.too-early", (profile) => {
    const rig = onlinePlug({ profile }).hold(6000).wait(AFTER_RESET);
    expect(rig.stored?.wifi).toEqual(HOME_WIFI);
    expect(rig.patterns()).not.toContain("resetting");
  });
});

describe("S1 step 3", () => {
  statement("S1.release.no-blue", (profile) => {
    const rig = onlinePlug({ profile }).press().wait(LONG_HOLD);
    const armedAt = rig.now - LONG_HOLD + 12_000;
    rig.wait(20_000);
    expect(rig.colorsSince(armedAt)).not.toContain("blue");
  });

  statement("S1.release.solid-red", (profile) => {
    const rig = onlinePlug({ profile }).hold(LONG_HOLD).wait(30);
    const since = rig.now;
    expect(rig.color).toBe("red");
    rig.wait(2000);
    expect(rig.colorsSince(since)).toEqual(["red"]);
    rig.wait(AFTER_RESET);
    expect(rig.stored?.wifi).toBeNull();
  });

  statement("S1.release.blue", (profile) => {
    const rig = reset(onlinePlug({ profile }));
    const since = rig.now;
    rig.wait(5000);
    expect(new Set(rig.colorsSince(since))).toEqual(new Set(["blue", "off"]));
  });
});

describe("S1 step 4", () => {
  statement("S1.done.setup", (profile) => {
    const rig = reset(onlinePlug({ profile }));
    expect(rig.notices()).toContain("resetDone");
    expect(rig.state("lifecycle")).toBe("setup");
    expect(rig.stored?.intent).toBeNull();
  });
});
