import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { wireFault } from "../../../src/runtime/wire-faults.ts";
import { requireTool } from "../../support/tools.ts";
import { until } from "../../support/until.ts";
import { AVAILABILITY, BENCH, Integrator, RELAY } from "./integrator.ts";

describe.skipIf(!requireTool("mosquitto"))("an integrator on Mosquitto", () => {
  let me: Integrator;
  beforeEach(async () => {
    me = await Integrator.open();
  });
  afterEach(() => me.close());

  it("waits for an answer that is late", async () => {
    await me.raise("late-ack", { delay_ms: 2000 });
    await me.order("on");
    await me.benchSays("on");
    await me.rig.clock.advance(999);
    await me.allHeard();
    expect(me.watcher.last(RELAY)).toBe("off");
    expect(me.answers).toEqual([]);
    await me.rig.clock.advance(2001);
    await me.watcher.shows(RELAY, "on");
    await me.answered(1);
    await me.order("off");
    expect(me.watcher.last(RELAY)).toBe("on");
    await me.clear("late-ack");
    await me.watcher.shows(RELAY, "off");
    await me.allIsRight();
  });

  it("never gets an answer that is missing, until that is undone", async () => {
    await me.raise("missing-ack");
    await me.order("on");
    await me.benchSays("on");
    await me.rig.clock.advance(60_000);
    await me.allHeard();
    expect(me.answers).toEqual([]);
    expect(await me.newcomer()).toMatchObject({ relay: "off", availability: "online" });
    await me.clear("missing-ack");
    await me.watcher.shows(RELAY, "on");
    await me.allIsRight();
  });

  it("misses the same answers for the same seed, and others for another", async () => {
    const row = async (seed: number) => {
      me.rig.host.command({ do: "fault", fault: wireFault("missing-ack", { chance: 0.5, seed }) });
      me.watcher.heard.length = 0;
      for (let i = 0; i < 50; i += 5) {
        for (let command = i; command < i + 5; command++) me.ask(command % 2 === 0 ? "on" : "off", command);
        const last = i % 2 === 0 ? "on" : "off";
        await until(`the outlet is ${last}`, () => me.outlet === last);
        await me.rig.clock.advance(1000);
      }
      await me.allHeard();
      const answered = me.answers.map(({ packet }) => packet.properties!.correlationData![0]);
      return Array.from({ length: 50 }, (_, command) => (answered.includes(command) ? "x" : "-")).join("");
    };
    const seven = await row(7);
    expect(seven).toMatch(/x.*-|-.*x/);
    expect(await row(7)).toBe(seven);
    expect(await row(8)).not.toBe(seven);
    await me.clear("missing-ack");
    await me.allHeard();
    await me.allIsRight();
  });

  it("gets an answer twice that is doubled, and late if that is asked for too", async () => {
    await me.raise("double-ack");
    await me.order("on");
    expect(me.watcher.texts(RELAY).slice(-2)).toEqual(["on", "on"]);
    expect(me.answers).toHaveLength(2);
    await me.raise("late-ack");
    me.watcher.heard.length = 0;
    await me.order("off");
    expect(me.watcher.of(RELAY)).toEqual([]);
    await me.rig.clock.advance(3000);
    await me.answered(2);
    expect(me.watcher.texts(RELAY)).toEqual(["off", "off"]);
    await me.allIsRight();
  });

  it("is told all that is right by a plug that had to connect anew, and no answer of before", async () => {
    await me.raise("late-ack", { delay_ms: 10_000 });
    await me.order("on");
    expect(me.watcher.last(RELAY)).toBe("off");
    me.proxy.drop();
    await me.watcher.shows(AVAILABILITY, "offline");
    await me.watcher.shows(AVAILABILITY, "online");
    await me.allIsRight();
    me.watcher.heard.length = 0;
    await me.rig.clock.advance(15_000);
    await me.allHeard();
    expect([...me.answers, ...me.watcher.of(RELAY)]).toEqual([]);
  });

  it("is told the opposite of what the outlet is, until the time of the fault is over", async () => {
    await me.raise("wrong-state", { for_s: 60 });
    await me.watcher.shows(RELAY, "on");
    await me.order("on");
    expect(await me.newcomer()).toMatchObject({ relay: "off" });
    await me.answered(1);
    expect(JSON.parse(me.answers[0]!.text)).toMatchObject({ ok: true, relay: "off" });
    await me.benchSays("on");
    await me.rig.hold(100);
    await me.watcher.shows(RELAY, "on");
    await me.benchSays("off");
    await me.rig.clock.advance(60_000);
    await me.watcher.shows(RELAY, "off");
    expect(me.active).toEqual([]);
    await me.allIsRight();
  });

  it("sees the plug come and go, and lie meanwhile, until both are undone", async () => {
    await me.raise("flapping", { period_ms: 2000 });
    await me.watcher.shows(AVAILABILITY, "offline");
    await me.raise("wrong-state");
    await me.watcher.shows(RELAY, "on");
    for (let i = 0; i < 10; i++) {
      await me.rig.clock.advance(500);
      await me.allHeard();
    }
    const said = me.watcher.texts(AVAILABILITY).slice(1);
    expect(said.length).toBeGreaterThan(3);
    expect(said).toEqual(said.map((_, i) => (i % 2 === 0 ? "offline" : "online")));
    expect(me.watcher.texts(`${BENCH}/availability`)).toEqual(["online"]);
    await me.clear("flapping");
    await me.watcher.shows(AVAILABILITY, "online");
    await me.clear("wrong-state");
    await me.watcher.shows(RELAY, "off");
    await me.rig.clock.advance(10_000);
    await me.allIsRight();
  });

  it("sees the plug start anew in the middle of a command, which was obeyed", async () => {
    await me.raise("reboot");
    me.ask("on");
    await me.watcher.shows(AVAILABILITY, "offline");
    expect(me.rig.lifecycle).not.toBe("online");
    expect(me.watcher.texts(RELAY)).toEqual(["off"]);
    expect(me.answers).toEqual([]);
    await me.rig.clock.advance(6000);
    await me.watcher.shows(AVAILABILITY, "online");
    // Its outlet starts as it was.
    await me.watcher.shows(RELAY, "on");
    await me.clear("reboot");
    await me.order("off");
    await me.allIsRight();
  });

  it("who ignores availability takes an unplugged plug for one that is on", async () => {
    await me.order("on");
    await me.watcher.publish(`${BENCH}/power/set`, "off");
    await me.watcher.shows(AVAILABILITY, "offline");
    expect(me.outlet).toBe("off");
    expect(await me.newcomer()).toMatchObject({ relay: "on", availability: "offline" });
  });

  it("finds each fault undone by name, and only that", async () => {
    for (const kind of ["late-ack", "wrong-state", "flapping"] as const) await me.raise(kind);
    await me.watcher.shows(AVAILABILITY, "offline");
    await me.clear("flapping");
    await me.watcher.shows(AVAILABILITY, "online");
    expect(me.watcher.last(RELAY)).toBe("on");
    await me.clear("wrong-state");
    await me.watcher.shows(RELAY, "off");
    await me.order("on");
    expect(me.watcher.last(RELAY)).toBe("off");
    await me.clear("late-ack");
    await me.watcher.shows(RELAY, "on");
    await me.allIsRight();
  });
});
