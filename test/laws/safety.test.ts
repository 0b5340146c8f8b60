import fc from "fast-check";
import { expect, it } from "vitest";
import { provisionedRecord, WorldRig } from "../support/world-rig.ts";
import { holdToReset, make, moves, RUNS, stories } from "./moves.ts";

interface Written {
  readonly at: number;
  readonly kind: string;
  readonly rest: {
    readonly effect?: { readonly kind: string };
    readonly input?: { readonly kind: string };
    readonly pattern?: string;
  };
}

const read = (line: string): Written => {
  const [, at, kind, rest] = /^(\d+) (\w+) (.*)$/.exec(line)!;
  return { at: Number(at), kind: kind!, rest: JSON.parse(rest!) };
};

it("puts every ignored input into the trace, with the reason", () => {
  fc.assert(
    fc.property(stories, (story) => {
      const rig = new WorldRig({ store: "by hand" }).powerOn();
      for (const move of story) make(rig, move);
      const records = rig.lines.map(read);
      records.forEach((record, i) => {
        if (record.kind !== "input") return;
        const next = records.slice(i + 1).findIndex(({ kind }) => kind === "input" || kind === "powerOn");
        const outcome = records.slice(i + 1, next < 0 ? undefined : i + 1 + next);
        expect(outcome.some(({ kind }) => kind === "row" || kind === "effect")).toBe(true);
      });
      for (const ignored of rig.effectsOf("ignored")) expect(ignored.reason).not.toBe("");
    }),
    RUNS,
  );
});

it("wipes nothing before only red was shown for its guard and the button was let go", () => {
  fc.assert(
    fc.property(stories, (story) => {
      const rig = new WorldRig({ nvm: provisionedRecord(), store: "by hand" }).powerOn();
      let armedAt = Number.NaN;
      let resets = 0;
      let seen = 0;
      for (const move of story) {
        make(rig, move);
        for (const record of rig.lines.slice(seen).map(read)) {
          if (record.kind === "lamp") armedAt = record.rest.pattern === "armed" ? record.at : armedAt;
          if (record.rest.effect?.kind !== "notice") continue;
          if (JSON.stringify(record.rest.effect).includes("resetBegun")) {
            resets++;
            expect(record.at - armedAt).toBeGreaterThanOrEqual(250);
            expect(rig.plug.contact.down).toBe(false);
          }
        }
        seen = rig.lines.length;
        if (resets === 0) expect(rig.stored?.wifi).toEqual(provisionedRecord().wifi);
      }
    }),
    RUNS,
  );
});

it("completes a reset once begun, after any number of power cuts", () => {
  const cuts = fc.array(fc.record({ after: fc.nat({ max: 2500 }), answers: fc.nat({ max: 3 }) }), {
    maxLength: 6,
  });
  let begun = 0;
  fc.assert(
    fc.property(cuts, fc.array(moves, { maxLength: 20 }), (plan, before) => {
      const rig = new WorldRig({ nvm: provisionedRecord(), store: "by hand" }).powerOn();
      for (const move of before) make(rig, move);
      make(rig, { do: "mains", on: true, held: false });
      for (let i = 0; i < 10; i++) rig.waitingForStore.length > 0 && rig.answerStore();
      for (const move of holdToReset) make(rig, move);
      for (const cut of plan) {
        for (let i = 0; i < cut.answers && rig.waitingForStore.length > 0; i++) rig.answerStore();
        rig.wait(cut.after);
        rig.powerOff().powerOn();
      }
      const resumed = rig.stored?.intent !== null;
      begun += resumed ? 1 : 0;
      for (let i = 0; i < 40; i++) {
        while (rig.waitingForStore.length > 0) rig.answerStore();
        rig.wait(500);
      }
      expect(rig.stored?.intent).toBeNull();
      if (resumed) expect(rig.stored?.wifi).toBeNull();
      if (resumed) expect(rig.state("lifecycle")).toBe("setup");
    }),
    { ...RUNS, numRuns: 5 * RUNS.numRuns },
  );
  expect(begun).toBeGreaterThan(20);
});
