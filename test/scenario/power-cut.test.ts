import { afterEach, describe, expect, it } from "vitest";
import { factoryRecord } from "../../firmware-sim/index.ts";
import { BOTH_BOARDS, openStage, type Stage, type StageName } from "../support/stage.ts";
import { provisionedRecord } from "../support/world-rig.ts";

let stage: Stage;
afterEach(() => stage.end());

/** Up to the moment of letting go, with a store that answers only when told. */
async function armed(name: StageName): Promise<void> {
  stage = await openStage(name, { nvm: provisionedRecord() });
  await stage.start();
  await stage.run(4700);
  stage.bench.store.answers = "by hand";
  stage.press();
  await stage.run(12_600);
}

async function released(): Promise<void> {
  stage.release();
  await stage.run(100);
  expect(stage.sight).toBe("red off");
}

async function answer(): Promise<void> {
  stage.bench.store.answer();
  await stage.run(300);
}

/** Mains off and on again; what is seen from the cut on is the act "cut". */
async function cutAndReplug(): Promise<void> {
  stage.mark("cut");
  stage.host.command({ do: "power", to: "off" });
  await stage.run(10);
  expect(stage.sight).toBe("off off");
  await stage.run(490);
  stage.bench.store.answers = "prompt";
  stage.host.command({ do: "power", to: "on" });
  await stage.run(5500);
}

const colors = (): string[] => stage.seen("cut").map(({ lamp }) => lamp);
const FLASHES = ["red", "off", "red", "off", "red", "off"];
const BLUE = ["blue", "off", "blue", "off", "blue", "off", "blue", "off"];

describe.each(BOTH_BOARDS)("a power cut on the %s", { timeout: 30_000 }, (name) => {
  it.each([
    ["red alone, before letting go", async () => {}],
    ["solid red, before the intent was durable", released],
  ])("in %s: nothing has happened", async (_, until) => {
    await armed(name);
    await until();
    await cutAndReplug();
    const { store, link, listed } = stage.bench;
    expect(colors()).toEqual(["off", ...FLASHES]);
    expect(stage.host.snapshot.lifecycle).toBe("online");
    expect(store.record).toEqual(provisionedRecord());
    expect([listed(), link.broker.size, store.wipes]).toEqual([["home"], 2, 0]);
  });

  it.each([
    ["when the intent was durable", 1, 1],
    ["when all else was wiped", 2, 2],
  ])("in solid red, %s: the boot finishes it, then blue", async (_, answers, wipes) => {
    await armed(name);
    await released();
    for (let i = 0; i < answers; i++) await answer();
    await cutAndReplug();
    const { store, link, listed } = stage.bench;
    expect(colors()).toEqual(["off", ...FLASHES, ...BLUE]);
    expect(stage.host.snapshot.lifecycle).toBe("setup");
    expect(store.record).toEqual(factoryRecord("previous"));
    expect([listed(), [...link.broker], store.wipes]).toEqual([[], [], wipes]);
    expect(stage.bench.said().slice(-3)).toEqual(["resetResumed", "resetDone", "setupOpened"]);
  });

  it("in solid red, when the factory record was durable: it was done", async () => {
    await armed(name);
    await released();
    for (let i = 0; i < 3; i++) await answer();
    await cutAndReplug();
    expect(colors()).toEqual(["off", ...FLASHES, ...BLUE]);
    expect(stage.bench.store.record).toEqual(factoryRecord("previous"));
    expect(stage.bench.said()).not.toContain("resetResumed");
  });

  it("in blue, after solid red: it was done", async () => {
    await armed(name);
    stage.bench.store.answers = "prompt";
    await released();
    await stage.run(5500);
    expect(stage.host.snapshot.lifecycle).toBe("setup");
    await cutAndReplug();
    expect(colors().filter((color) => color === "red")).toHaveLength(3);
    expect(stage.bench.store.record).toEqual(factoryRecord("previous"));
    expect([stage.bench.listed(), [...stage.bench.link.broker]]).toEqual([[], []]);
  });
});
