import { afterEach, expect, test } from "@jest/globals";
import "plugbench/jest";
import { bench, watch } from "plugbench/testing";

/** @type {import("plugbench/testing").Bench} */
let plug;
afterEach(() => plug.close());

test("the light shows red and then blinks blue when the button is let go", async () => {
  plug = await bench();
  await plug.press();
  await expect(plug).toShow("blinking red", { within: "20s" });
  await plug.release();
  await expect(plug).toShowSequence(["solid red", "blinking blue"]);
  await expect(plug).not.toShow("red", { within: "5s" });
});

test("a press is told to the broker", async () => {
  plug = await bench({ mqtt: true });
  const seen = await watch(plug, async () => {
    await plug.hold("100ms");
    await plug.advance("1s");
  });
  expect(seen).toHavePublished("plugbench/+/relay", "on", { retained: true });
  expect(seen).toHavePublished("plugbench/+/event/button", { event_type: "press", ts: expect.any(String) });
  expect(seen).not.toHavePublished("plugbench/+/error");
});

test("a failure is told by a timeline", async () => {
  plug = await bench({ start: "setup" });
  const failing = expect(plug).toBlink({ color: "red", within: "3s" });
  await expect(failing).rejects.toThrow(/blinking red within 3 s\. It did not\.[\s\S]*\nseen +[.Bb]{60}\n/);
});
