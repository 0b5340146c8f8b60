import "../../src/testing/vitest.ts";
import { afterEach, describe, expect, it } from "vitest";
import { type Bench, type BenchBoard, bench, watch } from "../../src/testing/index.ts";
import { failureOf } from "./fake-bench.ts";

let plug: Bench;
afterEach(() => plug.close());

describe.each<BenchBoard>(["virtual", "mocked-firmata", "emulated-uno"])("the matchers on %s", (board) => {
  it("see a reset as a person does", async () => {
    plug = await bench({ board });
    await plug.press();
    await expect(plug).toShow("alternating red and blue");
    await expect(plug).toBlink({ color: "red", periodMs: 500, duty: 0.5, within: "15s" });
    const seen = await watch(plug, async () => {
      await plug.release();
      await plug.advance("4s");
    });
    expect(seen).toShow("solid red", { for: "3s" });
    expect(seen).not.toShow("blue");
    await expect(plug).toShowSequence(["solid red", "blinking blue"]);
    await expect(plug).not.toShow("red", { within: "3s" });
  });

  it("see a difference", async () => {
    plug = await bench({ board, start: "setup" });
    expect(await failureOf(() => expect(plug).toBlink({ periodMs: 800, within: "3s" }))).toMatch(
      /blinking blue, 3 flashes in .* \(round 1 takes .*, not 800 ms\)\n\nexpected /,
    );
    expect(await failureOf(() => expect(plug).not.toShow("blue", { within: "3s" }))).toContain("It did, at ");
  });
});

it("see the first flash of a plug that is plugged in as soon as the bench is open", async () => {
  plug = await bench({ start: "boxed" });
  await plug.plugIn();
  await expect(plug).toShow({ cadence: "blinking", colors: ["red"], flashes: { min: 3, max: 3 } });
});

it("hear the broker of the bench", async () => {
  plug = await bench({ mqtt: true });
  await plug.hold("100ms");
  await expect(plug).toHavePublished("plugbench/+/relay", "on", { retained: true });
  expect(plug.outlet).toBe("on");
  await plug.advance("1s");
  await plug.unplug();
  await expect(plug).toHavePublished("plugbench/+/availability", "offline", { retained: true });
  expect(await failureOf(() => expect(plug).toHavePublished("plugbench/+/relay", "on"))).toContain(
    "None came.",
  );
});

it("end with their bench: who does not await one is told", async () => {
  plug = await bench();
  const unawaited = failureOf(() => expect(plug).toShow("blinking green"));
  await plug.close();
  expect(await unawaited).toContain("this bench was closed");
});
