import { afterEach, describe, expect, it } from "vitest";
import { factoryRecord } from "../../firmware-sim/index.ts";
import { BOTH_BOARDS, openStage, type Stage, type StageName } from "../support/stage.ts";
import { provisionedRecord } from "../support/world-rig.ts";

/**
 * Red alone is shown from 12,000 ms of hold; a release counts as a reset from 12,250 ms on.
 *
 * On an Uno an edge comes 1 to 2 ms after the finger moved, the press as well as the release, so that the hold
 * that the plug measures may be up to 2 ms longer or shorter than the finger's. The plug must decide by what it
 * measured, exactly; and whoever lets go 10 ms before or after the limit must get what the manual promises.
 */
const RESET_FROM = 12_250;
const SERIAL_MS = 2;

let stage: Stage;
afterEach(() => stage.end());

async function online(name: StageName): Promise<void> {
  stage = await openStage(name, { nvm: provisionedRecord() });
  await stage.start();
  await stage.run(4700);
}

const measured = (): number => {
  const releases = stage.bench.reports.flatMap((report) =>
    report.kind === "gesture" && report.gesture === "longRelease" ? [report.heldFor] : [],
  );
  expect(releases).toHaveLength(1);
  return releases[0]!;
};

function expectReset(): void {
  const { bench } = stage;
  expect(stage.host.snapshot.lifecycle).toBe("setup");
  expect(bench.store.record).toEqual(factoryRecord("previous"));
  expect([bench.listed(), [...bench.link.broker]]).toEqual([[], []]);
}

function expectNothing(): void {
  const { bench } = stage;
  expect([stage.host.snapshot.lifecycle, stage.sight]).toEqual(["online", "off off"]);
  expect(bench.store.record).toEqual(provisionedRecord());
  expect([bench.listed(), bench.link.broker.size]).toEqual([["home"], 2]);
}

async function letGoAfter(ms: number, name: StageName): Promise<void> {
  await online(name);
  await stage.hold(ms);
  await stage.run(5600);
  const heldFor = measured();
  expect(Math.abs(heldFor - ms)).toBeLessThanOrEqual(name === "virtual board" ? 0 : SERIAL_MS);
  if (Math.abs(ms - RESET_FROM) > SERIAL_MS) expect(heldFor >= RESET_FROM).toBe(ms >= RESET_FROM);
  if (heldFor >= RESET_FROM) expectReset();
  else expectNothing();
}

describe.each(BOTH_BOARDS)("letting go on the %s", { timeout: 30_000 }, (name) => {
  it.each([11_999, 12_000, 12_240, 12_249, 12_250, 12_260])("after %i ms", (ms) => letGoAfter(ms, name));

  it("for 5 ms at 12,100 ms is not letting go", async () => {
    await online(name);
    await stage.hold(12_100);
    await stage.run(5);
    stage.mark("after the drop-out");
    stage.press();
    await stage.run(2000);
    expect(stage.host.snapshot.hold?.rung).toBe("armed");
    expect(stage.seen("after the drop-out").map(({ lamp }) => lamp)).toContain("red");
    expect(stage.seen("after the drop-out").map(({ lamp }) => lamp)).not.toContain("blue");
    expect(stage.bench.store.record).toEqual(provisionedRecord());
    stage.release();
    await stage.run(5600);
    expect(Math.abs(measured() - 14_105)).toBeLessThanOrEqual(name === "virtual board" ? 0 : SERIAL_MS);
    expectReset();
  });
});

describe("letting go on the Uno, Firmata 2.4", { timeout: 30_000 }, () => {
  it.each([12_240, 12_260])("after %i ms", (ms) => letGoAfter(ms, "Uno, Firmata 2.4"));
});
