import { type Bench, bench, watch } from "plugbench/testing";
import "plugbench/vitest";
import { afterEach, expect, it } from "vitest";

let plug: Bench;
afterEach(() => plug.close());

it("flashes red and then blinks blue when it is plugged in for the first time", async () => {
  plug = await bench({ start: "boxed" });
  await plug.plugIn();
  await expect(plug).toShowSequence(["blinking red", "blinking blue"]);
  await expect(plug).toBlink({ color: "blue", periodMs: 1000, duty: 0.5, for: "5s" });
});

it("is reset by a hold until the light blinks only red", async () => {
  plug = await bench();
  await plug.press();
  await expect(plug).toShow("alternating red and blue");
  await expect(plug).toShow("blinking red", { within: "20s" });
  const seen = await watch(plug, async () => {
    await plug.release();
    await plug.advance("4s");
  });
  expect(seen).toShow("solid red", { for: "3s" });
  expect(seen).not.toShow("blue");
  await expect(plug).toShow("blinking blue");
});

// Of the real StandardFirmata, executed on an emulated chip.
it("is not reset by letting go too early", { timeout: 60_000 }, async () => {
  plug = await bench({ board: "emulated-uno" });
  await plug.hold("6s");
  await expect(plug).not.toShow("solid red", { within: "5s" });
});
