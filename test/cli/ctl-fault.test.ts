import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parseFaults } from "../../src/config/fault.ts";
import { WIRE_FAULT_KINDS } from "../../src/runtime/wire-faults.ts";
import { benches } from "./ctl-bench.ts";
import { runs } from "./in-process.ts";

const place = benches();
afterAll(place.remove);

describe("ctl fault", () => {
  const bench = place.bench("faults");
  const { ctl, ctlJson } = bench;
  beforeAll(async () => {
    await bench.stands("--fault", "late-ack,delay=500ms,seed=7 flapping,for=60s");
  });

  it("finds in force from the start what --fault says, and undoes by itself what has an end", async () => {
    expect((await ctl("fault", "list")).out).toBe("Faults: late-ack (delay 500 ms, seed 7); flapping.\n");
    expect((await ctlJson("advance", "59999ms")).exit).toBe(0);
    expect((await ctl("state")).out).toMatch(/^faults +late-ack \(delay 500 ms, seed 7\); flapping$/m);
    await ctl("advance", "1ms");
    const { faults } = await ctlJson("fault", "list");
    expect(faults).toEqual([{ kind: "late-ack", seed: 7, chance: 1, delay: 500, period: 2000 }]);
    expect((await ctlJson("state")).faults).toEqual(faults);
  });

  it("raises each kind with its details, and replaces one that is in force", async () => {
    const raised = await ctl("fault", "late-ack", "--delay", "2s", "--chance", "0.5", "--for", "5m");
    expect(raised.out).toBe(
      "In force: late-ack (chance 0.5). plugbench ctl fault clear late-ack undoes it.\n",
    );
    for (const kind of WIRE_FAULT_KINDS) expect((await ctl("fault", kind)).code).toBe(0);
    const { faults } = await ctlJson("fault", "list");
    expect(faults.map(({ kind }: { kind: string }) => kind).sort()).toEqual([...WIRE_FAULT_KINDS].sort());
  });

  it("clears one, or all, and refuses to clear what is not there", async () => {
    await ctl("fault", "ghost");
    expect((await ctl("fault", "clear", "ghost")).code).toBe(0);
    expect((await ctlJson("fault", "list")).faults.length).toBe(WIRE_FAULT_KINDS.length - 1);
    expect(await ctlJson("fault", "clear", "ghost")).toMatchObject({ exit: 1, code: "no_effect" });
    expect((await ctl("fault", "clear", "all")).out).toBe("Cleared. Faults: none.\n");
  });

  it("leaves the broker alone when there is none", async () => {
    expect(await ctlJson("forget")).toMatchObject({ exit: 1, code: "no_effect" });
  });
});

describe("wrong use of a fault ends with code 2 and says what there is", () => {
  it.each([
    ["an unknown kind", ["late-akc"], 'Did you mean "late-ack"?', "ghost"],
    ["an unknown kind to clear", ["clear", "al"], 'Did you mean "all"?', "ghost"],
    ["a delay without unit", ["late-ack", "--delay", "5"], "--delay: 5 has no unit", "5s"],
    ["a delay too long", ["late-ack", "--delay", "2m"], "--delay: 2m is too long", "60 s"],
    ["a period too short", ["flapping", "--period", "99ms"], "--period: 99ms is too short", "100 ms"],
    ["an end too near", ["ghost", "--for", "10ms"], "--for: 10ms is too short", "1 s"],
    ["a chance above 1", ["reboot", "--chance", "1.5"], '--chance: "1.5" is not a number from 0 to 1', "0"],
    ["a seed that is not whole", ["reboot", "--seed", "1.5"], '--seed: "1.5" is not a whole number', "0"],
  ])("%s", async (_, args, what, next) => {
    const { code, err } = await runs(["ctl", "fault", ...args]);
    expect(code).toBe(2);
    expect(err).toContain(what);
    expect(err).toContain(next);
  });

  it.each([
    ["an unknown kind", "late-akc", 'Did you mean "late-ack"?'],
    ["an unknown detail", "late-ack,dealy=1s", 'Did you mean "delay"?'],
    ["a detail without value", "late-ack,delay", '"delay" says nothing of a fault'],
    ["a bad value", "late-ack,delay=x", 'delay: "x" is no duration'],
    ["nothing", " ", "names no fault"],
  ])("%s in --fault", async (_, text, what) => {
    const { code, err } = await runs(["run", "--board", "virtual", "--fault", text, "--state", place.path]);
    expect([code, err]).toEqual([2, expect.stringContaining(`--fault: `)]);
    expect(err).toContain(what);
  });

  it("reads every detail of --fault", () => {
    const text = " wrong-state  flapping,period=5s,chance=0.25,seed=9,for=2m,delay=1s ";
    expect(parseFaults(text)).toEqual([
      { do: "fault", fault: { kind: "wrong-state", seed: 1, chance: 1, delay: 2000, period: 2000 } },
      {
        do: "fault",
        fault: { kind: "flapping", seed: 9, chance: 0.25, delay: 1000, period: 5000 },
        for: 120_000,
      },
    ]);
  });
});
