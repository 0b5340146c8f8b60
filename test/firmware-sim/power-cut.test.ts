import { describe, expect, it } from "vitest";
import { factoryRecord } from "../../firmware-sim/index.ts";
import { onlinePlug, PLUG_TOPICS, provisionedRecord, WorldRig } from "../support/world-rig.ts";

const LONG = 13_000;
const slowStore = () => onlinePlug({ store: "by hand" });
const replug = (rig: WorldRig) => rig.powerOff().wait(1000).powerOn();
/** From the release on, with the store's first `answers` given 100 ms apart. */
const resetUpTo = (answers: number) => {
  const rig = slowStore().hold(LONG).wait(100);
  for (let i = 0; i < answers; i++) rig.answerStore().wait(300);
  return rig;
};

describe("a power cut", () => {
  it.each([
    ["in the boot", () => new WorldRig({ nvm: provisionedRecord() }).powerOn().wait(700)],
    ["in a hold, red and blue", () => onlinePlug().press().wait(6000)],
    ["in a hold, red alone, before letting go", () => onlinePlug().press().wait(20_000)],
    ["29 ms after letting go, before that counts", () => onlinePlug().hold(LONG).wait(29)],
  ])("%s darkens the lamp at once and changes nothing", (_, until) => {
    const rig = until().powerOff();
    expect([rig.color, rig.relayClosed]).toEqual(["off", false]);
    rig.wait(1000).release().powerOn().wait(10_000);
    expect(rig.stored).toEqual(provisionedRecord());
    expect(rig.state("lifecycle")).toBe("online");
    expect(rig.patterns().slice(-3)).toEqual(["dark", "boot", "dark"]);
  });

  it("forgets how long the button was held", () => {
    const rig = onlinePlug()
      .press()
      .wait(11_900)
      .powerOff()
      .wait(10)
      .powerOn()
      .wait(2000)
      .release()
      .wait(100);
    rig.press().wait(2999);
    expect(rig.state("button")).toBe("pressed");
  });

  it("leaves the lamp dark for as long as it lasts, whatever is pressed or asked", () => {
    const rig = onlinePlug().tap().powerOff();
    const at = rig.now;
    rig.press().wait(20_000).release().wait(100).input({ kind: "identify" });
    rig.input({ kind: "relaySet", to: "on", source: "mqtt" });
    expect(rig.colorsSince(at)).toEqual(["off"]);
    expect(rig.relayClosed).toBe(false);
    expect(rig.refusals()).toEqual(expect.arrayContaining(["identify no_power", "relaySet no_power"]));
  });

  it("shorter than a boot replays the red flashes, and three of them are no reset", () => {
    const rig = onlinePlug();
    for (let i = 0; i < 3; i++) replug(rig).wait(400);
    rig.wait(10_000);
    expect(rig.stored).toEqual(provisionedRecord());
    expect(rig.patterns().filter((name) => name === "boot")).toHaveLength(4);
  });

  it("in blue after a reset changes nothing more", () => {
    const rig = replug(onlinePlug().hold(LONG).wait(8000)).wait(5000);
    expect(rig.stored).toEqual(factoryRecord("previous"));
    expect(rig.pattern).toBe("setup");
  });
});

describe("a power cut in solid red", () => {
  it("before the intent is kept: nothing has happened", () => {
    const rig = replug(resetUpTo(0)).wait(10_000);
    expect(rig.stored).toEqual(provisionedRecord());
    expect(rig.state("lifecycle")).toBe("online");
    expect(rig.listed).toEqual(["home"]);
    expect(rig.notices()).not.toContain("resetResumed");
    expect(rig.broker.size).toBe(PLUG_TOPICS.length);
  });

  it.each([
    [1, "after the intent"],
    [2, "after the wipe"],
  ])("with %i answers of the store (%s): the boot finishes it during its red flashes", (answers) => {
    const rig = resetUpTo(answers).powerOff().wait(1000);
    const lamps = rig.patterns().length;
    rig.powerOn().wait(100);
    while (rig.waitingForStore.length > 0) rig.answerStore().wait(100);
    expect(rig.state("supply")).toBe("booting");
    expect(rig.stored?.wifi).toBeNull();
    expect(rig.stored?.intent).toBeNull();
    expect(rig.notices().slice(-2)).toEqual(["resetResumed", "resetDone"]);
    rig.wait(5000);
    expect(rig.patterns().slice(lamps)).toEqual(["boot", "setup"]);
  });

  it("after the factory record is kept: the reset is done", () => {
    const rig = replug(resetUpTo(3)).wait(5000);
    expect(rig.stored).toEqual(factoryRecord("previous"));
    expect(rig.notices()).not.toContain("resetResumed");
    expect(rig.pattern).toBe("setup");
  });

  it("uses no network when it finishes at boot, and owes the broker what was not cleared", () => {
    const rig = slowStore().hold(LONG).wait(100);
    const connects = rig.lines.filter((line) => /"kind":"(connect|deregister)"/.test(line)).length;
    rig.answerStore().powerOff().wait(10).powerOn();
    while (rig.waitingForStore.length > 0) rig.answerStore();
    rig.wait(10_000);
    expect(rig.lines.filter((line) => /"kind":"connect"/.test(line)).length).toBe(connects);
    expect(rig.world.home.station).toBe("away");
    expect(rig.stored?.owedGoodbye).toEqual(PLUG_TOPICS);
  });

  it("before the account has answered leaves the plug listed; later it is off the list", () => {
    const early = slowStore().hold(LONG).wait(100).answerStore().wait(199);
    expect(replug(early).wait(5000).listed).toEqual(["home"]);
    const late = slowStore().hold(LONG).wait(100).answerStore().wait(200);
    expect(replug(late).wait(5000).listed).toEqual([]);
  });

  it("again and again while the boot finishes the reset: it is finished in the end", () => {
    const rig = resetUpTo(1);
    for (let i = 0; i < 5; i++) replug(rig).wait(200);
    rig.answerStore();
    for (let i = 0; i < 5; i++) replug(rig).wait(200);
    while (rig.waitingForStore.length > 0) rig.answerStore();
    expect(rig.stored).toEqual(factoryRecord("previous", PLUG_TOPICS));
    expect(rig.wait(5000).state("lifecycle")).toBe("setup");
  });

  it("with a store too slow for the boot: solid red until the wipe is kept, then blue", () => {
    const rig = replug(resetUpTo(1)).wait(4000);
    expect([rig.pattern, rig.state("lifecycle")]).toEqual(["resetting", "resetting"]);
    while (rig.waitingForStore.length > 0) rig.answerStore();
    expect(rig.pattern).toBe("setup");
  });
});
