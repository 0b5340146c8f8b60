import type { Browser, Locator } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { openChromium, requireChromium } from "../support/chromium.ts";
import { violations } from "../support/page-audit.ts";
import { PagePlug } from "../support/page-plug.ts";
import { PageView } from "../support/page-view.ts";

describe.skipIf(!requireChromium())("the wiring on the page", () => {
  let browser: Browser;
  let plug: PagePlug;
  let view: PageView;
  let panel: Locator;

  beforeAll(async () => {
    [browser, plug] = await Promise.all([
      openChromium(),
      PagePlug.start("--board", "emulated-uno", "--provisioned"),
    ]);
  });
  afterAll(async () => {
    await browser?.close();
    await plug?.remove();
  });
  beforeEach(async () => {
    view = await PageView.open(browser, plug.address);
    panel = view.page.locator("pb-wiring");
    await panel.getByRole("button", { name: "Wiring" }).click();
  });
  afterEach(() => view.close());

  const level = (pin: number) => panel.locator(`tr[data-pin="${pin}"]`).getAttribute("data-high");
  const says = (words: RegExp) => panel.getByText(words).first().waitFor({ timeout: 10_000 });

  it("draws each wire of the pin map, with the sentence about mains", async () => {
    await says(/Never mains/);
    const drawing = panel.getByRole("img", { name: "Wiring of the Arduino Uno" });
    for (const pin of [2, 8, 9, 10, 11])
      await drawing.locator(`[data-terminal="uno:${pin}"]`).waitFor({ state: "attached" });
    expect(await drawing.locator("desc").textContent()).toContain("uno:9 to r-red:1");
    expect(view.wrong).toEqual([]);
  });

  it("tells the levels as they change, in the table and in the drawing", async () => {
    await plug.ctl("off");
    await expect.poll(() => level(8)).toBe("false");
    await plug.ctl("on");
    await expect.poll(() => level(8)).toBe("true");
    await panel.locator('[data-terminal="uno:8"].high').waitFor();
    await plug.ctl("press");
    await expect.poll(() => level(2)).toBe("false");
    await plug.ctl("release");
    await expect.poll(() => level(2)).toBe("true");
  });

  it("finds out whether the LED is a common anode, once the plug is unplugged from the mains", async () => {
    const helper = panel.locator("pb-led-helper");
    await helper.getByRole("button", { name: "Unplug it from the mains" }).click();
    await helper.getByRole("button", { name: "Try the LED" }).click();
    for (const [asked, answer] of [
      [/is to be dark/, "Several, or white"],
      [/is to be red/, "Red"],
      [/is to be green/, "Blue"],
      [/is to be blue/, "Green"],
    ] as const) {
      await says(asked);
      await helper.getByRole("button", { name: answer, exact: true }).click();
    }
    await says(/common anode, and the pin map says cathode\. Add --led anode/);
    await says(/The colours are swapped/);
    await says(/"green":11,"blue":10,"common":"anode"/);
    await plug.ctl("plug-in");
    expect(view.wrong).toEqual([]);
  });

  it("finds the pin of the button", async () => {
    const helper = panel.locator("pb-button-helper");
    await helper.getByRole("button", { name: "Unplug it from the mains" }).click();
    await helper.getByRole("button", { name: "Wait for a press" }).click();
    await says(/within 20 s/);
    await plug.ctl("press");
    await says(/The button works on pin 2/);
    await plug.ctl("release");
    await plug.ctl("plug-in");
  });

  it("has nothing for axe to complain of, and fits 360 px", async () => {
    await view.page.setViewportSize({ width: 360, height: 740 });
    await panel.locator("[data-terminal]").first().waitFor({ state: "attached" });
    const ours = (await violations(view)).filter((violation) => violation.includes("pb-wiring"));
    expect(ours).toEqual([]);
    const { width } = (await panel.boundingBox())!;
    expect(width).toBeLessThanOrEqual(360);
  });
});
