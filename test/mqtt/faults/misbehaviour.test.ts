import { beforeEach, describe, expect, it } from "vitest";
import { FaultRig, fault } from "./fault-rig.ts";

let rig: FaultRig;
beforeEach(() => {
  rig = new FaultRig();
});

/** The instants at which something was heard. */
const instants = (heard: readonly string[]) => heard.map((word) => Number.parseInt(word, 10));
const words = (heard: readonly string[]) => heard.map((word) => word.slice(word.indexOf(" ") + 1));

describe("without a fault", () => {
  it("a plug answers each command once and at once", () => {
    rig.toggle();
    expect(rig.news()).toEqual(["0 on", "0 done 1"]);
  });
});

describe("late-ack", () => {
  it("holds the answer back for its delay, give or take a half, while the plug obeys at once", async () => {
    rig.raise(fault("late-ack"));
    const delays: number[] = [];
    for (let i = 0; i < 40; i++) {
      const since = rig.clock.now();
      rig.toggle();
      expect(rig.commands).toHaveLength(i + 1);
      expect(rig.news()).toEqual([]);
      await rig.clock.advance(2000);
      const heard = rig.news();
      expect(words(heard)).toEqual([i % 2 === 0 ? "on" : "off", `done ${i + 1}`]);
      delays.push(instants(heard)[0]! - since);
    }
    expect(Math.min(...delays)).toBeGreaterThanOrEqual(500);
    expect(Math.max(...delays)).toBeLessThanOrEqual(1500);
    expect(Math.max(...delays) - Math.min(...delays)).toBeGreaterThan(700);
  });

  it("tells of a retained topic what it is by then", async () => {
    rig.raise(fault("late-ack"));
    rig.toggle();
    await rig.clock.advance(400);
    rig.toggle();
    await rig.clock.advance(3000);
    expect(words(rig.news())).toEqual(["off", "done 1", "off", "done 2"]);
  });

  it("lets no answer overtake an earlier one", async () => {
    rig.raise(fault("late-ack"));
    for (let i = 0; i < 20; i++) rig.toggle();
    await rig.clock.advance(2000);
    const answers = words(rig.news()).filter((word) => word !== "off");
    expect(answers).toEqual(Array.from({ length: 20 }, (_, i) => `done ${i + 1}`));
  });

  it("leaves what is no answer on time", async () => {
    rig.raise(fault("late-ack"));
    rig.toggle();
    rig.press();
    expect(rig.news()).toEqual(["0 off"]);
    await rig.clock.advance(2000);
    expect(words(rig.news())).toEqual(["off", "done 1"]);
  });

  it("says at once what was held back, when it is cleared", async () => {
    rig.raise(fault("late-ack"));
    rig.toggle();
    await rig.clock.advance(100);
    rig.clear("late-ack");
    expect(rig.news()).toEqual(["100 on", "100 done 1"]);
    await rig.clock.advance(5000);
    expect(rig.news()).toEqual([]);
    expect(rig.clock.pending).toBe(0);
  });

  it("says nothing to a broker that it has met since", async () => {
    rig.raise(fault("late-ack"));
    rig.toggle();
    rig.hangUp();
    await rig.clock.advance(5000);
    expect(rig.news()).toEqual([]);
  });
});

describe("missing-ack", () => {
  it("leaves the broker with what it was told before, until it is cleared", () => {
    rig.raise("missing-ack");
    rig.toggle();
    expect(rig.news()).toEqual([]);
    expect(rig.kept).toBe("off");
    rig.clear("missing-ack");
    expect(rig.news()).toEqual(["0 on"]);
    expect(rig.kept).toBe("on");
  });

  it("keeps nothing back that has been told meanwhile", () => {
    rig.raise("missing-ack");
    rig.toggle();
    rig.press();
    expect(rig.news()).toEqual(["0 off"]);
    rig.clear("missing-ack");
    expect(rig.news()).toEqual([]);
  });

  it("meets as many commands as its chance says", async () => {
    rig.raise(fault("missing-ack", { chance: 0.3 }));
    const lost = (await rig.answered(1000)).split("-").length - 1;
    expect(lost).toBeGreaterThan(250);
    expect(lost).toBeLessThan(350);
    rig.raise(fault("missing-ack", { chance: 0 }));
    expect(await rig.answered(50)).toBe("x".repeat(50));
  });

  it("meets the same commands for the same seed, however often it is raised, and others for another", async () => {
    const missing = (seed: number) => rig.raise(fault("missing-ack", { chance: 0.5, seed }));
    missing(7);
    const first = await rig.answered(50);
    missing(7);
    expect(await rig.answered(50)).toBe(first);
    missing(8);
    expect(await rig.answered(50)).not.toBe(first);
    rig.clear("missing-ack");
    missing(7);
    // What is no command draws no lot.
    rig.chatter();
    expect(await rig.answered(50)).toBe(first);
  });

  it("meets the same commands whatever other faults there are", async () => {
    const missing = fault("missing-ack", { chance: 0.5, seed: 7 });
    rig.raise(missing);
    const first = await rig.answered(50);
    const other = new FaultRig();
    other.raise(fault("late-ack", { chance: 0.5 }), fault("double-ack", { chance: 0.5 }), missing);
    expect(await other.answered(50)).toBe(first);
    other.clear("late-ack");
    other.raise({ ...missing });
    expect(await other.answered(50)).toBe(first);
  });
});

describe("double-ack", () => {
  it("says all of an answer twice, and of anything else nothing twice", () => {
    rig.raise("double-ack");
    rig.toggle();
    expect(rig.news()).toEqual(["0 on", "0 done 1", "0 on", "0 done 1"]);
    rig.press();
    expect(rig.news()).toEqual(["0 off"]);
  });

  it("comes late as a whole together with late-ack", async () => {
    rig.raise("double-ack", fault("late-ack"));
    rig.toggle();
    expect(rig.news()).toEqual([]);
    await rig.clock.advance(2000);
    const heard = rig.news();
    expect(words(heard)).toEqual(["on", "done 1", "on", "done 1"]);
    expect(new Set(instants(heard)).size).toBe(1);
  });
});

describe("wrong-state", () => {
  it("lies as soon as it is raised, at each change, and no longer once it is cleared", () => {
    rig.raise("wrong-state");
    expect(rig.news()).toEqual(["0 on"]);
    rig.toggle();
    expect(rig.news()).toEqual(["0 off", "0 done 1"]);
    rig.press();
    expect(rig.news()).toEqual(["0 on"]);
    rig.clear("wrong-state");
    expect(rig.news()).toEqual(["0 off"]);
  });

  it("is put right once, when answers are missing too and both end", () => {
    rig.raise("wrong-state", "missing-ack");
    rig.news();
    rig.toggle();
    rig.toggle();
    rig.toggle();
    expect(rig.kept).toBe("on");
    rig.clear("wrong-state", "missing-ack");
    expect(rig.news()).toEqual(["0 on"]);
  });
});

describe("flapping", () => {
  it("goes and comes, half a period each, give or take a half, beginning at once", async () => {
    rig.raise(fault("flapping"));
    await rig.clock.advance(20_000);
    const heard = rig.news();
    expect(words(heard).slice(0, 4)).toEqual(["away", "there", "away", "there"]);
    const times = instants(heard);
    const phases = times.slice(1).map((time, i) => time - times[i]!);
    expect(times[0]).toBe(0);
    expect(Math.min(...phases)).toBeGreaterThanOrEqual(250);
    expect(Math.max(...phases)).toBeLessThanOrEqual(750);
    expect(Math.max(...phases) - Math.min(...phases)).toBeGreaterThan(300);
  });

  it("ends with the truth, and leaves no alarm behind", async () => {
    rig.raise(fault("flapping"));
    rig.clear("flapping");
    expect(rig.news()).toEqual(["0 away", "0 there"]);
    expect(rig.clock.pending).toBe(0);
  });

  it("goes on beside a lie about the outlet, undisturbed by it", async () => {
    const alone = new FaultRig();
    for (const each of [alone, rig]) each.raise(fault("flapping"));
    rig.raise("wrong-state");
    for (const each of [alone, rig]) await each.clock.advance(5000);
    const availability = (heard: string[]) => heard.filter((word) => /away|there/.test(word));
    expect(rig.heard).toContain("0 on");
    expect(availability(rig.heard)).toEqual(availability(alone.heard));
  });
});

describe("reboot", () => {
  it("obeys, answers nothing, and starts anew", () => {
    rig.raise("reboot");
    rig.toggle();
    expect(rig.commands.map((command) => command.do)).toEqual(["relay", "restart"]);
    expect(rig.news()).toEqual([]);
  });

  it("answers as always when the plug cannot start anew", () => {
    rig.raise("reboot");
    rig.refusesRestart = true;
    rig.toggle();
    expect(rig.news()).toEqual(["0 on", "0 done 1"]);
  });

  it("is met by no message that is refused, or is none for the plug", () => {
    rig.raise("reboot");
    rig.nonsense();
    rig.chatter();
    expect(rig.commands).toEqual([]);
    expect(rig.news()).toEqual(["0 error"]);
  });
});

describe("a plug that is closed", () => {
  it("says nothing any more, whatever was under way", async () => {
    rig.raise(fault("late-ack"), fault("flapping"));
    rig.toggle();
    rig.news();
    rig.close();
    await rig.clock.advance(10_000);
    expect(rig.news()).toEqual([]);
    expect(rig.clock.pending).toBe(0);
  });
});
