import { describe, expect, it } from "vitest";
import { HOME_WIFI, onlinePlug, provisionedRecord, WorldRig } from "../support/world-rig.ts";

/*
 * What the seed document S1 (how to factory reset an Amazon Smart Plug) says, statement by statement, in our
 * own words, each with its place. Not checkable, and so without a test:
 *
 * - opening: that a plug may stop answering for reasons of its own; only the remedy is tested
 * - opening notes: the advice to do this before selling the plug; step 4: that it is ready to be sold
 * - step 1: the look of plug and socket, and that the lamp is on the front: pictures and places
 * - step 2: where the Action button is, and the arrow that points at it
 * - related posts, references, revision history: not about the plug
 *
 * S1 gives no number: how many flashes, how fast and how many seconds are the profile's assumptions, so the
 * tests here ask for order, colour and "more than one", and leave the numbers to test/firmware-sim.
 */

/** Long enough for the mix and for red alone to be reached and seen. */
const LONG_HOLD = 14_000;
const AFTER_RESET = 8000;

const reset = (rig: WorldRig) => rig.hold(LONG_HOLD).wait(AFTER_RESET);
const connects = (rig: WorldRig) => rig.lines.filter((line) => /"kind":"(connect|join)"/.test(line)).length;

describe("S1, opening", () => {
  it("brings back a plug that does not answer any more by a reset and a new set-up", () => {
    const changed = { ...HOME_WIFI, key: "bb22" };
    const rig = new WorldRig({
      nvm: provisionedRecord(),
      home: { ...onlinePlug().keptHome, wifi: changed },
    });
    rig.powerOn().wait(60_000);
    expect(rig.state("lifecycle")).toBe("offline");
    reset(rig).provision(changed).wait(10_000);
    expect(rig.state("lifecycle")).toBe("online");
  });

  it("lets the plug move to another Wi-Fi network or password", () => {
    const rig = reset(onlinePlug());
    rig.world.home.record = { ...rig.world.home.record, wifi: { ssid: "attic", key: "cc33" } };
    rig.provision({ ssid: "attic", key: "cc33" }).wait(10_000);
    expect(rig.state("lifecycle")).toBe("online");
    expect(rig.stored?.wifi).toEqual({ ssid: "attic", key: "cc33" });
  });
});

describe("S1, opening notes", () => {
  it("erases the Wi-Fi network from the plug's memory (note 1)", () => {
    const rig = onlinePlug();
    expect(rig.stored?.wifi).not.toBeNull();
    reset(rig);
    expect(rig.stored?.wifi).toBeNull();
    expect(JSON.stringify(rig.stored)).not.toContain(HOME_WIFI.ssid);
  });

  it("takes the plug out of the account when it is on Wi-Fi and signed in at the reset (note 2)", () => {
    const rig = onlinePlug();
    expect(rig.listed).toEqual(["home"]);
    reset(rig);
    expect(rig.listed).toEqual([]);
    expect(rig.stored?.account).toBeNull();
  });

  it("leaves the account alone when the plug is not on Wi-Fi at the reset (note 2, the other case)", () => {
    const rig = onlinePlug().home({ kind: "setWifi", to: "down", how: "cut" }).wait(1000);
    reset(rig);
    expect(rig.listed).toEqual(["home"]);
  });

  it("does not connect to the Wi-Fi any more, not even after a power cut (note 3)", () => {
    const rig = reset(onlinePlug());
    const before = connects(rig);
    rig.wait(60_000).powerOff().wait(1000).powerOn().wait(60_000);
    expect(rig.state("network")).toBe("down");
    expect(connects(rig)).toBe(before);
  });

  it("cannot be reached by app or Echo: no account lists it and it is on no network (note 3)", () => {
    const rig = reset(onlinePlug()).wait(60_000);
    expect(rig.listed).toEqual([]);
    expect(rig.state("network")).toBe("down");
    expect(rig.world.home.station).toBe("away");
  });

  it("works fully again once it is set up anew (note 3)", () => {
    const rig = reset(onlinePlug()).provision().wait(10_000);
    expect(rig.state("lifecycle")).toBe("online");
    expect(rig.listed).toEqual(["home"]);
    rig.input({ kind: "relaySet", to: "on", source: "mqtt" });
    expect(rig.relayClosed).toBe(true);
  });
});

describe("S1 step 1", () => {
  it("stays dark without mains and flashes red several times when it gets it", () => {
    const rig = new WorldRig();
    expect(rig.lamp).toEqual([]);
    rig.powerOn().wait(1499);
    const colors = rig.lamp.map(({ color }) => color);
    expect(colors.filter((color) => color === "red").length).toBeGreaterThan(1);
    expect(new Set(colors)).toEqual(new Set(["red", "off"]));
  });

  it("then blinks blue when it is not set up", () => {
    const rig = new WorldRig().powerOn().wait(1500);
    rig.wait(5000);
    expect(rig.colorsSince(1500).slice(0, 4)).toEqual(["blue", "off", "blue", "off"]);
    expect(rig.colorsSince(1500)).not.toContain("red");
  });

  it("then turns its lamp off when it is set up and its outlet is off", () => {
    const rig = new WorldRig({ nvm: provisionedRecord() }).powerOn().wait(20_000);
    expect(rig.colorsSince(1500)).toEqual(["off"]);
  });
});

describe("S1 step 2", () => {
  it("comes to blink red while the Action button is kept pressed", () => {
    const rig = onlinePlug().press().wait(LONG_HOLD);
    expect(rig.colorsSince(rig.now - 1500)).toEqual(expect.arrayContaining(["red", "off"]));
  });

  it("shows blue and red first, and only red once the blue has stopped", () => {
    const rig = onlinePlug();
    const pressed = rig.now;
    rig.press().wait(LONG_HOLD);
    const colors = rig.colorsSince(pressed + 1);
    const lastBlue = colors.lastIndexOf("blue");
    expect(colors.slice(0, lastBlue)).toContain("red");
    expect(colors.slice(lastBlue + 1, lastBlue + 5)).toEqual(["red", "off", "red", "off"]);
  });

  it("has reset nothing as long as the button is kept pressed", () => {
    const rig = onlinePlug().press().wait(60_000);
    expect(rig.stored?.wifi).toEqual(HOME_WIFI);
    expect(rig.listed).toEqual(["home"]);
  });

  it("does not reset when the button is let go while blue and red are seen", () => {
    const rig = onlinePlug().hold(6000).wait(AFTER_RESET);
    expect(rig.stored?.wifi).toEqual(HOME_WIFI);
    expect(rig.patterns()).not.toContain("resetting");
  });
});

describe("S1 step 3", () => {
  it("shows no blue while it waits to be let go", () => {
    const rig = onlinePlug().press().wait(LONG_HOLD);
    const armedAt = rig.now - LONG_HOLD + 12_000;
    rig.wait(20_000);
    expect(rig.colorsSince(armedAt)).not.toContain("blue");
  });

  it("glows solid red for several seconds when it is let go, and resets meanwhile", () => {
    const rig = onlinePlug().hold(LONG_HOLD).wait(30);
    const since = rig.now;
    expect(rig.color).toBe("red");
    rig.wait(2000);
    expect(rig.colorsSince(since)).toEqual(["red"]);
    rig.wait(AFTER_RESET);
    expect(rig.stored?.wifi).toBeNull();
  });

  it("blinks blue, without red, when it has done", () => {
    const rig = reset(onlinePlug());
    const since = rig.now;
    rig.wait(5000);
    expect(new Set(rig.colorsSince(since))).toEqual(new Set(["blue", "off"]));
  });
});

describe("S1 step 4", () => {
  it("is complete then, and the plug can be set up", () => {
    const rig = reset(onlinePlug());
    expect(rig.notices()).toContain("resetDone");
    expect(rig.state("lifecycle")).toBe("setup");
    expect(rig.stored?.intent).toBeNull();
  });
});
